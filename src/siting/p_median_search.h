// Good answers of the p-median problem: many starts, interchange, path relinking.
#pragma once
#include "siting/answer.h"
#include "siting/p_median_core.h"

namespace wangge::siting {

struct MedianSearch {
    std::uint64_t seed = 1;
    int starts = 32;
    std::size_t elite = 8; // answers that are kept and linked with each other
};

struct MedianAnswer {
    std::int64_t cost = 0;
    std::vector<std::int32_t> open; // indices of the core's places, ascending
};

// Resende and Werneck, "A hybrid heuristic for the p-median problem" (2004): each start opens places by the best of a
// random sample, then descends by interchange; the elite are linked pairwise along best swaps, and the best answer on
// the way is improved again. Some answer is returned however short the time.
MedianAnswer searched(const MedianCore& core, const MedianSearch& options, const Deadline& deadline,
                      base::Feedback& feedback);

} // namespace wangge::siting
