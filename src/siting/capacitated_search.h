// Good answers of the capacitated p-median problem: part of the map is torn down, rebuilt and improved, again and
// again.
#pragma once
#include "siting/answer.h"
#include "siting/capacitated_core.h"

#include <optional>

namespace wangge::siting {

struct CapacitatedSearch {
    std::uint64_t seed = 1;
    int chains = 4;      // searches side by side; the best goes on to the next round
    int iterations = 60; // of one chain in one round, for each customer
    int patience = 4;    // rounds without a better answer
};

// Iterated local search (ruin and recreate, shifts, exchanges, relocation of places) under a falling temperature.
// Nothing when no assignment within the capacities was found.
std::optional<CapacitatedPlan> searched(const CapacitatedCore& core, const CapacitatedSearch& options,
                                        const Deadline& deadline);

} // namespace wangge::siting
