#include "ui/tools/outline_tool.h"

#include "app/view/numbers.h"
#include "app/view/object_view.h"

#include <cmath>

namespace wangge::ui {
namespace {

app::PickMode mode_now() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyShift ? app::PickMode::add : io.KeyCtrl ? app::PickMode::remove : app::PickMode::replace;
}

} // namespace

app::PickedKind outlined_kind(const Context& c) {
    if (c.state.table_kind != app::PickedKind::nothing)
        return c.state.table_kind;
    switch (c.work.stage) {
    case app::Stage::data:
        return app::PickedKind::site;
    case app::Stage::coverage:
    case app::Stage::blind_spots:
        return app::PickedKind::village;
    default:
        return c.work.counts().cells > 0 ? app::PickedKind::cell : app::PickedKind::village;
    }
}

geo::Ring OutlineTool::ring(const MapFrame& frame, bool freehand) const {
    geo::Ring ring;
    if (freehand)
        for (const ImVec2& p : m_outline)
            ring.push_back(frame.on_map(p));
    else
        for (const ImVec2 p : {m_outline[0], ImVec2{m_outline[1].x, m_outline[0].y}, m_outline[1],
                               ImVec2{m_outline[0].x, m_outline[1].y}})
            ring.push_back(frame.on_map(p));
    ring.push_back(ring.front());
    return ring;
}

void OutlineTool::pick(Context& c, const MapFrame& frame, bool freehand) const {
    const auto ground = c.work.objects();
    if (!ground || m_outline.size() < (freehand ? 3u : 2u))
        return;
    const geo::Ring outline = ring(frame, freehand);
    const app::PickedKind kind = outlined_kind(c);
    std::vector<app::Picked> picked = ground->within(outline, kind, frame.layers);
    if (kind == app::PickedKind::blind_spot)
        if (const auto spots = c.work.blind_spots())
            picked = app::spots_within(*spots, outline, c.state.blind_kind);
    c.work.selection.pick(picked, mode_now());
    c.work.say({app::Notice::Kind::news,
                {"ui.notice.picked",
                 {{"count", app::count_text(static_cast<std::int64_t>(c.work.selection.rows(kind).size()))},
                  {"what", "@ui.picked." + std::string(app::key_of(kind))}}},
                {}});
}

bool OutlineTool::mouse(Context& c, const MapFrame& frame, const Hit& hit, bool freehand) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsItemActivated())
        m_outline = {mouse, mouse};
    else if (hit.held && !m_outline.empty()) {
        if (!freehand)
            m_outline[1] = mouse;
        else if (std::hypot(mouse.x - m_outline.back().x, mouse.y - m_outline.back().y) > c.ui.px(3))
            m_outline.push_back(mouse);
    }
    if (hit.held)
        return true;
    if (m_outline.empty())
        return false;
    // A click without a drag picks the one thing under the mouse.
    float reach = 0;
    for (const ImVec2& p : m_outline)
        reach = std::max(reach, std::hypot(p.x - m_outline[0].x, p.y - m_outline[0].y));
    const bool dragged = reach > c.ui.px(4);
    if (dragged)
        pick(c, frame, freehand);
    m_outline.clear();
    return dragged;
}

void OutlineTool::draw(Context& c, const MapFrame& frame, bool freehand) const {
    if (m_outline.size() < 2)
        return;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    std::vector<ImVec2> pixels;
    for (const geo::MapPoint& p : ring(frame, freehand))
        pixels.push_back(frame.on_screen(p));
    if (!freehand)
        ui.fill({std::min(m_outline[0].x, m_outline[1].x), std::min(m_outline[0].y, m_outline[1].y),
                 std::abs(m_outline[1].x - m_outline[0].x), std::abs(m_outline[1].y - m_outline[0].y)},
                faded(t.accent, .12f));
    ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), t.panel, 0, ui.px(4));
    ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), t.accent, 0, ui.px(2));
}

} // namespace wangge::ui
