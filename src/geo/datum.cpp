#include "geo/datum.h"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace wangge::geo {
namespace {

using std::numbers::pi;

constexpr std::array<std::string_view, 4> datum_keys{"cgcs2000", "wgs84", "gcj02", "bd09"};

// Krasovsky 1940, the ellipsoid that GCJ-02 was published with.
constexpr double krasovsky_axis = 6378245.0, krasovsky_eccentricity_squared = 0.00669342162296594323;

// Degrees. Clockwise from the mouth of the Yalu; the land border first, then the sea.
constexpr LonLat mainland[] = {
    {124.10, 39.60}, {124.55, 40.05}, {125.10, 40.45}, {126.00, 40.80},  {126.40, 41.00},  {127.00, 41.40},
    {128.10, 41.25}, {128.45, 41.45}, {128.40, 41.85}, {129.00, 41.95},  {129.60, 42.15},  {130.60, 42.25},
    {130.85, 42.45}, {131.20, 42.80}, {131.55, 43.40}, {131.50, 44.70},  {132.00, 45.00},  {133.25, 44.90},
    {133.80, 45.60}, {134.45, 46.80}, {135.00, 47.60}, {135.30, 48.40},  {135.00, 48.65},  {134.00, 48.70},
    {133.00, 48.30}, {132.40, 47.95}, {131.20, 47.95}, {131.20, 48.90},  {129.90, 49.60},  {128.30, 49.95},
    {127.90, 50.30}, {127.60, 51.20}, {127.10, 51.90}, {126.50, 52.70},  {125.60, 53.30},  {123.60, 53.80},
    {121.40, 53.65}, {120.00, 53.00}, {119.40, 51.60}, {118.70, 50.60},  {118.40, 50.00},  {117.50, 49.85},
    {116.50, 50.05}, {115.10, 48.30}, {115.20, 47.40}, {117.00, 47.60},  {118.00, 47.20},  {116.40, 46.80},
    {115.10, 45.90}, {113.60, 45.20}, {111.80, 45.40}, {110.90, 44.40},  {111.10, 43.60},  {110.00, 43.00},
    {107.40, 42.70}, {105.00, 42.00}, {103.00, 42.40}, {101.60, 42.95},  {99.50, 42.90},   {96.40, 43.20},
    {95.70, 44.50},  {93.70, 45.35},  {91.30, 45.55},  {91.30, 46.80},   {90.40, 48.00},   {88.40, 48.90},
    {88.00, 49.45},  {86.70, 49.40},  {85.40, 48.70},  {85.20, 47.35},   {83.00, 47.50},   {82.00, 46.00},
    {81.90, 45.50},  {79.70, 45.20},  {79.80, 44.30},  {80.00, 43.20},   {79.80, 42.30},   {78.00, 41.70},
    {76.50, 41.30},  {75.40, 40.85},  {73.50, 40.10},  {73.20, 39.40},   {73.50, 38.40},   {74.50, 37.10},
    {75.90, 35.80},  {77.80, 35.20},  {78.60, 34.20},  {78.30, 33.40},   {78.20, 32.40},   {78.10, 31.60},
    {78.80, 30.90},  {80.90, 29.90},  {83.00, 29.20},  {84.00, 28.70},   {85.00, 28.10},   {86.00, 27.65},
    {87.00, 27.60},  {88.20, 27.65},  {88.70, 27.50},  {88.90, 27.05},   {89.20, 27.20},   {89.60, 27.90},
    {91.40, 27.60},  {91.60, 26.70},  {94.00, 26.70},  {95.80, 27.00},   {97.00, 27.40},   {98.20, 27.30},
    {98.40, 26.80},  {98.40, 25.90},  {97.40, 24.90},  {97.30, 23.70},   {98.60, 23.70},   {98.70, 22.90},
    {99.10, 22.00},  {100.00, 21.30}, {101.00, 21.30}, {101.20, 21.00},  {101.95, 21.00},  {102.00, 22.20},
    {103.10, 22.30}, {104.00, 22.40}, {105.30, 23.05}, {106.40, 22.75},  {106.50, 21.90},  {107.80, 21.35},
    {108.20, 20.50}, {108.20, 18.50}, {109.00, 17.80}, {110.50, 15.40},  {113.00, 15.40},  {113.60, 17.50},
    {112.20, 19.50}, {113.30, 21.40}, {114.60, 21.80}, {115.50, 22.40},  {116.50, 22.60},  {117.50, 23.20},
    {118.10, 23.90}, {118.16, 24.36}, {118.21, 24.47}, {118.27, 24.535}, {118.42, 24.545}, {118.50, 24.47},
    {118.65, 24.42}, {119.20, 24.90}, {119.95, 25.30}, {119.95, 25.80},  {119.80, 26.00},  {119.86, 26.29},
    {120.10, 26.35}, {120.55, 26.80}, {121.40, 27.50}, {122.30, 28.60},  {123.00, 30.00},  {123.30, 30.80},
    {122.60, 31.80}, {121.50, 33.50}, {121.00, 35.50}, {123.00, 36.70},  {123.10, 37.60},  {122.20, 38.50},
    {123.50, 39.35}, {124.10, 39.60}};

// The boundary of the Hong Kong region: the Shenzhen river, Sha Tau Kok, then at sea.
constexpr LonLat hong_kong[] = {
    {113.835, 22.300}, {113.870, 22.420},  {113.950, 22.465},  {114.000, 22.495}, {114.030, 22.505}, {114.066, 22.5145},
    {114.085, 22.527}, {114.113, 22.5315}, {114.130, 22.5385}, {114.158, 22.558}, {114.200, 22.555}, {114.225, 22.546},
    {114.232, 22.553}, {114.300, 22.565},  {114.400, 22.565},  {114.455, 22.540}, {114.500, 22.440}, {114.500, 22.140},
    {113.900, 22.140}, {113.835, 22.180},  {113.835, 22.300}};

// The Macau peninsula with Taipa and Coloane.
constexpr LonLat macau[] = {{113.528, 22.200}, {113.535, 22.212}, {113.548, 22.2165}, {113.557, 22.2145},
                            {113.600, 22.215}, {113.630, 22.100}, {113.550, 22.100},  {113.550, 22.130},
                            {113.545, 22.150}, {113.530, 22.180}, {113.528, 22.200}};

bool inside(std::span<const LonLat> ring, LonLat p) {
    bool in = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const LonLat &a = ring[i], &b = ring[i + 1];
        if ((a.lat <= p.lat) != (b.lat <= p.lat) && p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat))
            in = !in;
    }
    return in;
}

// The series of GCJ-02, wherever the place is: degrees to add.
LonLat gcj02_offset(LonLat place) {
    const double x = place.lon - 105, y = place.lat - 35, root = std::sqrt(std::abs(x));
    const double short_waves = 20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi);
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
                         (short_waves + 20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi) +
                          160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) *
                             2 / 3;
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
                        (short_waves + 20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi) + 150 * std::sin(x / 12 * pi) +
                         300 * std::sin(x / 30 * pi)) *
                            2 / 3;
    const double phi = place.lat / 180 * pi, sine = std::sin(phi);
    const double magic = 1 - krasovsky_eccentricity_squared * sine * sine, magic_root = std::sqrt(magic);
    const double meridian = krasovsky_axis * (1 - krasovsky_eccentricity_squared) / (magic * magic_root);
    const double parallel = krasovsky_axis / magic_root * std::cos(phi);
    return {east * 180 / (parallel * pi), north * 180 / (meridian * pi)};
}

// w <- w - (forward(w) - target). The offsets change by less than 1 % of a step, so each step gains two digits; the
// loop ends when a step is below 1e-8 m.
template <class Forward> LonLat fixed_point(LonLat target, Forward forward) {
    LonLat w = target;
    for (int step = 0; step < 20; ++step) {
        const LonLat f = forward(w);
        const double lon = f.lon - target.lon, lat = f.lat - target.lat;
        w = {w.lon - lon, w.lat - lat};
        if (std::abs(lon) + std::abs(lat) < 1e-13)
            break;
    }
    return w;
}

} // namespace

std::string_view key_of(Datum datum) {
    return datum_keys[static_cast<std::size_t>(datum)];
}

std::optional<Datum> datum_from_key(std::string_view key) {
    for (std::size_t i = 0; i < datum_keys.size(); ++i)
        if (datum_keys[i] == key)
            return static_cast<Datum>(i);
    return std::nullopt;
}

bool in_mainland_china(LonLat place) {
    return inside(mainland, place) && !inside(hong_kong, place) && !inside(macau, place);
}

LonLat gcj02_from_wgs84(LonLat place) {
    if (!in_mainland_china(place))
        return place;
    const LonLat offset = gcj02_offset(place);
    return {place.lon + offset.lon, place.lat + offset.lat};
}

LonLat wgs84_from_gcj02(LonLat place) {
    // Far from China the series means nothing, and near it an outside place may have an inside origin.
    if (place.lon < 72 || place.lon > 136.5 || place.lat < 15 || place.lat > 54.5)
        return place;
    const LonLat w = fixed_point(place, [](LonLat p) {
        const LonLat offset = gcj02_offset(p);
        return LonLat{p.lon + offset.lon, p.lat + offset.lat};
    });
    return in_mainland_china(w) ? w : place;
}

LonLat bd09_from_gcj02(LonLat place) {
    constexpr double wave = pi * 3000 / 180;
    const double z = std::hypot(place.lon, place.lat) + 2e-5 * std::sin(place.lat * wave);
    const double t = std::atan2(place.lat, place.lon) + 3e-6 * std::cos(place.lon * wave);
    return {z * std::cos(t) + 0.0065, z * std::sin(t) + 0.006};
}

LonLat gcj02_from_bd09(LonLat place) {
    return fixed_point(place, bd09_from_gcj02);
}

LonLat to_wgs84(LonLat place, Datum from) {
    if (from == Datum::bd09)
        return wgs84_from_gcj02(gcj02_from_bd09(place));
    return from == Datum::gcj02 ? wgs84_from_gcj02(place) : place;
}

LonLat from_wgs84(LonLat place, Datum to) {
    if (to == Datum::bd09)
        return bd09_from_gcj02(gcj02_from_wgs84(place));
    return to == Datum::gcj02 ? gcj02_from_wgs84(place) : place;
}

} // namespace wangge::geo
