// Branch and bound for the capacitated p-median problem: proves an answer, or finds a better one.
#pragma once
#include "siting/answer.h"
#include "siting/capacitated_core.h"

#include <optional>

namespace wangge::siting {

struct CapacitatedProof {
    std::optional<CapacitatedPlan> plan; // the best one; empty when none was known and none found
    // No plan costs less; when there is no plan, the search has been exhausted if this is above every cost.
    std::int64_t bound = 0;
    bool exhausted = false;
};

// `known` is a plan at hand, if there is one; `prices` of the customers are where the climb begins (empty: the plan's
// own costs). Prices climb at each node, pairs and places that a better plan cannot have are taken away, and the place
// (then the pair) about which the prices are least sure is decided (branching.h).
CapacitatedProof prove(const CapacitatedCore& core, const std::optional<CapacitatedPlan>& known,
                       const std::vector<double>& prices, const Deadline& deadline);

} // namespace wangge::siting
