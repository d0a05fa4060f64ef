#include "geo/point_index.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geo/spatial_order.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::geo {
namespace {

constexpr std::size_t leaf_points = 8;
constexpr std::size_t queries_a_block = 2048;
constexpr double infinity = std::numeric_limits<double>::infinity();

double squared(double dx, double dy) {
    return dx * dx + dy * dy;
}

// Squared distance from a place to a box. Each step rounds monotonically, so this is never more than the squared
// distance, rounded as it is, to any point of the box: pruning by it loses no neighbour.
double squared_distance(const Box& box, MapPoint place) {
    const double dx = std::max({box.min_x - place.x, place.x - box.max_x, 0.0});
    const double dy = std::max({box.min_y - place.y, place.y - box.max_y, 0.0});
    return squared(dx, dy);
}

} // namespace

// The nearest so far.
struct PointIndex::Best {
    double squared = infinity;
    std::int32_t row = std::numeric_limits<std::int32_t>::max();

    bool hopeless(double distance, std::int32_t lowest_row) const {
        return distance > squared || (distance == squared && lowest_row > row);
    }
    void offer(double distance, std::int32_t candidate) {
        if (distance < squared || (distance == squared && candidate < row)) {
            squared = distance;
            row = candidate;
        }
    }
};

// The k nearest so far, nearest first.
struct PointIndex::BestOfMany {
    std::span<Best> best;

    bool hopeless(double distance, std::int32_t lowest_row) const { return best.back().hopeless(distance, lowest_row); }
    void offer(double distance, std::int32_t candidate) {
        if (best.back().hopeless(distance, candidate))
            return;
        std::size_t i = best.size() - 1;
        for (; i > 0 && !best[i - 1].hopeless(distance, candidate); --i)
            best[i] = best[i - 1];
        best[i] = {distance, candidate};
    }
};

PointIndex::PointIndex(std::span<const double> x, std::span<const double> y) {
    base::ensure(x.size() == y.size(), "as many x as y");
    m_points.reserve(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            m_points.push_back({{x[i], y[i]}, static_cast<std::int32_t>(i)});
    while ((size() >> m_levels) > leaf_points)
        ++m_levels;
    m_nodes.resize(std::size_t{2} << m_levels);
    // The top of the tree by one thread, the trees below it by all.
    constexpr int top = 3;
    const int parallel_level = std::min(top, m_levels);
    for (int level = 0; level < parallel_level; ++level)
        for (std::size_t node = std::size_t{1} << level; node < std::size_t{2} << level; ++node)
            build(node, level);
    base::parallel_blocks(std::size_t{1} << parallel_level, 1, [&](std::size_t begin, std::size_t) {
        for (int level = parallel_level; level <= m_levels; ++level) {
            const std::size_t below = level - parallel_level;
            const std::size_t first = ((std::size_t{1} << parallel_level) + begin) << below;
            for (std::size_t node = first; node < first + (std::size_t{1} << below); ++node)
                build(node, level);
        }
    });
}

PointIndex::Range PointIndex::range(std::size_t node, int level) const {
    const std::size_t place = node - (std::size_t{1} << level);
    return {(place * size()) >> level, ((place + 1) * size()) >> level};
}

// Bounds the node's points and parts them for its children at the median of the longer side.
void PointIndex::build(std::size_t node, int level) {
    const auto [begin, end] = range(node, level);
    Node& built = m_nodes[node];
    built.lowest_row = std::numeric_limits<std::int32_t>::max();
    for (std::size_t i = begin; i < end; ++i) {
        built.box.add(m_points[i].place);
        built.lowest_row = std::min(built.lowest_row, m_points[i].row);
    }
    const auto at = [&](std::size_t i) { return m_points.begin() + static_cast<std::ptrdiff_t>(i); };
    if (level == m_levels) {
        std::sort(at(begin), at(end), [](const Point& a, const Point& b) { return a.row < b.row; });
        return;
    }
    const std::size_t middle = range(2 * node, level + 1).end;
    if (middle == begin || middle == end)
        return;
    if (built.box.width() >= built.box.height())
        std::nth_element(at(begin), at(middle), at(end), [](const Point& a, const Point& b) {
            return a.place.x < b.place.x || (a.place.x == b.place.x && a.row < b.row);
        });
    else
        std::nth_element(at(begin), at(middle), at(end), [](const Point& a, const Point& b) {
            return a.place.y < b.place.y || (a.place.y == b.place.y && a.row < b.row);
        });
}

template <class Keep> void PointIndex::search(MapPoint place, Keep& keep) const {
    struct Waiting {
        std::size_t node;
        int level;
        double distance;
    };
    std::array<Waiting, 64> waiting;
    std::size_t waits = 0;
    Waiting now{1, 0, 0};
    for (;;) {
        while (now.level < m_levels) {
            Waiting near{2 * now.node, now.level + 1, squared_distance(m_nodes[2 * now.node].box, place)};
            Waiting far{2 * now.node + 1, now.level + 1, squared_distance(m_nodes[2 * now.node + 1].box, place)};
            if (far.distance < near.distance)
                std::swap(near, far);
            if (!keep.hopeless(far.distance, m_nodes[far.node].lowest_row))
                waiting[waits++] = far;
            now = near;
        }
        const auto [begin, end] = range(now.node, now.level);
        for (std::size_t i = begin; i < end; ++i)
            keep.offer(squared(m_points[i].place.x - place.x, m_points[i].place.y - place.y), m_points[i].row);
        do {
            if (waits == 0)
                return;
            now = waiting[--waits];
        } while (keep.hopeless(now.distance, m_nodes[now.node].lowest_row));
    }
}

Neighbour PointIndex::nearest(MapPoint place) const {
    Best best;
    if (size() > 0 && !std::isnan(place.x) && !std::isnan(place.y))
        search(place, best);
    return best.squared == infinity ? Neighbour{-1, infinity} : Neighbour{best.row, std::sqrt(best.squared)};
}

std::vector<Neighbour> PointIndex::nearest(MapPoint place, int k) const {
    std::vector<Best> best(std::min<std::size_t>(std::max(k, 0), size()));
    if (best.empty() || std::isnan(place.x) || std::isnan(place.y))
        return {};
    BestOfMany many{best};
    search(place, many);
    std::vector<Neighbour> result;
    for (const Best& one : best)
        result.push_back({one.row, std::sqrt(one.squared)});
    return result;
}

std::vector<std::int32_t> PointIndex::within(MapPoint place, base::Metres reach) const {
    struct Gather {
        double limit, reach;
        std::vector<std::int32_t> rows;
        bool hopeless(double distance, std::int32_t) const { return distance > limit; }
        void offer(double distance, std::int32_t row) {
            if (std::sqrt(distance) <= reach)
                rows.push_back(row);
        }
    };
    if (size() == 0 || !(reach.value >= 0) || std::isnan(place.x) || std::isnan(place.y))
        return {};
    // The root of a square may round down onto the reach, hence the margin.
    Gather gather{reach.value * reach.value * (1 + 1e-15), reach.value, {}};
    search(place, gather);
    std::sort(gather.rows.begin(), gather.rows.end());
    return std::move(gather.rows);
}

std::vector<Neighbour> PointIndex::nearest_of(std::span<const double> x, std::span<const double> y,
                                              base::Feedback& feedback) const {
    base::ensure(x.size() == y.size(), "as many x as y");
    std::vector<Neighbour> result(x.size(), Neighbour{-1, infinity});
    if (size() == 0)
        return result;
    const std::vector<std::uint32_t> order = spatial_order(x, y);
    base::parallel_blocks(x.size(), queries_a_block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t place = order[i];
            result[place] = nearest({x[place], y[place]});
        }
    });
    return result;
}

std::vector<Neighbour> PointIndex::nearest_of(std::span<const double> x, std::span<const double> y, int k,
                                              base::Feedback& feedback) const {
    base::ensure(x.size() == y.size(), "as many x as y");
    const std::size_t wanted = std::max(k, 0), found = std::min(wanted, size());
    std::vector<Neighbour> result(x.size() * wanted, Neighbour{-1, infinity});
    if (found == 0)
        return result;
    const std::vector<std::uint32_t> order = spatial_order(x, y);
    base::parallel_blocks(x.size(), queries_a_block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        std::vector<Best> best(found);
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t place = order[i];
            if (std::isnan(x[place]) || std::isnan(y[place]))
                continue;
            std::fill(best.begin(), best.end(), Best{});
            BestOfMany many{best};
            search({x[place], y[place]}, many);
            for (std::size_t n = 0; n < found; ++n)
                result[place * wanted + n] = {best[n].row, std::sqrt(best[n].squared)};
        }
    });
    return result;
}

} // namespace wangge::geo
