// Where to put people so that the weighted distance of everybody to the nearest one is least: the p-median problem.
#pragma once
#include "siting/answer.h"

#include <vector>

namespace wangge::siting {

// One place that could serve a customer.
struct MedianOffer {
    Value cost = 0; // weight x distance
    std::int32_t place = 0;
};

struct MedianProblem {
    std::int32_t places = 0;
    std::int32_t add = 0; // places to choose besides the fixed ones
    std::vector<std::vector<MedianOffer>>
        offers; // of each customer, in any order; of a repeated place the cheapest counts
    // What a customer pays when no place of its offers is open: the price of being out of reach. Empty: everybody must
    // be served.
    std::vector<Value> beyond;
    std::vector<std::int32_t> fixed;     // open already
    std::vector<std::int32_t> forbidden; // never chosen
};

// Minimum over choices of the sum of what the customers pay. Interchange with path relinking finds the answer
// (p_median_search.h), prices with branch and bound prove it (p_median_tree.h). `feasible` is false when nobody can
// serve some customer and `beyond` is empty. The same on any number of threads unless the clock ends it. Throws
// Error(bad_input) "siting.too_few_places", "siting.bad_cost" (negative, or the sum beyond 2^60).
Answer solve_p_median(const MedianProblem& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
