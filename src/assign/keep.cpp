#include "assign/assign.h"
#include "geo/area_index.h"
#include "geo/overlay.h"

#include <unordered_map>

namespace wangge::assign {

std::vector<std::string> leads_in_plan(const std::vector<model::Cell>& cells, const std::vector<model::Cell>& plan) {
    std::unordered_map<std::string_view, const model::Cell*> by_code;
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : plan) {
        by_code.emplace(cell.code, &cell);
        areas.push_back(&cell.area);
    }
    const geo::AreaIndex index(areas);
    std::vector<std::string> leads;
    for (const model::Cell& cell : cells) {
        const auto same = by_code.find(cell.code);
        if (same != by_code.end()) {
            leads.push_back(same->second->lead_key);
            continue;
        }
        // of equal overlaps the first cell in order of code counts
        double most = 0;
        const model::Cell* best = nullptr;
        for (const std::int32_t row : index.touching(geo::bounds(cell.area))) {
            const double shared = geo::area(geo::intersection(cell.area, plan[row].area)).value;
            if (shared > most) {
                most = shared;
                best = &plan[row];
            }
        }
        leads.push_back(best ? best->lead_key : "");
    }
    return leads;
}

} // namespace wangge::assign
