// Rules that the data of a project must keep: codes, parents, whole and sound shapes, cells that tile the county.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "grid/rules.h"
#include "model/snapshot.h"

#include <vector>

namespace wangge::app {

struct ProjectFinding {
    bool fault = true; // false = worth knowing, but nothing is wrong
    base::Message message;
};

// One finding for each rule that is broken, with the number of offenders and the first of them. `breaches` are those of
// the rules of cells.
std::vector<ProjectFinding> check_project(const model::Snapshot& snapshot,
                                          const std::vector<grid::RuleBreach>& breaches, base::Feedback& feedback);

} // namespace wangge::app
