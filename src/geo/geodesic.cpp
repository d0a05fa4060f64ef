#include "geo/geodesic.h"

#include <cmath>
#include <geodesic.h>

namespace wangge::geo {
namespace {

const geod_geodesic& ellipsoid() {
    static const geod_geodesic cgcs2000 = [] {
        geod_geodesic g;
        geod_init(&g, 6378137, 1 / 298.257222101);
        return g;
    }();
    return cgcs2000;
}

} // namespace

base::Metres geodesic_length(std::span<const LonLat> path) {
    double length = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        double part = 0;
        geod_inverse(&ellipsoid(), path[i - 1].lat, path[i - 1].lon, path[i].lat, path[i].lon, &part, nullptr, nullptr);
        length += part;
    }
    return base::Metres{length};
}

base::SquareMetres geodesic_area(std::span<const LonLat> ring) {
    if (ring.size() < 3)
        return base::SquareMetres{0};
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const LonLat& place : ring)
        geod_polygon_addpoint(&ellipsoid(), &polygon, place.lat, place.lon);
    double area = 0, perimeter = 0;
    geod_polygon_compute(&ellipsoid(), &polygon, 0, 1, &area, &perimeter);
    return base::SquareMetres{std::abs(area)};
}

} // namespace wangge::geo
