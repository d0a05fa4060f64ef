// Administrative areas made to tile a region exactly: whole villages or townships as cells.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <vector>

namespace wangge::grid {

struct Tiling {
    std::vector<geo::MultiPolygon> areas; // one each given, mended
    // What was wrong with the areas as they came.
    base::SquareMetres gaps; // of the region that lay in no area: given to the neighbour with the longest shared edge
    base::SquareMetres overlaps; // in two areas: kept by the one that comes first
    base::SquareMetres outside;  // beyond the region: cut off
};

// Areas that fit are returned as they are, vertex by vertex. Precedence is the order given (callers sort by code). A
// gap without a neighbour (an island that no area names) goes to the area whose edge is nearest.
Tiling tile(const std::vector<const geo::MultiPolygon*>& areas, const geo::MultiPolygon& region,
            base::Feedback& feedback);

} // namespace wangge::grid
