// What no choice of p places can cover more than: the Lagrangian dual of maximal covering.
#pragma once
#include "siting/max_cover_core.h"

namespace wangge::siting {

struct MaxCoverBound {
    double value = 0;          // of the core; what is `taken` gives comes on top
    std::vector<double> score; // of each candidate at the best prices
    std::vector<double> price; // u of each demand
    double idle = 0;           // what a place is worth at these prices: between the p largest scores and the others
};

// Subgradient descent over the price u of each demand, 0 <= u <= weight, for "covered only if a chosen candidate covers
// it" (Galvao and ReVelle, "A Lagrangean heuristic for the maximal covering location problem", 1996): no more than
// sum (weight - u) + the p largest scores, score = bonus + sum of u of what the candidate covers. `known` is the value
// of an answer at hand; the direction remembers the rounds before (a tenth is new), which stops most of the zigzag.
MaxCoverBound max_cover_bound(const MaxCoverCore& core, Value known, int rounds, const Deadline& deadline);

// For narrowed(): 0 for candidates that no answer better than `known` contains, 2 for those that all contain, 1 else.
std::vector<char> decided_by(const MaxCoverCore& core, const MaxCoverBound& bound, Value known);

} // namespace wangge::siting
