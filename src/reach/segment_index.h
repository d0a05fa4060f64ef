// Line pieces in a grid: which one is nearest, and whether a straight way crosses any.
#pragma once
#include "geo/types.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace wangge::reach {

struct Segment {
    geo::MapPoint a, b;
};

// The place on the segment nearest to p, as a share of the way from a to b.
double nearest_share(const Segment& segment, geo::MapPoint p);
geo::MapPoint along(const Segment& segment, double share);

class SegmentIndex {
public:
    explicit SegmentIndex(std::vector<Segment> segments);

    std::size_t size() const { return m_segments.size(); }
    const Segment& operator[](std::size_t i) const { return m_segments[i]; }

    // True when the way from a to b crosses a segment. A way that only begins or ends on one does not; through the
    // common end of two pieces of a line it does, so that there is no slipping through.
    bool crossed(geo::MapPoint a, geo::MapPoint b) const;

    // Calls use(row, share, distance) for segments in about the order of their distance from p, each at least once
    // while it is nearer than what `use` returned last (at first `limit`).
    template <class Use> void near(geo::MapPoint p, double limit, Use&& use) const {
        if (m_segments.empty() || !(std::isfinite(p.x) && std::isfinite(p.y)))
            return;
        double bound = limit;
        const long column = column_of(p.x), row = row_of(p.y);
        const long last = std::max({column, m_columns - 1 - column, row, m_rows - 1 - row, 0L});
        for (long ring = first_ring(column, row); ring <= last && inner_distance(p, column, row, ring) <= bound; ++ring)
            for_ring(column, row, ring, [&](std::size_t cell) {
                for (std::size_t i = m_first[cell]; i < m_first[cell + 1]; ++i) {
                    const Segment& segment = m_segments[m_items[i]];
                    const double share = nearest_share(segment, p);
                    const geo::MapPoint foot = along(segment, share);
                    const double distance = std::hypot(foot.x - p.x, foot.y - p.y);
                    if (distance <= bound)
                        bound = use(m_items[i], share, distance);
                }
            });
    }
    // Calls use(row) for every segment whose cells touch the box; some more than once.
    template <class Use> void touching(const geo::Box& box, Use&& use) const {
        if (m_segments.empty())
            return;
        const long left = clamped(column_of(box.min_x), m_columns), right = clamped(column_of(box.max_x), m_columns);
        const long bottom = clamped(row_of(box.min_y), m_rows), top = clamped(row_of(box.max_y), m_rows);
        for (long r = bottom; r <= top; ++r)
            for (long c = left; c <= right; ++c)
                for (std::size_t i = m_first[cell(c, r)]; i < m_first[cell(c, r) + 1]; ++i)
                    use(m_items[i]);
    }

private:
    static long clamped(long value, long count) { return std::clamp(value, 0L, count - 1); }
    long column_of(double x) const { return static_cast<long>(std::floor((x - m_box.min_x) / m_side)); }
    long row_of(double y) const { return static_cast<long>(std::floor((y - m_box.min_y) / m_side)); }
    std::size_t cell(long column, long row) const { return static_cast<std::size_t>(row * m_columns + column); }
    // The first ring about a cell that may lie outside which meets the grid.
    long first_ring(long column, long row) const {
        return std::max({0L, -column, column - (m_columns - 1), -row, row - (m_rows - 1)});
    }
    // No segment of the ring or beyond is nearer to p, except through cells of inner rings.
    double inner_distance(geo::MapPoint p, long column, long row, long ring) const {
        if (ring == 0)
            return 0;
        const double left = m_box.min_x + static_cast<double>(column) * m_side,
                     bottom = m_box.min_y + static_cast<double>(row) * m_side;
        const double edge = std::min({p.x - left, left + m_side - p.x, p.y - bottom, bottom + m_side - p.y});
        return static_cast<double>(ring - 1) * m_side + std::max(0.0, edge);
    }
    template <class Visit> void for_ring(long column, long row, long ring, Visit&& visit) const {
        for (long r = std::max(0L, row - ring); r <= std::min(m_rows - 1, row + ring); ++r) {
            const bool whole = r == row - ring || r == row + ring;
            const long step = whole || ring == 0 ? 1 : 2 * ring;
            for (long c = column - ring; c <= column + ring; c += step)
                if (c >= 0 && c < m_columns)
                    visit(cell(c, r));
        }
    }
    template <class Visit> void for_cells(const Segment& segment, Visit&& visit) const;

    std::vector<Segment> m_segments;
    geo::Box m_box;
    double m_side = 1;
    long m_columns = 0, m_rows = 0;
    std::vector<std::size_t> m_first;
    std::vector<std::uint32_t> m_items;
};

} // namespace wangge::reach
