// Points that would overlap become one counted mark.
#pragma once
#include "base/units.h"
#include "geo/types.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace wangge::render {

// One mark: a single point (count 1) or a group at its middle. `rows` holds all rows of a group of up to three.
struct Cluster {
    geo::MapPoint at;
    std::int32_t count = 0, missing = 0;
    std::array<std::int32_t, 3> rows{-1, -1, -1};
};

// Groups the points (NaN = no position) of each square of `cell` metres when any two of them are closer than `apart`;
// the squares are fixed to the map, so groups stay while panning. The counts of the answer add up to the points inside
// `box` grown to whole squares.
std::vector<Cluster> clusters(const std::vector<double>& x, const std::vector<double>& y, const geo::Box& box,
                              base::Metres cell, base::Metres apart, std::span<const std::uint8_t> missing = {});

// Groups whose marks overlap become one, the bigger swallowing the smaller; counts still add up. `radius` gives the
// mark's radius in metres by its count.
std::vector<Cluster> merged(std::vector<Cluster> clusters, const std::function<double(std::int32_t count)>& radius);

} // namespace wangge::render
