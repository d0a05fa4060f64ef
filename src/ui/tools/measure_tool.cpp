#include "ui/tools/measure_tool.h"

#include "app/view/numbers.h"
#include "geo/geodesic.h"

namespace wangge::ui {

void MeasureTool::clear() {
    m_corners.clear();
    m_cursor.reset();
    m_done = false;
}

void MeasureTool::mouse(const MapFrame& frame, const Hit& hit) {
    m_cursor.reset();
    if (hit.hovered)
        m_cursor = frame.on_map(ImGui::GetIO().MousePos);
    if (hit.double_clicked && !m_corners.empty()) {
        m_done = true;
        m_skip_click = true; // the release of the second click adds nothing
    } else if (hit.clicked && !std::exchange(m_skip_click, false)) {
        if (m_done)
            clear();
        m_corners.push_back(frame.on_map(ImGui::GetIO().MousePos));
    }
    if (ImGui::GetIO().WantTextInput || m_corners.empty())
        return;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)))
        m_done = true;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Backspace))) {
        m_corners.pop_back();
        m_done = false;
    }
}

std::string MeasureTool::size_text(Context& c, const MapFrame& frame, const std::vector<geo::MapPoint>& path) const {
    std::vector<geo::LonLat> places(path.size());
    frame.projection.unproject(path, places);
    if (m_area && places.size() >= 3) {
        const base::SquareMetres area = geo::geodesic_area(places);
        places.push_back(places.front());
        const std::string around = app::measured_length(geo::geodesic_length(places), c.work.catalog());
        return c.ui.say("ui.measure.area", {{"area", app::measured_area(area, c.work.catalog())}, {"around", around}});
    }
    return c.ui.say("ui.measure.length",
                    {{"length", app::measured_length(geo::geodesic_length(places), c.work.catalog())}});
}

void MeasureTool::draw(Context& c, const MapFrame& frame) const {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    std::vector<geo::MapPoint> path = m_corners;
    if (!path.empty() && m_cursor && !m_done)
        path.push_back(*m_cursor);
    std::vector<ImVec2> pixels;
    for (const geo::MapPoint& p : path)
        pixels.push_back(frame.on_screen(p));
    const bool closed = m_area && pixels.size() >= 3;
    for (std::size_t i = closed ? 0 : 1; i < pixels.size(); ++i) {
        const ImVec2 before = pixels[i == 0 ? pixels.size() - 1 : i - 1];
        ui.line(before, pixels[i], t.panel, 4);
        ui.line(before, pixels[i], t.accent, 2);
    }
    for (const ImVec2& p : pixels) {
        ui.draw().AddCircleFilled(p, ui.px(4), t.panel, 16);
        ui.draw().AddCircle(p, ui.px(4), t.accent, 16, ui.px(2));
    }
    const bool begun = path.size() >= 2;
    const std::string text =
        begun ? size_text(c, frame, path) : ui.say(m_area ? "ui.measure.start_area" : "ui.measure.start");
    const std::string hint = begun && !m_done ? ui.say("ui.measure.hint") : "";
    const float w = std::max(ui.width_of(Face::body_bold, text), ui.width_of(Face::small, hint)) + ui.px(24);
    const Rect box{frame.rect.x + ui.px(56), frame.rect.y + ui.px(12), w, ui.px(hint.empty() ? 32 : 50)};
    ui.fill(box, t.panel, size::card_radius);
    ui.frame(box, t.border, size::card_radius);
    std::vector<geo::LonLat> places(path.size());
    frame.projection.unproject(path, places);
    const double number = m_area ? geo::geodesic_area(places).value : geo::geodesic_length(places).value;
    ui.registry.add("canvas.measured", {box, text, std::to_string(number), true});
    ui.text_in({box.x, box.y, box.w, ui.px(32)}, Face::body_bold, t.text, text, Align::centre);
    if (!hint.empty())
        ui.text_in({box.x, box.y + ui.px(27), box.w, ui.px(18)}, Face::small, t.text2, hint, Align::centre);
}

} // namespace wangge::ui
