#include "ui/tools/twin_map.h"

#include "app/view/map_scene.h"

#include <cmath>

namespace wangge::ui {
namespace {

// The county with the cells of another plan; what no map of plans shows is left out.
model::SnapshotPtr with_cells(const model::Snapshot& s, const std::vector<model::Cell>& cells) {
    auto other = std::make_shared<model::Snapshot>();
    other->name = s.name;
    other->epsg = s.epsg;
    other->revision = s.revision;
    other->villages = s.villages;
    other->people = s.people;
    other->roads = s.roads;
    other->boundaries = s.boundaries;
    other->waters = s.waters;
    other->terrain = s.terrain;
    other->settings = s.settings;
    other->townships = s.townships;
    other->county = s.county;
    other->cells = cells;
    return other;
}

std::string plan_text(Ui& ui, const std::string& name) {
    const std::string id = "ui.shape." + name;
    return ui.catalog->has(id) ? ui.say(id) : name;
}

void title(Ui& ui, const char* id, const Rect& map, const std::string& text) {
    const MayCut data(ui);
    const float width = std::min(ui.width_of(Face::body_bold, text) + ui.px(24), map.w - ui.px(120));
    const Rect plate{std::round(map.centre().x - width / 2), map.y + ui.px(12), width, ui.px(30)};
    begin_overlay(ui, id, plate, 0);
    ui.fill(plate, ui.theme->panel, size::card_radius);
    ui.frame(plate, ui.theme->border, size::card_radius);
    ui.text_in({plate.x + ui.px(12), plate.y, plate.w - ui.px(20), plate.h}, Face::body_bold, ui.theme->text, text);
    ui.registry.add(id, {plate, text, "", true});
    end_area();
}

} // namespace

bool TwinMap::wanted(const Context& c) {
    return c.snapshot && c.state.compare_side_by_side && !c.state.compare_plan.empty() &&
           (c.work.stage == app::Stage::grids || c.work.stage == app::Stage::assignment);
}

std::pair<Rect, Rect> TwinMap::halves(const Rect& map) {
    const float half = std::floor(map.w / 2);
    return {{map.x, map.y, half, map.h}, {map.x + half, map.y, map.w - half, map.h}};
}

void TwinMap::build(Context& c, const std::shared_ptr<const app::CompareView>& plans, app::MapRequest request) {
    // Of the request only what a map of cells shows.
    request.coverage.reset();
    request.blind.reset();
    request.siting.reset();
    request.access.reset();
    request.compare.reset();
    request.beside = {plans->snapshot, &plans->snapshot->cells};
    if (m_plans.lock() == plans && m_asked == request)
        return;
    m_plans = plans;
    m_asked = request;
    m_lane.replace(
        "ui.job.map",
        [this, plans, request, &catalog = c.work.catalog()](base::Feedback& feedback) -> app::JobRunner::Deliver {
            app::MapRequest other = request;
            other.snapshot = with_cells(*plans->snapshot, plans->other_cells);
            auto scene = app::build_map(other, catalog, feedback);
            return [this, scene] { m_scene = scene; };
        },
        [](const base::Error&) {}); // the half stays plain then
}

void TwinMap::show(Context& c, const Rect& rect, const Rect& beside, MapCanvas& map) {
    Ui& ui = c.ui;
    const auto plans = c.work.drawing.compare(c.work.snapshot(), c.work.path(), c.state.compare_plan);
    if (plans)
        build(c, plans, map.request_for(c));
    begin_area(ui, "twin", rect, ui.theme->surface, false);
    m_map.follow(map.view());
    m_map.show(ui, "canvas.twin", rect, m_scene);
    if (m_map.moved())
        map.look(m_map.view().centre, m_map.view().per_pixel);
    ui.fill({rect.right() - ui.px(1), rect.y, ui.px(2), rect.h}, ui.theme->border);
    end_area();
    title(ui, "twin.other", rect, ui.say("ui.compare.other_map", {{"plan", plan_text(ui, c.state.compare_plan)}}));
    for (const model::Plan& plan : c.snapshot->plans)
        if (plan.current)
            title(ui, "twin.present", beside, ui.say("ui.compare.present_map", {{"plan", plan_text(ui, plan.name)}}));
}

} // namespace wangge::ui
