#include "reach/segment_index.h"

#include <algorithm>

namespace wangge::reach {

double nearest_share(const Segment& segment, geo::MapPoint p) {
    const double dx = segment.b.x - segment.a.x, dy = segment.b.y - segment.a.y;
    const double square = dx * dx + dy * dy;
    if (!(square > 0))
        return 0;
    return std::clamp(((p.x - segment.a.x) * dx + (p.y - segment.a.y) * dy) / square, 0.0, 1.0);
}

geo::MapPoint along(const Segment& segment, double share) {
    return {segment.a.x + (segment.b.x - segment.a.x) * share, segment.a.y + (segment.b.y - segment.a.y) * share};
}

// The cells that the segment runs through: row by row the columns between where it enters and where it leaves.
template <class Visit> void SegmentIndex::for_cells(const Segment& segment, Visit&& visit) const {
    geo::MapPoint low = segment.a, high = segment.b;
    if (low.y > high.y)
        std::swap(low, high);
    const long bottom = clamped(row_of(low.y), m_rows), top = clamped(row_of(high.y), m_rows);
    for (long r = bottom; r <= top; ++r) {
        double from = low.x, to = high.x;
        if (bottom != top) {
            const double slope = (high.x - low.x) / (high.y - low.y),
                         floor = m_box.min_y + static_cast<double>(r) * m_side;
            if (r != bottom)
                from = low.x + (floor - low.y) * slope;
            if (r != top)
                to = low.x + (floor + m_side - low.y) * slope;
        }
        // A hair wider, so that rounding loses no cell.
        const double hair = m_side * 1e-9;
        const long left = clamped(column_of(std::min(from, to) - hair), m_columns),
                   right = clamped(column_of(std::max(from, to) + hair), m_columns);
        for (long c = left; c <= right; ++c)
            visit(cell(c, r));
    }
}

SegmentIndex::SegmentIndex(std::vector<Segment> segments) : m_segments(std::move(segments)) {
    if (m_segments.empty())
        return;
    for (const Segment& segment : m_segments) {
        m_box.add(segment.a);
        m_box.add(segment.b);
    }
    // About one segment a cell.
    const double count = static_cast<double>(m_segments.size());
    const double width = std::max(m_box.width(), 1.0), height = std::max(m_box.height(), 1.0);
    m_side = std::max({1.0, std::sqrt(width * height / count), std::max(width, height) / 4096});
    m_columns = static_cast<long>(width / m_side) + 1;
    m_rows = static_cast<long>(height / m_side) + 1;
    m_first.assign(static_cast<std::size_t>(m_columns * m_rows) + 1, 0);
    for (const Segment& segment : m_segments)
        for_cells(segment, [&](std::size_t at) { ++m_first[at + 1]; });
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_items.resize(m_first.back());
    std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < m_segments.size(); ++i)
        for_cells(m_segments[i], [&](std::size_t at) { m_items[next[at]++] = static_cast<std::uint32_t>(i); });
}

bool SegmentIndex::crossed(geo::MapPoint a, geo::MapPoint b) const {
    const auto side = [](geo::MapPoint from, geo::MapPoint to, geo::MapPoint p) {
        return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
    };
    geo::Box box;
    box.add(a);
    box.add(b);
    bool found = false;
    touching(box, [&](std::uint32_t row) {
        const Segment& s = m_segments[row];
        if (found || (side(a, b, s.a) >= 0) == (side(a, b, s.b) >= 0))
            return;
        const double before = side(s.a, s.b, a), behind = side(s.a, s.b, b);
        found = (before < 0 && behind > 0) || (before > 0 && behind < 0);
    });
    return found;
}

} // namespace wangge::reach
