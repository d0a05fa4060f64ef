#include "render/shared_edges.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace wangge::render {

namespace {

constexpr double corner_size = 0.01; // metres

struct CornerKey {
    std::int64_t x, y;
    bool operator==(const CornerKey&) const = default;
};
struct CornerHash {
    std::size_t operator()(const CornerKey& k) const {
        return static_cast<std::size_t>(k.x) * 0x9E3779B97F4A7C15ull ^
               (static_cast<std::size_t>(k.y) * 0xC2B2AE3D27D4EB4Full);
    }
};

struct HalfEdge {
    std::uint32_t low, high; // corners, low < high
    bool forward;            // the area lies left of low -> high
    std::int32_t area;
    auto operator<=>(const HalfEdge&) const = default;
};

class Corners {
public:
    explicit Corners(std::vector<geo::MapPoint>& points) : m_points(points) {}
    std::uint32_t id(geo::MapPoint p) {
        const CornerKey key{std::llround(p.x / corner_size), std::llround(p.y / corner_size)};
        const auto [it, added] = m_ids.try_emplace(key, static_cast<std::uint32_t>(m_points.size()));
        if (added)
            m_points.push_back(p);
        return it->second;
    }
    void reserve(std::size_t n) { m_ids.reserve(n); }

private:
    std::vector<geo::MapPoint>& m_points;
    std::unordered_map<CornerKey, std::uint32_t, CornerHash> m_ids;
};

void add_half_edge(std::vector<HalfEdge>& halves, std::uint32_t a, std::uint32_t b, std::int32_t area) {
    if (a != b)
        halves.push_back({std::min(a, b), std::max(a, b), a < b, area});
}

void add_ring(std::vector<HalfEdge>& halves, const geo::Ring& ring, Corners& corners, std::int32_t area) {
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::uint32_t id = corners.id(ring[i]);
        if (i > 0)
            add_half_edge(halves, last, id, area);
        last = id;
    }
}

// Pairs what lies on both sides; edges of only one area go to `single` when that is wanted.
void pair_up(std::vector<HalfEdge>& halves, std::vector<SharedEdge>& edges, std::vector<HalfEdge>* single) {
    std::sort(halves.begin(), halves.end());
    for (std::size_t i = 0; i < halves.size();) {
        std::size_t end = i;
        SharedEdge edge{halves[i].low, halves[i].high, no_area, no_area};
        for (; end < halves.size() && halves[end].low == halves[i].low && halves[end].high == halves[i].high; ++end)
            (halves[end].forward ? edge.left : edge.right) = halves[end].area;
        if (single && end == i + 1)
            single->push_back(halves[i]);
        else if (edge.left != edge.right)
            edges.push_back(edge);
        i = end;
    }
}

// Splits one-sided edges at the corners of other one-sided edges that lie on them.
std::vector<HalfEdge> split_at_corners(const std::vector<HalfEdge>& single, const std::vector<geo::MapPoint>& points) {
    std::vector<std::uint32_t> corners;
    geo::Box box;
    double length_sum = 0;
    for (const HalfEdge& e : single) {
        corners.insert(corners.end(), {e.low, e.high});
        box.add(points[e.low]);
        box.add(points[e.high]);
        length_sum += std::hypot(points[e.low].x - points[e.high].x, points[e.low].y - points[e.high].y);
    }
    std::sort(corners.begin(), corners.end());
    corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
    if (corners.empty())
        return single;
    const double cell = std::max({length_sum / single.size(), box.width() / 2000, box.height() / 2000, 1.0});
    const auto columns = static_cast<std::int64_t>(box.width() / cell) + 1;
    const auto column_of = [&](double x) { return static_cast<std::int64_t>((x - box.min_x) / cell); };
    const auto row_of = [&](double y) { return static_cast<std::int64_t>((y - box.min_y) / cell); };
    std::vector<std::pair<std::int64_t, std::uint32_t>> grid;
    for (std::uint32_t c : corners)
        grid.emplace_back(row_of(points[c].y) * columns + column_of(points[c].x), c);
    std::sort(grid.begin(), grid.end());

    std::vector<HalfEdge> result;
    std::vector<std::pair<double, std::uint32_t>> on;
    for (const HalfEdge& e : single) {
        const geo::MapPoint a = points[e.low], b = points[e.high];
        const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy, length = std::sqrt(length2);
        on.clear();
        for (std::int64_t row = row_of(std::min(a.y, b.y)); row <= row_of(std::max(a.y, b.y)); ++row) {
            const std::int64_t from = row * columns + std::max<std::int64_t>(column_of(std::min(a.x, b.x)), 0);
            const std::int64_t to = row * columns + column_of(std::max(a.x, b.x));
            for (auto it = std::lower_bound(grid.begin(), grid.end(), std::pair<std::int64_t, std::uint32_t>{from, 0});
                 it != grid.end() && it->first <= to; ++it) {
                const geo::MapPoint p = points[it->second];
                const double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2;
                const double off = std::abs((p.x - a.x) * dy - (p.y - a.y) * dx) / length;
                if (it->second != e.low && it->second != e.high && t > 0 && t < 1 && off <= 2 * corner_size)
                    on.emplace_back(t, it->second);
            }
        }
        std::sort(on.begin(), on.end());
        std::uint32_t last = e.low;
        for (const auto& [t, corner] : on) {
            e.forward ? add_half_edge(result, last, corner, e.area) : add_half_edge(result, corner, last, e.area);
            last = corner;
        }
        e.forward ? add_half_edge(result, last, e.high, e.area) : add_half_edge(result, e.high, last, e.area);
    }
    return result;
}

} // namespace

SharedEdges shared_edges(const std::vector<const geo::MultiPolygon*>& areas) {
    SharedEdges result;
    std::size_t count = 0;
    for (const geo::MultiPolygon* area : areas)
        if (area)
            for (const geo::Polygon& part : area->parts) {
                count += part.outer.size();
                for (const geo::Ring& hole : part.holes)
                    count += hole.size();
            }
    Corners corners(result.points);
    corners.reserve(count);
    std::vector<HalfEdge> halves, single;
    halves.reserve(count);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (!areas[i])
            continue;
        for (const geo::Polygon& part : areas[i]->parts) {
            add_ring(halves, part.outer, corners, static_cast<std::int32_t>(i));
            for (const geo::Ring& hole : part.holes)
                add_ring(halves, hole, corners, static_cast<std::int32_t>(i));
        }
    }
    pair_up(halves, result.edges, &single);
    single = split_at_corners(single, result.points);
    pair_up(single, result.edges, nullptr);
    return result;
}

std::vector<std::pair<std::int32_t, std::int32_t>> touching_groups(const SharedEdges& edges,
                                                                   const std::vector<std::int32_t>& group) {
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
    for (const SharedEdge& e : edges.edges) {
        if (e.left < 0 || e.right < 0)
            continue;
        const std::int32_t a = group[e.left], b = group[e.right];
        if (a >= 0 && b >= 0 && a != b)
            pairs.emplace_back(std::min(a, b), std::max(a, b));
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

std::vector<BorderLine> border_lines(const SharedEdges& edges, const std::vector<std::int32_t>& group) {
    struct Piece {
        std::uint32_t from, to;
        std::int32_t left, right;
    };
    std::vector<Piece> pieces;
    for (const SharedEdge& e : edges.edges) {
        const std::int32_t left = e.left < 0 ? no_area : group[e.left], right = e.right < 0 ? no_area : group[e.right];
        if (left < right)
            pieces.push_back({e.from, e.to, left, right});
        else if (right < left)
            pieces.push_back({e.to, e.from, right, left});
    }
    // Pieces at each corner.
    std::vector<std::uint32_t> first(edges.points.size() + 1, 0), at(pieces.size() * 2);
    for (const Piece& p : pieces) {
        ++first[p.from + 1];
        ++first[p.to + 1];
    }
    for (std::size_t i = 1; i < first.size(); ++i)
        first[i] += first[i - 1];
    std::vector<std::uint32_t> fill(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        at[fill[pieces[i].from]++] = static_cast<std::uint32_t>(i);
        at[fill[pieces[i].to]++] = static_cast<std::uint32_t>(i);
    }
    // The piece that carries on where `piece` arrives, or -1 at a junction.
    const auto next = [&](std::uint32_t piece, std::uint32_t corner) -> std::int64_t {
        if (first[corner + 1] - first[corner] != 2)
            return -1;
        const std::uint32_t a = at[first[corner]], b = at[first[corner] + 1];
        const std::uint32_t other = a == piece ? b : a;
        const bool same = pieces[other].left == pieces[piece].left && pieces[other].right == pieces[piece].right;
        return same && other != piece ? static_cast<std::int64_t>(other) : -1;
    };
    std::vector<char> used(pieces.size(), 0);
    std::vector<BorderLine> lines;
    const auto walk = [&](std::uint32_t start, std::uint32_t from) {
        BorderLine line{{edges.points[from]}, pieces[start].left, pieces[start].right};
        std::uint32_t corner = from;
        for (std::int64_t piece = start; piece >= 0 && !used[piece];) {
            used[piece] = 1;
            corner = pieces[piece].from == corner ? pieces[piece].to : pieces[piece].from;
            line.points.push_back(edges.points[corner]);
            piece = next(static_cast<std::uint32_t>(piece), corner);
        }
        lines.push_back(std::move(line));
    };
    for (std::uint32_t i = 0; i < pieces.size(); ++i) {
        if (!used[i] && next(i, pieces[i].from) < 0)
            walk(i, pieces[i].from);
        if (!used[i] && next(i, pieces[i].to) < 0)
            walk(i, pieces[i].to);
    }
    for (std::uint32_t i = 0; i < pieces.size(); ++i) // closed rings without a junction
        if (!used[i])
            walk(i, pieces[i].from);
    return lines;
}

} // namespace wangge::render
