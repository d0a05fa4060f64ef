// Nearest-contact cells: to each point the ground that is nearer to it than to any other (Voronoi 1908).
#pragma once
#include "geo/convex_cut.h"

#include <span>

namespace wangge::geo {

struct NearestCells {
    ConvexCells cells;             // cells at the rim are unbounded
    std::vector<std::int32_t> row; // of each cell's point, ascending
};

// Points are taken on a lattice of 1 mm (coarser by tens only when they lie more than 4,290 km apart); of points on one
// place the lowest row has the cell and the others have none. Points that are not finite are left out. Neighbours share
// corners to the last digit (Boost.Polygon's sweep line with exact predicates on integers; Fortune 1987).
NearestCells nearest_cells(std::span<const double> x, std::span<const double> y);

} // namespace wangge::geo
