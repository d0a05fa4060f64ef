// What the fills and symbols of the map mean, as groups of the layer tree.
#pragma once
#include "ui/shell/layer_rows.h"

namespace wangge::ui {

void coverage_group(Context& context, LayerRows& tree);
void blind_group(Context& context, LayerRows& tree);
void assignment_group(Context& context, LayerRows& tree);
void data_groups(Context& context, LayerRows& tree);
// Steps of the workload, area types, and the scale of density surfaces.
void other_fills(Context& context, LayerRows& tree);

} // namespace wangge::ui
