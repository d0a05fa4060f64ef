// Lines into triangles with joins, ready for any width.
#pragma once
#include "geo/polygon.h"
#include "render/mesh.h"

namespace wangge::render {

struct LinePath {
    geo::Polyline points; // closed when the last point equals the first
    style::Colour colour{255, 255, 255, 255};
    float width_start = 1, width_end = 1; // factors on the width, even in between: rivers taper
};

// Mitred joins; where a turn is so sharp that the mitre would stand out by more than twice the width, a round-looking
// bevel. Points closer than 1 mm are one point.
LineMesh line_mesh(const std::vector<LinePath>& paths);

} // namespace wangge::render
