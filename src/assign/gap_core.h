// The generalised assignment problem by branch and cut: few pairs first, then all that a better answer can have.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

struct GapCore {
    std::optional<GapPlan> plan; // better than `known`, if one was found
    std::int64_t bound = 0;      // no plan costs less than this and `known` both
    bool exhausted = false;      // nothing better than `plan` (else `known`) is left
};

// The linear relaxation gives every pair a reduced cost; a plan that costs less than `known` has no pair above the
// gap between them. Cores of the pairs with the least reduced costs are solved by siting/mip.h, each larger than the
// one before (Angelelli, Mansini and Speranza, "Kernel search: a general heuristic for the multi-dimensional knapsack
// problem", 2010), until a core holds all pairs that matter or the deadline is over. Costs are >= 0.
GapCore branched(const GapTable& table, const std::optional<GapPlan>& known, const siting::Deadline& deadline,
                 base::Feedback& feedback);

} // namespace wangge::assign
