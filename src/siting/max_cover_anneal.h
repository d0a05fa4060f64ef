// Annealing of a maximal covering problem: millions of cheap trials of one place for another nearby.
#pragma once
#include "siting/max_cover.h"

namespace wangge::siting {

// Of each candidate the few others that cover most nearly the same demands, the likest first.
Lists likest(const Incidence& covers);

// One search: from `start` (rows of candidates, at most p) and a temperature of `heat` parts of what a chosen place
// covers on average, `trials` times a random member is asked to give way to a random outsider, mostly one of its
// `likest` or one that shares a demand with it. Returns the best set seen, in no order; a deadline ends it early.
struct Annealing {
    double heat = 0.1;
    std::int64_t trials = 1'000'000;
    std::uint64_t seed = 1;
};
std::vector<std::int32_t> annealed(const MaxCover& problem, const Lists& likest, const std::vector<std::int32_t>& start,
                                   const Annealing& options, const Deadline& deadline);

} // namespace wangge::siting
