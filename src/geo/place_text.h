// A place as people write it: degrees, degrees-minutes-seconds, or Gauss-Krueger metres, in either order.
#pragma once
#include "geo/datum.h"
#include "geo/zones.h"

#include <string_view>
#include <vector>

namespace wangge::geo {

// One way to understand the text.
struct PlaceReading {
    LonLat place;               // CGCS2000 = WGS-84
    Datum datum = Datum::wgs84; // in which the degrees were given; of metres always cgcs2000
    std::optional<Zone> zone;   // of metres
    bool prefixed = false;      // the easting carried the zone number
    bool swapped = false;       // latitude or northing stood first
};

// "119.98, 32.44", "32.44N 119.98E", "119°58'57.6\" 32°26'30\"", "东经119度58分57.6秒 北纬32度26分30秒", "119 58 57.6
// 32 26 30", "3591204 40498346", "X=3591204 Y=498346": two numbers in degrees, or an easting and a northing in metres.
// A word in the text names the datum of degrees: wgs84, cgcs2000 (国家2000), gcj02 (火星, 高德, 腾讯), bd09 (百度).
// Without one, degrees are given back three times: as CGCS2000, as GCJ-02, as BD-09. `own_zone` is that of an easting
// without a prefix; without it such an easting is not understood. Degrees without letters are read as longitude and
// latitude in the order that lies in China, else as given. Empty when the text is not a place.
std::vector<PlaceReading> read_place(std::string_view text, std::optional<Zone> own_zone);

} // namespace wangge::geo
