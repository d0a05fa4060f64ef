// How much of each cell of a grid an area covers, exactly.
#pragma once
#include "geo/grid_frame.h"
#include "geo/polygon.h"

#include <functional>
#include <span>

namespace wangge::geo {

// Receives the cells first_column, first_column + 1, ... of a row with the fraction (0..1) that is covered of each.
// Rows come in order; a row of an area in several parts may come once a band of rows with all parts joined.
using CoverRow = std::function<void(int row, int first_column, std::span<const double> fractions)>;

// The covered fraction of each cell is the area of the overlay of cell and area over that of the cell, as exactextract
// defines it, to rounding: every edge is cut at the lines of the grid and its pieces' exact areas are summed. Parts of
// the area outside the grid are left out. Precondition: a valid area (parts that overlap count twice); outer rings
// counter-clockwise, holes clockwise.
void cover_cells(const GridFrame& frame, const MultiPolygon& area, const CoverRow& take);

// Sum of value times covered fraction over the cells with a value (not NaN).
double weighted_sum(const Raster& raster, const MultiPolygon& area);

} // namespace wangge::geo
