#include "geo/zones.h"

#include "base/error.h"

#include <array>
#include <cmath>

namespace wangge::geo {
namespace {

// EPSG numbers its CGCS2000 projections in four runs, each in order of zone.
constexpr int first_prefixed_6 = 4491, first_plain_6 = 4502, first_prefixed_3 = 4513, first_plain_3 = 4534;
constexpr int zones_6 = 11, zones_3 = 21, lowest_6 = 13, lowest_3 = 25;

bool exists(Zone zone) {
    return zone.width == 3 ? zone.number >= lowest_3 && zone.number < lowest_3 + zones_3
                           : zone.width == 6 && zone.number >= lowest_6 && zone.number < lowest_6 + zones_6;
}

bool is_northing(double v) {
    return v > 300e3 && v < 6100e3;
}
bool is_plain_easting(double v) {
    return v > 100e3 && v < 900e3;
}

} // namespace

int epsg_of(Zone zone, bool prefixed) {
    base::ensure(exists(zone), "a zone of CGCS2000");
    if (zone.width == 3)
        return (prefixed ? first_prefixed_3 : first_plain_3) + zone.number - lowest_3;
    return (prefixed ? first_prefixed_6 : first_plain_6) + zone.number - lowest_6;
}

std::optional<Zone> zone_of_epsg(int epsg, bool* prefixed) {
    const auto in_run = [&](int first, int count, int lowest, int width, bool with_prefix) -> std::optional<Zone> {
        if (epsg < first || epsg >= first + count)
            return std::nullopt;
        if (prefixed)
            *prefixed = with_prefix;
        return Zone{width, epsg - first + lowest};
    };
    if (auto zone = in_run(first_prefixed_6, zones_6, lowest_6, 6, true))
        return zone;
    if (auto zone = in_run(first_plain_6, zones_6, lowest_6, 6, false))
        return zone;
    if (auto zone = in_run(first_prefixed_3, zones_3, lowest_3, 3, true))
        return zone;
    return in_run(first_plain_3, zones_3, lowest_3, 3, false);
}

std::optional<Zone> zone_at(double longitude, int width) {
    if (!(longitude > 0 && longitude < 180))
        return std::nullopt;
    const Zone zone{width, static_cast<int>(std::lround(width == 3 ? longitude / 3 : (longitude + 3) / 6))};
    return exists(zone) ? std::optional(zone) : std::nullopt;
}

std::optional<Zone> sniff_zone(double easting) {
    if (!(easting >= 1e7 && easting < 1e8))
        return std::nullopt;
    const int prefix = static_cast<int>(easting / 1e6);
    if (std::abs(easting - prefix * 1e6 - 500e3) > 400e3)
        return std::nullopt;
    for (const Zone zone : {Zone{6, prefix}, Zone{3, prefix}})
        if (exists(zone))
            return zone;
    return std::nullopt;
}

CoordinateLook look_of(std::span<const MapPoint> points) {
    using Form = CoordinateLook::Form;
    struct Votes {
        int degrees_china = 0, degrees = 0, plain = 0;
        std::array<int, 100> prefixed{};
    };
    std::array<Votes, 2> votes; // as given, swapped
    int finite = 0;
    for (const MapPoint& p : points) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y))
            continue;
        ++finite;
        for (const bool swapped : {false, true}) {
            const double x = swapped ? p.y : p.x, y = swapped ? p.x : p.y;
            Votes& v = votes[swapped];
            v.degrees_china += x >= 73 && x <= 136 && y >= 3 && y <= 54;
            v.degrees += std::abs(x) <= 180 && std::abs(y) <= 90;
            v.plain += is_plain_easting(x) && is_northing(y);
            if (is_northing(y) && sniff_zone(x))
                ++v.prefixed[static_cast<std::size_t>(x / 1e6)];
        }
    }
    CoordinateLook best;
    int most = 0;
    const auto offer = [&](int count, Form form, bool swapped, std::optional<Zone> zone) {
        if (count > most) {
            most = count;
            best = {form, swapped, zone, static_cast<double>(count) / finite};
        }
    };
    // Earlier offers win ties: the order given before the swapped one, the sure signs before the vague ones.
    for (const bool swapped : {false, true}) {
        offer(votes[swapped].degrees_china, Form::degrees, swapped, std::nullopt);
        for (std::size_t prefix = 13; prefix <= 45; ++prefix)
            offer(votes[swapped].prefixed[prefix], Form::metres, swapped,
                  sniff_zone(static_cast<double>(prefix) * 1e6 + 500e3));
    }
    if (most * 2 < finite) {
        for (const bool swapped : {false, true}) {
            offer(votes[swapped].degrees, Form::degrees, swapped, std::nullopt);
            offer(votes[swapped].plain, Form::metres, swapped, std::nullopt);
        }
    }
    return best;
}

} // namespace wangge::geo
