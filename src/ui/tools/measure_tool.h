// Measuring on the ellipsoid: a path or an area grows by clicks, and its size is written beside the mouse.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

#include <optional>

namespace wangge::ui {

class MeasureTool {
public:
    explicit MeasureTool(bool area) : m_area(area) {}
    void clear();
    // Clicks add corners, a double click or Enter ends the figure, Backspace takes the last corner back; a click after
    // the end begins anew.
    void mouse(const MapFrame& frame, const Hit& hit);
    void draw(Context& context, const MapFrame& frame) const;

private:
    std::string size_text(Context& context, const MapFrame& frame, const std::vector<geo::MapPoint>& path) const;

    bool m_area, m_done = false, m_skip_click = false;
    std::vector<geo::MapPoint> m_corners;
    std::optional<geo::MapPoint> m_cursor;
};

} // namespace wangge::ui
