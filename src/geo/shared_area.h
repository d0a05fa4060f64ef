// How much ground two areas have in common, without making the shape of it.
#pragma once
#include "geo/polygon.h"

namespace wangge::geo {

// The area of intersection(a, b) in square metres. Where one of the two is a convex ring, as most cells are, the other
// is clipped by its sides (Sutherland and Hodgman 1974; the doubled edges that a concave area gets from it enclose
// nothing), some hundred times cheaper than an overlay. Precondition: both normalised().
base::SquareMetres shared_area(const MultiPolygon& a, const MultiPolygon& b);

} // namespace wangge::geo
