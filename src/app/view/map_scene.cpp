#include "app/view/map_scene.h"

#include "app/map_surfaces.h"

#include <cmath>

namespace wangge::app {
namespace {

bool shows(const MapRequest& request, std::string_view layer) {
    return request.layers.find(layer) != request.layers.end();
}

void show_coverage(const CoverageView& view, render::SceneOptions& options) {
    options.fill = render::AreaFill::coverage;
    options.areas = view.areas;
    options.reach = base::Metres{view.reach.value}; // only its share of the values counts
    options.values = view.area_effort;
    options.states = view.area_state;
}

void show_blind(const BlindView& view, int kind, render::SceneOptions& options) {
    // A village with several kinds wears the hatch of its worst, which stands first in the list.
    std::set<model::Row> worn;
    for (std::size_t i = 0; i < view.spots.size(); ++i) {
        const model::BlindSpot& spot = view.spots[i];
        if (view.village[i] == model::no_row || (kind >= 0 && static_cast<int>(spot.kind) != kind))
            continue;
        if (spot.target == model::BlindTarget::village && worn.insert(view.village[i]).second)
            options.blind_areas.push_back({view.village[i], spot.kind});
    }
}

model::Row contact_of(const model::Snapshot& snapshot, model::Row village) {
    const auto& contacts = snapshot.villages.contact;
    return village < 0 || static_cast<std::size_t>(village) >= contacts.size()
               ? model::no_row
               : contacts[static_cast<std::size_t>(village)];
}

void link(const model::Snapshot& snapshot, geo::MapPoint from, model::Row person, render::SceneOptions& options) {
    if (person < 0 || std::isnan(from.x) || !snapshot.people.placed(static_cast<std::size_t>(person)))
        return;
    options.links.push_back({from, snapshot.people.point(static_cast<std::size_t>(person))});
}

// All rings and links when their layers are shown; those of what is picked always.
void show_reach_and_links(const MapRequest& request, render::SceneOptions& options) {
    const model::Snapshot& snapshot = *request.snapshot;
    const bool rings = shows(request, "reach"), links = shows(request, "links");
    // Minutes by road make no circle.
    if (request.coverage && request.coverage->ground->unit() == reach::Unit::metres) {
        const coverage::Prepared& prepared = request.coverage->ground->prepared();
        for (std::size_t i = 0; i < prepared.sources.size(); ++i) {
            const bool picked = request.picked.kind == PickedKind::person && request.picked.row == prepared.sources[i];
            if (rings || picked)
                options.rings.push_back(
                    {{prepared.source_x[i], prepared.source_y[i]}, {request.coverage->reach.value}, picked});
        }
    }
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
        const bool picked = request.picked.kind == PickedKind::site && request.picked.row == static_cast<model::Row>(i);
        if ((links || picked) && snapshot.sites.placed(i))
            link(snapshot, snapshot.sites.point(i), contact_of(snapshot, snapshot.sites.village[i]), options);
    }
    if (request.picked.kind == PickedKind::village)
        link(snapshot, snapshot.villages.point(static_cast<std::size_t>(request.picked.row)),
             contact_of(snapshot, request.picked.row), options);
}

} // namespace

std::shared_ptr<const render::Scene> build_map(const MapRequest& request, const base::Catalog& catalog,
                                               base::Feedback& feedback, std::vector<base::Message>* missing) {
    const model::Snapshot& snapshot = *request.snapshot;
    render::SceneOptions options = request.surface ? *request.surface : render::SceneOptions{};
    if (request.surface)
        options.fill = request.fill;
    options.layers = request.layers;
    request.look.lay_on(options);
    options.texts = {catalog.say("map.north"), catalog.say("map.kilometres"), catalog.say("map.metres")};
    switch (request.fill) {
    case render::AreaFill::coverage:
        if (request.coverage && !request.surface)
            show_coverage(*request.coverage, options);
        break;
    case render::AreaFill::area_type:
        fill_area_types(options, snapshot);
        options.fill = request.fill;
        break;
    case render::AreaFill::assignment:
    case render::AreaFill::workload:
    case render::AreaFill::code:
    case render::AreaFill::none:
        options.fill = snapshot.cells.empty() ? render::AreaFill::none : request.fill;
    }
    if (request.blind)
        show_blind(*request.blind, request.blind_kind, options);
    if (request.siting)
        for (const SitingView::Place& place : request.siting->places)
            options.rings.push_back({place.point, place.reach, true});
    if (request.picked.kind == PickedKind::village)
        options.selected_villages.push_back(request.picked.row);
    if (request.picked.kind == PickedKind::cell)
        options.selected_cells.push_back(request.picked.row);
    if (request.picked.kind == PickedKind::blind_spot && request.blind) {
        const model::Row village = request.blind->village[static_cast<std::size_t>(request.picked.row)];
        if (village != model::no_row)
            options.selected_villages.push_back(village);
    }
    show_reach_and_links(request, options);
    std::vector<base::Message> unseen;
    if (request.shelf && shows(request, "basemap"))
        options.base_maps = request.shelf->open(snapshot, missing ? *missing : unseen);
    // What is picked shows its ring and link whether or not the layers of all are on.
    options.layers.insert({"reach", "links"});
    const std::string theme = request.dark ? "dark" : "light";
    const style::Style style = style::Style::named(theme, request.look.style_of(theme));
    return std::make_shared<const render::Scene>(render::build_scene(snapshot, style, options, feedback));
}

} // namespace wangge::app
