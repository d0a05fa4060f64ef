// The Gauss-Kruger zones of CGCS2000: zone number, central meridian and EPSG code, and how to see them in bare numbers.
#pragma once
#include "geo/types.h"

#include <optional>
#include <span>

namespace wangge::geo {

// A 3-degree zone (25..45, central meridian 3 n) or a 6-degree zone (13..23, central meridian 6 n - 3).
struct Zone {
    int width = 3; // degrees: 3 or 6
    int number = 0;
    bool operator==(const Zone&) const = default;
    int central_meridian() const { return width == 3 ? 3 * number : 6 * number - 3; }
};

// EPSG code of CGCS2000 in that zone. `prefixed`: eastings carry the zone number (39 500 000), else they do not.
int epsg_of(Zone zone, bool prefixed);
// Empty when the code is not CGCS2000 Gauss-Kruger.
std::optional<Zone> zone_of_epsg(int epsg, bool* prefixed = nullptr);
// The zone whose central meridian is nearest. Empty outside the zones that are defined.
std::optional<Zone> zone_at(double longitude, int width);

// The zone that an easting of 8 digits is prefixed with: 13-23 are 6-degree, 25-45 are 3-degree zones. Empty for other
// numbers, and when the rest is farther than 400 km from the central meridian.
std::optional<Zone> sniff_zone(double easting);

// How numbers that should be coordinates look.
struct CoordinateLook {
    enum class Form { unknown, degrees, metres } form = Form::unknown;
    bool swapped = false;     // x holds latitude or northing, as official documents order their axes
    std::optional<Zone> zone; // of prefixed eastings
    double share = 0;         // of the finite points that look like this, 0..1
};

// Judges by the majority of the finite points: degrees in 73..136 E, 3..54 N (either order) or elsewhere on the globe;
// eastings with a zone prefix; eastings 100 km..900 km with northings up to 6000 km.
CoordinateLook look_of(std::span<const MapPoint> points);

} // namespace wangge::geo
