#include "grid/whole_areas.h"

#include "base/error.h"
#include "base/parallel.h"
#include "grid/measure.h"
#include "grid/tiling.h"
#include "grid/village_grounds.h"

#include <algorithm>

namespace wangge::grid {
namespace {

using geo::MultiPolygon;

// A whole village or township that becomes a cell.
struct Unit {
    std::string_view code;
    const MultiPolygon* area;
    std::int32_t township, village; // rows
};

// `grounds`: of each village.
std::vector<Unit> units_of(const model::Snapshot& s, const Options& options, const std::vector<MultiPolygon>& grounds) {
    std::vector<Unit> units;
    if (options.shape == model::CellShape::village)
        for (std::size_t i = 0; i < s.villages.size(); ++i)
            units.push_back({s.villages.code[i], &grounds[i], s.villages.township[i], static_cast<std::int32_t>(i)});
    else
        for (std::size_t i = 0; i < s.townships.size(); ++i)
            units.push_back({s.boundaries[s.townships[i]].code, &s.boundaries[s.townships[i]].area,
                             static_cast<std::int32_t>(i), -1});
    std::erase_if(units, [&](const Unit& unit) {
        const bool in_township = unit.township >= 0 && s.boundaries[s.townships[unit.township]].code == options.within;
        return unit.area->empty() || !(options.within.empty() || in_township || unit.code == options.within);
    });
    std::stable_sort(units.begin(), units.end(), [](const Unit& a, const Unit& b) { return a.code < b.code; });
    return units;
}

std::vector<const MultiPolygon*> areas_of(const std::vector<Unit>& units) {
    std::vector<const MultiPolygon*> areas;
    for (const Unit& unit : units)
        areas.push_back(unit.area);
    return areas;
}

void add_units(Made& made, const std::vector<Unit>& units, std::vector<MultiPolygon> areas) {
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (areas[i].empty())
            continue; // nothing is left of an area that others cover
        model::Cell cell;
        cell.area = std::move(areas[i]);
        if (units[i].village >= 0)
            cell.village_codes = units[i].code;
        made.centres.push_back(geo::centroid(cell.area));
        made.townships.push_back({units[i].township, 1});
        made.villages.push_back({units[i].village, 1});
        made.cells.push_back(std::move(cell));
    }
}

} // namespace

Made whole_areas(const model::Snapshot& s, const Options& options, const MultiPolygon& region, Result& result,
                 base::Feedback& feedback) {
    const bool villages = options.shape == model::CellShape::village;
    const bool points = villages && villages_are_points(s);
    const std::vector<MultiPolygon> nearest = points ? village_grounds(s) : std::vector<MultiPolygon>();
    const std::vector<Unit> units = units_of(s, options, points ? nearest : s.villages.area);
    if (units.empty())
        base::fail_input(villages ? "grid.no_villages" : "grid.no_townships");
    const Tightness before = measure(areas_of(units), region, feedback);
    result.mended_gaps = before.gaps;
    result.mended_overlaps = before.overlaps;
    result.mended_outside = before.outside;

    Made made;
    const bool homeless = std::any_of(units.begin(), units.end(), [](const Unit& unit) { return unit.township < 0; });
    if (!villages || homeless || !options.within.empty()) {
        add_units(made, units, tile(areas_of(units), region, feedback));
    } else {
        std::vector<Unit> townships;
        for (std::size_t t = 0; t < s.townships.size(); ++t)
            townships.push_back({s.boundaries[s.townships[t]].code, &s.boundaries[s.townships[t]].area,
                                 static_cast<std::int32_t>(t), -1});
        std::vector<MultiPolygon> lands = tile(areas_of(townships), region, feedback);
        std::vector<std::vector<Unit>> members(townships.size());
        for (const Unit& unit : units)
            members[unit.township].push_back(unit);
        std::vector<std::vector<MultiPolygon>> tiled(townships.size());
        base::parallel_blocks(townships.size(), 1, [&](std::size_t t, std::size_t) {
            if (!members[t].empty() && !lands[t].empty())
                tiled[t] = tile(areas_of(members[t]), lands[t], feedback);
        });
        for (std::size_t t = 0; t < townships.size(); ++t)
            if (!tiled[t].empty())
                add_units(made, members[t], std::move(tiled[t]));
            else
                add_units(made, {townships[t]}, {std::move(lands[t])});
    }
    return made;
}

} // namespace wangge::grid
