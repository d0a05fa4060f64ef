// What ground is a village's.
#pragma once
#include "model/snapshot.h"

#include <vector>

namespace wangge::grid {

// No village has an area; they are seats.
bool villages_are_points(const model::Snapshot& snapshot);

// Of each village its own area; in a project where no village has one, what of the county is nearer to its seat than to
// any other. Empty where there is neither.
std::vector<geo::MultiPolygon> village_grounds(const model::Snapshot& snapshot);

} // namespace wangge::grid
