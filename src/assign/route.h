// The order in which a pair drives to the stops of a day.
#pragma once
#include <cstdint>
#include <vector>

namespace wangge::assign {

// Whole seconds on the way from place i to place j, the same in both directions: entry i * places + j. Place 0 is the
// base.
struct Ways {
    std::int32_t places = 1;
    std::vector<std::int64_t> seconds;
    std::int64_t operator()(std::int32_t i, std::int32_t j) const {
        return seconds[static_cast<std::size_t>(i) * static_cast<std::size_t>(places) + static_cast<std::size_t>(j)];
    }
};

// From the base through `order` and back.
std::int64_t length_of(const Ways& ways, const std::vector<std::int32_t>& order);

// A short order of the places 1 ... places - 1. Up to 11 stops the shortest (dynamic programming over subsets, Held and
// Karp 1962); beyond that 2-opt and or-opt moves from the nearest-neighbour tour, disturbed by double bridges and
// improved again (iterated local search) a fixed number of times. Deterministic.
std::vector<std::int32_t> round_trip(const Ways& ways);

} // namespace wangge::assign
