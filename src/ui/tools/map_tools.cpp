#include "ui/tools/map_tools.h"

#include "ui/host.h"
#include "ui/shortcuts.h"
#include "ui/tools/compare_marks.h"
#include "ui/tools/selection_marks.h"

namespace wangge::ui {
namespace {

struct Button {
    MapTool tool;
    const char* id;
    Icon icon;
    const char* text;
};
constexpr Button buttons[] = {
    {MapTool::select, "canvas.select", Icon::pointer, "ui.tool.select"},
    {MapTool::rectangle, "canvas.rectangle", Icon::rectangle, "ui.tool.rectangle"},
    {MapTool::lasso, "canvas.lasso", Icon::lasso, "ui.tool.lasso"},
    {MapTool::length, "canvas.measure", Icon::ruler, "ui.tool.measure"},
    {MapTool::area, "canvas.measure_area", Icon::area, "ui.tool.measure_area"},
};

} // namespace

void MapTools::follow(Context& c) {
    if ((draws_cells(c.state.tool) && c.work.stage != app::Stage::grids) ||
        (c.state.tool == MapTool::hand_over && c.work.stage != app::Stage::assignment))
        c.state.tool = MapTool::select;
    if (m_tool == c.state.tool)
        return;
    m_tool = c.state.tool;
    m_outline.clear();
    m_length.clear();
    m_area.clear();
    m_draw.clear(c);
    m_paint.clear(c);
    m_hand_over.clear(c);
}

void MapTools::toolbar(Context& c, const Rect& map) {
    Ui& ui = c.ui;
    follow(c);
    const float side = ui.px(30), gap = ui.px(2), split = ui.px(7);
    const float count = static_cast<float>(std::size(buttons)) + 1;
    const Rect plate{map.x + ui.px(12), map.y + ui.px(12), side + 2 * gap, count * (side + gap) + gap + 2 * split};
    ui.fill(plate, ui.theme->panel, size::card_radius);
    ui.frame(plate, ui.theme->border, size::card_radius);
    float y = plate.y + gap;
    const auto rule = [&] {
        ui.horizontal(plate.x + ui.px(6), y + split / 2 - ui.px(1), plate.w - ui.px(12), ui.theme->track);
        y += split;
    };
    for (const Button& b : buttons) {
        if (b.tool == MapTool::length)
            rule();
        if (icon_button(ui, b.id, {plate.x + gap, y, side, side}, b.icon, with_key(ui, b.text, b.id), true,
                        m_tool == b.tool))
            c.state.tool = b.tool == m_tool ? MapTool::select : b.tool;
        y += side + gap;
    }
    rule();
    if (icon_button(ui, "canvas.go_to", {plate.x + gap, y, side, side}, Icon::crosshair,
                    with_key(ui, "ui.tool.go_to", "canvas.go_to")))
        c.state.go_to_open = true;
}

bool MapTools::mouse(Context& c, const MapFrame& frame, const Hit& hit) {
    follow(c);
    if (draws_cells(m_tool) || m_tool == MapTool::hand_over) {
        if (ImGui::IsMouseDragging(2, c.ui.px(2)))
            return false; // the middle button pans whatever the tool
        if (hit.hovered)
            ImGui::SetMouseCursor(m_tool == MapTool::corner ? ImGuiMouseCursor_Hand : crosshair_cursor);
        if (m_tool == MapTool::paint)
            m_paint.mouse(c, frame, hit);
        else if (m_tool == MapTool::hand_over)
            m_hand_over.mouse(c, frame, hit);
        else
            m_draw.mouse(c, frame, hit, m_tool);
        m_over_map = hit.hovered;
        return true;
    }
    switch (m_tool) {
    case MapTool::length:
    case MapTool::area:
        if (hit.hovered)
            ImGui::SetMouseCursor(crosshair_cursor);
        (m_tool == MapTool::area ? m_area : m_length).mouse(frame, hit);
        return true;
    case MapTool::rectangle:
    case MapTool::lasso:
        if (hit.hovered)
            ImGui::SetMouseCursor(crosshair_cursor);
        return m_outline.mouse(c, frame, hit, m_tool == MapTool::lasso);
    case MapTool::hand_over:
    case MapTool::split:
    case MapTool::reshape:
    case MapTool::corner:
    case MapTool::cell:
    case MapTool::paint:
        break; // above
    case MapTool::select:
        // With Shift or Ctrl held a drag draws a rectangle here too.
        if (m_outline.drawing() || (ImGui::IsItemActivated() && (ImGui::GetIO().KeyShift || ImGui::GetIO().KeyCtrl)))
            return m_outline.mouse(c, frame, hit, false);
        return false;
    }
    return false;
}

void MapTools::draw(Context& c, const MapFrame& frame) {
    m_locks.draw(c, frame);
    draw_selection(c, frame);
    draw_pin(c, frame);
    draw_differences(c, frame);
    m_outline.draw(c, frame, m_tool == MapTool::lasso);
    if (m_tool == MapTool::length || m_tool == MapTool::area)
        (m_tool == MapTool::area ? m_area : m_length).draw(c, frame);
    if (!draws_cells(m_tool) && m_tool != MapTool::hand_over)
        return;
    if (m_tool == MapTool::paint)
        m_paint.draw(c, frame);
    else if (m_tool == MapTool::hand_over)
        m_hand_over.draw(c, frame);
    else
        m_draw.draw(c, frame, m_tool);
    if (m_over_map)
        draw_tool_cursor(c.ui, icon_of(m_tool));
}

} // namespace wangge::ui
