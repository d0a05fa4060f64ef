// Drawn lines that follow what is on the ground: roads, rivers, boundaries.
#pragma once
#include "model/snapshot.h"

#include <vector>

namespace wangge::grid {

// What lines may be drawn along.
struct SnapTo {
    bool roads = false, rivers = false, boundaries = false, cells = false; // boundaries: townships and villages too
    base::Metres tolerance{0};

    bool any() const { return tolerance.value > 0 && (roads || rivers || boundaries || cells); }
};

// Every corner within the tolerance of such a line moves onto it; where two corners in a row lie on the same line, the
// drawn line follows it between them, unless that is more than three times as long as the straight way.
geo::Polyline snapped(const model::Snapshot& snapshot, const geo::Polyline& line, const SnapTo& to);

} // namespace wangge::grid
