// Marching squares with many labels (after Lorensen and Cline 1987): the lattice points are the corners of squares, and
// where two neighbours differ a crossing point lies between them. In a square each run of equal corners is cut off from
// its last crossing to its first; three and more runs meet in a common middle. A crossing is used by the squares on
// both sides and by both labels, so that all edges are shared.
#include "reach/field.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace wangge::reach {
namespace {

constexpr std::int64_t outside = -1;
constexpr std::uint32_t none = UINT32_MAX;

class Tracer {
public:
    Tracer(const Field& field, std::span<const double> limits, bool by_source, const geo::Box& window)
        : m_field(field), m_limits(limits), m_by_source(by_source) {
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
        m_label.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), outside);
        // Beyond the rim there is nothing, so every area closes.
        for (int r = 1; r + 1 < m_rows; ++r)
            for (int c = 1; c + 1 < m_columns; ++c)
                m_label[at(c, r)] = label_of(field.index(m_left + c, m_bottom + r));
    }

    std::vector<Catchment> run(base::Feedback& feedback) {
        m_next.assign(m_label.size() * 4, Step{});
        for (int r = 0; r + 1 < m_rows; ++r) {
            if (r % 64 == 0)
                feedback.check();
            for (int c = 0; c + 1 < m_columns; ++c)
                square(c, r);
        }
        feedback.check();
        return collect();
    }

private:
    // A crossing lies on the lattice edge 2 * point (to the east) or 2 * point + 1 (to the north). Seen from the label
    // of the edge's first point (side 0) or second point (side 1) the outline goes on to another crossing, perhaps
    // through the middle of the square in between.
    struct Step {
        std::uint32_t edge = none;
        std::uint32_t middle = none; // of m_middles
    };

    std::size_t at(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column);
    }
    std::int64_t label_of(std::size_t point) const {
        const double effort = m_field.effort[point];
        const auto band = std::lower_bound(m_limits.begin(), m_limits.end(), effort) - m_limits.begin();
        if (m_field.source[point] < 0 || band == static_cast<std::ptrdiff_t>(m_limits.size()))
            return outside;
        return (m_by_source ? m_field.source[point] : 0) * static_cast<std::int64_t>(m_limits.size()) + band;
    }
    double effort(std::size_t point) const {
        const int c = static_cast<int>(point % static_cast<std::size_t>(m_columns)),
                  r = static_cast<int>(point / static_cast<std::size_t>(m_columns));
        return m_field.effort[m_field.index(m_left + c, m_bottom + r)];
    }
    geo::MapPoint place(std::size_t point) const {
        const int c = static_cast<int>(point % static_cast<std::size_t>(m_columns)),
                  r = static_cast<int>(point / static_cast<std::size_t>(m_columns));
        return m_field.point(m_left + c, m_bottom + r);
    }

    geo::MapPoint crossing(std::uint32_t edge) const {
        const std::size_t a = edge / 2, b = edge % 2 == 0 ? a + 1 : a + static_cast<std::size_t>(m_columns);
        const double from = effort(a), to = effort(b);
        double share = 0.5;
        const auto band = [&](std::size_t point) {
            return m_label[point] == outside ? m_limits.size()
                                             : static_cast<std::size_t>(m_label[point]) % m_limits.size();
        };
        if (std::isfinite(from) && std::isfinite(to)) {
            if (band(a) != band(b) && from != to)
                share = (m_limits[std::max(band(a), band(b)) - 1] - from) / (to - from);
            else if (m_field.pace > 0)
                share = 0.5 + (to - from) / (2 * m_field.pace * m_field.side);
        }
        // Kept off the lattice points, where outlines of several squares would touch.
        share = std::clamp(share, 0.02, 0.98);
        const geo::MapPoint p = place(a), q = place(b);
        return {p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share};
    }

    void square(int c, int r) {
        // Corners against the clock from the south-west, and the edge behind each of them.
        const std::array<std::size_t, 4> corner{at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1)};
        std::array<std::int64_t, 4> label{};
        for (std::size_t i = 0; i < 4; ++i)
            label[i] = m_label[corner[i]];
        if (label[0] == label[1] && label[1] == label[2] && label[2] == label[3])
            return;
        const std::array<std::uint32_t, 4> edge{
            static_cast<std::uint32_t>(2 * corner[0]), static_cast<std::uint32_t>(2 * corner[1] + 1),
            static_cast<std::uint32_t>(2 * corner[3]), static_cast<std::uint32_t>(2 * corner[0] + 1)};
        const auto side = [&](std::size_t corner_number, std::uint32_t e) {
            return corner[corner_number] == e / 2 ? 0u : 1u;
        };
        // Goes from the crossing behind corner `last` to the one before corner `first`, seen from those corners.
        const auto join = [&](std::size_t last, std::size_t first, std::uint32_t middle) {
            if (label[last] != outside)
                m_next[2 * edge[last] + side(last, edge[last])] = {edge[(first + 3) % 4], middle};
        };
        std::array<std::size_t, 4> starts{};
        std::size_t runs = 0;
        for (std::size_t i = 0; i < 4; ++i)
            if (label[i] != label[(i + 3) % 4])
                starts[runs++] = i;
        const auto last_of = [&](std::size_t run) { return (starts[(run + 1) % runs] + 3) % 4; };
        if (runs == 4 && (label[0] == label[2] || label[1] == label[3])) {
            // The two equal corners hold together; of two such pairs the one that is reached sooner.
            std::size_t pair = label[0] == label[2] ? 0 : 1;
            if (label[0] == label[2] && label[1] == label[3])
                pair = effort(corner[0]) + effort(corner[2]) <= effort(corner[1]) + effort(corner[3]) ? 0 : 1;
            join(pair, pair + 2, none);
            join(pair + 2, pair, none);
            join(pair + 1, pair + 1, none);
            join((pair + 3) % 4, (pair + 3) % 4, none);
            return;
        }
        std::uint32_t middle = none;
        if (runs > 2) {
            geo::MapPoint mean;
            for (std::size_t run = 0; run < runs; ++run) {
                const geo::MapPoint p = crossing(edge[last_of(run)]);
                mean.x += p.x / static_cast<double>(runs);
                mean.y += p.y / static_cast<double>(runs);
            }
            middle = static_cast<std::uint32_t>(m_middles.size());
            m_middles.push_back(mean);
        }
        for (std::size_t run = 0; run < runs; ++run)
            join(last_of(run), starts[run], middle);
    }

    std::vector<Catchment> collect() {
        struct Outlines {
            std::vector<geo::Ring> outer, holes;
        };
        std::map<std::int64_t, Outlines> by_label;
        for (std::uint32_t start = 0; start < m_next.size(); ++start) {
            if (m_next[start].edge == none)
                continue;
            const std::size_t first = start / 4;
            const std::size_t second = start / 2 % 2 == 0 ? first + 1 : first + static_cast<std::size_t>(m_columns);
            const std::int64_t label = m_label[start % 2 == 0 ? first : second];
            geo::Ring ring;
            std::uint32_t slot = start;
            while (m_next[slot].edge != none) {
                const Step step = m_next[slot];
                m_next[slot] = {};
                ring.push_back(crossing(slot / 2));
                if (step.middle != none)
                    ring.push_back(m_middles[step.middle]);
                // On the next edge we stand on the side of the same label.
                slot = 2 * step.edge + (m_label[step.edge / 2] == label ? 0 : 1);
            }
            ring.push_back(ring.front());
            Outlines& outlines = by_label[label];
            (geo::signed_area(ring) > 0 ? outlines.outer : outlines.holes).push_back(std::move(ring));
        }
        std::vector<Catchment> all;
        for (auto& [label, outlines] : by_label) {
            Catchment catchment;
            const auto bands = static_cast<std::int64_t>(m_limits.size());
            catchment.source = m_by_source ? static_cast<std::int32_t>(label / bands) : -1;
            catchment.band = static_cast<int>(label % bands);
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
    int m_left = 0, m_bottom = 0, m_columns = 0, m_rows = 0; // the part of the lattice that is looked at
    std::vector<std::int64_t> m_label;                       // of its points
    std::vector<Step> m_next;                                // two a lattice edge
    std::vector<geo::MapPoint> m_middles;
};

} // namespace

Field lattice_over(const geo::Box& box, base::Metres side) {
    constexpr double most = 300000, finest = 50;
    Field field;
    if (box.empty())
        return field;
    const double fitting = std::sqrt(std::max(box.width(), 1.0) * std::max(box.height(), 1.0) / most);
    field.side = side.value > 0 ? side.value : std::max(finest, std::ceil(fitting / 10) * 10);
    // On whole multiples of the side, so that the same country gets the same lattice whatever is asked of it.
    field.origin = {std::floor(box.min_x / field.side - 2) * field.side,
                    std::floor(box.min_y / field.side - 2) * field.side};
    field.columns = static_cast<int>(std::ceil((box.max_x - field.origin.x) / field.side)) + 3;
    field.rows = static_cast<int>(std::ceil((box.max_y - field.origin.y) / field.side)) + 3;
    return field;
}

std::vector<Catchment> catchments(const Field& field, std::span<const double> limits, bool by_source,
                                  const geo::Box& window, base::Feedback& feedback) {
    if (field.size() == 0 || limits.empty())
        return {};
    return Tracer(field, limits, by_source, window).run(feedback);
}

} // namespace wangge::reach
