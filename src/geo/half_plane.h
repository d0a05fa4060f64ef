// Rings clipped by straight lines, each edge remembering where it comes from.
#pragma once
#include "geo/convex_cut.h"

namespace wangge::geo {

// Where an edge comes from: edge number >= 0 of the area that is clipped, or a line that clipped it (below 0).
using EdgeTag = std::int32_t;

struct TaggedPoint {
    MapPoint point;
    EdgeTag edge = 0; // of the edge that leaves this point
};

// Oriented rings, interior on the left, without the repeated last point. Which ring is a hole of which does not matter
// here.
struct TaggedRings {
    std::vector<TaggedPoint> points;
    std::vector<std::size_t> ends;

    bool empty() const { return ends.empty(); }
    std::size_t begin(std::size_t ring) const { return ring == 0 ? 0 : ends[ring - 1]; }
    Box box() const;
    double area() const; // signed
    // True when an edge of the area itself is left, not only clipping lines.
    bool has_source_edge() const;
};

struct SourceEdge {
    MapPoint from, to;
};

// The rings of an area with their edges numbered; `sources` receives the edges.
TaggedRings tagged_rings(const MultiPolygon& area, std::vector<SourceEdge>& sources);

// The part of the rings on one side of a line. Points on the line count as right of it, so the two sides of one line
// always add up to the whole, whatever touches or runs along the line. New edges along the line get `tag`.
TaggedRings clipped(const TaggedRings& rings, const Line& line, bool keep_left, EdgeTag tag,
                    std::span<const SourceEdge> sources);

// The same by the four sides of a box; sides that cut nothing cost one comparison. New edges get `tag`.
TaggedRings clipped(const TaggedRings& rings, const Box& box, EdgeTag tag, std::span<const SourceEdge> sources);

// Closed rings as an area: rings that touch themselves in a point are split there, spikes and rings without area go,
// holes find their outer ring.
MultiPolygon nested(const std::vector<Ring>& rings);

} // namespace wangge::geo
