// How long it takes to every place of a country, on a lattice of points, and the areas within so many minutes or metres
// of each source as polygons that share their edges.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace wangge::reach {

// Lattice points column by column from the west, row by row from the south.
struct Field {
    geo::MapPoint origin; // the south-west point
    double side = 0;      // metres between neighbours
    int columns = 0, rows = 0;
    std::vector<float> effort;        // in the unit of the Reach; infinity = nobody comes here
    std::vector<std::int32_t> source; // who is first; -1 = nobody
    // Effort of a metre across country, with which the line between two sources is drawn between two points; 0 = it
    // runs in the middle.
    double pace = 0;

    std::size_t size() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
    }
    geo::MapPoint point(int column, int row) const { return {origin.x + column * side, origin.y + row * side}; }
};

// A lattice over the box with a rim of two points around it: every `side` metres, or (0) as fine as some 300,000 points
// allow, but not finer than 50 m. Effort and source are empty.
Field lattice_over(const geo::Box& box, base::Metres side);

// What one source (or all, -1) reaches within one band of effort.
struct Catchment {
    std::int32_t source = -1;
    int band = 0; // number of the limit that it lies within
    geo::MultiPolygon area;
};

// The areas within limits[0], between limits[0] and limits[1] and so on; by source when asked, else of all together.
// The limits ascend. Between two lattice points a limit is drawn where the effort, taken as even in between, equals it.
// Areas share corners to the last digit: together they have neither gap nor overlap. In order of source, then band.
// Only the lattice squares that touch `window` are looked at; an empty one means all.
std::vector<Catchment> catchments(const Field& field, std::span<const double> limits, bool by_source,
                                  const geo::Box& window, base::Feedback& feedback);

} // namespace wangge::reach
