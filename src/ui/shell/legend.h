// What the fills and symbols of the map mean, as groups of the layer tree.
#pragma once
#include "ui/shell/layer_rows.h"

namespace wangge::ui {

ImU32 colour_of(style::Colour colour);
// How the map draws a class now, with all that was changed of the style; null before the first map.
const style::Rule* rule_of(Context& context, std::string_view layer, std::string_view kind = "*");
// Of its line and of its hatch; `otherwise` where it has none.
ImU32 line_colour(Context& context, std::string_view layer, std::string_view kind, ImU32 otherwise);
ImU32 hatch_colour(Context& context, std::string_view layer, std::string_view kind, ImU32 otherwise);
// Its symbol in small, in its own colours.
void draw_symbol(Context& context, std::string_view layer, std::string_view kind, Mark mark, ImVec2 at, float side);

void coverage_group(Context& context, LayerRows& tree);
void blind_group(Context& context, LayerRows& tree);
void assignment_group(Context& context, LayerRows& tree);
void ledger_group(Context& context, LayerRows& tree);
void data_groups(Context& context, LayerRows& tree);
// Steps of the workload, area types, and the scale of density surfaces.
void other_fills(Context& context, LayerRows& tree);

} // namespace wangge::ui
