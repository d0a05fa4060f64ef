#include "coverage/area_cover.h"

#include "geo/overlay.h"

#include <algorithm>
#include <map>

namespace wangge::coverage {
namespace {

struct Zone {
    reach::Effort limit;
    geo::MultiPolygon area;
};

// The county cut into the areas that are held to the same limit.
std::vector<Zone> zones_of(const Prepared& prepared, const Limits& limits) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    const reach::Effort rural = limits[model::AreaType::rural];
    std::map<reach::Effort, std::vector<geo::MultiPolygon>> villages;
    for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
        if (const reach::Effort limit = limits[prepared.village_area[i].type];
            limit != rural && !snapshot.villages.area[i].empty())
            villages[limit].push_back(snapshot.villages.area[i]);
    std::vector<Zone> zones;
    geo::MultiPolygon rest = snapshot.county;
    for (const auto& [limit, areas] : villages) {
        // Cut out of what is left, so that villages that overlap by mistake are not counted twice.
        const geo::MultiPolygon united = geo::united(areas);
        zones.push_back({limit, geo::intersection(rest, united)});
        rest = geo::difference(rest, united);
    }
    if (!rest.empty() || zones.empty())
        zones.push_back({rural, std::move(rest)});
    return zones;
}

} // namespace

void measure_areas(const Prepared& prepared, Result& result, base::Feedback& feedback) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    result.total.area = geo::area(snapshot.county);
    std::vector<Totals*> totals{&result.total};
    std::vector<const geo::MultiPolygon*> places{&snapshot.county};
    for (std::size_t g = 0; g < prepared.groups.size(); ++g)
        if (const model::Row township = prepared.groups[g].township; township != model::no_row) {
            places.push_back(&snapshot.boundaries[snapshot.townships[township]].area);
            totals.push_back(&result.by_group[g]);
            totals.back()->area = geo::area(*places.back());
        }
    const std::vector<Zone> zones = zones_of(prepared, result.limits);
    for (const Zone& zone : zones) {
        std::vector<geo::MultiPolygon> cut;
        std::vector<const geo::MultiPolygon*> parts = places;
        if (zones.size() > 1) {
            for (const geo::MultiPolygon* place : places)
                cut.push_back(geo::intersection(*place, zone.area));
            std::transform(cut.begin(), cut.end(), parts.begin(), [](const auto& part) { return &part; });
        }
        const auto uncovered =
            prepared.reach->uncovered_areas(parts, {prepared.source_x, prepared.source_y}, zone.limit, feedback);
        for (std::size_t i = 0; i < totals.size(); ++i)
            totals[i]->uncovered_area += uncovered[i];
    }
}

} // namespace wangge::coverage
