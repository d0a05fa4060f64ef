// An order in which neighbours in the plane are neighbours in memory.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace wangge::geo {

// The rows of the points along a Hilbert curve over their bounds, about two points a step; points of one step in order
// of row. Points without finite coordinates come last. Linear time.
std::vector<std::uint32_t> spatial_order(std::span<const double> x, std::span<const double> y);

} // namespace wangge::geo
