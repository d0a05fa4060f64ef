#include "ui/tools/paint_tool.h"

#include "ui/tools/draw_tool.h"

namespace wangge::ui {
namespace {

model::Row chosen_cell(const Context& c) {
    const auto rows = c.work.selection.rows(app::PickedKind::cell);
    return rows.size() == 1 ? rows.front() : model::no_row;
}

} // namespace

void PaintTool::clear(Context& c) {
    m_stroke.reset();
    c.work.drawing.drop_preview();
}

void PaintTool::mouse(Context& c, const MapFrame& frame, const Hit& hit) {
    const auto ground = c.work.drawing.ground(c.work.snapshot());
    const ImGuiIO& io = ImGui::GetIO();
    const geo::MapPoint here = frame.on_map(io.MousePos);
    if (!ground || c.work.busy()) {
        m_stroke.reset();
        return;
    }
    if (ImGui::IsItemActivated()) {
        m_choosing = io.KeyAlt || chosen_cell(c) == model::no_row;
        if (m_choosing) {
            if (const model::Row row = ground->cell_at(here); row != model::no_row)
                c.work.selection.pick({app::PickedKind::cell, row});
        } else
            m_stroke.emplace(ground, chosen_cell(c));
    }
    if (m_stroke && hit.held) {
        m_stroke->move_to(here);
        c.work.drawing.live = app::DrawingDesk::totals_of(*m_stroke);
    } else if (m_stroke)
        finish(c);
}

void PaintTool::finish(Context& c) {
    const app::PaintStroke stroke = std::move(*m_stroke);
    m_stroke.reset();
    if (stroke.units().empty())
        return;
    const app::DrawingGround& ground = stroke.ground();
    app::ArgumentValues arguments{{"cell", c.snapshot->cells[static_cast<std::size_t>(stroke.target())].code}};
    if (ground.of_villages()) {
        std::vector<std::string> codes;
        for (const std::int32_t unit : stroke.units())
            codes.push_back(ground.village_code(static_cast<std::size_t>(unit)));
        arguments["villages"] = codes;
    } else {
        geo::Polyline places;
        for (const std::int32_t unit : stroke.units())
            places.push_back(ground.middle(static_cast<std::size_t>(unit)));
        arguments["at"] = points_text(places);
        arguments["square-m"] = ground.asked().side.value;
    }
    c.work.run("cell.paint", arguments);
}

void PaintTool::draw(Context& c, const MapFrame& frame) const {
    if (!m_stroke)
        return;
    Ui& ui = c.ui;
    const app::DrawingGround& ground = m_stroke->ground();
    const ImU32 colour = faded(ui.theme->accent, .35f);
    for (const std::int32_t unit : m_stroke->units()) {
        const auto row = static_cast<std::size_t>(unit);
        if (const geo::MultiPolygon* area = ground.village_area(row)) {
            std::vector<ImVec2> pixels;
            for (const geo::Polygon& part : area->parts) {
                pixels.clear();
                for (const geo::MapPoint& p : part.outer)
                    pixels.push_back(frame.on_screen(p));
                ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), ui.theme->accent,
                                      ImDrawFlags_Closed, ui.px(3));
            }
        } else {
            const geo::Box box = ground.box(row);
            ui.draw().AddRectFilled(frame.on_screen({box.min_x, box.max_y}), frame.on_screen({box.max_x, box.min_y}),
                                    colour);
        }
    }
    ui.registry.add("draw.stroke",
                    {frame.rect, ui.say("ui.tool.paint"), std::to_string(m_stroke->units().size()), true});
}

} // namespace wangge::ui
