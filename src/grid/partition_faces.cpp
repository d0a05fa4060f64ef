// The pieces that the edges of a partition bound, and what they are given to.
#include "grid/partition.h"

#include "geo/half_plane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wangge::grid {

using geo::MapPoint;
using geo::MultiPolygon;

Partition::Label Partition::left_of(Side side) const {
    const Edge& edge = m_edges[side / 2];
    return side % 2 == 0 ? edge.left : edge.right;
}

Partition::Label Partition::beyond(Side side) const {
    return left_of(side ^ 1u);
}

double Partition::length(Side side) const {
    const MapPoint a = m_points[m_edges[side / 2].from], b = m_points[m_edges[side / 2].to];
    return std::hypot(b.x - a.x, b.y - a.y);
}

std::vector<Partition::Face> Partition::traced(const std::function<bool(Label)>& inside) const {
    const auto tail = [&](Side s) { return s % 2 == 0 ? m_edges[s / 2].from : m_edges[s / 2].to; };
    const auto head = [&](Side s) { return s % 2 == 0 ? m_edges[s / 2].to : m_edges[s / 2].from; };
    const auto angle = [&](Side s) {
        const MapPoint a = m_points[tail(s)], b = m_points[head(s)];
        return std::atan2(b.y - a.y, b.x - a.x);
    };
    // An edge between two pieces of what is taken as one is no border, unless it was drawn.
    const auto bounds_it = [&](Side s) {
        return inside(left_of(s)) && (m_edges[s / 2].drawn || !inside(left_of(s ^ 1u)));
    };
    // The face lies left of a side; so at its head the next side is the first one clockwise from the way back.
    const auto next = [&](Side s) {
        const double back = angle(s ^ 1u);
        Side best = s ^ 1u;
        double least = 7;
        for (const std::uint32_t e : m_at[head(s)]) {
            if (m_edges[e].gone)
                continue;
            const Side out = m_edges[e].from == head(s) ? 2 * e : 2 * e + 1;
            if (!bounds_it(out))
                continue;
            double turn = back - angle(out);
            while (turn <= 1e-15)
                turn += 2 * std::numbers::pi;
            if (turn < least) {
                least = turn;
                best = out;
            }
        }
        return best;
    };
    struct Cycle {
        std::vector<Side> sides;
        geo::Ring ring;
        double area = 0;
    };
    std::vector<Cycle> outers, holes;
    std::vector<bool> walked(2 * m_edges.size(), false);
    for (Side start = 0; start < 2 * m_edges.size(); ++start) {
        if (walked[start] || m_edges[start / 2].gone || !bounds_it(start))
            continue;
        Cycle cycle;
        Side side = start;
        do {
            walked[side] = true;
            cycle.sides.push_back(side);
            cycle.ring.push_back(m_points[tail(side)]);
            side = next(side);
        } while (side != start && !walked[side]);
        cycle.ring.push_back(cycle.ring.front());
        cycle.area = geo::signed_area(cycle.ring);
        (cycle.area > 0 ? outers : holes).push_back(std::move(cycle));
    }
    std::vector<Face> result;
    std::vector<std::vector<geo::Ring>> rings;
    for (const Cycle& outer : outers) {
        result.push_back({outer.sides, {}});
        rings.push_back({outer.ring});
    }
    std::unordered_map<Side, std::size_t> owner;
    for (std::size_t i = 0; i < outers.size(); ++i)
        for (const Side side : outers[i].sides)
            owner.emplace(side, i);
    for (const Cycle& hole : holes) {
        std::ptrdiff_t around = -1;
        const auto within = owner.find(hole.sides.front() ^ 1u); // what lies inside the hole does not lie round it
        const MapPoint p{(hole.ring[0].x + hole.ring[1].x) / 2, (hole.ring[0].y + hole.ring[1].y) / 2};
        for (std::size_t i = 0; i < outers.size(); ++i)
            if ((within == owner.end() || within->second != i) &&
                (around < 0 || outers[i].area < outers[around].area) && geo::bounds(outers[i].ring).contains(p) &&
                geo::contains(outers[i].ring, p))
                around = static_cast<std::ptrdiff_t>(i);
        if (around < 0)
            continue; // the outside of everything
        result[around].sides.insert(result[around].sides.end(), hole.sides.begin(), hole.sides.end());
        rings[around].push_back(hole.ring);
    }
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i].area = geo::nested(rings[i]);
    return result;
}

std::vector<Partition::Face> Partition::faces(Label label) const {
    return traced([label](Label each) { return each == label; });
}

std::vector<Partition::Face> Partition::faces(const std::function<bool(Label)>& inside) const {
    return traced(inside);
}

void Partition::give(const Face& face, Label label) {
    for (const Side side : face.sides) {
        Label& left = side % 2 == 0 ? m_edges[side / 2].left : m_edges[side / 2].right;
        touch(left);
        touch(label);
        left = label;
    }
}

void Partition::dissolve() {
    for (Edge& edge : m_edges)
        edge.gone = edge.gone || edge.left == edge.right;
    for (Edge& edge : m_edges)
        edge.drawn = false;
}

MultiPolygon Partition::area(Label label) const {
    MultiPolygon result;
    for (Face& face : faces(label))
        for (geo::Polygon& part : face.area.parts)
            result.parts.push_back(std::move(part));
    return geo::normalised(std::move(result));
}

} // namespace wangge::grid
