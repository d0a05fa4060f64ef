#include "reach/road_access.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

constexpr std::size_t block = 256;

// Pieces of the edges on which one can step on and off.
std::vector<Segment> open_pieces(const RoadGraph& graph, std::vector<std::uint32_t>& edges,
                                 std::vector<std::uint32_t>& points) {
    std::vector<Segment> pieces;
    pieces.reserve(graph.points.size());
    edges.reserve(graph.points.size());
    points.reserve(graph.points.size());
    for (std::size_t e = 0; e < graph.edge_count(); ++e) {
        if (!graph.edges[e].open)
            continue;
        for (std::uint32_t i = graph.edges[e].first_point; i + 1 < graph.edges[e + 1].first_point; ++i) {
            pieces.push_back({graph.points[i], graph.points[i + 1]});
            edges.push_back(static_cast<std::uint32_t>(e));
            points.push_back(i);
        }
    }
    return pieces;
}

double length(geo::MapPoint a, geo::MapPoint b) {
    return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

Time part(Time whole, double share) {
    return static_cast<Time>(std::llround(static_cast<double>(whole) * share));
}

} // namespace

OnEdge::OnEdge(const Accesses& places) {
    for (std::size_t p = 0; p < places.size(); ++p)
        for (const Access& access : places.of(p))
            m_rows.emplace_back(access.edge, static_cast<std::uint32_t>(p));
    std::sort(m_rows.begin(), m_rows.end());
}

RoadAccess::RoadAccess(const RoadGraph& graph, Barriers barriers, KilometresPerHour walk, base::Metres limit)
    : m_graph(graph), m_speed(walk), m_limit(limit), m_pieces(open_pieces(graph, m_edge, m_point)),
      m_barriers(std::move(barriers)) {}

Time RoadAccess::walk(double metres) const {
    return m_speed.value > 0 ? static_cast<Time>(std::clamp(std::round(metres * 3600 / m_speed.value), 0.0, 4e9))
           : metres > 0      ? never
                             : 0;
}

Time RoadAccess::walk(geo::MapPoint from, geo::MapPoint to) const {
    const double metres = length(from, to);
    return metres <= m_limit.value && !m_barriers.crossed(from, to) ? walk(metres) : never;
}

double RoadAccess::share_of(std::uint32_t piece, double share) const {
    const RoadEdge& edge = m_graph.edges[m_edge[piece]];
    const std::uint32_t end = m_graph.edges[m_edge[piece] + 1].first_point;
    double before = 0, whole = 0;
    for (std::uint32_t i = edge.first_point; i + 1 < end; ++i) {
        const double step = length(m_graph.points[i], m_graph.points[i + 1]);
        if (i < m_point[piece])
            before += step;
        else if (i == m_point[piece])
            before += step * share;
        whole += step;
    }
    return whole > 0 ? std::clamp(before / whole, 0.0, 1.0) : 0;
}

void RoadAccess::find_one(geo::MapPoint place, std::vector<Access>& found) const {
    look_around(place, true, found);
    // Who is said to stand in the water stands on its shore; which one is not known.
    if (found.empty() && m_barriers.in_water(place))
        look_around(place, false, found);
}

void RoadAccess::look_around(geo::MapPoint place, bool heed_barriers, std::vector<Access>& found) const {
    struct Best {
        std::uint32_t piece = UINT32_MAX;
        double share = 0, distance = std::numeric_limits<double>::infinity();
    };
    Best nearest, main; // of any component, of the main one
    nearest.distance = main.distance = m_limit.value;
    m_pieces.near(place, m_limit.value, [&](std::uint32_t piece, double share, double distance) {
        const bool is_main = m_graph.component[m_graph.edges[m_edge[piece]].from] == 0;
        const auto beats = [&](const Best& best) {
            return distance < best.distance || (distance == best.distance && piece < best.piece);
        };
        if ((beats(nearest) || (is_main && beats(main))) &&
            !(heed_barriers && m_barriers.crossed(place, along(m_pieces[piece], share)))) {
            if (beats(nearest))
                nearest = {piece, share, distance};
            if (is_main && beats(main))
                main = {piece, share, distance};
        }
        return std::max(nearest.distance, main.distance);
    });
    for (const Best* best : {&nearest, &main})
        if (best->piece != UINT32_MAX && (found.empty() || best->piece != nearest.piece))
            found.push_back({m_edge[best->piece], share_of(best->piece, best->share), walk(best->distance)});
}

Accesses RoadAccess::find(Points points, base::Feedback& feedback) const {
    std::vector<std::vector<Access>> blocks((points.size() + block - 1) / block);
    std::vector<std::uint8_t> counts(points.size(), 0);
    base::parallel_blocks(points.size(), block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        std::vector<Access>& found = blocks[begin / block];
        std::vector<Access> own;
        for (std::size_t p = begin; p < end; ++p) {
            own.clear();
            find_one({points.x[p], points.y[p]}, own);
            counts[p] = static_cast<std::uint8_t>(own.size());
            found.insert(found.end(), own.begin(), own.end());
        }
    });
    Accesses all;
    all.first.reserve(points.size() + 1);
    for (const std::uint8_t count : counts)
        all.first.push_back(all.first.back() + count);
    all.accesses.reserve(all.first.back());
    for (const auto& part : blocks)
        all.accesses.insert(all.accesses.end(), part.begin(), part.end());
    return all;
}

Doors RoadAccess::doors(const Accesses& accesses, bool out) const {
    Doors doors;
    doors.first.reserve(accesses.size() + 1);
    doors.doors.reserve(accesses.accesses.size() * 2);
    for (std::size_t p = 0; p < accesses.size(); ++p) {
        for (const Access& access : accesses.of(p)) {
            const RoadEdge& edge = m_graph.edges[access.edge];
            // Out: on to the last node with the traffic, back to the first against it. In: the other way about.
            const Time to_last = out ? edge.forward : edge.backward, to_first = out ? edge.backward : edge.forward;
            if (to_first != never)
                doors.doors.push_back({edge.from, later(access.walk, part(to_first, access.share))});
            if (to_last != never)
                doors.doors.push_back({edge.to, later(access.walk, to_last - part(to_last, access.share))});
        }
        doors.end_point();
    }
    return doors;
}

Time RoadAccess::along_edge(std::span<const Access> from, std::span<const Access> to) const {
    Time best = never;
    for (const Access& a : from)
        for (const Access& b : to) {
            if (a.edge != b.edge)
                continue;
            const RoadEdge& edge = m_graph.edges[a.edge];
            const Time whole = b.share >= a.share ? edge.forward : edge.backward;
            if (whole != never)
                best = std::min(best, later(later(a.walk, b.walk), part(whole, std::abs(b.share - a.share))));
        }
    return best;
}

} // namespace wangge::reach
