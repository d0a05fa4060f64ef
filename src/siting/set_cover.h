// Fewest (or cheapest) places so that every demand is covered: the location set covering problem, LSCP.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

#include <optional>

namespace wangge::siting {

struct SetCover {
    Incidence covers;
    std::vector<Value> cost;         // of each candidate, >= 0; empty = 1 each
    std::vector<std::int32_t> times; // how many candidates must cover each demand, 0 = it asks for none; empty = 1 each
    // Any answer of at most this cost will do: the search ends when it has one or knows that there is none (bound above
    // it).
    std::optional<Value> enough;
};

// Minimum of the chosen candidates' cost such that each demand is covered as often as it asks. `feasible` is false when
// some demand has too few candidates. Reductions, row weighting local search, Lagrangian bound with fixing, and branch
// and cut on what is left.
Answer solve_set_cover(const SetCover& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
