// Better answers of the generalised assignment problem: the jobs of a few agents dealt out anew, again and again.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

struct GapRedeal {
    std::uint64_t seed = 1;
    int chains = 2;   // side by side
    int parts = 500;  // of one chain in one round
    int patience = 4; // rounds without a better answer
};

// A large neighbourhood search: agents that compete for jobs are drawn and their jobs dealt out as well as can be
// (gap_part.h); answers that cost a little more are taken now and then. Parts grow while they are dealt out completely
// and shrink when they are too large for that. Chains start from `known` with different random numbers and end together
// when none has found anything better for some rounds. Never worse than `known`; the same for any number of threads
// unless the clock ends it. `prices` as of capacity_prices().
GapPlan redealt(const GapTable& table, const GapPlan& known, const std::vector<double>& prices,
                const GapRedeal& options, const siting::Deadline& deadline);

} // namespace wangge::assign
