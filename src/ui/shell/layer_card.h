// The small card that opens at a layer's swatch: opacity, place in the order, how points are shown, and its style.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// Opens it beside the row; call in the tree's window.
void open_layer_card(Context& context, std::string_view layer, const std::string& title, float y);
// Draws it while it is open; call in the tree's window, after the rows.
void layer_card(Context& context, const Rect& tree, float window_height);

} // namespace wangge::ui
