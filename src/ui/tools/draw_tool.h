// Cells drawn by hand: a line that splits or reshapes one, the outline of a new one, a corner that is dragged. What it
// would do is worked out while it is drawn.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

#include <optional>

namespace wangge::ui {

class DrawTool {
public:
    void clear(Context& context);
    // Clicks add corners, a double click or Enter does it, Backspace takes the last corner back; a corner is dragged.
    void mouse(Context& context, const MapFrame& frame, const Hit& hit, MapTool tool);
    void draw(Context& context, const MapFrame& frame, MapTool tool);

private:
    void finish(Context& context, const MapFrame& frame, MapTool tool);
    // What the tool would do with the line so far; none while there is too little of it.
    std::optional<app::DrawRequest> request(Context& context, const MapFrame& frame, MapTool tool) const;
    geo::Polyline path() const; // with the mouse's place as its last corner

    geo::Polyline m_corners;
    std::optional<geo::MapPoint> m_cursor;
    bool m_skip_click = false, m_dragging = false;
};

// The parameter that the Actions of drawing take: "x y, x y".
std::string points_text(const geo::Polyline& line);
// A small picture of the tool beside the mouse.
void draw_tool_cursor(Ui& ui, Icon icon);
Icon icon_of(MapTool tool);

} // namespace wangge::ui
