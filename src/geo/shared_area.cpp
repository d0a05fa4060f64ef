#include "geo/shared_area.h"

#include "geo/overlay.h"

namespace wangge::geo {
namespace {

constexpr std::size_t most_corners = 32; // with more the overlay is as fast

double turn(MapPoint a, MapPoint b, MapPoint c) {
    return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

// The ring of an area that is one convex polygon; null when it is not.
const Ring* convex_ring(const MultiPolygon& area) {
    if (area.parts.size() != 1 || !area.parts.front().holes.empty())
        return nullptr;
    const Ring& ring = area.parts.front().outer;
    if (ring.size() < 4 || ring.size() > most_corners + 1)
        return nullptr;
    const std::size_t n = ring.size() - 1;
    for (std::size_t i = 0; i < n; ++i)
        if (turn(ring[i], ring[i + 1], ring[(i + 2) % n]) < 0)
            return nullptr;
    return &ring;
}

// Twice the signed area of what the sides of `convex` leave of the ring. Corners count from the convex ring's first, so
// that large coordinates lose no digits.
double clipped_twice(const Ring& ring, const Ring& convex, std::vector<MapPoint>& points, std::vector<MapPoint>& next) {
    const MapPoint origin = convex.front();
    points.clear();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        points.push_back({ring[i].x - origin.x, ring[i].y - origin.y});
    for (std::size_t side = 0; side + 1 < convex.size() && !points.empty(); ++side) {
        const MapPoint from{convex[side].x - origin.x, convex[side].y - origin.y},
            to{convex[side + 1].x - origin.x, convex[side + 1].y - origin.y};
        next.clear();
        MapPoint before = points.back();
        double height_before = turn(from, to, before);
        for (const MapPoint& p : points) {
            const double height = turn(from, to, p);
            if ((height > 0) != (height_before > 0)) {
                const double t = height_before / (height_before - height);
                next.push_back({before.x + (p.x - before.x) * t, before.y + (p.y - before.y) * t});
            }
            if (height > 0)
                next.push_back(p);
            before = p;
            height_before = height;
        }
        points.swap(next);
    }
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const MapPoint& p = points[i];
        const MapPoint& q = points[i + 1 == points.size() ? 0 : i + 1];
        sum += p.x * q.y - q.x * p.y;
    }
    return sum;
}

} // namespace

base::SquareMetres shared_area(const MultiPolygon& a, const MultiPolygon& b) {
    const Box where = bounds(b);
    if (a.empty() || b.empty() || !bounds(a).touches(where))
        return {0};
    const Ring* convex = convex_ring(b);
    const MultiPolygon& other = convex ? a : b;
    if (!convex)
        convex = convex_ring(a);
    if (!convex)
        return area(intersection(a, b));
    double sum = 0;
    std::vector<MapPoint> points, next;
    for (const Polygon& part : other.parts) {
        sum += clipped_twice(part.outer, *convex, points, next);
        for (const Ring& hole : part.holes) // they run the other way round and so count as less
            sum += clipped_twice(hole, *convex, points, next);
    }
    return {sum / 2};
}

} // namespace wangge::geo
