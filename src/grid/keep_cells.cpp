#include "grid/keep_cells.h"

#include "geo/area_index.h"
#include "geo/overlay.h"

#include <algorithm>

namespace wangge::grid {

void keep_cells(std::vector<model::Cell>& cells, const std::vector<model::Cell>& kept, base::Feedback& feedback) {
    constexpr double no_ground = 1e-3; // m2: rounding of the cut
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    const geo::AreaIndex index(areas);
    for (const model::Cell& stays : kept) {
        feedback.check();
        for (const std::int32_t row : index.touching(geo::bounds(stays.area)))
            if (!cells[row].area.empty() &&
                geo::area(geo::intersection(cells[row].area, stays.area)).value > no_ground) {
                cells[row].area = geo::difference(cells[row].area, stays.area);
                std::erase_if(cells[row].area.parts,
                              [](const geo::Polygon& part) { return geo::area(part).value < no_ground; });
            }
    }
    std::erase_if(cells, [](const model::Cell& cell) { return cell.area.empty(); });
    cells.insert(cells.end(), kept.begin(), kept.end());
    std::ranges::sort(cells, {}, &model::Cell::code);
}

} // namespace wangge::grid
