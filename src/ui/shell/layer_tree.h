// The left panel: layers as a tree that is the legend too, with eyes and counts.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void layer_tree(Context& context, const Rect& rect);

// The scene layers that the stage shows and the legend has not switched off.
std::set<std::string, std::less<>> shown_layers(const Context& context);

// What the areas are filled by: what was chosen in this stage, else what the stage is about.
render::AreaFill fill_of(const Context& context);

} // namespace wangge::ui
