// Branch and bound for the p-median problem: proves an answer, or finds a better one.
#pragma once
#include "siting/answer.h"
#include "siting/p_median_core.h"

namespace wangge::siting {

struct MedianProof {
    std::int64_t cost = 0;
    std::vector<std::int32_t> open; // names of the places, in no order
    std::int64_t bound = 0;         // no choice costs less; equal to `cost` when the answer is proven
};

// `known` is an answer at hand (indices of the core). At each node prices climb, places that cannot be (or must be) in
// a better answer are settled and the problem shrinks; then the place about which the prices are least sure is opened
// in one branch and closed in the other. The first nodes are made one by one, the best first; the subtrees below them
// are searched in parallel, each for itself, so that the answer does not depend on threads.
MedianProof prove(const MedianCore& core, const std::vector<std::int32_t>& known, const Deadline& deadline,
                  base::Feedback& feedback);

} // namespace wangge::siting
