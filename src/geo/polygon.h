// Areas and lines as plain values, with the few functions that need no library.
#pragma once
#include "base/units.h"
#include "geo/types.h"

#include <vector>

namespace wangge::geo {

// A closed ring: the last point equals the first. Outer rings run counter-clockwise, holes clockwise (see
// normalised()).
using Ring = std::vector<MapPoint>;
using Polyline = std::vector<MapPoint>;

struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
    bool operator==(const Polygon&) const = default;
};

// Parts do not overlap. No parts = the empty area.
struct MultiPolygon {
    std::vector<Polygon> parts;
    bool operator==(const MultiPolygon&) const = default;
    bool empty() const { return parts.empty(); }
};

// Twice-signed shoelace area halved, m2; positive when counter-clockwise. Computed relative to the first point so that
// large coordinates (zone-prefixed eastings) lose no digits.
double signed_area(const Ring& ring);
base::SquareMetres area(const Polygon& polygon);
base::SquareMetres area(const MultiPolygon& area);
base::Metres length(const Polyline& line);
double perimeter(const MultiPolygon& area);

Box bounds(const Ring& ring);
Box bounds(const Polygon& polygon);
Box bounds(const MultiPolygon& area);

// Area-weighted centre; the mean of the points when the area is 0. May lie outside a concave area.
MapPoint centroid(const MultiPolygon& area);

// Half-open test: of two areas that share an edge exactly one contains a point on it (the crossing rule: an edge counts
// when one end is at or below the point and the other above, and the crossing is strictly to the right).
bool contains(const Ring& ring, MapPoint point);
bool contains(const Polygon& polygon, MapPoint point);
bool contains(const MultiPolygon& area, MapPoint point);

// Rings closed, outer rings counter-clockwise, holes clockwise, rings of fewer than 4 points or no area dropped.
MultiPolygon normalised(MultiPolygon area);

MultiPolygon rectangle(const Box& box);

} // namespace wangge::geo
