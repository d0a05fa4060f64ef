#include "grid/village_grounds.h"

#include "base/feedback.h"
#include "geo/convex_cut.h"
#include "geo/overlay.h"
#include "geo/voronoi.h"

#include <algorithm>

namespace wangge::grid {

bool villages_are_points(const model::Snapshot& snapshot) {
    return std::ranges::all_of(snapshot.villages.area, [](const geo::MultiPolygon& area) { return area.empty(); });
}

std::vector<geo::MultiPolygon> village_grounds(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    if (snapshot.county.empty() || !villages_are_points(snapshot))
        return villages.area;
    std::vector<geo::MultiPolygon> grounds(villages.size());
    geo::MultiPolygon county = geo::normalised(snapshot.county);
    if (!geo::is_valid(county))
        county = geo::made_valid(county);
    const geo::NearestCells nearest = geo::nearest_cells(villages.x, villages.y);
    base::QuietFeedback quiet;
    for (geo::CutCell& piece : geo::cut(nearest.cells, county, quiet))
        grounds[nearest.row[piece.cell]] = piece.whole ? nearest.cells.area(piece.cell) : std::move(piece.area);
    return grounds;
}

} // namespace wangge::grid
