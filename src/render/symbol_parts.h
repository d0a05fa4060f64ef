// What each symbol is made of: simple shapes in a box from -1 to 1, y down. The window paints them from distances,
// paper draws them with a pen.
#pragma once
#include "style/symbology.h"

#include <variant>
#include <vector>

namespace wangge::render {

struct PartPoint {
    double x = 0, y = 0;
};
struct DiscPart {
    PartPoint centre;
    double radius = 1;
};
struct RingPart {
    PartPoint centre;
    double radius = 1, width = 0;
};
struct BoxPart {
    PartPoint centre;
    double half_width = 1, half_height = 1, radius = 0;
};
struct PolygonPart {
    std::vector<PartPoint> corners;
};
// The part of a disc that lies above a level line.
struct CutDiscPart {
    PartPoint centre;
    double radius = 1, floor = 0;
};
using SymbolPart = std::variant<DiscPart, RingPart, BoxPart, PolygonPart, CutDiscPart>;

// The body gets the keyline and the colour, marks are drawn on it in ink, dots on those in colour.
struct SymbolParts {
    std::vector<SymbolPart> body, marks, dots;
};
SymbolParts parts_of(style::SymbolShape shape);
// Where a flag touches the ground that it marks.
inline constexpr PartPoint flag_foot{-0.5, 1};

} // namespace wangge::render
