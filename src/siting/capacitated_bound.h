// Lagrangian bound of the capacitated p-median problem, and what it proves about places and pairs.
#pragma once
#include "siting/answer.h"
#include "siting/capacitated_core.h"

namespace wangge::siting {

// A part of the search: what is still possible.
struct CapacitatedNode {
    std::vector<Fate> fate;          // of places
    std::vector<char> allowed;       // customers x places: may the customer still go there
    std::vector<std::int64_t> price; // of each customer: what being served is worth; where the next ascent begins
    std::int64_t bound = 0;

    std::size_t at(const CapacitatedCore& core, std::int32_t customer, std::int32_t place) const {
        return static_cast<std::size_t>(customer) * core.capacity.size() + static_cast<std::size_t>(place);
    }
};

struct CapacitatedDual {
    std::int64_t bound = 0;
    std::vector<std::int64_t> price, worth; // worth of each place: its best knapsack at the best prices, never above 0
    std::vector<std::int32_t> chosen;       // places: those that must be open, then those of least worth
    std::vector<float> place_share;         // how often each place was chosen of late
    std::vector<float> pair_share;          // customers x places: how often the customer was taken there
    std::vector<std::int32_t> place; // of each customer when the chosen knapsacks serve everybody once; else empty
};

// The demand that everybody is served once is relaxed with prices; each place then fills its capacity with the
// customers who are worth most (a knapsack by dynamic programming, which makes the bound as strong as that of column
// generation: Ceselli and Righini, "A branch-and-price algorithm for the capacitated p-median problem", 2005). Large
// capacities are counted in coarser units, rounded so that the bound holds. Whole numbers throughout.
CapacitatedDual ascended(const CapacitatedCore& core, const CapacitatedNode& node, std::int64_t goal,
                         std::int64_t known, int iterations, const Deadline& deadline);

// Takes from the node what no answer of cost `goal` or less can have, and what follows from that: places and pairs
// whose prices say so, and pairs that the knapsacks of open places rule out when the customer must be there and nowhere
// else (Posta, Ferland and Michelon, "An exact method with variable fixing for solving the generalized assignment
// problem", 2012). False when nothing is left of it.
bool narrowed(const CapacitatedCore& core, CapacitatedNode& node, const CapacitatedDual* dual, std::int64_t goal);

} // namespace wangge::siting
