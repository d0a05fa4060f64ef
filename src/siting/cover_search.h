// A cheap cover by local search: one candidate leaves, one that covers a missed demand enters, and demands that are
// often missed weigh more and more.
#pragma once
#include "siting/reduce_cover.h"

namespace wangge::siting {

// Row weighting local search (Gao, Weise and Li, "An efficient local search heuristic with row weighting for the
// unicost set covering problem", 2015), with scores divided by cost and demands that ask for several candidates.
// Starts from a greedy cover; returns the candidates of the core, ascending. Precondition: core.feasible. Stops as soon
// as the cost is `enough`.
std::vector<std::int32_t> search_cover(const CoverCore& core, std::int64_t steps, Value enough, std::uint64_t seed,
                                       const Deadline& deadline);

} // namespace wangge::siting
