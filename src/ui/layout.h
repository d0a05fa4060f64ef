// The fixed rooms of the window and the two splitters between them.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

struct Layout {
    Rect top, left, map, right, drawer, status;
};

// From the framebuffer's size and the widths that the user set; the map keeps at least 360 x 220 logical pixels.
Layout lay_out(const Ui& ui, ImVec2 framebuffer, const app::Settings& settings, bool drawer_open);
// Draws and moves the splitters.
void splitters(Context& context, const Layout& layout, bool drawer_open);

} // namespace wangge::ui
