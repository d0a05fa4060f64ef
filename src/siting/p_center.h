// Places so that nobody is too far: the p-center problem.
#pragma once
#include "siting/distances.h"

namespace wangge::siting {

struct PCenter {
    DistanceMatrix distances;
    int p = 1;                           // places to choose, at most
    std::vector<std::int32_t> standing;  // candidates that are there already, on top of p
    std::vector<std::int32_t> forbidden; // candidates that must not be chosen
};

// Least possible distance of the demand that is farthest from its nearest chosen candidate. Binary search over the
// distances that occur, each a covering problem with at most p candidates (Minieka, 1970). `feasible` is false when p
// candidates cannot reach every demand; the assignment is to the nearest, of equals the lowest row.
Answer solve_p_center(const PCenter& problem, const Budget& budget, base::Feedback& feedback);

} // namespace wangge::siting
