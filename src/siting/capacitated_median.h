// Where to put people who can each take only so much, and who goes to whom: the capacitated p-median problem.
#pragma once
#include "siting/distances.h"

#include <vector>

namespace wangge::siting {

struct CapacitatedMedian {
    DistanceMatrix costs;                // of serving each demand wholly from each candidate; all reachable
    std::vector<Value> demand, capacity; // of each demand, of each candidate; in one unit
    std::int32_t add = 0;                // candidates to open besides the fixed ones
    std::vector<std::int32_t> fixed;     // open already
    std::vector<std::int32_t> forbidden; // never opened
};

// Minimum of the sum of costs when each demand goes wholly to one open candidate and none takes more than its capacity.
// Local search finds the answer (capacitated_search.h), prices with branch and bound prove it as far as the budget
// allows (capacitated_tree.h). `feasible` is false when no such assignment exists, or none was found in time. Fewer
// than `add` open candidates never cost less, so exactly that many are opened. Throws Error(bad_input)
// "siting.too_few_places", "siting.bad_cost", "siting.capacity_short" (the largest candidates together have less than
// the demands need), "siting.demand_too_large" (a demand that no candidate can take alone).
Answer solve_capacitated_median(const CapacitatedMedian& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
