// Where roads meet.
#include "reach/road_graph.h"
#include "reach/segment_index.h"

#include <algorithm>
#include <bit>

namespace wangge::reach {
namespace {

constexpr std::uint64_t apart_bit = std::uint64_t{1} << 63;

// A point to be put into a line behind its point `after`.
struct Cut {
    std::size_t after = 0;
    double share = 0;
    geo::MapPoint point;
};

void put_in(RoadLines& lines, std::vector<Cut>& cuts) {
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
        return a.after != b.after ? a.after < b.after : a.share != b.share ? a.share < b.share : a.point < b.point;
    });
    RoadLines changed;
    changed.points.reserve(lines.points.size() + cuts.size());
    std::size_t next = 0;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        changed.first.push_back(changed.points.size());
        for (std::size_t i = lines.first[line]; i < lines.first[line + 1]; ++i) {
            changed.points.push_back(lines.points[i]);
            for (; next < cuts.size() && cuts[next].after == i; ++next)
                changed.points.push_back(cuts[next].point);
        }
    }
    changed.first.push_back(changed.points.size());
    lines.points = std::move(changed.points);
    lines.first = std::move(changed.first);
}

// Pieces of all lines, each by the number of its first point.
struct Pieces {
    std::vector<Segment> segments;
    std::vector<std::size_t> point;
    std::vector<std::uint32_t> line;
};

Pieces pieces_of(const RoadLines& lines) {
    Pieces pieces;
    for (std::size_t line = 0; line < lines.size(); ++line)
        for (std::size_t i = lines.first[line]; i + 1 < lines.first[line + 1]; ++i) {
            pieces.segments.push_back({lines.points[i], lines.points[i + 1]});
            pieces.point.push_back(i);
            pieces.line.push_back(static_cast<std::uint32_t>(line));
        }
    return pieces;
}

double length(geo::MapPoint a, geo::MapPoint b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

// The open end at point `end` is drawn to the nearest other place or line within the tolerance.
bool join_end(RoadLines& lines, const Pieces& pieces, const SegmentIndex& index, std::size_t end, std::uint32_t own,
              double tolerance, std::vector<Cut>& cuts) {
    const geo::MapPoint p = lines.points[end];
    double best = tolerance;
    std::size_t chosen = pieces.point.size();
    double chosen_share = 0;
    index.near(p, tolerance, [&](std::uint32_t row, double share, double distance) {
        // A bridge or a tunnel can be joined at its ends only.
        const std::uint32_t line = pieces.line[row];
        const std::size_t corner = pieces.point[row] + (share > 0.5 ? 1 : 0);
        const bool at_end = corner == lines.first[line] || corner + 1 == lines.first[line + 1];
        const bool open = !lines.apart[line] || (at_end && length(lines.points[corner], p) <= tolerance);
        if (line != own && open && (distance < best || (distance == best && row < chosen))) {
            best = distance;
            chosen = row;
            chosen_share = share;
        }
        return best;
    });
    if (chosen == pieces.point.size())
        return false;
    const std::size_t a = pieces.point[chosen];
    for (const std::size_t corner : {a, a + 1})
        if (const geo::MapPoint q = lines.points[corner]; length(q, p) <= tolerance) {
            if (q == p)
                return false; // drawn here already
            lines.points[end] = q;
            return true;
        }
    cuts.push_back({a, chosen_share, p});
    return true;
}

std::size_t find_crossings(const RoadLines& lines, const Pieces& pieces, const SegmentIndex& index,
                           std::vector<Cut>& cuts, base::Feedback& feedback) {
    std::size_t found = 0;
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < pieces.segments.size(); ++i) {
        if (i % 4096 == 0)
            feedback.check();
        if (lines.apart[pieces.line[i]])
            continue;
        const Segment& s = pieces.segments[i];
        geo::Box box;
        box.add(s.a);
        box.add(s.b);
        near.clear();
        index.touching(box, [&](std::uint32_t row) {
            if (row > i && pieces.line[row] != pieces.line[i] && !lines.apart[pieces.line[row]])
                near.push_back(row);
        });
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
        for (const std::uint32_t row : near) {
            const Segment& t = pieces.segments[row];
            const double ux = s.b.x - s.a.x, uy = s.b.y - s.a.y, vx = t.b.x - t.a.x, vy = t.b.y - t.a.y;
            const double cross = ux * vy - uy * vx;
            if (cross == 0)
                continue; // parallel: they share points or nothing
            const double wx = t.a.x - s.a.x, wy = t.a.y - s.a.y;
            const double on_s = (wx * vy - wy * vx) / cross, on_t = (wx * uy - wy * ux) / cross;
            if (on_s < 0 || on_s > 1 || on_t < 0 || on_t > 1)
                continue;
            // Near a corner the corner itself is the junction.
            const geo::MapPoint middle = along(s, on_s);
            geo::MapPoint junction = middle;
            for (const geo::MapPoint corner : {s.a, s.b, t.a, t.b})
                if (std::hypot(corner.x - middle.x, corner.y - middle.y) < 1e-3)
                    junction = corner;
            bool changed = false;
            if (junction != s.a && junction != s.b) {
                cuts.push_back({pieces.point[i], on_s, junction});
                changed = true;
            }
            if (junction != t.a && junction != t.b) {
                cuts.push_back({pieces.point[row], on_t, junction});
                changed = true;
            }
            found += changed;
        }
    }
    return found;
}

} // namespace

Places find_places(const RoadLines& lines, bool bridges_apart) {
    // Coordinates in whole millimetres (coarser only beyond 2,100 km), so that a point that went through a file and
    // back is still the same place.
    geo::Box box;
    for (const geo::MapPoint p : lines.points)
        box.add(p);
    double scale = 1000;
    while (std::max(box.width(), box.height()) * scale > 2.1e9)
        scale /= 10;
    Places places;
    places.of_point.resize(lines.points.size());
    const std::size_t slots = std::bit_ceil(lines.points.size() * 2 + 1);
    constexpr std::uint64_t free = ~std::uint64_t{0};
    struct Slot {
        std::uint64_t key = free;
        std::uint32_t place = 0;
    };
    std::vector<Slot> table(slots);
    const auto bump = [](std::uint8_t& count) { count = static_cast<std::uint8_t>(std::min(200, count + 1)); };
    for (std::size_t line = 0; line < lines.size(); ++line)
        for (std::size_t i = lines.first[line]; i < lines.first[line + 1]; ++i) {
            const geo::MapPoint p = lines.points[i];
            const bool end = i == lines.first[line] || i + 1 == lines.first[line + 1];
            std::uint64_t key = static_cast<std::uint64_t>(std::llround((p.x - box.min_x) * scale)) << 31 |
                                static_cast<std::uint64_t>(std::llround((p.y - box.min_y) * scale));
            if (bridges_apart && lines.apart[line] && !end)
                key |= apart_bit;
            std::uint64_t hash = key * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 32;
            std::size_t slot = hash & (slots - 1);
            while (table[slot].key != free && table[slot].key != key)
                slot = (slot + 1) & (slots - 1);
            if (table[slot].key == free) {
                table[slot] = {key, static_cast<std::uint32_t>(places.uses.size())};
                places.uses.push_back(0);
                places.ends.push_back(0);
            }
            places.of_point[i] = table[slot].place;
            bump(places.uses[table[slot].place]);
            if (end)
                bump(places.ends[table[slot].place]);
        }
    return places;
}

bool join_lines(RoadLines& lines, const Places& places, const RoadRules& rules, base::Feedback& feedback) {
    std::vector<std::pair<std::size_t, std::uint32_t>> open_ends; // point, line
    if (rules.node_tolerance.value > 0)
        for (std::size_t line = 0; line < lines.size(); ++line)
            for (const std::size_t end : {lines.first[line], lines.first[line + 1] - 1})
                if (places.uses[places.of_point[end]] == 1)
                    open_ends.emplace_back(end, static_cast<std::uint32_t>(line));
    if (open_ends.empty() && !rules.join_crossings)
        return false;
    const Pieces pieces = pieces_of(lines);
    feedback.check();
    const SegmentIndex index(pieces.segments);
    feedback.check();
    std::vector<Cut> cuts;
    for (const auto& [end, line] : open_ends)
        lines.joined_ends += join_end(lines, pieces, index, end, line, rules.node_tolerance.value, cuts);
    if (rules.join_crossings)
        lines.joined_crossings = find_crossings(lines, pieces, index, cuts, feedback);
    put_in(lines, cuts);
    return lines.joined_ends + lines.joined_crossings > 0;
}

} // namespace wangge::reach
