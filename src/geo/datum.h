// The datums that Chinese coordinates arrive in, and the way between them: WGS-84, GCJ-02 (火星坐标) and BD-09
// (百度坐标).
#pragma once
#include "geo/types.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace wangge::geo {

// cgcs2000 and wgs84 are taken as equal: they differ by less than a metre, and PROJ uses a null step between them.
enum class Datum : std::uint8_t { cgcs2000, wgs84, gcj02, bd09 };

// "cgcs2000", "wgs84", "gcj02", "bd09".
std::string_view key_of(Datum datum);
std::optional<Datum> datum_from_key(std::string_view key);

// True on mainland China with Hainan; false in Hong Kong, Macau and Taiwan, whose maps carry no offset. The test is a
// coarse polygon: tight (about 200 m) round Hong Kong and Macau, between the islands of the strait and the coast, and
// drawn 10 to 50 km outside the land border elsewhere, so that every county of the mainland is inside.
bool in_mainland_china(LonLat place);

// Degrees on WGS-84 -> degrees on GCJ-02, and back. The identity outside mainland China. Forward: the published series
// on the Krasovsky ellipsoid. Backward: its fixed point, to below 1e-6 m. Within about 600 m of the polygon's edge the
// forward transform is not one-to-one; there the backward one takes the solution inside.
LonLat gcj02_from_wgs84(LonLat place);
LonLat wgs84_from_gcj02(LonLat place);

// Degrees on GCJ-02 -> degrees on BD-09, and back (by fixed point; the common closed inverse is off by up to 0.1 m).
LonLat bd09_from_gcj02(LonLat place);
LonLat gcj02_from_bd09(LonLat place);

// Any datum to WGS-84 = CGCS2000 and back.
LonLat to_wgs84(LonLat place, Datum from);
LonLat from_wgs84(LonLat place, Datum to);

} // namespace wangge::geo
