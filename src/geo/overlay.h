// Exact polygon overlay and repair, over GEOS (OverlayNG). Every function may be called from any thread.
#pragma once
#include "geo/polygon.h"

#include <span>
#include <string>
#include <vector>

namespace wangge::geo {

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b);
MultiPolygon united(const MultiPolygon& a, const MultiPolygon& b);
// The union of many areas (cascaded).
MultiPolygon united(std::span<const MultiPolygon> areas);
bool is_valid(const MultiPolygon& area);
// Self-crossings resolved with GEOS' structure method (outer rings unite, holes are cut), slivers of no area dropped.
MultiPolygon made_valid(const MultiPolygon& area);
// True when the interiors meet.
bool overlaps(const MultiPolygon& a, const MultiPolygon& b);
// A point that is surely inside (GEOS point-on-surface). Precondition: not empty.
MapPoint inner_point(const MultiPolygon& area);
// Within `tolerance` metres of the original, still valid.
MultiPolygon simplified(const MultiPolygon& area, base::Metres tolerance);

// All edges moved outwards by `distance`, inwards when it is negative; corners become arcs of chords.
MultiPolygon grown(const MultiPolygon& area, base::Metres distance);

// ISO well-known binary, little-endian, type MultiPolygon.
std::string to_wkb(const MultiPolygon& area);
// Polygon or MultiPolygon, also inside a GeometryCollection. Throws Error(bad_input) "geo.bad_wkb".
MultiPolygon area_from_wkb(std::string_view bytes);

} // namespace wangge::geo
