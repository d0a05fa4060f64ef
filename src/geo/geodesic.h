// Lengths and areas on the ellipsoid itself, by PROJ's geodesic routines: what a measuring tool must show, whatever the
// projection of the map is.
#pragma once
#include "base/units.h"
#include "geo/types.h"

#include <span>

namespace wangge::geo {

// Along the geodesics between consecutive places, on the CGCS2000 ellipsoid (a = 6,378,137 m, f = 1/298.257222101);
// after Karney, Algorithms for geodesics, J. Geodesy 87 (2013). 0 for fewer than two places.
base::Metres geodesic_length(std::span<const LonLat> path);

// Inside the ring whose edges are geodesics; the last place is joined to the first. Always positive; of a ring that
// crosses itself, the difference of its sides. 0 for fewer than three places.
base::SquareMetres geodesic_area(std::span<const LonLat> ring);

} // namespace wangge::geo
