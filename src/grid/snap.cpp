#include "grid/snap.h"

#include <cmath>
#include <optional>

namespace wangge::grid {
namespace {

using geo::MapPoint;

constexpr double longest_detour = 3;

double distance(MapPoint a, MapPoint b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

// Where on which line a corner came to lie.
struct Hold {
    const geo::Polyline* line = nullptr;
    std::size_t segment = 0;
    double along = 0; // 0..1 of the segment
    MapPoint point;
};

class Snapper {
public:
    Snapper(const model::Snapshot& s, const SnapTo& to, const geo::Box& box) : m_reach(to.tolerance.value), m_box(box) {
        if (to.roads)
            for (const model::Road& road : s.roads)
                add(road.line);
        if (to.rivers)
            for (const model::Water& water : s.waters) {
                add(water.line);
                add(water.area);
            }
        if (to.boundaries) {
            for (const model::Boundary& boundary : s.boundaries)
                add(boundary.area);
            for (const geo::MultiPolygon& area : s.villages.area)
                add(area);
        }
        if (to.cells)
            for (const model::Cell& cell : s.cells)
                add(cell.area);
    }

    std::optional<Hold> hold(MapPoint p) const {
        std::optional<Hold> best;
        double nearest = m_reach;
        for (const geo::Polyline* line : m_lines)
            for (std::size_t i = 0; i + 1 < line->size(); ++i) {
                const MapPoint a = (*line)[i], b = (*line)[i + 1];
                const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
                const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
                const MapPoint foot = t == 0 ? a : t == 1 ? b : MapPoint{a.x + dx * t, a.y + dy * t};
                if (const double d = distance(p, foot); d < nearest || (d == nearest && !best)) {
                    nearest = d;
                    best = Hold{line, i, t, foot};
                }
            }
        return best;
    }

private:
    void add(const geo::Polyline& line) {
        geo::Box box;
        for (const MapPoint& p : line)
            box.add(p);
        if (line.size() > 1 && box.touches(m_box))
            m_lines.push_back(&line);
    }
    void add(const geo::MultiPolygon& area) {
        for (const geo::Polygon& part : area.parts) {
            add(part.outer);
            for (const geo::Ring& hole : part.holes)
                add(hole);
        }
    }

    double m_reach;
    geo::Box m_box;
    std::vector<const geo::Polyline*> m_lines;
};

double length_of(const geo::Polyline& line) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        sum += distance(line[i], line[i + 1]);
    return sum;
}

// The corners of the line strictly between two holds on it, forwards or, on a ring, over its beginning.
geo::Polyline between(const Hold& from, const Hold& to, bool forwards) {
    const geo::Polyline& line = *from.line;
    geo::Polyline path;
    const std::size_t corners = line.size() - 1; // of a ring; its last point is its first
    const bool ahead = std::pair(from.segment, from.along) <= std::pair(to.segment, to.along);
    if (forwards) {
        std::size_t steps = ahead ? to.segment - from.segment : to.segment + corners - from.segment;
        for (std::size_t k = 1; k <= steps; ++k)
            path.push_back(line[(from.segment + k) % corners]);
    } else {
        std::size_t steps = ahead ? from.segment + corners - to.segment : from.segment - to.segment;
        for (std::size_t k = 0; k < steps; ++k)
            path.push_back(line[(from.segment + corners - k) % corners]);
    }
    return path;
}

} // namespace

geo::Polyline snapped(const model::Snapshot& snapshot, const geo::Polyline& line, const SnapTo& to) {
    if (!to.any())
        return line;
    geo::Box box;
    for (const MapPoint& p : line)
        box.add(p);
    const Snapper snapper(snapshot, to, box.grown(to.tolerance.value));
    geo::Polyline result;
    std::optional<Hold> before;
    for (const MapPoint& p : line) {
        std::optional<Hold> now = snapper.hold(p);
        const MapPoint point = now ? now->point : p;
        if (before && now && before->line == now->line) {
            const bool ring = now->line->front() == now->line->back();
            const bool ahead = std::pair(before->segment, before->along) <= std::pair(now->segment, now->along);
            geo::Polyline best;
            double shortest = longest_detour * distance(result.back(), point);
            for (const bool forwards : {true, false})
                if (ring || forwards == ahead) {
                    geo::Polyline path = between(*before, *now, forwards), whole{result.back()};
                    whole.insert(whole.end(), path.begin(), path.end());
                    whole.push_back(point);
                    if (const double length = length_of(whole); length <= shortest) {
                        shortest = length;
                        best = std::move(path);
                    }
                }
            result.insert(result.end(), best.begin(), best.end());
        }
        if (result.empty() || result.back() != point)
            result.push_back(point);
        before = now;
    }
    return result;
}

} // namespace wangge::grid
