// What no cover can cost less than: the Lagrangian dual of set covering, with a price for every demand.
#pragma once
#include "siting/reduce_cover.h"

namespace wangge::siting {

struct CoverBound {
    double value = 0;                 // of the core; the whole costs of what is `taken` come on top
    std::vector<double> price;        // of each demand, >= 0
    std::vector<double> reduced_cost; // of each candidate at those prices
};

// Subgradient ascent (Caprara, Fischetti and Toth, "A heuristic method for the set covering problem", 1999, section 3)
// with `known`, the cost of an answer at hand, as target. Value: sum times x price + sum min(0, reduced cost).
CoverBound cover_bound(const CoverCore& core, Value known, int rounds, const Deadline& deadline);

// Drops candidates that no answer cheaper than `known` contains, and takes those that every such answer contains: by
// reduced costs against the bound. Costs are whole, so cheaper means by 1 at least.
CoverCore fixed_by_bound(const CoverCore& core, const CoverBound& bound, Value known);

} // namespace wangge::siting
