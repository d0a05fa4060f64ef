// Which of many areas holds most of each cell.
#pragma once
#include "base/feedback.h"
#include "geo/convex_cut.h"

#include <cstdint>
#include <vector>

namespace wangge::grid {

struct Holder {
    std::int32_t row = -1; // of the area that has most of the cell, the lowest of equals; -1 = no area meets it
    double share = 0;      // of the cell's area that it has, 0..1
};

// Of the cells named, each with its area as cut (`sizes`, m2).
std::vector<Holder> holders(const geo::ConvexCells& cells, const std::vector<std::uint32_t>& among,
                            const std::vector<double>& sizes, const std::vector<const geo::MultiPolygon*>& areas,
                            base::Feedback& feedback);
// Of cells of any shape, by overlay.
std::vector<Holder> holders(const std::vector<const geo::MultiPolygon*>& cells,
                            const std::vector<const geo::MultiPolygon*>& areas, base::Feedback& feedback);

} // namespace wangge::grid
