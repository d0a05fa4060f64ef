#include "geo/disc_cover.h"

#include "base/error.h"
#include "base/parallel.h"

#include <cmath>
#include <numeric>

namespace wangge::geo {
namespace {

double cross(MapPoint a, MapPoint b) {
    return a.x * b.y - a.y * b.x;
}

double dot(MapPoint a, MapPoint b) {
    return a.x * b.x + a.y * b.y;
}

// Signed area common to a disc about the origin and the triangle of the origin and an edge.
double edge_in_disc(MapPoint a, MapPoint b, double radius) {
    const double square = radius * radius;
    const auto sector = [&](MapPoint u, MapPoint v) { return square * std::atan2(cross(u, v), dot(u, v)) / 2; };
    const bool a_in = dot(a, a) <= square, b_in = dot(b, b) <= square;
    if (a_in && b_in)
        return cross(a, b) / 2;
    const MapPoint d{b.x - a.x, b.y - a.y};
    const double length_square = dot(d, d);
    if (length_square == 0)
        return 0;
    // The chord's ends as fractions of the edge, about the foot of the perpendicular.
    const double foot = -dot(a, d) / length_square;
    const double away = cross(a, d); // distance of the edge's line times its length
    const double half_square = square / length_square - (away / length_square) * (away / length_square);
    if (half_square <= 0)
        return sector(a, b);
    const double half = std::sqrt(half_square);
    const auto at = [&](double t) { return MapPoint{a.x + d.x * t, a.y + d.y * t}; };
    const double in = foot - half, out = foot + half;
    if (a_in)
        return cross(a, at(out)) / 2 + sector(at(out), b);
    if (b_in)
        return sector(a, at(in)) + cross(at(in), b) / 2;
    if (out <= 0 || in >= 1)
        return sector(a, b);
    return sector(a, at(in)) + cross(at(in), at(out)) / 2 + sector(at(out), b);
}

double ring_in_disc(std::span<const MapPoint> ring, MapPoint centre, double radius) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const MapPoint &a = ring[i], &b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += edge_in_disc({a.x - centre.x, a.y - centre.y}, {b.x - centre.x, b.y - centre.y}, radius);
    }
    return std::abs(sum);
}

// A convex share under construction, relative to its disc's centre.
class Share {
public:
    explicit Share(double radius)
        : m_corners{{-radius, -radius}, {radius, -radius}, {radius, radius}, {-radius, radius}}, m_across(4, -1) {
        measure();
    }
    bool empty() const { return m_corners.empty(); }
    double farthest() const { return m_farthest; } // corner from the centre
    const std::vector<MapPoint>& corners() const { return m_corners; }
    const std::vector<std::int32_t>& across() const { return m_across; } // who is beyond the side from each corner

    // Keeps what lies at most `distance` from the centre in the direction of `to`; beyond is `other`.
    void clip(MapPoint to, double distance, std::int32_t other) {
        const double size = std::hypot(to.x, to.y);
        const MapPoint normal{to.x / size, to.y / size};
        if (distance >= m_farthest)
            return;
        m_next.clear();
        m_next_across.clear();
        for (std::size_t i = 0; i < m_corners.size(); ++i) {
            const MapPoint &a = m_corners[i], &b = m_corners[i + 1 == m_corners.size() ? 0 : i + 1];
            const double ha = distance - dot(a, normal), hb = distance - dot(b, normal);
            if (ha >= 0) {
                m_next.push_back(a);
                m_next_across.push_back(ha == 0 && hb < 0 ? other : m_across[i]);
            }
            if ((ha > 0 && hb < 0) || (ha < 0 && hb > 0)) {
                const double t = ha / (ha - hb);
                m_next.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
                m_next_across.push_back(ha > 0 ? other : m_across[i]);
            }
        }
        m_corners.swap(m_next);
        m_across.swap(m_next_across);
        if (m_corners.size() < 3)
            m_corners.clear();
        measure();
    }

private:
    void measure() {
        double square = 0;
        for (const MapPoint& p : m_corners)
            square = std::max(square, dot(p, p));
        m_farthest = std::sqrt(square);
    }

    std::vector<MapPoint> m_corners, m_next;
    std::vector<std::int32_t> m_across, m_next_across;
    double m_farthest = 0;
};

std::vector<base::Metres> same_for_all(std::size_t count, base::Metres reach) {
    return std::vector<base::Metres>(count, reach);
}

} // namespace

base::SquareMetres area_in_disc(const Polygon& polygon, MapPoint centre, base::Metres radius) {
    const auto open = [](const Ring& ring) {
        return std::span<const MapPoint>(ring.data(), ring.empty() ? 0 : ring.size() - 1);
    };
    double sum = ring_in_disc(open(polygon.outer), centre, radius.value);
    for (const Ring& hole : polygon.holes)
        sum -= ring_in_disc(open(hole), centre, radius.value);
    return {sum};
}

DiscCover::DiscCover(std::span<const double> x, std::span<const double> y, base::Metres reach, base::Feedback& feedback)
    : DiscCover(x, y, same_for_all(x.size(), reach), feedback) {}

DiscCover::DiscCover(std::span<const double> x, std::span<const double> y, std::span<const base::Metres> reach,
                     base::Feedback& feedback)
    : m_index({}, {}) {
    base::ensure(x.size() == y.size() && x.size() == reach.size(), "a point and a reach a person");
    std::vector<double> disc_x, disc_y;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]) && reach[i].value > 0) {
            m_discs.push_back({{x[i], y[i]}, reach[i].value});
            m_largest = std::max(m_largest, reach[i].value);
            disc_x.push_back(x[i]);
            disc_y.push_back(y[i]);
        }
    m_index = PointIndex(disc_x, disc_y);
    share_out(feedback);
}

void DiscCover::share_out(base::Feedback& feedback) {
    std::vector<std::vector<MapPoint>> shares(m_discs.size());
    std::vector<std::vector<std::int32_t>> across(m_discs.size());
    base::parallel_blocks(m_discs.size(), 1024, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            const auto [centre, radius] = m_discs[i];
            Share share(radius);
            std::size_t seen = 0;
            for (int k = 16;; k *= 2) {
                const std::vector<Neighbour> near = m_index.nearest(centre, k);
                bool enough = false;
                for (; seen < near.size() && !share.empty() && !enough; ++seen) {
                    const double d = near[seen].distance;
                    // Nobody farther away can cut the disc, or what is left of its square.
                    enough = d >= radius + m_largest ||
                             (d > 0 && (d * d + radius * radius - m_largest * m_largest) / (2 * d) >= share.farthest());
                    const auto j = static_cast<std::size_t>(near[seen].row);
                    const Disc& other = m_discs[j];
                    if (j == i || d >= radius + other.radius)
                        continue;
                    if (d > 0)
                        share.clip({other.centre.x - centre.x, other.centre.y - centre.y},
                                   (d * d + radius * radius - other.radius * other.radius) / (2 * d), near[seen].row);
                    else if (other.radius > radius || (other.radius == radius && j < i))
                        share.clip({1, 0}, -2 * radius,
                                   -1); // the same place: the larger reach, else the lower row, has all
                }
                if (enough || share.empty() || near.size() < static_cast<std::size_t>(k))
                    break;
            }
            for (const MapPoint& p : share.corners())
                shares[i].push_back({centre.x + p.x, centre.y + p.y});
            if (!share.empty())
                across[i] = share.across();
        }
    });
    m_cell_of.assign(m_discs.size(), -1);
    for (std::size_t i = 0; i < m_discs.size(); ++i)
        if (!shares[i].empty()) {
            m_cell_of[i] = static_cast<std::int32_t>(m_cells.size());
            m_disc_of.push_back(static_cast<std::uint32_t>(i));
            m_cells.add(shares[i]);
            m_across.insert(m_across.end(), across[i].begin(), across[i].end());
        }
}

base::SquareMetres DiscCover::covered(const MultiPolygon& area, base::Feedback& feedback) const {
    if (area.empty() || m_discs.empty())
        return {0};
    const Box box = bounds(area);
    std::vector<std::uint32_t> among;
    for (const std::int32_t disc :
         m_index.within(box.centre(), {std::hypot(box.width(), box.height()) / 2 + 2 * m_largest}))
        if (m_cell_of[disc] >= 0)
            among.push_back(static_cast<std::uint32_t>(m_cell_of[disc]));
    const std::vector<CutCell> pieces = cut(m_cells, among, area, feedback);
    std::vector<double> parts(pieces.size());
    base::parallel_blocks(pieces.size(), 4096, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            const Disc& disc = m_discs[m_disc_of[pieces[i].cell]];
            if (pieces[i].whole)
                parts[i] = ring_in_disc(m_cells.corners(pieces[i].cell), disc.centre, disc.radius);
            else
                for (const Polygon& part : pieces[i].area.parts)
                    parts[i] += area_in_disc(part, disc.centre, {disc.radius}).value;
        }
    });
    return {std::accumulate(parts.begin(), parts.end(), 0.0)};
}

base::SquareMetres DiscCover::uncovered(const MultiPolygon& area_of, base::Feedback& feedback) const {
    // Rounding must not leave less than nothing.
    return {std::max(0.0, (area(area_of) - covered(area_of, feedback)).value)};
}

std::vector<base::SquareMetres> DiscCover::uncovered(const std::vector<const MultiPolygon*>& areas,
                                                     base::Feedback& feedback) const {
    std::vector<base::SquareMetres> result(areas.size());
    base::parallel_blocks(areas.size(), 1,
                          [&](std::size_t begin, std::size_t) { result[begin] = uncovered(*areas[begin], feedback); });
    return result;
}

} // namespace wangge::geo
