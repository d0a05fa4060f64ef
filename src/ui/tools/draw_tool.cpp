#include "ui/tools/draw_tool.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

// How near to a corner or an edge the mouse must be to drag it, logical pixels.
constexpr float grab = 10;

app::Drawing drawing_of(MapTool tool) {
    switch (tool) {
    case MapTool::reshape:
        return app::Drawing::reshape;
    case MapTool::corner:
        return app::Drawing::corner;
    case MapTool::cell:
        return app::Drawing::cell;
    default:
        return app::Drawing::split;
    }
}

void outline(Ui& ui, const MapFrame& frame, const geo::Ring& ring, ImU32 colour, float width) {
    std::vector<ImVec2> pixels;
    for (const geo::MapPoint& p : ring)
        pixels.push_back(frame.on_screen(p));
    ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), colour, ImDrawFlags_None, ui.px(width));
}

} // namespace

std::string points_text(const geo::Polyline& line) {
    std::string text;
    for (const geo::MapPoint& p : line)
        text += fmt::format("{}{:.4f} {:.4f}", text.empty() ? "" : ", ", p.x, p.y);
    return text;
}

Icon icon_of(MapTool tool) {
    switch (tool) {
    case MapTool::split:
        return Icon::split;
    case MapTool::reshape:
        return Icon::reshape;
    case MapTool::corner:
        return Icon::corner;
    case MapTool::cell:
        return Icon::polygon;
    case MapTool::paint:
    case MapTool::hand_over:
        return Icon::brush;
    default:
        return Icon::none;
    }
}

void draw_tool_cursor(Ui& ui, Icon icon) {
    const ImVec2 at{ImGui::GetIO().MousePos.x + ui.px(16), ImGui::GetIO().MousePos.y + ui.px(16)};
    ui.draw().AddCircleFilled(at, ui.px(11), ui.theme->panel, 24);
    ui.draw().AddCircle(at, ui.px(11), ui.theme->border, 24, ui.px(1));
    draw_icon(ui, icon, at, ui.theme->accent);
}

void DrawTool::clear(Context& c) {
    m_corners.clear();
    m_cursor.reset();
    m_dragging = false;
    c.work.drawing.drop_preview();
}

geo::Polyline DrawTool::path() const {
    geo::Polyline path = m_corners;
    if (m_cursor && (path.empty() || path.back() != *m_cursor))
        path.push_back(*m_cursor);
    return path;
}

std::optional<app::DrawRequest> DrawTool::request(Context& c, const MapFrame& frame, MapTool tool) const {
    const auto ground = c.work.drawing.ground(c.work.snapshot());
    app::DrawRequest request{
        drawing_of(tool), {}, path(), base::Metres{grab * c.ui.scale * frame.view.per_pixel.value}};
    const std::size_t least = tool == MapTool::cell ? 3 : 2;
    if (!ground || m_corners.empty() || request.line.size() < least)
        return std::nullopt;
    if (tool == MapTool::split || tool == MapTool::reshape) {
        // The selected cell, else the one in the middle of a splitting line, or where a new edge begins.
        const auto picked = c.work.selection.rows(app::PickedKind::cell);
        model::Row row = picked.size() == 1 ? picked.front() : model::no_row;
        const geo::Polyline& line = request.line;
        for (std::size_t i = 0; i + 1 < line.size() && row == model::no_row; ++i) {
            const std::size_t at = tool == MapTool::reshape ? i : (i + line.size() / 2 - 1) % (line.size() - 1);
            row = ground->cell_at({(line[at].x + line[at + 1].x) / 2, (line[at].y + line[at + 1].y) / 2});
        }
        if (row == model::no_row)
            return std::nullopt;
        request.cells = {row};
    }
    return request;
}

void DrawTool::finish(Context& c, const MapFrame& frame, MapTool tool) {
    m_cursor.reset();
    const auto wanted = request(c, frame, tool);
    if (!wanted || c.work.busy())
        return;
    const grid::SnapTo& to = c.work.drawing.snap;
    std::vector<std::string> snap;
    for (const auto& [on, name] :
         {std::pair(to.roads, "roads"), std::pair(to.rivers, "rivers"), std::pair(to.boundaries, "boundaries")})
        if (on)
            snap.emplace_back(name);
    app::ArgumentValues arguments{{"snap", snap}, {"snap-m", to.tolerance.value}};
    if (!wanted->cells.empty())
        arguments["cell"] = c.snapshot->cells[static_cast<std::size_t>(wanted->cells.front())].code;
    const geo::Polyline& line = wanted->line;
    switch (tool) {
    case MapTool::split:
    case MapTool::reshape:
        arguments["line"] = points_text(line);
        c.work.run(tool == MapTool::split ? "cell.split" : "cell.reshape", arguments);
        break;
    case MapTool::cell:
        arguments["ring"] = points_text(line);
        c.work.run("cell.draw", arguments);
        break;
    default:
        arguments["from"] = points_text({line.front()});
        arguments["to"] = points_text({line.back()});
        arguments["reach-m"] = wanted->reach.value;
        c.work.run("cell.move", arguments);
    }
    clear(c);
}

void DrawTool::mouse(Context& c, const MapFrame& frame, const Hit& hit, MapTool tool) {
    c.work.drawing.ground(c.work.snapshot()); // asked for now, so that it is there when the first line is drawn
    const ImGuiIO& io = ImGui::GetIO();
    m_cursor.reset();
    if (hit.hovered || hit.held)
        m_cursor = frame.on_map(io.MousePos);
    if (tool == MapTool::corner) {
        if (ImGui::IsItemActivated()) {
            m_corners = {frame.on_map(io.MousePos)};
            m_dragging = true;
        } else if (m_dragging && !hit.held) {
            m_dragging = false;
            m_corners.push_back(frame.on_map(io.MousePos));
            const ImVec2 from = frame.on_screen(m_corners.front());
            if (std::abs(from.x - io.MousePos.x) + std::abs(from.y - io.MousePos.y) > c.ui.px(2))
                finish(c, frame, tool);
            else
                clear(c);
        }
        return;
    }
    if (hit.double_clicked && m_corners.size() > 1) {
        m_skip_click = true; // the release of the second click adds nothing
        finish(c, frame, tool);
    } else if (hit.clicked && !std::exchange(m_skip_click, false))
        m_corners.push_back(frame.on_map(io.MousePos));
    if (io.WantTextInput || m_corners.empty())
        return;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)))
        finish(c, frame, tool);
    else if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Backspace)))
        m_corners.pop_back();
}

void DrawTool::draw(Context& c, const MapFrame& frame, MapTool tool) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const auto wanted = request(c, frame, tool);
    const auto preview = wanted ? c.work.drawing.preview(*wanted) : nullptr;
    if (!wanted)
        c.work.drawing.drop_preview();
    else if (preview && !preview->error)
        c.work.drawing.live = preview->totals;
    else if (preview)
        c.work.drawing.live.reset();
    const bool possible = preview && !preview->error;
    if (possible)
        for (const geo::MultiPolygon& area : preview->areas)
            for (const geo::Polygon& part : area.parts)
                outline(ui, frame, part.outer, t.selection, 2);
    // The line as it is drawn, then as it was snapped.
    geo::Polyline line = path();
    if (tool == MapTool::cell && line.size() > 2)
        line.push_back(line.front());
    const ImU32 colour = preview && preview->error ? t.danger : t.accent;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const ImVec2 a = frame.on_screen(line[i]), b = frame.on_screen(line[i + 1]);
        ui.line(a, b, t.panel, 4);
        ui.line(a, b, colour, 2);
    }
    if (possible && c.work.drawing.snap.any() && tool != MapTool::corner)
        outline(ui, frame, preview->line, t.success, 2.5f);
    for (const geo::MapPoint& p : m_corners) {
        const ImVec2 at = frame.on_screen(p);
        ui.draw().AddCircleFilled(at, ui.px(4), t.panel, 16);
        ui.draw().AddCircle(at, ui.px(4), colour, 16, ui.px(2));
    }
    ui.registry.add("draw.line", {frame.rect, ui.say("ui.draw.title"), std::to_string(m_corners.size()), possible});
}

} // namespace wangge::ui
