// The brush: villages or squares under the mouse go to the selected cell, with its totals following at once.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

#include <optional>

namespace wangge::ui {

class PaintTool {
public:
    void clear(Context& context);
    // A click on a cell chooses it when none is chosen; a drag paints, its end keeps it. Alt and a click choose
    // another.
    void mouse(Context& context, const MapFrame& frame, const Hit& hit);
    void draw(Context& context, const MapFrame& frame) const;

private:
    void finish(Context& context);

    std::optional<app::PaintStroke> m_stroke;
    bool m_choosing = false;
};

} // namespace wangge::ui
