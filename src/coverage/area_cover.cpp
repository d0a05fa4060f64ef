#include "coverage/area_cover.h"

#include "geo/overlay.h"

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
    zones.push_back({rural, std::move(rest)});
    return zones;
}

} // namespace

void measure_areas(const Prepared& prepared, Result& result, base::Feedback& feedback) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    const reach::Points sources{prepared.source_x, prepared.source_y};
    const std::vector<Zone> zones = zones_of(prepared, result.limits);
    const auto uncovered = [&](const geo::MultiPolygon& area, reach::Effort limit) {
        return area.empty() ? base::SquareMetres{} : prepared.reach->uncovered_area(area, sources, limit, feedback);
    };
    result.total.area = geo::area(snapshot.county);
    for (const Zone& zone : zones)
        result.total.uncovered_area += uncovered(zone.area, zone.limit);
    for (std::size_t g = 0; g < prepared.groups.size(); ++g) {
        if (prepared.groups[g].township == model::no_row)
            continue;
        const geo::MultiPolygon& township = snapshot.boundaries[snapshot.townships[prepared.groups[g].township]].area;
        result.by_group[g].area = geo::area(township);
        for (const Zone& zone : zones)
            result.by_group[g].uncovered_area +=
                uncovered(zones.size() == 1 ? township : geo::intersection(township, zone.area), zone.limit);
    }
}

} // namespace wangge::coverage
