// What a covering problem can do without: rows that follow from others, columns that others replace.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

namespace wangge::siting {

// The part of a covering problem that is still to be decided; `demand` and `candidate` lead back to its rows.
struct CoverCore {
    Incidence covers;
    std::vector<Value> cost;
    std::vector<std::int32_t> times;     // of each demand, >= 1
    std::vector<std::int32_t> demand;    // rows of the problem
    std::vector<std::int32_t> candidate; // rows of the problem
    std::vector<std::int32_t> taken;     // candidates of the problem that every best answer may contain
    bool feasible = true;                // false: some demand has too few candidates
};

// Repeats until nothing changes: a demand whose candidates are among the only `times` ones takes them; a demand whose
// candidates include those of another that asks for as many is dropped; a candidate is dropped when another covers all
// that it covers for at most its cost and no demand there asks for a second. At least one best answer remains.
// `cost` >= 0; `times` >= 1, one a demand.
CoverCore reduce_cover(const Incidence& covers, const std::vector<Value>& cost, const std::vector<std::int32_t>& times,
                       const Deadline& deadline);

// The same for what is left of a problem.
CoverCore reduce_again(const CoverCore& core, const Deadline& deadline);

} // namespace wangge::siting
