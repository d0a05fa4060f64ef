#include "app/view/map_scene.h"

#include "app/map_surfaces.h"
#include "app/view/due_view.h"
#include "app/view/object_view.h"
#include "app/view/plan_colours.h"
#include "grid/village_grounds.h"

#include <algorithm>
#include <cmath>
#include <map>

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
    if (!options.blind_areas.empty() && grid::villages_are_points(*view.snapshot))
        options.grounds = grid::village_grounds(*view.snapshot);
}

model::Row contact_of(const model::Snapshot& snapshot, model::Row village) {
    const auto& contacts = snapshot.villages.contact;
    return village < 0 || static_cast<std::size_t>(village) >= contacts.size()
               ? model::no_row
               : contacts[static_cast<std::size_t>(village)];
}

render::ReachRing ring_of(const CoverageView& coverage, std::size_t source) {
    const coverage::Prepared& prepared = coverage.ground->prepared();
    return {{prepared.source_x[source], prepared.source_y[source]}, {coverage.reach.value}, false};
}

// Minutes by road make no circle.
bool has_rings(const CoverageView& coverage) {
    return coverage.ground->unit() == reach::Unit::metres;
}

void show_reach_and_links(const MapRequest& request, render::SceneOptions& options) {
    const model::Snapshot& snapshot = *request.snapshot;
    if (shows(request, "reach") && request.coverage && has_rings(*request.coverage))
        for (std::size_t i = 0; i < request.coverage->ground->prepared().sources.size(); ++i)
            options.rings.push_back(ring_of(*request.coverage, i));
    if (shows(request, "links"))
        for (std::size_t i = 0; i < snapshot.sites.size(); ++i)
            if (const auto link = contact_link(snapshot, {PickedKind::site, static_cast<model::Row>(i)}))
                options.links.push_back(*link);
}

// One flag a place, however many of its items are late.
void show_late(const LedgerView& ledger, const base::Catalog& catalog, render::SceneOptions& options) {
    struct Late {
        int items = 0, days = 0;
    };
    std::map<std::pair<PickedKind, model::Row>, Late> places;
    for (std::size_t i = 0; i < ledger.items().size(); ++i)
        if (const int days = ledger.days_late(ledger.items()[i]); days > 0)
            if (const Picked at = subject_of(ledger, i, nullptr); at.row != model::no_row) {
                Late& late = places[{at.kind, at.row}];
                ++late.items;
                late.days = std::max(late.days, days);
            }
    for (const auto& [place, late] : places) {
        const geo::MapPoint at = point_of(*ledger.snapshot(), {place.first, place.second});
        if (!std::isnan(at.x))
            options.late_items.push_back(
                {at,
                 catalog.say({late.items > 1 ? "map.late_items" : "map.late_item",
                              {{"items", std::to_string(late.items)}, {"days", std::to_string(late.days)}}}),
                 late.days});
    }
}

} // namespace

std::optional<render::ReachRing> reach_ring(const CoverageView& coverage, const Picked& picked) {
    if (picked.kind != PickedKind::person || !has_rings(coverage))
        return std::nullopt;
    const std::vector<model::Row>& sources = coverage.ground->prepared().sources;
    const auto at = std::find(sources.begin(), sources.end(), picked.row);
    if (at == sources.end())
        return std::nullopt;
    return ring_of(coverage, static_cast<std::size_t>(at - sources.begin()));
}

std::optional<render::Link> contact_link(const model::Snapshot& snapshot, const Picked& picked) {
    if (picked.kind != PickedKind::site && picked.kind != PickedKind::village)
        return std::nullopt;
    const auto row = static_cast<std::size_t>(picked.row);
    const model::Row person =
        contact_of(snapshot, picked.kind == PickedKind::site ? snapshot.sites.village[row] : picked.row);
    const geo::MapPoint from = point_of(snapshot, picked);
    if (person < 0 || std::isnan(from.x) || !snapshot.people.placed(static_cast<std::size_t>(person)))
        return std::nullopt;
    return render::Link{from, snapshot.people.point(static_cast<std::size_t>(person))};
}

std::shared_ptr<const render::Scene> build_map(const MapRequest& request, const base::Catalog& catalog,
                                               base::Feedback& feedback, std::vector<base::Message>* missing,
                                               std::shared_ptr<render::MeshShelf> meshes) {
    const model::Snapshot& snapshot = *request.snapshot;
    render::SceneOptions options = request.surface ? *request.surface : render::SceneOptions{};
    if (request.surface)
        options.fill = request.fill;
    options.layers = request.layers;
    options.outlines = request.outlines;
    options.shelf = std::move(meshes);
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
    case render::AreaFill::due:
        if (request.objects && !snapshot.cells.empty()) {
            fill_due(options, *request.objects);
            options.fill = request.fill;
        }
        break;
    case render::AreaFill::access:
    case render::AreaFill::backup:
        if (request.access) {
            fill_access(options, *request.access, request.fill == render::AreaFill::backup);
            options.fill = request.fill;
        }
        break;
    case render::AreaFill::area_difference:
        if (request.compare) {
            fill_area_difference(options, *request.compare);
            options.fill = request.fill;
        }
        break;
    case render::AreaFill::assignment:
        if (request.interim) {
            options.areas = request.interim->areas;
            options.zone_of = std::shared_ptr<const std::vector<std::string>>(request.interim, &request.interim->zone);
            options.fill = request.fill;
            break;
        }
        [[fallthrough]];
    case render::AreaFill::workload:
    case render::AreaFill::code:
    case render::AreaFill::none:
        options.fill = snapshot.cells.empty() ? render::AreaFill::none : request.fill;
    }
    if (request.blind)
        show_blind(*request.blind, request.blind_kind, options);
    if (request.siting) {
        for (const SitingView::Place& place : request.siting->places)
            if (place.reach.value > 0)
                options.rings.push_back({place.point, place.reach, true});
        options.layers.insert("reach"); // suggestions show theirs whether or not the layer of all is on
    }
    show_reach_and_links(request, options);
    if (request.ledger && shows(request, "ledger"))
        show_late(*request.ledger, catalog, options);
    std::vector<base::Message> unseen;
    if (request.shelf && shows(request, "basemap"))
        options.base_maps = request.shelf->open(snapshot, missing ? *missing : unseen);
    const std::string theme = request.dark ? "dark" : "light";
    const style::Style style = style::Style::named(theme, request.look.style_of(theme));
    if (request.beside && options.fill == render::AreaFill::assignment)
        options.classes = colours_of_both(snapshot.cells, *request.beside, style.palette("inspectors"), feedback);
    return std::make_shared<const render::Scene>(render::build_scene(snapshot, style, options, feedback));
}

} // namespace wangge::app
