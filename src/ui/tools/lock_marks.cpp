#include "ui/tools/lock_marks.h"

#include "geo/overlay.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {

void LockMarks::draw(Context& c, const MapFrame& frame) {
    if (c.work.stage != app::Stage::grids && c.work.stage != app::Stage::assignment)
        return;
    if (m_of.lock() != c.work.snapshot()) { // locks are part of the document: a change makes another snapshot
        m_of = c.work.snapshot();
        m_places.clear();
        for (const model::Cell& cell : c.snapshot->cells)
            if (c.work.locks().holds_people_of(cell) && !cell.area.empty())
                m_places.push_back(geo::inner_point(cell.area));
    }
    Ui& ui = c.ui;
    const float half = ui.px(8);
    std::vector<ImVec2> taken;
    for (const geo::MapPoint& place : m_places) {
        const ImVec2 at = frame.on_screen(place);
        if (!frame.rect.inset(half, half).holds(at))
            continue;
        // Where cells are small one lock stands for those beside it.
        const bool hidden = std::any_of(taken.begin(), taken.end(), [&](const ImVec2& other) {
            return std::abs(other.x - at.x) < 2.4f * half && std::abs(other.y - at.y) < 2.4f * half;
        });
        if (hidden)
            continue;
        taken.push_back(at);
        const Rect plate{at.x - half, at.y - half, 2 * half, 2 * half};
        ui.fill(plate, ui.theme->panel, size::tag_radius);
        ui.frame(plate, ui.theme->text, size::tag_radius);
        draw_icon(ui, Icon::lock, {at.x, at.y - ui.px(.5f)}, ui.theme->text);
    }
    if (!m_places.empty())
        ui.registry.add("canvas.locks", {frame.rect, "", std::to_string(m_places.size()), true});
}

} // namespace wangge::ui
