#include "geo/polygon.h"

#include <cmath>

namespace wangge::geo {
namespace {

struct Moments {
    double area = 0, x = 0, y = 0; // signed; first moments relative to the origin given
};

Moments moments(const Ring& ring, MapPoint origin) {
    Moments sum;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
        const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
        const double cross = ax * by - bx * ay;
        sum.area += cross / 2;
        sum.x += cross * (ax + bx) / 6;
        sum.y += cross * (ay + by) / 6;
    }
    return sum;
}

bool usable(const Ring& ring) {
    return ring.size() >= 4 && signed_area(ring) != 0;
}

void orient(Ring& ring, bool counter_clockwise) {
    if ((signed_area(ring) > 0) != counter_clockwise)
        std::reverse(ring.begin(), ring.end());
}

void close(Ring& ring) {
    if (!ring.empty() && ring.front() != ring.back())
        ring.push_back(ring.front());
}

} // namespace

double signed_area(const Ring& ring) {
    return ring.empty() ? 0 : moments(ring, ring.front()).area;
}

base::SquareMetres area(const Polygon& polygon) {
    double sum = std::abs(signed_area(polygon.outer));
    for (const Ring& hole : polygon.holes)
        sum -= std::abs(signed_area(hole));
    return {sum};
}

base::SquareMetres area(const MultiPolygon& area_of) {
    base::SquareMetres sum;
    for (const Polygon& part : area_of.parts)
        sum += area(part);
    return sum;
}

base::Metres length(const Polyline& line) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    return {sum};
}

double perimeter(const MultiPolygon& area_of) {
    double sum = 0;
    for (const Polygon& part : area_of.parts) {
        sum += length(part.outer).value;
        for (const Ring& hole : part.holes)
            sum += length(hole).value;
    }
    return sum;
}

Box bounds(const Ring& ring) {
    Box box;
    for (const MapPoint& p : ring)
        box.add(p);
    return box;
}

Box bounds(const Polygon& polygon) {
    return bounds(polygon.outer);
}

Box bounds(const MultiPolygon& area_of) {
    Box box;
    for (const Polygon& part : area_of.parts)
        box.add(bounds(part));
    return box;
}

MapPoint centroid(const MultiPolygon& area_of) {
    if (area_of.empty() || area_of.parts[0].outer.empty())
        return {};
    const MapPoint origin = area_of.parts[0].outer[0];
    Moments sum;
    const auto add = [&](const Ring& ring, double sign) {
        const Moments m = moments(ring, origin);
        const double flip = m.area < 0 ? -sign : sign;
        sum.area += flip * m.area;
        sum.x += flip * m.x;
        sum.y += flip * m.y;
    };
    for (const Polygon& part : area_of.parts) {
        add(part.outer, 1);
        for (const Ring& hole : part.holes)
            add(hole, -1);
    }
    if (sum.area != 0)
        return {origin.x + sum.x / sum.area, origin.y + sum.y / sum.area};
    MapPoint mean;
    for (const MapPoint& p : area_of.parts[0].outer) {
        mean.x += p.x / area_of.parts[0].outer.size();
        mean.y += p.y / area_of.parts[0].outer.size();
    }
    return mean;
}

bool contains(const Ring& ring, MapPoint point) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const MapPoint &a = ring[i], &b = ring[i + 1];
        if ((a.y <= point.y) == (b.y <= point.y))
            continue;
        // The edge's ends are taken in one fixed order, so that two areas which share it round alike.
        const MapPoint &low = a.y < b.y ? a : b, &high = a.y < b.y ? b : a;
        const double side = (high.x - low.x) * (point.y - low.y) - (point.x - low.x) * (high.y - low.y);
        if (side > 0)
            inside = !inside;
    }
    return inside;
}

bool contains(const Polygon& polygon, MapPoint point) {
    bool inside = contains(polygon.outer, point);
    for (const Ring& hole : polygon.holes)
        inside ^= contains(hole, point);
    return inside;
}

bool contains(const MultiPolygon& area_of, MapPoint point) {
    for (const Polygon& part : area_of.parts)
        if (contains(part, point))
            return true;
    return false;
}

MultiPolygon normalised(MultiPolygon area_of) {
    MultiPolygon result;
    for (Polygon& part : area_of.parts) {
        close(part.outer);
        if (!usable(part.outer))
            continue;
        orient(part.outer, true);
        Polygon kept{std::move(part.outer), {}};
        for (Ring& hole : part.holes) {
            close(hole);
            if (!usable(hole))
                continue;
            orient(hole, false);
            kept.holes.push_back(std::move(hole));
        }
        result.parts.push_back(std::move(kept));
    }
    return result;
}

MultiPolygon rectangle(const Box& b) {
    if (b.empty())
        return {};
    return {
        {{{{b.min_x, b.min_y}, {b.max_x, b.min_y}, {b.max_x, b.max_y}, {b.min_x, b.max_y}, {b.min_x, b.min_y}}, {}}}};
}

} // namespace wangge::geo
