// Square and hexagonal lattices over a box, and which square holds a point.
#pragma once
#include "base/units.h"
#include "geo/convex_cut.h"

#include <span>

namespace wangge::grid {

// Squares whose lines are multiples of the size, so that two counties' grids fit together. Cells are half-open: a point
// on the western or southern side is inside, one on the eastern or northern side is not.
struct SquareLattice {
    double size = 0;                              // metres
    std::int64_t first_column = 0, first_row = 0; // of the south-western cell, counted from the CRS's origin
    std::int32_t columns = 0, rows = 0;

    std::size_t cells() const { return static_cast<std::size_t>(columns) * rows; }
};

// The squares that cover a box. Throws Error(bad_input) "grid.too_many_cells" above 20 million.
SquareLattice square_lattice(const geo::Box& box, base::Metres size);
// Cell by cell, row by row from the south-west.
geo::ConvexCells cells_of(const SquareLattice& lattice);
// The cell of each point; -1 outside the lattice or for NaN.
std::vector<std::int32_t> cell_of(const SquareLattice& lattice, std::span<const double> x, std::span<const double> y);

// Hexagons with upright sides that cover a box; `width` lies between two opposite sides. Corners are multiples of half
// a width and of a quarter of a height, so that neighbours share them to the last digit. Throws as square_lattice().
geo::ConvexCells hexagons(const geo::Box& box, base::Metres width);

} // namespace wangge::grid
