#include "grid/measure.h"

#include "geo/half_plane.h"
#include "geo/overlay.h"

#include <cmath>
#include <unordered_map>

namespace wangge::grid {
namespace {

using geo::MapPoint;

struct Edge {
    MapPoint from, to;
    bool forward() const { return from < to; }
    const MapPoint& low() const { return forward() ? from : to; }
    const MapPoint& high() const { return forward() ? to : from; }
};

bool before(const Edge& a, const Edge& b) {
    return a.low() != b.low() ? a.low() < b.low() : a.high() < b.high();
}

// The edges that no edge in the other direction undoes.
std::vector<Edge> single_edges(const std::vector<const geo::MultiPolygon*>& cells, base::Feedback& feedback) {
    std::vector<Edge> edges;
    const auto add = [&](const geo::Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if (ring[i] != ring[i + 1])
                edges.push_back({ring[i], ring[i + 1]});
    };
    for (const geo::MultiPolygon* cell : cells)
        for (const geo::Polygon& part : cell->parts) {
            add(part.outer);
            for (const geo::Ring& hole : part.holes)
                add(hole);
        }
    feedback.check();
    std::sort(edges.begin(), edges.end(), before);
    feedback.check();
    std::vector<Edge> single;
    for (std::size_t begin = 0, end; begin < edges.size(); begin = end) {
        int sum = 0;
        for (end = begin; end < edges.size() && !before(edges[begin], edges[end]); ++end)
            sum += edges[end].forward() ? 1 : -1;
        Edge rest{edges[begin].low(), edges[begin].high()};
        if (sum < 0)
            std::swap(rest.from, rest.to);
        for (; sum != 0; sum += sum > 0 ? -1 : 1)
            single.push_back(rest);
    }
    return single;
}

// Edges joined end to end into closed rings; empty when they do not close.
std::vector<geo::Ring> rings_of(const std::vector<Edge>& edges) {
    std::vector<std::size_t> by_start(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i)
        by_start[i] = i;
    std::sort(by_start.begin(), by_start.end(),
              [&](std::size_t a, std::size_t b) { return edges[a].from < edges[b].from; });
    std::vector<std::uint8_t> used(edges.size(), 0);
    const auto leaving = [&](MapPoint p) {
        auto at = std::lower_bound(by_start.begin(), by_start.end(), p,
                                   [&](std::size_t e, MapPoint q) { return edges[e].from < q; });
        while (at != by_start.end() && edges[*at].from == p && used[*at])
            ++at;
        return at != by_start.end() && edges[*at].from == p ? static_cast<std::ptrdiff_t>(*at) : -1;
    };
    std::vector<geo::Ring> rings;
    for (std::size_t start = 0; start < edges.size(); ++start) {
        if (used[start])
            continue;
        geo::Ring ring{edges[start].from};
        auto now = static_cast<std::ptrdiff_t>(start);
        do {
            used[now] = 1;
            ring.push_back(edges[now].to);
            now = ring.back() == ring.front() ? -1 : leaving(ring.back());
        } while (now >= 0);
        if (ring.back() != ring.front())
            return {};
        rings.push_back(std::move(ring));
    }
    return rings;
}

double sum_of(const std::vector<const geo::MultiPolygon*>& cells) {
    double sum = 0;
    for (const geo::MultiPolygon* cell : cells)
        sum += geo::area(*cell).value;
    return sum;
}

} // namespace

geo::MultiPolygon united_cells(const std::vector<const geo::MultiPolygon*>& cells, base::Feedback& feedback) {
    const double sum = sum_of(cells);
    geo::MultiPolygon joined = geo::nested(rings_of(single_edges(cells, feedback)));
    if (std::abs(geo::area(joined).value - sum) <= 1e-9 * sum && geo::is_valid(joined))
        return joined;
    std::vector<geo::MultiPolygon> copies;
    copies.reserve(cells.size());
    for (const geo::MultiPolygon* cell : cells)
        copies.push_back(*cell);
    feedback.check();
    return geo::united(copies);
}

Tightness measure(const std::vector<const geo::MultiPolygon*>& cells, const geo::MultiPolygon& region,
                  base::Feedback& feedback) {
    const double sum = sum_of(cells);
    const geo::MultiPolygon all = united_cells(cells, feedback);
    feedback.check();
    return {{sum},
            geo::area(geo::difference(region, all)),
            {std::max(0.0, sum - geo::area(all).value)},
            geo::area(geo::difference(all, region))};
}

} // namespace wangge::grid
