// The outline of a union of discs, from the arcs that the discs' shares leave over.
#include "base/error.h"
#include "geo/disc_cover.h"
#include "geo/half_plane.h"
#include "geo/overlay.h"

#include <cmath>
#include <map>

namespace wangge::geo {
namespace {

constexpr double whole_turn = 2 * M_PI;

// How far along an edge (fractions) a circle about the origin is entered and left; nothing when it is missed.
struct Chord {
    double in = 2, out = -1;
};

Chord chord_of(MapPoint a, MapPoint b, double radius) {
    const MapPoint d{b.x - a.x, b.y - a.y};
    const double square = d.x * d.x + d.y * d.y;
    if (square == 0)
        return {};
    const double foot = -(a.x * d.x + a.y * d.y) / square, away = (a.x * d.y - a.y * d.x) / square;
    const double half = radius * radius / square - away * away;
    return half <= 0 ? Chord{} : Chord{foot - std::sqrt(half), foot + std::sqrt(half)};
}

} // namespace

// Where the circle of one disc, walked counter-clockwise, enters the other disc; the two circles of a pair have one
// such point for each order. Computed in the order of rows, so that both circles get the same point.
MapPoint DiscCover::meeting(std::int32_t leaves, std::int32_t enters) const {
    const Disc &low = m_discs[std::min(leaves, enters)], &high = m_discs[std::max(leaves, enters)];
    const double dx = high.centre.x - low.centre.x, dy = high.centre.y - low.centre.y, d = std::hypot(dx, dy);
    const double along = (d * d + low.radius * low.radius - high.radius * high.radius) / (2 * d);
    const double half = std::sqrt(std::max(0.0, low.radius * low.radius - along * along));
    const double turn = leaves < enters ? -half : half;
    return {low.centre.x + (dx * along - dy * turn) / d, low.centre.y + (dy * along + dx * turn) / d};
}

std::vector<DiscCover::Arc> DiscCover::arcs() const {
    std::vector<Arc> result;
    for (std::size_t c = 0; c < m_cells.size(); ++c) {
        const auto disc = static_cast<std::int32_t>(m_disc_of[c]);
        const auto [centre, radius] = m_discs[disc];
        const std::span<const MapPoint> corners = m_cells.corners(c);
        const std::int32_t* const across = m_across.data() + (corners.data() - m_cells.corners(0).data());
        // Along the share's rim the circle is entered and left by turns: an arc begins where the rim leaves it.
        std::vector<std::pair<std::int32_t, bool>> events; // (disc beyond the side, leaving)
        bool within = false;                               // some of the rim lies in the disc
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const MapPoint &a = corners[i], &b = corners[i + 1 == corners.size() ? 0 : i + 1];
            if (across[i] < 0)
                continue; // a side of the square at most touches the circle
            const Chord chord = chord_of({a.x - centre.x, a.y - centre.y}, {b.x - centre.x, b.y - centre.y}, radius);
            within = within || (chord.in < 1 && chord.out > 0);
            if (chord.in >= 0 && chord.in < 1)
                events.emplace_back(across[i], false);
            if (chord.out >= 0 && chord.out < 1)
                events.emplace_back(across[i], true);
        }
        if (events.empty() && !within)
            result.push_back({disc, -1, -1, 0, whole_turn});
        for (std::size_t e = 0; e < events.size(); ++e) {
            const auto& [from, leaving] = events[e];
            const auto& [to, again] = events[e + 1 == events.size() ? 0 : e + 1];
            if (!leaving || again)
                continue;
            const MapPoint begin = meeting(from, disc), end = meeting(disc, to);
            const double start = std::atan2(begin.y - centre.y, begin.x - centre.x);
            double angle = std::atan2(end.y - centre.y, end.x - centre.x) - start;
            if (angle < 0)
                angle += whole_turn;
            if (from != to && angle > whole_turn - 1e-6)
                angle = 0; // three circles in one point
            result.push_back({disc, from, to, start, angle});
        }
    }
    return result;
}

// Closed rings with the union on their left; empty when the arcs do not close (many circles through one point).
std::vector<Ring> DiscCover::outline(const std::vector<Arc>& arcs, double step) const {
    std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> beginning; // (from, disc)
    for (std::size_t a = 0; a < arcs.size(); ++a)
        if (arcs[a].from >= 0 && !beginning.emplace(std::pair(arcs[a].from, arcs[a].disc), a).second)
            return {};
    std::vector<std::uint8_t> used(arcs.size(), 0);
    std::vector<Ring> rings;
    for (std::size_t first = 0; first < arcs.size(); ++first) {
        if (used[first])
            continue;
        Ring ring;
        for (std::size_t a = first; !used[a];) {
            used[a] = 1;
            const Arc& arc = arcs[a];
            const auto [centre, radius] = m_discs[arc.disc];
            if (arc.from >= 0)
                ring.push_back(meeting(arc.from, arc.disc));
            const int chords = std::max(1, static_cast<int>(std::ceil(arc.angle / step)));
            for (int i = arc.from < 0 ? 0 : 1; i < chords; ++i) {
                const double angle = arc.start + arc.angle * i / chords;
                ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
            }
            if (arc.to < 0)
                break;
            const auto next = beginning.find({arc.disc, arc.to});
            if (next == beginning.end())
                return {};
            a = next->second;
            if (used[a] && a != first)
                return {};
        }
        ring.push_back(ring.front());
        rings.push_back(std::move(ring));
    }
    return rings;
}

MultiPolygon DiscCover::uncovered_polygon(const MultiPolygon& area_of, base::Feedback& feedback) const {
    const double target = uncovered(area_of, feedback).value;
    const std::vector<Arc> all = arcs();
    // A chord of angle t cuts r^2 t^3 / 12 off its disc; half of 0.01 % of the uncovered ground may go that way.
    double turning = 0;
    for (const Arc& arc : all)
        turning += arc.angle * m_discs[arc.disc].radius * m_discs[arc.disc].radius;
    const double step =
        std::clamp(turning > 0 ? std::sqrt(12 * 0.5e-4 * target / turning) : 1, whole_turn / 4096, whole_turn / 64);
    const std::vector<Ring> rings = outline(all, step);
    feedback.check();
    if (!rings.empty() || all.empty()) {
        const MultiPolygon covered = nested(rings);
        if (is_valid(covered))
            return difference(area_of, covered);
    }
    std::vector<MultiPolygon> discs;
    for (std::size_t d = 0; d < m_discs.size(); ++d)
        if (m_cell_of[d] >= 0) {
            const std::vector<Arc> circle{{static_cast<std::int32_t>(d), -1, -1, 0, whole_turn}};
            discs.push_back({{{outline(circle, step).front(), {}}}});
        }
    return discs.empty() ? area_of : difference(area_of, united(discs));
}

} // namespace wangge::geo
