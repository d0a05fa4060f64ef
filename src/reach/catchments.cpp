// Marching triangles with many labels (after Lorensen and Cline 1987): the lattice points are the corners of triangles,
// two a square. Limits and sources cut a triangle independently of each other: each limit by a straight line between
// the places on two sides where the effort equals it, sources by lines between the places where the first comer
// changes (of three sources to a common middle), and areas are what lies between. So the areas of all sources within a
// limit are together the area of that limit, and bands together the area of their last limit, whatever else is asked.
//
// Where a side is cut is worked out once, from its two ends alone, and serves the triangles on both sides: all edges
// are shared to the last digit.
#include "reach/field.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace wangge::reach {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

// Twice the area of the triangle a b p; its sign tells the side of the line.
double orient(geo::MapPoint a, geo::MapPoint b, geo::MapPoint p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

geo::MapPoint between(geo::MapPoint a, geo::MapPoint b, double share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

class Tracer {
public:
    Tracer(const Field& field, std::span<const double> limits, bool by_source, const geo::Box& window)
        : m_field(field), m_limits(limits), m_by_source(by_source), m_outside(static_cast<int>(limits.size())) {
        const auto clamped = [](double value, int most) {
            return static_cast<int>(std::clamp(std::floor(value), 0.0, static_cast<double>(most)));
        };
        m_columns = field.columns;
        m_rows = field.rows;
        if (!window.empty()) {
            m_left = clamped((window.min_x - field.origin.x) / field.side - 1, field.columns - 1);
            m_bottom = clamped((window.min_y - field.origin.y) / field.side - 1, field.rows - 1);
            m_columns = clamped((window.max_x - field.origin.x) / field.side + 2, field.columns - 1) - m_left + 1;
            m_rows = clamped((window.max_y - field.origin.y) / field.side + 2, field.rows - 1) - m_bottom + 1;
        }
        m_band.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), m_outside);
        // Beyond the rim there is nothing, so every area closes.
        for (int r = 1; r + 1 < m_rows; ++r)
            for (int c = 1; c + 1 < m_columns; ++c) {
                const std::size_t point = field.index(m_left + c, m_bottom + r);
                if (field.source[point] >= 0)
                    m_band[at(c, r)] = static_cast<int>(
                        std::lower_bound(limits.begin(), limits.end(), static_cast<double>(field.effort[point])) -
                        limits.begin());
            }
    }

    std::vector<Catchment> run(base::Feedback& feedback) {
        m_cuts.assign(m_band.size() * 3, {});
        for (int r = 0; r + 1 < m_rows; ++r) {
            if (r % 64 == 0)
                feedback.check();
            for (int c = 0; c + 1 < m_columns; ++c) {
                const std::size_t sw = at(c, r), se = at(c + 1, r), ne = at(c + 1, r + 1), nw = at(c, r + 1);
                if (m_band[sw] == m_outside && m_band[se] == m_outside && m_band[ne] == m_outside &&
                    m_band[nw] == m_outside)
                    continue;
                triangle({sw, se, ne});
                triangle({sw, ne, nw});
            }
        }
        feedback.check();
        return collect();
    }

private:
    // A place on the outline of a triangle or inside it. Its level: 2 k + 1 on the line of limit k, 2 b inside band b.
    struct Vertex {
        geo::MapPoint place;
        int level = 0;
        bool source = false; // where the first comer changes
    };
    // A corner of a piece: a vertex, or (none) a lattice point, at which no area's outline turns.
    struct Node {
        std::uint32_t vertex = none;
        geo::MapPoint place;
        int level = 0;
    };
    struct Cuts { // of one side, from its first point to its second
        std::uint32_t first = none, count = 0;
    };
    struct Edge { // of the outline of a label's areas, which lie at its left
        std::int64_t label = 0;
        std::uint32_t from = 0, to = 0;
        bool operator<(const Edge& other) const {
            return label != other.label ? label < other.label : from < other.from;
        }
    };

    std::size_t at(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }
    int column(std::size_t point) const { return static_cast<int>(point % static_cast<std::size_t>(m_columns)); }
    int row(std::size_t point) const { return static_cast<int>(point / static_cast<std::size_t>(m_columns)); }
    std::size_t of_field(std::size_t point) const {
        return m_field.index(m_left + column(point), m_bottom + row(point));
    }
    geo::MapPoint place(std::size_t point) const {
        return m_field.point(m_left + column(point), m_bottom + row(point));
    }
    bool on_rim(std::size_t point) const {
        const int c = column(point), r = row(point);
        return c == 0 || r == 0 || c + 1 == m_columns || r + 1 == m_rows;
    }
    double effort(std::size_t point) const {
        return source(point) < 0 ? std::numeric_limits<double>::infinity() : m_field.effort[of_field(point)];
    }
    // -1 = nobody comes here.
    std::int32_t source(std::size_t point) const {
        const std::int32_t first = on_rim(point) ? -1 : m_field.source[of_field(point)];
        return m_by_source ? first : std::min(first, 0);
    }

    // Where between two points a limit is met: never twice at one place, nor at the lattice points themselves, where
    // outlines of several triangles would touch.
    static double share_of(double limit, double from, double to) {
        if (std::isfinite(from) && std::isfinite(to) && from != to)
            return 0.005 + 0.99 * std::clamp((limit - from) / (to - from), 0.0, 1.0);
        // Beyond lies ground that nobody reaches: near the middle.
        const double known = std::min(from, to),
                     beyond = std::abs(limit - known) / (1 + std::abs(limit) + std::abs(known)),
                     share = 0.4 + 0.2 * beyond;
        return from <= to ? share : 1 - share;
    }

    // Where the side between two points is cut, from `a` to `b` (a < b).
    const Cuts& cuts(std::size_t a, std::size_t b) {
        const std::size_t step = b - a;
        const std::size_t kind = step == 1 ? 0 : step == static_cast<std::size_t>(m_columns) ? 1 : 2;
        Cuts& cuts = m_cuts[3 * a + kind];
        if (cuts.first != none)
            return cuts;
        cuts.first = static_cast<std::uint32_t>(m_vertices.size());
        const double from = effort(a), to = effort(b);
        const geo::MapPoint p = place(a), q = place(b);
        const auto inside = [](double share) { return std::clamp(share, 0.02, 0.98); };
        double change = 2; // of the first comer, when there is one
        if (const std::int32_t s = source(a), t = source(b); s >= 0 && t >= 0 && s != t) {
            const double metres = std::hypot(q.x - p.x, q.y - p.y);
            change = inside(m_field.pace > 0 && std::isfinite(from) && std::isfinite(to)
                                ? 0.5 + (to - from) / (2 * m_field.pace * metres)
                                : 0.5);
        }
        int band = m_band[a];
        const auto put_change = [&] {
            m_vertices.push_back({between(p, q, change), 2 * band, true});
            change = 2;
        };
        while (band != m_band[b]) {
            const bool up = band < m_band[b];
            const int limit = up ? band : band - 1;
            const double share = share_of(m_limits[static_cast<std::size_t>(limit)], from, to);
            if (change < share)
                put_change();
            m_vertices.push_back({between(p, q, share), 2 * limit + 1, false});
            band += up ? 1 : -1;
        }
        if (change < 2)
            put_change();
        cuts.count = static_cast<std::uint32_t>(m_vertices.size()) - cuts.first;
        return cuts;
    }

    Node node(std::uint32_t vertex) const { return {vertex, m_vertices[vertex].place, m_vertices[vertex].level}; }

    // Corners against the clock.
    void triangle(const std::array<std::size_t, 3>& corners) {
        const auto same = [&](std::size_t i) {
            return m_band[corners[i]] == m_band[corners[0]] && source(corners[i]) == source(corners[0]);
        };
        if (same(1) && same(2))
            return;
        m_outline.clear();
        m_changes.clear();
        for (std::size_t i = 0; i < 3; ++i) {
            const std::size_t a = corners[i], b = corners[(i + 1) % 3];
            m_outline.push_back({none, place(a), 2 * m_band[a]});
            const Cuts side = cuts(std::min(a, b), std::max(a, b));
            for (std::uint32_t k = 0; k < side.count; ++k) {
                const std::uint32_t vertex = side.first + (a < b ? k : side.count - 1 - k);
                if (m_vertices[vertex].source)
                    m_changes.push_back(m_outline.size());
                m_outline.push_back(node(vertex));
            }
        }
        if (m_changes.empty()) {
            std::int32_t first = -1;
            for (const std::size_t corner : corners)
                first = std::max(first, source(corner));
            cut_piece(first, m_outline.size(), true);
            return;
        }
        split(corners);
    }

    // Two or three people share the triangle: pieces of the outline from one change to the next, closed through the
    // inside.
    void split(const std::array<std::size_t, 3>& corners) {
        if (m_changes.size() == 1) // somewhere behind the third corner, where nobody comes, they part
            for (std::size_t i = 0, corner = 0; i < m_outline.size() && m_changes.size() == 1; ++i)
                if (m_outline[i].vertex == none && source(corners[corner++]) < 0)
                    m_changes.push_back(i);
        std::sort(m_changes.begin(), m_changes.end());
        Node middle;
        const bool three = m_changes.size() == 3;
        if (three) {
            for (const std::size_t i : m_changes)
                middle.place = {middle.place.x + m_outline[i].place.x / 3, middle.place.y + m_outline[i].place.y / 3};
            middle.level = level_of(middle.place);
            middle.vertex = add(middle.place, middle.level);
        }
        std::array<std::vector<Node>, 3>& ways = m_ways; // from each change inwards, its own end left out
        for (std::size_t w = 0; w < m_changes.size(); ++w) {
            ways[w].clear();
            if (three || w == 0)
                cross(m_outline[m_changes[w]], three ? middle : m_outline[m_changes[1]], ways[w]);
        }
        for (std::size_t w = 0; w < m_changes.size(); ++w) {
            const std::size_t next = (w + 1) % m_changes.size();
            m_piece.clear();
            std::int32_t first = -1;
            for (std::size_t i = m_changes[w];; i = (i + 1) % m_outline.size()) {
                m_piece.push_back(m_outline[i]);
                if (m_outline[i].vertex == none && i != m_changes[w] && i != m_changes[next])
                    first = std::max(first, source(corner_at(corners, i)));
                if (i == m_changes[next])
                    break;
            }
            const std::size_t on_sides = m_piece.size();
            if (three) {
                m_piece.insert(m_piece.end(), ways[next].begin(), ways[next].end());
                m_piece.push_back(middle);
                m_piece.insert(m_piece.end(), ways[w].rbegin(), ways[w].rend());
            } else if (w == 0) {
                m_piece.insert(m_piece.end(), ways[0].rbegin(), ways[0].rend());
            } else {
                m_piece.insert(m_piece.end(), ways[0].begin(), ways[0].end());
            }
            m_outline.swap(m_piece);
            cut_piece(first, on_sides, false);
            m_outline.swap(m_piece);
        }
    }
    std::size_t corner_at(const std::array<std::size_t, 3>& corners, std::size_t i) const {
        return corners[static_cast<std::size_t>(std::count_if(m_outline.begin(),
                                                              m_outline.begin() + static_cast<std::ptrdiff_t>(i),
                                                              [](const Node& each) { return each.vertex == none; }))];
    }

    std::uint32_t add(geo::MapPoint where, int level) {
        m_vertices.push_back({where, level, false});
        return static_cast<std::uint32_t>(m_vertices.size() - 1);
    }
    // Both ends of the line of a limit through the triangle.
    std::array<geo::MapPoint, 2> line_of(int limit) const {
        std::array<geo::MapPoint, 2> ends;
        std::size_t found = 0;
        for (const Node& each : m_outline)
            if (each.level == 2 * limit + 1 && found < 2)
                ends[found++] = each.place;
        return ends;
    }
    // Of a place inside the triangle.
    int level_of(geo::MapPoint where) const {
        const auto by_level = [](const Node& a, const Node& b) { return a.level < b.level; };
        const auto [low, high] = std::minmax_element(m_outline.begin(), m_outline.end(), by_level);
        int level = low->level;
        for (; level < high->level; level += 2) {
            const auto [u, v] = line_of(level / 2);
            if (orient(u, v, where) * orient(u, v, high->place) < 0)
                break;
        }
        return level;
    }
    // Where the straight way between two nodes meets the lines of limits, in order.
    void cross(const Node& from, const Node& to, std::vector<Node>& found) {
        const bool up = from.level < to.level;
        for (int level = from.level + (up ? 1 : -1); up ? level < to.level : level > to.level; level += up ? 2 : -2) {
            const auto [u, v] = line_of(level / 2);
            const double here = std::abs(orient(u, v, from.place)), there = std::abs(orient(u, v, to.place));
            const geo::MapPoint where = between(from.place, to.place, here + there > 0 ? here / (here + there) : 0.5);
            found.push_back({add(where, level), where, level});
        }
    }

    // The piece in m_outline belongs to `first`: cut at the lines of the limits. Its first `on_sides` nodes run along
    // sides of the triangle, where the same area goes on at the other side.
    void cut_piece(std::int32_t first, std::size_t on_sides, bool whole) {
        if (first < 0)
            return;
        const std::size_t count = m_outline.size();
        for (int band = 0; band < m_outside; ++band) {
            m_kept.clear();
            bool inside = false;
            for (std::size_t i = 0; i < count; ++i)
                if (std::abs(m_outline[i].level - 2 * band) <= 1) {
                    m_kept.push_back(i);
                    inside = inside || m_outline[i].level == 2 * band;
                }
            if (m_kept.size() < 3 && !inside)
                continue;
            const std::int64_t label = static_cast<std::int64_t>(first) * m_outside + band;
            for (std::size_t k = 0; k < m_kept.size(); ++k) {
                const std::size_t i = m_kept[k], j = m_kept[(k + 1) % m_kept.size()];
                const bool side = j == (i + 1) % count && (whole || i + 1 < on_sides);
                if (!side && i != j)
                    m_edges.push_back({label, m_outline[i].vertex, m_outline[j].vertex});
            }
        }
    }

    std::vector<Catchment> collect() {
        struct Outlines {
            std::vector<geo::Ring> outer, holes;
        };
        std::map<std::int64_t, Outlines> by_label;
        std::sort(m_edges.begin(), m_edges.end());
        std::vector<bool> used(m_edges.size(), false);
        for (std::size_t start = 0; start < m_edges.size(); ++start) {
            if (used[start])
                continue;
            geo::Ring ring;
            for (std::size_t edge = start; edge < m_edges.size() && !used[edge];) {
                used[edge] = true;
                const geo::MapPoint where = m_vertices[m_edges[edge].from].place;
                if (ring.empty() || !(ring.back() == where))
                    ring.push_back(where);
                const Edge next{m_edges[start].label, m_edges[edge].to, 0};
                edge =
                    static_cast<std::size_t>(std::lower_bound(m_edges.begin(), m_edges.end(), next) - m_edges.begin());
            }
            if (ring.size() > 1 && ring.back() == ring.front())
                ring.pop_back();
            if (ring.size() < 3)
                continue; // where several limits coincide
            ring.push_back(ring.front());
            Outlines& outlines = by_label[m_edges[start].label];
            (geo::signed_area(ring) > 0 ? outlines.outer : outlines.holes).push_back(std::move(ring));
        }
        std::vector<Catchment> all;
        for (auto& [label, outlines] : by_label) {
            Catchment catchment;
            catchment.source = m_by_source ? static_cast<std::int32_t>(label / m_outside) : -1;
            catchment.band = static_cast<int>(label % m_outside);
            catchment.area = assemble(std::move(outlines.outer), std::move(outlines.holes));
            all.push_back(std::move(catchment));
        }
        return all;
    }

    // Each hole goes to the smallest outline around it.
    static geo::MultiPolygon assemble(std::vector<geo::Ring> outer, std::vector<geo::Ring> holes) {
        std::vector<std::pair<double, std::size_t>> by_size;
        std::vector<geo::Box> boxes;
        for (std::size_t i = 0; i < outer.size(); ++i) {
            by_size.emplace_back(geo::signed_area(outer[i]), i);
            boxes.push_back(geo::bounds(outer[i]));
        }
        std::sort(by_size.begin(), by_size.end());
        geo::MultiPolygon area;
        area.parts.resize(outer.size());
        for (geo::Ring& hole : holes)
            for (const auto& [size, i] : by_size)
                if (boxes[i].contains(hole.front()) && geo::contains(outer[i], hole.front())) {
                    area.parts[i].holes.push_back(std::move(hole));
                    break;
                }
        for (std::size_t i = 0; i < outer.size(); ++i)
            area.parts[i].outer = std::move(outer[i]);
        return area;
    }

    const Field& m_field;
    std::span<const double> m_limits;
    bool m_by_source;
    int m_outside = 0;                                       // the band beyond the last limit
    int m_left = 0, m_bottom = 0, m_columns = 0, m_rows = 0; // the part of the lattice that is looked at
    std::vector<int> m_band;                                 // of its points
    std::vector<Cuts> m_cuts; // of its sides: to the east, north and north-east of each point
    std::vector<Vertex> m_vertices;
    std::vector<Edge> m_edges;
    // Of the triangle at hand; kept for their memory.
    std::vector<Node> m_outline, m_piece;
    std::vector<std::size_t> m_changes, m_kept;
    std::array<std::vector<Node>, 3> m_ways;
};

} // namespace

std::vector<Catchment> catchments(const Field& field, std::span<const double> limits, bool by_source,
                                  const geo::Box& window, base::Feedback& feedback) {
    if (field.size() == 0 || limits.empty())
        return {};
    return Tracer(field, limits, by_source, window).run(feedback);
}

} // namespace wangge::reach
