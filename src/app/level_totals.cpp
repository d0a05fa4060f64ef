#include "app/level_totals.h"

#include "geo/area_index.h"

#include <algorithm>

namespace wangge::app {
namespace {

using Level = LevelRow::Level;

void add(LevelRow& row, int sites, double people, base::Hours hours) {
    row.sites += sites;
    row.people.value += people;
    row.hours.value += hours.value;
}

bool empty_rest(const LevelRow& row) {
    return row.code.empty() && row.level != Level::county && row.sites == 0 && row.people.value == 0;
}

} // namespace

std::vector<LevelRow> level_totals(const model::Snapshot& s, const std::vector<base::Hours>& site_hours,
                                   base::Feedback& feedback) {
    LevelRow county;
    for (const model::Boundary& boundary : s.boundaries)
        if (boundary.level == model::BoundaryLevel::county) {
            county.code = boundary.code;
            county.name = boundary.name;
        }
    county.area = geo::area(s.county);
    // One row more on each level for what lies in none; of villages one for each township and one for none.
    std::vector<LevelRow> townships(s.townships.size() + 1), villages(s.villages.size() + townships.size()),
        cells(s.cells.size() + 1);
    for (std::size_t i = 0; i < townships.size(); ++i) {
        townships[i].level = Level::township;
        townships[i].parent = county.code;
        villages[s.villages.size() + i].level = Level::village;
        if (i == s.townships.size())
            continue;
        const model::Boundary& boundary = s.boundaries[s.townships[i]];
        townships[i].code = boundary.code;
        townships[i].name = boundary.name;
        townships[i].area = geo::area(boundary.area);
        villages[s.villages.size() + i].parent = boundary.code;
    }
    const auto township_of = [&](model::Row village) {
        const model::Row row = village < 0 ? model::no_row : s.villages.township[village];
        return row < 0 ? s.townships.size() : static_cast<std::size_t>(row);
    };
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        LevelRow& row = villages[i];
        row.level = Level::village;
        row.code = s.villages.code[i];
        row.name = s.villages.name[i];
        row.parent = townships[township_of(static_cast<model::Row>(i))].code;
        row.area = geo::area(s.villages.area[i]);
    }
    std::vector<const geo::MultiPolygon*> areas;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].level = Level::cell;
        cells[i].parent = county.code;
        if (i == s.cells.size())
            continue;
        cells[i].code = s.cells[i].code;
        cells[i].area = geo::area(s.cells[i].area);
        areas.push_back(&s.cells[i].area);
    }
    const geo::AreaIndex index(areas);
    const auto cell_of_site = index.find(s.sites.x, s.sites.y, feedback);
    const auto cell_of_village = index.find(s.villages.x, s.villages.y, feedback);
    const auto row_or_rest = [](std::int32_t row, std::size_t rest) {
        return row < 0 ? rest : static_cast<std::size_t>(row);
    };
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        // A site in a village belongs to that village's township, so that the levels add up.
        const model::Row village = s.sites.village[i];
        const std::size_t township =
            village >= 0 ? township_of(village) : row_or_rest(s.sites.township[i], s.townships.size());
        add(county, 1, 0, site_hours[i]);
        add(townships[township], 1, 0, site_hours[i]);
        add(villages[row_or_rest(village, s.villages.size() + township)], 1, 0, site_hours[i]);
        add(cells[row_or_rest(cell_of_site[i], s.cells.size())], 1, 0, site_hours[i]);
    }
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        const double people = s.villages.population[i];
        add(county, 0, people, {});
        add(townships[township_of(static_cast<model::Row>(i))], 0, people, {});
        add(villages[i], 0, people, {});
        add(cells[row_or_rest(cell_of_village[i], s.cells.size())], 0, people, {});
    }
    std::vector<LevelRow> rows{county};
    for (std::vector<LevelRow>* level : {&townships, &villages, &cells}) {
        std::erase_if(*level, empty_rest);
        std::ranges::stable_sort(*level, {}, [](const LevelRow& r) { return std::pair(r.parent, r.code); });
        rows.insert(rows.end(), level->begin(), level->end());
    }
    return rows;
}

} // namespace wangge::app
