#include "geo/label_areas.h"

#include "base/error.h"
#include "geo/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace wangge::geo {
namespace {

// Corners of cells, columns 0..width, rows 0..height.
struct Corner {
    int column = 0, row = 0;
    bool operator==(const Corner&) const = default;
};
// East, south, west, north.
constexpr std::array<Corner, 4> headings{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

// Groups of cells that carry the same label and hang together by sides; -1 where there is none.
std::vector<std::int32_t> groups_of(const GridFrame& frame, std::span<const std::int32_t> labels,
                                    std::vector<std::int32_t>& label_of) {
    std::vector<std::int32_t> group(labels.size(), -1);
    std::vector<std::size_t> open;
    for (std::size_t seed = 0; seed < labels.size(); ++seed) {
        if (labels[seed] < 0 || group[seed] >= 0)
            continue;
        const auto number = static_cast<std::int32_t>(label_of.size());
        label_of.push_back(labels[seed]);
        group[seed] = number;
        open.push_back(seed);
        while (!open.empty()) {
            const std::size_t cell = open.back();
            open.pop_back();
            const int column = static_cast<int>(cell % static_cast<std::size_t>(frame.width)),
                      row = static_cast<int>(cell / static_cast<std::size_t>(frame.width));
            for (const auto [dx, dy] : headings) {
                const int c = column + dx, r = row + dy;
                if (c < 0 || r < 0 || c >= frame.width || r >= frame.height)
                    continue;
                if (const std::size_t next = frame.index(c, r); labels[next] == labels[cell] && group[next] < 0) {
                    group[next] = number;
                    open.push_back(next);
                }
            }
        }
    }
    return group;
}

// A common edge of two groups (or of one and nothing) between two knots, or a closed one; `left` lies to the left of
// its direction on the map.
struct Arc {
    std::vector<Corner> corners;
    std::int32_t left = -1, right = -1;
};

class Tracer {
public:
    Tracer(const GridFrame& frame, const std::vector<std::int32_t>& group)
        : m_frame(frame), m_group(group),
          m_used(static_cast<std::size_t>(frame.width + 1) * static_cast<std::size_t>(frame.height + 1), 0) {}

    std::vector<Arc> trace(base::Feedback& feedback) {
        std::vector<Arc> arcs;
        // Knots first, then what is left are rings without one.
        for (const bool knots : {true, false})
            for (int row = 0; row <= m_frame.height; ++row) {
                feedback.check();
                for (int column = 0; column <= m_frame.width; ++column)
                    if (knots == is_knot({column, row}))
                        for (int heading = 0; heading < 4; ++heading)
                            if (borders({column, row}, heading) && !used({column, row}, heading))
                                arcs.push_back(follow({column, row}, heading));
            }
        return arcs;
    }

private:
    std::int32_t at(int column, int row) const {
        return column < 0 || row < 0 || column >= m_frame.width || row >= m_frame.height
                   ? -1
                   : m_group[m_frame.index(column, row)];
    }
    // The cells to the left and right of the unit edge that leaves the corner in that heading; rows count southward.
    std::pair<std::int32_t, std::int32_t> sides(Corner c, int heading) const {
        switch (heading) {
        case 0:
            return {at(c.column, c.row - 1), at(c.column, c.row)};
        case 1:
            return {at(c.column, c.row), at(c.column - 1, c.row)};
        case 2:
            return {at(c.column - 1, c.row), at(c.column - 1, c.row - 1)};
        default:
            return {at(c.column - 1, c.row - 1), at(c.column, c.row - 1)};
        }
    }
    bool borders(Corner c, int heading) const {
        const auto [left, right] = sides(c, heading);
        return left != right;
    }
    bool is_knot(Corner c) const {
        int edges = 0;
        for (int heading = 0; heading < 4; ++heading)
            edges += borders(c, heading);
        return edges > 2;
    }
    std::uint8_t& marks(Corner c) {
        return m_used[static_cast<std::size_t>(c.row) * (m_frame.width + 1) + static_cast<std::size_t>(c.column)];
    }
    bool used(Corner c, int heading) { return marks(c) >> heading & 1; }

    Arc follow(Corner start, int heading) {
        Arc arc;
        std::tie(arc.left, arc.right) = sides(start, heading);
        arc.corners.push_back(start);
        Corner at_corner = start;
        while (true) {
            marks(at_corner) |= static_cast<std::uint8_t>(1 << heading);
            at_corner = {at_corner.column + headings[heading].column, at_corner.row + headings[heading].row};
            marks(at_corner) |= static_cast<std::uint8_t>(1 << ((heading + 2) & 3));
            if (at_corner == start || is_knot(at_corner))
                break;
            int next = heading;
            for (const int turn : {0, 1, 3})
                if (borders(at_corner, (heading + turn) & 3))
                    next = (heading + turn) & 3;
            if (next != heading) // corners on a straight run are left out
                arc.corners.push_back(at_corner);
            heading = next;
        }
        arc.corners.push_back(at_corner);
        return arc;
    }

    const GridFrame& m_frame;
    const std::vector<std::int32_t>& m_group;
    std::vector<std::uint8_t> m_used;
};

Polyline on_map(const GridFrame& frame, const std::vector<Corner>& corners) {
    Polyline line;
    for (const Corner c : corners)
        line.push_back({frame.origin.x + c.column * frame.cell_x, frame.origin.y - c.row * frame.cell_y});
    return line;
}

double distance_to(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Douglas and Peucker (1973). A closed line keeps its ends and the corner farthest from them.
Polyline straightened(const Polyline& line, double tolerance) {
    if (line.size() < 3)
        return line;
    std::vector<char> kept(line.size(), 0);
    kept.front() = kept.back() = 1;
    std::vector<std::pair<std::size_t, std::size_t>> spans{{0, line.size() - 1}};
    bool whole_ring = line.front() == line.back();
    while (!spans.empty()) {
        const auto [first, last] = spans.back();
        spans.pop_back();
        std::size_t farthest = 0;
        double most = whole_ring ? -1 : tolerance;
        whole_ring = false;
        for (std::size_t i = first + 1; i < last; ++i)
            if (const double d = distance_to(line[i], line[first], line[last]); d > most) {
                most = d;
                farthest = i;
            }
        if (farthest == 0)
            continue;
        kept[farthest] = 1;
        spans.push_back({first, farthest});
        spans.push_back({farthest, last});
    }
    Polyline result;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (kept[i])
            result.push_back(line[i]);
    return result;
}

// A ring cut where it comes back to a corner: its outer ring and pockets that touch it, or holes that touch each other.
std::vector<Ring> simple_rings(const Ring& ring) {
    std::vector<Ring> rings;
    Ring open;
    std::map<MapPoint, std::size_t> place;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto found = place.find(ring[i]);
        if (found == place.end()) {
            place.emplace(ring[i], open.size());
            open.push_back(ring[i]);
            continue;
        }
        const std::size_t first = found->second;
        Ring loop(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
        loop.push_back(ring[i]);
        rings.push_back(std::move(loop));
        for (std::size_t k = first + 1; k < open.size(); ++k)
            place.erase(open[k]);
        open.resize(first + 1);
    }
    open.push_back(open.front());
    rings.push_back(std::move(open));
    return rings;
}

// Joins arcs to rings, each with its group to the left.
class Assembler {
public:
    Assembler(const std::vector<Arc>& arcs, const std::vector<Polyline>& lines) : m_arcs(arcs), m_lines(lines) {
        for (std::size_t i = 0; i < arcs.size(); ++i)
            for (const bool forward : {true, false}) {
                const Use use{i, forward};
                if (group(use) >= 0)
                    m_from[key(start(use))].push_back(use);
            }
    }

    std::vector<Polygon> polygons(std::size_t groups) {
        std::vector<Polygon> result(groups);
        std::vector<std::array<bool, 2>> done(m_arcs.size(), {false, false});
        for (std::size_t i = 0; i < m_arcs.size(); ++i)
            for (const bool forward : {true, false}) {
                Use use{i, forward};
                if (group(use) < 0 || done[i][forward])
                    continue;
                const std::int32_t owner = group(use);
                Ring ring;
                while (!done[use.arc][use.forward]) {
                    done[use.arc][use.forward] = true;
                    append(ring, use);
                    use = next(use, owner);
                }
                Polygon& polygon = result[static_cast<std::size_t>(owner)];
                for (Ring& simple : simple_rings(ring))
                    if (signed_area(simple) > 0 && polygon.outer.empty())
                        polygon.outer = std::move(simple);
                    else
                        polygon.holes.push_back(std::move(simple));
            }
        return result;
    }

private:
    struct Use {
        std::size_t arc = 0;
        bool forward = true;
    };
    std::int32_t group(Use use) const { return use.forward ? m_arcs[use.arc].left : m_arcs[use.arc].right; }
    const std::vector<Corner>& corners(Use use) const { return m_arcs[use.arc].corners; }
    Corner start(Use use) const { return use.forward ? corners(use).front() : corners(use).back(); }
    Corner end(Use use) const { return use.forward ? corners(use).back() : corners(use).front(); }
    static std::int64_t key(Corner c) { return std::int64_t{c.row} << 32 | static_cast<std::uint32_t>(c.column); }
    static int heading(Corner a, Corner b) {
        return b.column > a.column ? 0 : b.row > a.row ? 1 : b.column < a.column ? 2 : 3;
    }
    int leaving(Use use) const {
        const auto& c = corners(use);
        return use.forward ? heading(c[0], c[1]) : heading(c[c.size() - 1], c[c.size() - 2]);
    }
    int arriving(Use use) const {
        const auto& c = corners(use);
        return use.forward ? heading(c[c.size() - 2], c[c.size() - 1]) : heading(c[1], c[0]);
    }
    // Where a group's two cells meet at a corner alone, the ring turns left and stays with its cell.
    Use next(Use use, std::int32_t owner) const {
        const auto found = m_from.find(key(end(use)));
        base::ensure(found != m_from.end(), "an arc goes on where one ends");
        const int came = arriving(use);
        const Use* best = nullptr;
        int best_turn = 4;
        for (const Use& candidate : found->second) {
            if (group(candidate) != owner)
                continue;
            // Headings count clockwise, so one less is a turn to the left: left 0, straight 1, right 2.
            const int turn = (leaving(candidate) - came + 5) & 3;
            if (turn < best_turn) {
                best_turn = turn;
                best = &candidate;
            }
        }
        base::ensure(best != nullptr, "a ring of a group closes");
        return *best;
    }
    void append(Ring& ring, Use use) const {
        const Polyline& line = m_lines[use.arc];
        if (use.forward)
            ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
        else
            ring.insert(ring.end(), line.rbegin() + (ring.empty() ? 0 : 1), line.rend());
    }

    const std::vector<Arc>& m_arcs;
    const std::vector<Polyline>& m_lines;
    std::map<std::int64_t, std::vector<Use>> m_from;
};

std::vector<LabelArea> areas_of(const std::vector<Arc>& arcs, const std::vector<Polyline>& lines,
                                const std::vector<std::int32_t>& label_of) {
    std::vector<Polygon> polygons = Assembler(arcs, lines).polygons(label_of.size());
    std::map<std::int32_t, MultiPolygon> by_label;
    for (std::size_t i = 0; i < polygons.size(); ++i)
        if (polygons[i].outer.size() >= 4)
            by_label[label_of[i]].parts.push_back(std::move(polygons[i]));
    std::vector<LabelArea> areas;
    for (auto& [label, area] : by_label)
        areas.push_back({label, std::move(area)});
    return areas;
}

} // namespace

std::vector<LabelArea> label_areas(const GridFrame& frame, std::span<const std::int32_t> labels, base::Metres simplify,
                                   base::Feedback& feedback) {
    base::ensure(labels.size() == frame.size(), "one label a cell");
    std::vector<std::int32_t> label_of;
    const std::vector<std::int32_t> group = groups_of(frame, labels, label_of);
    const std::vector<Arc> arcs = Tracer(frame, group).trace(feedback);
    std::vector<Polyline> lines;
    for (const Arc& arc : arcs)
        lines.push_back(on_map(frame, arc.corners));
    if (simplify.value > 0) {
        std::vector<Polyline> straight;
        for (const Polyline& line : lines)
            straight.push_back(straightened(line, simplify.value));
        std::vector<LabelArea> areas = areas_of(arcs, straight, label_of);
        feedback.check();
        if (std::all_of(areas.begin(), areas.end(), [](const LabelArea& each) { return is_valid(each.area); }))
            return areas;
    }
    return areas_of(arcs, lines, label_of);
}

} // namespace wangge::geo
