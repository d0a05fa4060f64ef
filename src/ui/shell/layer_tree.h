// The left panel: layers as a tree that is the legend too, with eyes and counts.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void layer_tree(Context& context, const Rect& rect);

} // namespace wangge::ui
