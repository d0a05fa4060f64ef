#include "ui/tools/compare_marks.h"

#include <cmath>
#include <map>

namespace wangge::ui {
namespace {

bool in_sight(const MapFrame& frame, const geo::Box& box) {
    const ImVec2 a = frame.on_screen({box.min_x, box.max_y}), b = frame.on_screen({box.max_x, box.min_y});
    return b.x > frame.rect.x && b.y > frame.rect.y && a.x < frame.rect.right() && a.y < frame.rect.bottom();
}

void outline(Ui& ui, const MapFrame& frame, const geo::MultiPolygon& area, ImU32 colour, float width) {
    std::vector<ImVec2> pixels;
    for (const geo::Polygon& part : area.parts) {
        pixels.clear();
        for (const geo::MapPoint& p : part.outer) {
            const ImVec2 pixel = frame.on_screen(p);
            if (pixels.empty() || std::abs(pixel.x - pixels.back().x) + std::abs(pixel.y - pixels.back().y) > 1.2f)
                pixels.push_back(pixel);
        }
        ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), colour, ImDrawFlags_Closed, ui.px(width));
    }
}

} // namespace

void draw_differences(Context& c, const MapFrame& frame) {
    const bool stage = c.work.stage == app::Stage::grids || c.work.stage == app::Stage::assignment;
    if (!stage || c.state.compare_plan.empty() || c.state.compare_side_by_side)
        return;
    const auto view = c.work.drawing.compare(c.work.snapshot(), c.work.path(), c.state.compare_plan);
    if (!view)
        return;
    Ui& ui = c.ui;
    std::map<std::string_view, const model::Cell*> old, now;
    for (const model::Cell& cell : view->other_cells)
        old.emplace(cell.code, &cell);
    for (const model::Cell& cell : c.snapshot->cells)
        now.emplace(cell.code, &cell);
    int marks = 0;
    for (const assign::ComparedCell& cell : view->found.cells) {
        const auto before = old.find(cell.code), after = now.find(cell.code);
        if (cell.change != assign::CellChange::same) {
            if (before != old.end() && in_sight(frame, geo::bounds(before->second->area)))
                outline(ui, frame, before->second->area, faded(ui.theme->danger, .8f), 2);
            if (after != now.end() && in_sight(frame, geo::bounds(after->second->area)))
                outline(ui, frame, after->second->area, ui.theme->accent, 3);
            ++marks;
        } else if (cell.lead_a != cell.lead_b && after != now.end()) {
            const geo::Box box = geo::bounds(after->second->area);
            if (in_sight(frame, box)) {
                ui.draw().AddCircleFilled(frame.on_screen(box.centre()), ui.px(5), ui.theme->panel, 16);
                ui.draw().AddCircleFilled(frame.on_screen(box.centre()), ui.px(4), ui.theme->warning, 16);
            }
            ++marks;
        }
    }
    ui.registry.add("compare.marks", {frame.rect, ui.say("ui.compare.title"), std::to_string(marks), true});
}

} // namespace wangge::ui
