// The tools of the map: which one is chosen, what the mouse does with it, and what it draws over the picture.
#pragma once
#include "ui/tools/draw_tool.h"
#include "ui/tools/hand_over_tool.h"
#include "ui/tools/lock_marks.h"
#include "ui/tools/measure_tool.h"
#include "ui/tools/outline_tool.h"
#include "ui/tools/paint_tool.h"

namespace wangge::ui {

class MapTools {
public:
    // The plate of buttons in the upper left corner of the map.
    void toolbar(Context& context, const Rect& map);
    // True when the mouse belongs to the tool: the map must not pan or pick.
    bool mouse(Context& context, const MapFrame& frame, const Hit& hit);
    void draw(Context& context, const MapFrame& frame);

private:
    void follow(Context& context); // takes over a tool that was chosen elsewhere (keys, script)

    MapTool m_tool = MapTool::select;
    OutlineTool m_outline;
    MeasureTool m_length{false}, m_area{true};
    DrawTool m_draw;
    PaintTool m_paint;
    HandOverTool m_hand_over;
    LockMarks m_locks;
    bool m_over_map = false;
};

} // namespace wangge::ui
