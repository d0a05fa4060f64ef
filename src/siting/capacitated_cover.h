// Covering with limited people: each demand goes wholly to one place within its limit, and no place takes more than its
// capacity. The fewest places for all (capacitated LSCP), or the most weight with so many places (capacitated MCLP).
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

#include <optional>

namespace wangge::siting {

struct CapacitatedCover {
    Incidence covers;
    std::vector<Value> weight;       // of each demand: load and worth, >= 0
    std::vector<Value> capacity;     // of each candidate
    std::vector<std::int32_t> fixed; // candidates that stand already: open at no cost
    std::vector<char> preferred;     // of each candidate: breaks ties; empty = none
    std::optional<int> add;          // so many more at most; empty: as many as all demands need
};

// `chosen` has the fixed ones too; `assignment` is -1 for demands that nobody serves. Objective and bound: without
// `add` the number of new places, else the weight served. Not `feasible` when all demands cannot be served, or no way
// to was found in time (then `stopped`). Annealing over sets of places, in which demands go heaviest first to the place
// with least room that has enough, and chains of two mend the rest; branch and cut when the problem is small enough
// (models: Current and Storbeck, "Capacitated covering models", 1988); else the bounds are those of the sums.
Answer solve_capacitated_cover(const CapacitatedCover& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
