// What a choice of places loses against a Lagrangian bound, as a sum of losses that each concern a few neighbours.
#pragma once
#include "siting/cover_bound.h"
#include "siting/max_cover_bound.h"

namespace wangge::siting {

// The candidates in an order in which neighbours are near one another: along the length of the country. Each is a step.
// For a set S of at most p candidates, n_d of them covering demand d,
//   scale * value(S) = bound - sum over S take - sum outside S leave
//                            - sum over d (n_d > 0 ? (n_d - 1) again : missed) - idle (p - |S|).
// No loss is negative, so what a part of the country loses at least lowers the bound for the whole.
struct CoverLosses {
    static constexpr int any_number = INT32_MAX; // for p
    // Prices are rounded to parts of a unit of value; then all is whole and no rounding can spoil a proof.
    Value scale = 16;

    Lists covers;                          // of each step the demands
    Lists covered_by;                      // of each demand the steps, ascending
    std::vector<std::int32_t> candidate;   // of each step the row of the core
    std::vector<Value> take, leave;        // of each step
    std::vector<Value> again, missed;      // of each demand
    std::vector<std::int32_t> first, last; // of each demand the steps between which its candidates lie
    Value idle = 0, bound = 0;
    int p = 0;
    std::size_t most_open = 0; // demands at a time of whose candidates some are passed and others are not

    std::int32_t steps() const { return static_cast<std::int32_t>(candidate.size()); }
};

// Any prices are right, good ones make the losses of good answers small. Empty when the weights are too large to scale
// or there is nothing to choose from.
CoverLosses losses_of(const MaxCover& problem, const MaxCoverBound& prices);

// The same for set covering, of which the value is the cost, negative: a missed demand loses more than any answer is
// worth. Precondition: each demand asks for one. Empty also when costs are too large.
CoverLosses losses_of(const CoverCore& core, const std::vector<double>& price);

// The same from the other end.
CoverLosses reversed(CoverLosses losses);

} // namespace wangge::siting
