// How well cells tile a region: gaps and overlaps, measured on the cells themselves.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <vector>

namespace wangge::grid {

struct Tightness {
    base::SquareMetres area;     // sum of the cells
    base::SquareMetres gaps;     // of the region, in no cell
    base::SquareMetres overlaps; // what the cells' sum counts more than once
    base::SquareMetres outside;  // of the cells, beyond the region
};

// Edges that two neighbours share cancel, and what remains bounds the union of the cells; the union is then compared
// with the region. Cells whose edges do not cancel are united one by one, which takes longer.
Tightness measure(const std::vector<const geo::MultiPolygon*>& cells, const geo::MultiPolygon& region,
                  base::Feedback& feedback);

// The union of cells by the same cancelling.
geo::MultiPolygon united_cells(const std::vector<const geo::MultiPolygon*>& cells, base::Feedback& feedback);

} // namespace wangge::grid
