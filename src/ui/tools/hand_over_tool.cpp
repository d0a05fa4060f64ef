#include "ui/tools/hand_over_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wangge::ui {

void HandOverTool::clear(Context& c) {
    m_painting = false;
    c.state.hand_over = {};
}

void HandOverTool::mouse(Context& c, const MapFrame& frame, const Hit& hit) {
    HandOver& hand = c.state.hand_over;
    const auto ground = c.work.drawing.ground(c.work.snapshot());
    if (!ground || c.work.busy()) {
        m_painting = false;
        hand.cells.clear();
        return;
    }
    const geo::MapPoint here = frame.on_map(ImGui::GetIO().MousePos);
    if (ImGui::IsItemActivated()) {
        hand.cells.clear();
        m_painting = !hand.to.empty() && !ImGui::GetIO().KeyAlt;
        const model::Row row = ground->cell_at(here);
        if (!m_painting && row != model::no_row) {
            hand.to = c.snapshot->cells[static_cast<std::size_t>(row)].lead_key;
            c.work.selection.pick({app::PickedKind::cell, row});
        }
        m_last = here;
    }
    if (m_painting && hit.held) {
        take(c, *ground, m_last, here, 4 * c.ui.scale * frame.view.per_pixel.value);
        m_last = here;
    } else if (std::exchange(m_painting, false) && !hand.cells.empty()) {
        std::string codes;
        for (const model::Row row : std::exchange(hand.cells, {}))
            codes += (codes.empty() ? "" : ",") + c.snapshot->cells[static_cast<std::size_t>(row)].code;
        c.work.run("assign.move", {{"cells", codes}, {"to", hand.to}});
    }
}

// Between two places of the mouse as well: it may have flown over a small cell.
void HandOverTool::take(Context& c, const app::DrawingGround& ground, geo::MapPoint from, geo::MapPoint to,
                        double step) {
    HandOver& hand = c.state.hand_over;
    const int parts = std::max(1, static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) / step));
    for (int i = 0; i <= parts; ++i) {
        const double share = static_cast<double>(i) / parts;
        const model::Row row = ground.cell_at({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
        if (row != model::no_row && c.snapshot->cells[static_cast<std::size_t>(row)].lead_key != hand.to &&
            std::find(hand.cells.begin(), hand.cells.end(), row) == hand.cells.end())
            hand.cells.push_back(row);
    }
}

void HandOverTool::draw(Context& c, const MapFrame& frame) const {
    Ui& ui = c.ui;
    const HandOver& hand = c.state.hand_over;
    std::vector<ImVec2> pixels;
    for (const model::Row row : hand.cells)
        for (const geo::Polygon& part : c.snapshot->cells[static_cast<std::size_t>(row)].area.parts) {
            pixels.clear();
            for (const geo::MapPoint& p : part.outer)
                pixels.push_back(frame.on_screen(p));
            ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), ui.theme->accent, ImDrawFlags_Closed,
                                  ui.px(3));
        }
    ui.registry.add("hand_over.stroke", {frame.rect, hand.to, std::to_string(hand.cells.size()), true});
}

} // namespace wangge::ui
