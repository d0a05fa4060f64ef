// Distances of every demand to every candidate place as one block of whole numbers.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

#include <limits>
#include <span>

namespace wangge::siting {

struct DistanceMatrix {
    static constexpr Value unreachable = std::numeric_limits<Value>::max(); // there is no way

    std::size_t demands = 0, candidates = 0;
    std::vector<Value> cells; // row by row, a row a demand

    std::span<const Value> row(std::size_t demand) const {
        return std::span(cells).subspan(demand * candidates, candidates);
    }
};

// Who is within `limit` (closed) of each demand.
Incidence within(const DistanceMatrix& distances, Value limit);

} // namespace wangge::siting
