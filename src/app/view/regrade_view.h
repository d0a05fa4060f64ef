// Which risk grades changed at the last regrade, for the chart of the data stage.
#pragma once
#include "model/snapshot.h"

#include <vector>

namespace wangge::app {

struct Regrade {
    model::RiskGrade from = model::RiskGrade::ungraded, to = model::RiskGrade::ungraded;
    std::int64_t sites = 0;
    bool worse = false; // visited more often from now on
};
// Sites whose grade differs from the one before, by pair of grades, the most frequent first. Of sites without a grade
// before or now nothing is said.
std::vector<Regrade> regrades_of(const model::Snapshot& snapshot);

} // namespace wangge::app
