// Administrative areas made to tile a region exactly: whole villages or townships as cells.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <vector>

namespace wangge::grid {

// The areas mended so that they share the region out: what two hold stays with the one that comes first (callers sort
// by code), what lies beyond the region is cut off, and what lies in none goes to the neighbour with the longest shared
// edge; a gap without a neighbour (an island that no area names) to the area whose edge is nearest. Areas that fit come
// back as they are, vertex by vertex. measure() of the same arguments says how much there is to mend.
std::vector<geo::MultiPolygon> tile(const std::vector<const geo::MultiPolygon*>& areas, const geo::MultiPolygon& region,
                                    base::Feedback& feedback);

} // namespace wangge::grid
