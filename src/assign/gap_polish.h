// Better answers of the generalised assignment problem by dealing the jobs of a few agents out anew, very many at once.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

struct GapPolish {
    std::uint64_t seed = 1;
    int starts = 16;
    int steps = 1500; // of the first cycle of each start; a later cycle has twice as many
};

// A step takes a few agents that compete for jobs and frees those of their jobs that are worth nearly as much
// elsewhere. All ways to deal out half of them, of the least sums of reduced costs, meet all of the other half
// (Horowitz and Sahni, "Computing partitions with applications to the knapsack problem", 1974): as a good answer wastes
// neither reduced cost nor capacity, halves sorted by the load of two agents leave few pairs to look at. One of the
// pairs within the capacities is drawn with a chance of exp(-cost / temperature). A cycle of
// steps cools down from the best answer of its start. After each cycle the worse half of the starts (the known plan and
// answers of short annealing) is given up, until two have had theirs. Never worse than `known`; the same for any number
// of threads unless the clock ends it. Empty when there is no answer at all. `prices` as of capacity_prices().
std::optional<GapPlan> polished(const GapTable& table, const std::optional<GapPlan>& known,
                                const std::vector<double>& prices, const GapPolish& options,
                                const siting::Deadline& deadline);

} // namespace wangge::assign
