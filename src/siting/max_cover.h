// As many people as possible within reach of p places: the maximal covering location problem, MCLP.
#pragma once
#include "geo/types.h"
#include "siting/answer.h"
#include "siting/incidence.h"

namespace wangge::siting {

struct MaxCover {
    Incidence covers;
    std::vector<Value> weight; // of each demand, >= 0
    std::vector<Value> bonus;  // of each candidate when it is chosen, >= 0; empty = none
    int p = 1;                 // places to choose, at most
    // Of each candidate, in metres on any plane; empty = unknown. Where they lie is a help with proofs.
    std::vector<geo::MapPoint> at;
};

// Maximum of the weight of demands that a chosen candidate covers, with the bonus of the chosen. Greedy,
// interchange and rounds of annealing, Lagrangian bound with fixing, and branch and cut on what is left. Works until
// the answer is proven or the budget is spent.
Answer solve_max_cover(const MaxCover& problem, const Budget& budget, base::Feedback& feedback);

// What `chosen` covers, with its bonus.
Value covered_weight(const MaxCover& problem, const std::vector<std::int32_t>& chosen);

} // namespace wangge::siting
