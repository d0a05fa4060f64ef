// Who does which job at the least cost when nobody can do more than so much: the generalised assignment problem.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

// Minimum (or maximum) of the sum of costs when each job goes wholly to one agent and no agent exceeds its capacity.
// Annealing finds the answer (gap_search.h), exact answers of parts better it (gap_polish.h); the bound and the proof
// are those of the capacitated p-median problem with every place open (siting/capacitated_tree.h). What is not proven
// by then is searched on for the whole budget. `assignment` is the agent of each job; `chosen` stays empty. `feasible`
// is false when no assignment exists, or none was found in time. The same on any number of threads unless the clock
// ends it. Throws Error(bad_input) "assign.gap_too_large" (a job that no agent can do alone), "assign.gap_capacity"
// (all capacities together are less than the jobs need at least), "assign.gap_cost" (costs too large to be added up).
siting::Answer solve_gap(const GapTable& table, bool maximise, const siting::Budget& budget, base::Feedback& feedback);

} // namespace wangge::assign
