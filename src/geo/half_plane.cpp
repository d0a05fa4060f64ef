#include "geo/half_plane.h"

#include "base/error.h"
#include "geo/area_index.h"

#include <cmath>
#include <map>

namespace wangge::geo {
namespace {

// Positive to the left of the line.
double height(const Line& line, MapPoint p) {
    return line.direction.x * (p.y - line.origin.y) - line.direction.y * (p.x - line.origin.x);
}

double along(const Line& line, MapPoint p) {
    return line.direction.x * (p.x - line.origin.x) + line.direction.y * (p.y - line.origin.y);
}

// Where the line crosses an edge. Upright and level lines keep their coordinate to the last digit.
MapPoint crossing(const Line& line, MapPoint a, MapPoint b) {
    const double ha = height(line, a), hb = height(line, b);
    if (ha == 0)
        return a;
    if (hb == 0)
        return b;
    const double t = std::clamp(ha / (ha - hb), 0.0, 1.0);
    MapPoint p{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    if (line.direction.x == 0)
        p.x = line.origin.x;
    if (line.direction.y == 0)
        p.y = line.origin.y;
    return p;
}

void append(std::vector<TaggedPoint>& points, std::size_t ring_begin, const TaggedPoint& next) {
    if (points.size() > ring_begin && points.back().point == next.point)
        points.back().edge = next.edge;
    else
        points.push_back(next);
}

void close_ring(TaggedRings& rings) {
    const std::size_t begin = rings.ends.empty() ? 0 : rings.ends.back();
    while (rings.points.size() > begin + 1 && rings.points.back().point == rings.points[begin].point)
        rings.points.pop_back(); // the first point says how the ring goes on
    if (rings.points.size() < begin + 3)
        rings.points.resize(begin);
    else
        rings.ends.push_back(rings.points.size());
}

// A stretch of a ring on the kept side, from where it enters over the line to where it leaves.
struct Chain {
    std::vector<TaggedPoint> points;
    double entry = 0, exit = 0; // places along the line
    std::size_t next = 0;
    bool used = false;
};

} // namespace

Box TaggedRings::box() const {
    Box result;
    for (const TaggedPoint& p : points)
        result.add(p.point);
    return result;
}

double TaggedRings::area() const {
    double sum = 0;
    for (std::size_t r = 0; r < ends.size(); ++r) {
        const MapPoint origin = points[begin(r)].point;
        for (std::size_t i = begin(r) + 1; i + 1 < ends[r]; ++i)
            sum += (points[i].point.x - origin.x) * (points[i + 1].point.y - origin.y) -
                   (points[i + 1].point.x - origin.x) * (points[i].point.y - origin.y);
    }
    return sum / 2;
}

bool TaggedRings::has_source_edge() const {
    return std::any_of(points.begin(), points.end(), [](const TaggedPoint& p) { return p.edge >= 0; });
}

TaggedRings tagged_rings(const MultiPolygon& area, std::vector<SourceEdge>& sources) {
    TaggedRings result;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            append(result.points, result.ends.empty() ? 0 : result.ends.back(),
                   {ring[i], static_cast<EdgeTag>(sources.size())});
            sources.push_back({ring[i], ring[i + 1]});
        }
        close_ring(result);
    };
    for (const Polygon& part : area.parts) {
        add(part.outer);
        for (const Ring& hole : part.holes)
            add(hole);
    }
    return result;
}

TaggedRings clipped(const TaggedRings& rings, const Line& line, bool keep_left, EdgeTag tag,
                    std::span<const SourceEdge> sources) {
    TaggedRings result;
    std::vector<Chain> chains;
    std::vector<std::uint8_t> kept;
    const auto cross = [&](const TaggedPoint& u, const TaggedPoint& v) {
        return u.edge >= 0 ? crossing(line, sources[u.edge].from, sources[u.edge].to)
                           : crossing(line, u.point, v.point);
    };
    for (std::size_t r = 0; r < rings.ends.size(); ++r) {
        const std::span<const TaggedPoint> ring(rings.points.data() + rings.begin(r), rings.ends[r] - rings.begin(r));
        kept.resize(ring.size());
        std::size_t count = 0;
        for (std::size_t i = 0; i < ring.size(); ++i)
            count += kept[i] = (height(line, ring[i].point) > 0) == keep_left;
        if (count == 0)
            continue;
        if (count == ring.size()) {
            result.points.insert(result.points.end(), ring.begin(), ring.end());
            result.ends.push_back(result.points.size());
            continue;
        }
        const auto after = [&](std::size_t i) { return i + 1 == ring.size() ? 0 : i + 1; };
        std::size_t first = 0; // a point outside whose successor is inside
        while (kept[first] || !kept[after(first)])
            ++first;
        std::size_t i = first;
        do {
            const std::size_t j = after(i);
            if (!kept[i] && kept[j]) {
                chains.emplace_back();
                const MapPoint p = cross(ring[i], ring[j]);
                chains.back().entry = along(line, p);
                chains.back().points.push_back({p, ring[i].edge});
            }
            if (kept[j])
                append(chains.back().points, 0, ring[j]);
            if (kept[i] && !kept[j]) {
                const MapPoint p = cross(ring[i], ring[j]);
                chains.back().exit = along(line, p);
                append(chains.back().points, 0, {p, tag});
            }
            i = j;
        } while (i != first);
    }
    if (chains.empty())
        return result;
    // Along the line the interior begins and ends by turns, so the n-th way out goes on at the n-th way in. Pairing by
    // rank needs no equal coordinates and cannot fail, whatever coincides.
    std::vector<std::size_t> exits(chains.size()), entries;
    for (std::size_t c = 0; c < chains.size(); ++c)
        exits[c] = c;
    entries = exits;
    std::stable_sort(exits.begin(), exits.end(),
                     [&](std::size_t a, std::size_t b) { return chains[a].exit < chains[b].exit; });
    std::stable_sort(entries.begin(), entries.end(),
                     [&](std::size_t a, std::size_t b) { return chains[a].entry < chains[b].entry; });
    for (std::size_t n = 0; n < chains.size(); ++n)
        chains[exits[n]].next = entries[n];
    for (std::size_t c = 0; c < chains.size(); ++c) {
        if (chains[c].used)
            continue;
        const std::size_t begin = result.points.size();
        for (std::size_t n = c; !chains[n].used; n = chains[n].next) {
            chains[n].used = true;
            for (const TaggedPoint& p : chains[n].points)
                append(result.points, begin, p);
        }
        close_ring(result);
    }
    return result;
}

TaggedRings clipped(const TaggedRings& rings, const Box& box, EdgeTag tag, std::span<const SourceEdge> sources) {
    const Box extent = rings.box();
    if (rings.empty() || !extent.touches(box))
        return {};
    TaggedRings result = rings;
    if (extent.min_x < box.min_x)
        result = clipped(result, Line{{box.min_x, 0}, {0, 1}}, false, tag, sources);
    if (extent.max_x > box.max_x)
        result = clipped(result, Line{{box.max_x, 0}, {0, 1}}, true, tag, sources);
    if (extent.min_y < box.min_y)
        result = clipped(result, Line{{0, box.min_y}, {1, 0}}, true, tag, sources);
    if (extent.max_y > box.max_y)
        result = clipped(result, Line{{0, box.max_y}, {1, 0}}, false, tag, sources);
    return result;
}

namespace {

// Cuts a closed ring into simple loops where it comes back to one of its own points.
void split_at_repeats(const Ring& ring, std::vector<Ring>& loops) {
    std::vector<MapPoint> sorted(ring.begin(), ring.end() - 1);
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) {
        loops.push_back(ring);
        return;
    }
    Ring open;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto earlier = std::find(open.begin(), open.end(), ring[i]);
        if (earlier != open.end()) {
            Ring loop(earlier, open.end());
            loop.push_back(ring[i]);
            loops.push_back(std::move(loop));
            open.erase(earlier, open.end());
        }
        open.push_back(ring[i]);
    }
    open.push_back(open.front());
    loops.push_back(std::move(open));
}

} // namespace

MultiPolygon nested(const std::vector<Ring>& rings) {
    std::vector<Ring> loops;
    for (const Ring& ring : rings)
        if (ring.size() >= 4)
            split_at_repeats(ring, loops);
    MultiPolygon result;
    std::vector<Ring> holes;
    for (Ring& loop : loops) {
        const double size = loop.size() >= 4 ? signed_area(loop) : 0;
        if (size > 0)
            result.parts.push_back({std::move(loop), {}});
        else if (size < 0)
            holes.push_back(std::move(loop));
    }
    if (result.parts.empty() || holes.empty())
        return result;
    std::vector<MultiPolygon> outers;
    for (const Polygon& part : result.parts)
        outers.push_back({{part}});
    const AreaIndex index(outers);
    for (Ring& hole : holes) {
        // A hole may touch its outer ring in points, so the part that holds most of its middles is the right one; of
        // parts within holes of others the smallest.
        std::map<std::int32_t, int> votes;
        for (std::size_t i = 0; i + 1 < hole.size(); ++i)
            for (const std::int32_t part :
                 index.find_all({(hole[i].x + hole[i + 1].x) / 2, (hole[i].y + hole[i + 1].y) / 2}))
                ++votes[part];
        std::int32_t best = 0;
        int most = 0;
        for (const auto& [part, count] : votes)
            if (count > most ||
                (count == most && signed_area(result.parts[part].outer) < signed_area(result.parts[best].outer))) {
                best = part;
                most = count;
            }
        result.parts[best].holes.push_back(std::move(hole));
    }
    return result;
}

} // namespace wangge::geo
