#include "geo/convex_cut.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geo/half_plane.h"

#include <cmath>
#include <numeric>

namespace wangge::geo {
namespace {

constexpr EdgeTag box_tag = -1;
constexpr EdgeTag first_side_tag = -2; // side i has the tag -2 - i
constexpr double same_place = 1e-6;    // a thousandth of a millimetre
constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

void ConvexCells::add(std::span<const MapPoint> corners) {
    base::ensure(corners.size() >= 3 && m_sides.empty(), "a bounded cell has corners");
    m_corners.insert(m_corners.end(), corners.begin(), corners.end());
    m_ends.push_back(m_corners.size());
}

void ConvexCells::add(std::span<const CellSide> sides, std::span<const MapPoint> corners) {
    base::ensure(sides.size() == corners.size() && m_sides.size() == m_corners.size(), "a corner a side");
    m_corners.insert(m_corners.end(), corners.begin(), corners.end());
    m_sides.insert(m_sides.end(), sides.begin(), sides.end());
    m_ends.push_back(m_corners.size());
}

void ConvexCells::reserve(std::size_t cells, std::size_t corners) {
    m_ends.reserve(cells);
    m_corners.reserve(corners);
}

std::span<const MapPoint> ConvexCells::corners(std::size_t cell) const {
    return {m_corners.data() + begin(cell), m_corners.data() + m_ends[cell]};
}

CellSide ConvexCells::side(std::size_t cell, std::size_t i) const {
    if (!m_sides.empty())
        return m_sides[begin(cell) + i];
    const std::span<const MapPoint> all = corners(cell);
    const MapPoint a = all[i], b = all[i + 1 == all.size() ? 0 : i + 1];
    const bool forward = a < b;
    const MapPoint& from = forward ? a : b;
    const MapPoint& to = forward ? b : a;
    return {{from, {to.x - from.x, to.y - from.y}}, forward};
}

Ring ConvexCells::ring(std::size_t cell) const {
    const std::span<const MapPoint> all = corners(cell);
    Ring result;
    result.reserve(all.size() + 1);
    result.assign(all.begin(), all.end());
    if (!result.empty())
        result.push_back(result.front());
    return result;
}

MultiPolygon ConvexCells::area(std::size_t cell) const {
    MultiPolygon result;
    result.parts.resize(1);
    result.parts[0].outer = ring(cell);
    return result;
}

Box ConvexCells::box(std::size_t cell) const {
    Box result;
    const std::span<const MapPoint> all = corners(cell);
    for (const MapPoint& p : all) {
        if (std::isnan(p.x))
            return {-infinity, -infinity, infinity, infinity};
        result.add(p);
    }
    return all.empty() ? Box{-infinity, -infinity, infinity, infinity} : result;
}

namespace {

// One call of cut(): the cells in groups that lie together, each group with the part of the area around it.
class Cutter {
public:
    Cutter(const ConvexCells& cells, const MultiPolygon& area) : m_cells(cells) {
        m_rings = tagged_rings(area, m_sources);
        m_bounds = m_rings.box();
        const double largest = std::max(
            {std::abs(m_bounds.min_x), std::abs(m_bounds.max_x), std::abs(m_bounds.min_y), std::abs(m_bounds.max_y)});
        // Boxes are a little larger than cells, so that no box line falls on a side of a cell.
        m_margin = 1e-3 + 1e-9 * largest;
        m_bounds = m_bounds.grown(4 * m_margin);
    }

    std::vector<CutCell> run(std::span<const std::uint32_t> among, base::Feedback& feedback) {
        if (m_rings.empty())
            return {};
        Group all;
        const double widest = std::max(m_bounds.width(), m_bounds.height()) / 8;
        for (const std::uint32_t c : among) {
            const Box box = box_of(c);
            if (box.min_x > box.max_x || box.min_y > box.max_y)
                continue;
            // A huge cell would spoil the box of its group; it goes alone.
            if (among.size() > 16 && std::max(box.width(), box.height()) > widest)
                m_groups.push_back({{c}, clipped(m_rings, box, box_tag, m_sources)});
            else
                all.cells.push_back(c);
        }
        all.rings = m_rings;
        const std::size_t enough = std::max<std::size_t>(256, all.cells.size() / 128);
        split(std::move(all), enough, m_groups);

        std::vector<std::vector<CutCell>> found(m_groups.size());
        base::parallel_blocks(m_groups.size(), 1, [&](std::size_t begin, std::size_t) {
            feedback.check();
            finish(std::move(m_groups[begin]), found[begin]);
        });
        std::vector<CutCell> result;
        for (std::vector<CutCell>& list : found)
            std::move(list.begin(), list.end(), std::back_inserter(result));
        std::sort(result.begin(), result.end(), [](const CutCell& a, const CutCell& b) { return a.cell < b.cell; });
        return result;
    }

private:
    struct Group {
        std::vector<std::uint32_t> cells;
        TaggedRings rings; // the area within the group's box
    };

    Box box_of(std::uint32_t cell) const {
        const Box box = m_cells.box(cell).grown(m_margin);
        return {std::max(box.min_x, m_bounds.min_x), std::max(box.min_y, m_bounds.min_y),
                std::min(box.max_x, m_bounds.max_x), std::min(box.max_y, m_bounds.max_y)};
    }
    MapPoint centre_of(std::uint32_t cell) const {
        const Box box = box_of(cell);
        return {box.min_x + box.max_x, box.min_y + box.max_y};
    }

    // Two groups of half the cells each, or none where the area does not reach.
    void halve(const Group& group, std::vector<Group>& halves) const {
        Box centres;
        for (const std::uint32_t c : group.cells)
            centres.add(centre_of(c));
        const bool by_x = centres.width() >= centres.height();
        std::vector<std::pair<double, std::uint32_t>> keys;
        keys.reserve(group.cells.size());
        for (const std::uint32_t c : group.cells) {
            const MapPoint centre = centre_of(c);
            keys.emplace_back(by_x ? centre.x : centre.y, c);
        }
        const std::size_t middle = keys.size() / 2;
        std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(middle), keys.end());
        for (const auto& [begin, end] : {std::pair<std::size_t, std::size_t>{0, middle}, {middle, keys.size()}}) {
            Group half;
            Box box;
            for (std::size_t i = begin; i < end; ++i) {
                half.cells.push_back(keys[i].second);
                box.add(box_of(keys[i].second));
            }
            half.rings = clipped(group.rings, box, box_tag, m_sources);
            if (!half.rings.empty())
                halves.push_back(std::move(half));
        }
    }

    void split(Group group, std::size_t enough, std::vector<Group>& done) const {
        if (group.cells.empty())
            return;
        if (group.cells.size() <= enough || !group.rings.has_source_edge()) {
            done.push_back(std::move(group));
            return;
        }
        std::vector<Group> halves;
        halve(group, halves);
        for (Group& half : halves)
            split(std::move(half), enough, done);
    }

    void finish(Group group, std::vector<CutCell>& found) const {
        if (group.cells.empty() || group.rings.empty())
            return;
        if (!group.rings.has_source_edge()) {
            const Box box = group.rings.box();
            if (group.rings.area() > box.width() * box.height() / 2)
                for (const std::uint32_t c : group.cells)
                    found.push_back({c, true, {}});
            return;
        }
        if (group.cells.size() == 1) {
            clip(group.cells[0], std::move(group.rings), found);
            return;
        }
        std::vector<Group> halves;
        halve(group, halves);
        for (Group& half : halves)
            finish(std::move(half), found);
    }

    void clip(std::uint32_t cell, TaggedRings rings, std::vector<CutCell>& found) const {
        const std::span<const MapPoint> corners = m_cells.corners(cell);
        const auto sides = static_cast<EdgeTag>(corners.size());
        for (EdgeTag i = 0; i < sides && !rings.empty(); ++i) {
            const CellSide side = m_cells.side(cell, i);
            rings = clipped(rings, side.line, side.left, first_side_tag - i, m_sources);
        }
        const bool bounded = !corners.empty() && std::isfinite(m_cells.box(cell).max_x);
        if (bounded && !rings.has_source_edge()) {
            if (rings.area() > std::abs(signed_area(m_cells.ring(cell))) / 2)
                found.push_back({cell, true, {}});
            return;
        }
        std::vector<Ring> closed;
        for (std::size_t r = 0; r < rings.ends.size(); ++r) {
            Ring ring;
            for (std::size_t i = rings.begin(r); i < rings.ends[r]; ++i) {
                const MapPoint p = at_corner(rings.points[i].point, corners);
                if (ring.empty() || ring.back() != p)
                    ring.push_back(p);
            }
            if (ring.size() > 1 && ring.front() == ring.back())
                ring.pop_back();
            if (ring.size() < 3)
                continue;
            ring.push_back(ring.front());
            closed.push_back(std::move(ring));
        }
        CutCell result{cell, false, nested(closed)};
        if (!result.area.empty())
            found.push_back(std::move(result));
    }

    // A corner is known better than it can be computed, and where the area's boundary runs through a corner all cells
    // around must agree on the point.
    static MapPoint at_corner(MapPoint p, std::span<const MapPoint> corners) {
        for (const MapPoint& corner : corners)
            if (std::abs(p.x - corner.x) < same_place && std::abs(p.y - corner.y) < same_place)
                return corner;
        return p;
    }

    const ConvexCells& m_cells;
    std::vector<SourceEdge> m_sources;
    TaggedRings m_rings;
    Box m_bounds;
    double m_margin = 0;
    std::vector<Group> m_groups;
};

} // namespace

std::vector<CutCell> cut(const ConvexCells& cells, const MultiPolygon& area, base::Feedback& feedback) {
    std::vector<std::uint32_t> all(cells.size());
    std::iota(all.begin(), all.end(), 0);
    return cut(cells, all, area, feedback);
}

std::vector<CutCell> cut(const ConvexCells& cells, std::span<const std::uint32_t> among, const MultiPolygon& area,
                         base::Feedback& feedback) {
    return Cutter(cells, area).run(among, feedback);
}

} // namespace wangge::geo
