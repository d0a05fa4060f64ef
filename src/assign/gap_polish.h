// Better answers of the generalised assignment problem by dealing the jobs of a few agents out anew, very many at once.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

struct GapPolish {
    std::uint64_t seed = 1;
    int steps = 10000; // of a cycle
    int patience = 3;  // cycles on end that found nothing better
};

// A step takes a few agents that compete for jobs and frees those of their jobs that are worth nearly as much
// elsewhere. All ways to deal out half of them, of the least sums of reduced costs, meet all of the other half
// (Horowitz and Sahni, "Computing partitions with applications to the knapsack problem", 1974): as a good answer wastes
// neither reduced cost nor capacity, halves sorted by the load of two agents leave few pairs to look at. One of the
// pairs within the capacities is drawn with a chance of exp(-cost / temperature). Two chains of cycles that cool down
// each from their best answer tell each other of it. Never worse than `plan`; the same for any number of threads unless
// the clock ends it. `prices` as of capacity_prices().
GapPlan polished(const GapTable& table, GapPlan plan, const std::vector<double>& prices, const GapPolish& options,
                 const siting::Deadline& deadline);

} // namespace wangge::assign
