#include "coverage/population_cover.h"

#include "geo/area_index.h"

namespace wangge::coverage {

PeopleCover people_cover(const Prepared& prepared, const Limits& limits, const PeopleCells& cells,
                         base::Feedback& feedback) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    std::vector<double> x, y, people;
    for (int row = 0; row < cells.frame.height; ++row)
        for (int column = 0; column < cells.frame.width; ++column)
            if (const double here = cells.people[cells.frame.index(column, row)]; here > 0) {
                const geo::MapPoint middle = cells.frame.centre(column, row);
                x.push_back(middle.x);
                y.push_back(middle.y);
                people.push_back(here);
            }
    const auto village = geo::AreaIndex(snapshot.villages.area).find(x, y, feedback);
    std::vector<const geo::MultiPolygon*> township_areas;
    for (const model::Row township : snapshot.townships)
        township_areas.push_back(&snapshot.boundaries[static_cast<std::size_t>(township)].area);
    const auto township = geo::AreaIndex(township_areas).find(x, y, feedback);
    std::vector<std::int32_t> inside(x.size(), 0);
    if (!snapshot.county.empty())
        inside = geo::AreaIndex(std::vector<const geo::MultiPolygon*>{&snapshot.county}).find(x, y, feedback);
    const auto nearest = prepared.reach->nearest({x, y}, {prepared.source_x, prepared.source_y}, feedback);

    PeopleCover result;
    result.unplaced = cells.unplaced;
    result.by_group.resize(prepared.groups.size());
    std::vector<std::size_t> group_of(snapshot.townships.size(), prepared.groups.size());
    for (std::size_t g = 0; g < prepared.groups.size(); ++g)
        if (prepared.groups[g].township != model::no_row)
            group_of[static_cast<std::size_t>(prepared.groups[g].township)] = g;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (inside[i] < 0)
            continue;
        const model::AreaType type =
            village[i] < 0 ? model::AreaType::rural : prepared.village_area[static_cast<std::size_t>(village[i])].type;
        const bool covered = nearest[i].source >= 0 && nearest[i].effort <= limits[type];
        std::vector<PeopleTotals*> totals{&result.total, &result.by_area_type[type]};
        if (township[i] >= 0 && group_of[static_cast<std::size_t>(township[i])] < result.by_group.size())
            totals.push_back(&result.by_group[group_of[static_cast<std::size_t>(township[i])]]);
        for (PeopleTotals* each : totals) {
            each->people += people[i];
            each->covered += covered ? people[i] : 0;
        }
    }
    return result;
}

} // namespace wangge::coverage
