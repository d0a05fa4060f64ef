// Places: on the globe and on the map. Only a Projection turns one into the other.
#pragma once
#include <algorithm>
#include <compare>
#include <limits>

namespace wangge::geo {

// Degrees on CGCS2000 (EPSG:4490), taken as equal to WGS-84 (they differ by less than a metre).
struct LonLat {
    double lon = 0, lat = 0;
    bool operator==(const LonLat&) const = default;
};

// Metres on the document's projected plane: x east, y north.
struct MapPoint {
    double x = 0, y = 0;
    bool operator==(const MapPoint&) const = default;
    auto operator<=>(const MapPoint&) const = default;
};

// An axis-parallel rectangle, closed; empty until something was added.
struct Box {
    double min_x = std::numeric_limits<double>::infinity(), min_y = min_x;
    double max_x = -min_x, max_y = -min_x;

    bool operator==(const Box&) const = default;
    bool empty() const { return min_x > max_x; }
    double width() const { return max_x - min_x; }
    double height() const { return max_y - min_y; }
    MapPoint centre() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }
    void add(MapPoint p) {
        min_x = std::min(min_x, p.x);
        min_y = std::min(min_y, p.y);
        max_x = std::max(max_x, p.x);
        max_y = std::max(max_y, p.y);
    }
    void add(const Box& other) {
        min_x = std::min(min_x, other.min_x);
        min_y = std::min(min_y, other.min_y);
        max_x = std::max(max_x, other.max_x);
        max_y = std::max(max_y, other.max_y);
    }
    bool contains(MapPoint p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
    bool touches(const Box& other) const {
        return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y && other.min_y <= max_y;
    }
    Box grown(double margin) const { return {min_x - margin, min_y - margin, max_x + margin, max_y + margin}; }
};

} // namespace wangge::geo
