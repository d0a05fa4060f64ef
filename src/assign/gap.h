// Who does which job at the least cost when nobody can do more than so much: the generalised assignment problem.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

// Minimum (or maximum) of the sum of costs when each job goes wholly to one agent and no agent exceeds its capacity.
// Annealing finds an answer (gap_search.h); branch and cut (gap_core.h) and the tree of the capacitated p-median
// problem with every place open (siting/capacitated_tree.h) prove it or find a better one; what is not proven by then
// is bettered for the rest of the budget by dealing parts out anew (gap_polish.h, gap_redeal.h). `assignment` is the
// agent of each job; `chosen` stays empty. `feasible` is false when no assignment exists, or none was found in time.
// The same on any number of threads unless the clock ends it. Throws Error(bad_input) "assign.gap_too_large" (a job
// that no agent can do alone), "assign.gap_capacity" (all capacities together are less than the jobs need at least),
// "assign.gap_cost" (costs too large to be added up).
siting::Answer solve_gap(const GapTable& table, bool maximise, const siting::Budget& budget, base::Feedback& feedback);

} // namespace wangge::assign
