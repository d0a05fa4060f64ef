// Which areas lie left and right of each stretch of border, so that borders are drawn once and neighbours are known.
#pragma once
#include "geo/polygon.h"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace wangge::render {

inline constexpr std::int32_t no_area = -1;

// A straight piece of border between two areas (rows of the input); one side is no_area at the rim.
struct SharedEdge {
    std::uint32_t from = 0, to = 0; // rows of SharedEdges::points
    std::int32_t left = no_area, right = no_area;
};

struct SharedEdges {
    std::vector<geo::MapPoint> points;
    std::vector<SharedEdge> edges;
};

// Corners within 1 cm are one corner; a corner on a neighbour's straight side splits that side.
SharedEdges shared_edges(const std::vector<const geo::MultiPolygon*>& areas);

// Pairs of groups that touch along a border. `group` gives the group of each area; negative ones are left out.
std::vector<std::pair<std::int32_t, std::int32_t>> touching_groups(const SharedEdges& edges,
                                                                   const std::vector<std::int32_t>& group);

// A border between two groups as one line, drawn once; left < right, no_area first.
struct BorderLine {
    geo::Polyline points;
    std::int32_t left = no_area, right = no_area;
};
// Joins all pieces whose two sides lie in different groups to lines that run from junction to junction. `group` as
// above, with no_area for the outside.
std::vector<BorderLine> border_lines(const SharedEdges& edges, const std::vector<std::int32_t>& group);

} // namespace wangge::render
