// Fewest (or cheapest) places so that every demand is covered: the location set covering problem, LSCP.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

namespace wangge::siting {

struct SetCover {
    Incidence covers;
    std::vector<Value> cost; // of each candidate, >= 0
};

// Minimum of the chosen candidates' cost such that each demand is covered. A demand that nobody covers makes the
// problem infeasible: `feasible` is then false.
Answer solve_set_cover(const SetCover& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
