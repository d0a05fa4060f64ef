#include "app/view/map_scene.h"

#include "app/map_surfaces.h"

#include <cmath>

namespace wangge::app {
namespace {

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

} // namespace

std::shared_ptr<const render::Scene> build_map(const MapRequest& request, const base::Catalog& catalog,
                                               base::Feedback& feedback) {
    render::SceneOptions options;
    options.layers = request.layers;
    options.fill = request.fill;
    options.texts = {catalog.say("ui.map.north"), catalog.say("ui.unit.km"), catalog.say("ui.unit.m")};
    if (request.fill == render::AreaFill::area_type)
        fill_area_types(options, *request.snapshot);
    if (request.coverage)
        show_coverage(*request.coverage, options);
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
    const style::Style style = style::Style::named(request.dark ? "dark" : "light");
    return std::make_shared<const render::Scene>(render::build_scene(*request.snapshot, style, options, feedback));
}

} // namespace wangge::app
