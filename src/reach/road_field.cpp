// Times at the points of a lattice: along the roads to every place on them, and from there across country on foot.
#include "base/error.h"
#include "reach/road_reach.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

// Where walkers leave the road, or turn the end of a barrier: they go straight on from here.
struct Root {
    geo::MapPoint place;
    Time time = never;
    std::int32_t source = -1;
    float walked = 0; // metres from the road
};

struct Item {
    Time time = 0;
    std::uint32_t point = 0;
};

double length(const Segment& piece) {
    return std::sqrt((piece.b.x - piece.a.x) * (piece.b.x - piece.a.x) +
                     (piece.b.y - piece.a.y) * (piece.b.y - piece.a.y));
}

// Spreads over the lattice from roots (Dijkstra over the eight neighbours, where each point measures its straight
// distance to the root that it was reached from and not the sum of the steps; after Danielsson 1980).
class Spread {
public:
    Spread(const Field& lattice, const RoadAccess& access)
        : m_lattice(lattice), m_access(access), m_arrival(lattice.size()), m_root(lattice.size(), 0) {
        m_roots.push_back({}); // number 0 stands for none
        count_barriers();
    }

    // Calls use(place of the corner, its number) for the corners of the lattice square around a place.
    template <class Use> void corners(geo::MapPoint place, Use&& use) const {
        const double column = (place.x - m_lattice.origin.x) / m_lattice.side,
                     row = (place.y - m_lattice.origin.y) / m_lattice.side;
        if (!(column >= 0 && row >= 0 && column < m_lattice.columns - 1 && row < m_lattice.rows - 1))
            return;
        const int c = static_cast<int>(column), r = static_cast<int>(row);
        for (const int dr : {0, 1})
            for (const int dc : {0, 1})
                use(m_lattice.point(c + dc, r + dr), m_lattice.index(c + dc, r + dr));
    }

    // From here one goes on foot to that lattice point, and further.
    void seed(geo::MapPoint from, Arrival arrival, geo::MapPoint corner, std::size_t point) {
        if (arrival.time == never || arrival.source < 0 || !sees(from, corner))
            return;
        m_roots.push_back({from, arrival.time, arrival.source});
        if (!offer(corner, point, m_roots.size() - 1, 0))
            m_roots.pop_back();
    }

    void run(base::Feedback& feedback) {
        std::size_t work = 0;
        while (!m_heap.empty())
            for (const Item item : m_heap.take_least()) {
                if (++work % 8192 == 0)
                    feedback.check();
                if (item.time == m_arrival[item.point].time)
                    go_on(item.point);
            }
    }

    void write(Field& lattice) const {
        lattice.effort.resize(lattice.size());
        lattice.source.resize(lattice.size());
        for (std::size_t i = 0; i < lattice.size(); ++i) {
            lattice.effort[i] = static_cast<float>(effort_of(m_arrival[i].time).value);
            lattice.source[i] = m_arrival[i].source;
        }
    }

private:
    void go_on(std::uint32_t point) {
        const int c = static_cast<int>(point % static_cast<std::uint32_t>(m_lattice.columns)),
                  r = static_cast<int>(point / static_cast<std::uint32_t>(m_lattice.columns));
        const geo::MapPoint here = m_lattice.point(c, r);
        const std::size_t root = m_root[point];
        const Time now = m_arrival[point].time;
        std::size_t bend = 0; // a root at this point, made when one is needed
        for (int dr = -1; dr <= 1; ++dr)
            for (int dc = -1; dc <= 1; ++dc) {
                const int nc = c + dc, nr = r + dr;
                if ((dc == 0 && dr == 0) || nc < 0 || nr < 0 || nc >= m_lattice.columns || nr >= m_lattice.rows)
                    continue;
                const geo::MapPoint there = m_lattice.point(nc, nr);
                if (sees(m_roots[root].place, there)) {
                    offer(there, m_lattice.index(nc, nr), root, now);
                } else if (sees(here, there)) {
                    if (bend == 0) {
                        const Root& from = m_roots[root];
                        const double walked = from.walked + std::hypot(here.x - from.place.x, here.y - from.place.y);
                        bend = m_roots.size();
                        m_roots.push_back({here, now, m_arrival[point].source, static_cast<float>(walked)});
                    }
                    offer(there, m_lattice.index(nc, nr), bend, now);
                }
            }
    }

    bool offer(geo::MapPoint there, std::size_t point, std::size_t root, Time now) {
        const Root& from = m_roots[root];
        const double metres = std::sqrt((there.x - from.place.x) * (there.x - from.place.x) +
                                        (there.y - from.place.y) * (there.y - from.place.y));
        if (from.walked + metres > m_access.limit().value)
            return false;
        const Arrival arrival{std::max(now, later(from.time, m_access.walk(metres))), from.source};
        if (arrival.time == never || !before(arrival, m_arrival[point]))
            return false;
        m_arrival[point] = arrival;
        m_root[point] = static_cast<std::uint32_t>(root);
        m_heap.push({arrival.time, static_cast<std::uint32_t>(point)});
        return true;
    }

    // True when no barrier lies between. Most pairs are far from any, which the counts say at once.
    bool sees(geo::MapPoint a, geo::MapPoint b) const {
        if (m_count.empty())
            return true;
        const auto clamped = [](double value, int most) {
            return static_cast<int>(std::clamp(std::floor(value), 0.0, static_cast<double>(most)));
        };
        const double side = m_lattice.side;
        const int left = clamped((std::min(a.x, b.x) - m_lattice.origin.x) / side, m_lattice.columns - 1),
                  right = clamped((std::max(a.x, b.x) - m_lattice.origin.x) / side, m_lattice.columns - 1),
                  bottom = clamped((std::min(a.y, b.y) - m_lattice.origin.y) / side, m_lattice.rows - 1),
                  top = clamped((std::max(a.y, b.y) - m_lattice.origin.y) / side, m_lattice.rows - 1);
        const std::uint32_t near =
            count(right + 1, top + 1) - count(left, top + 1) - count(right + 1, bottom) + count(left, bottom);
        return near == 0 || !m_access.barriers().crossed(a, b);
    }
    std::uint32_t count(int column, int row) const {
        return m_count[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_lattice.columns + 1) +
                       static_cast<std::size_t>(column)];
    }
    // For every corner of the lattice squares: in how many squares to the south-west of it a barrier may lie.
    void count_barriers() {
        const SegmentIndex& lines = m_access.barriers().lines();
        if (lines.size() == 0 || m_lattice.size() == 0)
            return;
        const std::size_t width = static_cast<std::size_t>(m_lattice.columns) + 1;
        m_count.assign(width * (static_cast<std::size_t>(m_lattice.rows) + 1), 0);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Segment& s = lines[i];
            // In pieces shorter than a square, each of which may lie in the squares around its middle.
            const double length = std::hypot(s.b.x - s.a.x, s.b.y - s.a.y);
            const int pieces = 1 + static_cast<int>(length / m_lattice.side);
            for (int k = 0; k < pieces; ++k) {
                const geo::MapPoint a = along(s, static_cast<double>(k) / pieces),
                                    b = along(s, static_cast<double>(k + 1) / pieces);
                mark(std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y));
            }
        }
        for (std::size_t r = 1; r <= static_cast<std::size_t>(m_lattice.rows); ++r)
            for (std::size_t c = 1; c < width; ++c)
                m_count[r * width + c] +=
                    m_count[(r - 1) * width + c] + m_count[r * width + c - 1] - m_count[(r - 1) * width + c - 1];
    }
    void mark(double min_x, double min_y, double max_x, double max_y) {
        const auto square = [&](double value, double origin) { return std::floor((value - origin) / m_lattice.side); };
        const double left = std::max(0.0, square(min_x, m_lattice.origin.x)),
                     right = std::min(m_lattice.columns - 1.0, square(max_x, m_lattice.origin.x)),
                     bottom = std::max(0.0, square(min_y, m_lattice.origin.y)),
                     top = std::min(m_lattice.rows - 1.0, square(max_y, m_lattice.origin.y));
        for (double r = bottom; r <= top; ++r)
            for (double c = left; c <= right; ++c)
                m_count[static_cast<std::size_t>(r + 1) * static_cast<std::size_t>(m_lattice.columns + 1) +
                        static_cast<std::size_t>(c + 1)] = 1;
    }

    const Field& m_lattice;
    const RoadAccess& m_access;
    std::vector<Arrival> m_arrival;
    std::vector<std::uint32_t> m_root;
    std::vector<Root> m_roots;
    std::vector<std::uint32_t> m_count; // see count_barriers(); empty without barriers
    RadixHeap<Item> m_heap;
};

} // namespace

Arrival RoadReach::on_road(std::size_t edge, double share, const std::vector<Arrival>& first, const OnEdge& on_edge,
                           const Accesses& sources, std::span<const Time> wait) const {
    const RoadEdge& e = m_graph.edges[edge];
    Arrival best;
    const auto offer = [&](Time time, Time more, double part, std::int32_t source) {
        if (time == never || more == never)
            return;
        if (const Arrival arrival{later(time, static_cast<Time>(std::llround(more * part))), source};
            before(arrival, best))
            best = arrival;
    };
    offer(first[e.from].time, e.forward, share, first[e.from].source);
    offer(first[e.to].time, e.backward, 1 - share, first[e.to].source);
    const Access here{static_cast<std::uint32_t>(edge), share, 0};
    on_edge.on(static_cast<std::uint32_t>(edge), [&](std::uint32_t source) {
        const Time time = later(m_access.along_edge(sources.of(source), {&here, 1}), wait[source]);
        if (const Arrival arrival{time, static_cast<std::int32_t>(source)}; time != never && before(arrival, best))
            best = arrival;
    });
    return best;
}

void RoadReach::fill(Field& lattice, Points sources, std::span<const Effort> delays, base::Feedback& feedback) const {
    lattice.pace = effort_of(m_access.walk(1000)).value / 1000;
    std::vector<Time> wait(sources.size(), 0);
    for (std::size_t s = 0; s < delays.size(); ++s)
        wait[s] = time_within(delays[s]);
    const Accesses accesses = m_access.find(sources, feedback);
    const auto known = first_at_nodes(accesses, wait, feedback);
    const std::vector<Arrival>& first = *known;
    Spread spread(lattice, m_access);
    for (std::size_t s = 0; s < sources.size(); ++s)
        if (std::isfinite(sources.x[s]) && std::isfinite(sources.y[s]))
            spread.corners({sources.x[s], sources.y[s]}, [&](geo::MapPoint corner, std::size_t point) {
                spread.seed({sources.x[s], sources.y[s]}, {wait[s], static_cast<std::int32_t>(s)}, corner, point);
            });
    const OnEdge on_edge(accesses);
    // Walkers leave the road anywhere: for each lattice point beside it at the place nearest to that point.
    for (std::size_t e = 0; e < m_graph.edge_count(); ++e) {
        if (!m_graph.edges[e].open)
            continue;
        if (e % 1024 == 0)
            feedback.check();
        const auto line = m_graph.line(e);
        double whole = 0, passed = 0;
        for (std::size_t i = 1; i < line.size(); ++i)
            whole += length({line[i - 1], line[i]});
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Segment piece{line[i - 1], line[i]};
            const double metres = length(piece);
            const int steps = 1 + static_cast<int>(metres / lattice.side);
            for (int k = 0; k <= steps; ++k)
                spread.corners(
                    along(piece, static_cast<double>(k) / steps), [&](geo::MapPoint corner, std::size_t point) {
                        const double share = nearest_share(piece, corner);
                        spread.seed(along(piece, share),
                                    on_road(e, (passed + metres * share) / whole, first, on_edge, accesses, wait),
                                    corner, point);
                    });
            passed += metres;
        }
    }
    spread.run(feedback);
    spread.write(lattice);
}

} // namespace wangge::reach
