// Improvement: cells change hands along borders, each zone staying in one piece, under simulated annealing.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

// Proposals that count as one second of a person's patience. A fixed number, not a clock, so that the same options give
// the same answer on any machine; an ordinary office processor makes at least that many.
inline constexpr std::int64_t proposals_per_second = 5'000'000;

struct SearchOptions {
    std::uint64_t seed = 1;
    std::int64_t proposals = proposals_per_second;
    double begin = 0; // where in the schedule of temperatures the search begins, 0 (hot) to 1 (cold)
    int chains = 2;   // independent searches, run in parallel; the best one's answer counts (then the first's)
};

struct SearchResult {
    std::vector<std::int32_t> lead;
    std::int64_t proposals = 0, accepted = 0; // of all chains
    bool stopped = false;                     // the user asked to stop; `lead` is the best so far
};

// Precondition: every cell of `start` has a lead and every zone is connected (see repaired()); both hold for the
// result, no zone is emptied, and the result costs no more than the start.
SearchResult improve(const Problem& problem, const std::vector<std::int32_t>& start, const SearchOptions& options,
                     base::Feedback& feedback);

} // namespace wangge::assign
