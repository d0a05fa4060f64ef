// The second officer of every cell: inspections need two.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

// Which people may check which cells, whoever leads: bit cell * people + person; empty when nobody is recused.
using Recusals = std::vector<bool>;

inline bool is_recused(const Recusals& recusals, std::int32_t cell, std::int32_t person, std::int32_t people) {
    return !recusals.empty() && recusals[static_cast<std::size_t>(cell) * people + person];
}
// True when the two may check the cell together: neither is recused, and one of them has each skill that is asked.
bool may_pair(const Problem& problem, const Recusals& recusals, std::int32_t cell, std::int32_t a, std::int32_t b);

// The second officer of each cell, -1 where nobody can be. Each person seconds one whole zone: everybody leads one and
// seconds another, so that balance of the zones is balance of the people. Who seconds whom costs the way from the
// second's base to the zone's sites and, first of all, the cells in which the two may not pair (minimum-cost
// assignment, LEMON network simplex). Cells in which the partner may not serve get the nearest person who may.
std::vector<std::int32_t> seconds_of(const Problem& problem, const Recusals& recusals,
                                     const std::vector<std::int32_t>& lead);

} // namespace wangge::assign
