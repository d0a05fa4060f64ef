// Better answers of the generalised assignment problem by solving parts of it exactly.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

// Agents are put by chance into groups of a few; the jobs of each group are dealt out anew among its agents, as well as
// possible (siting/capacitated_tree.h), all groups side by side, until `patience` groupings on end found nothing better
// or the deadline is over. Never worse than `plan`. `worth` of the jobs is where the prices of the parts begin. The
// same for any number of threads unless the clock ends a part.
GapPlan polished(const GapTable& table, GapPlan plan, const std::vector<double>& worth, int patience,
                 std::uint64_t seed, const siting::Deadline& deadline, base::Feedback& feedback);

} // namespace wangge::assign
