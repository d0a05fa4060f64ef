#include "paper/common_outline.h"

#include <algorithm>
#include <tuple>

namespace wangge::paper {
namespace {

bool before(geo::MapPoint a, geo::MapPoint b) {
    return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}
bool same(geo::MapPoint a, geo::MapPoint b) {
    return a.x == b.x && a.y == b.y;
}

struct Edge {
    geo::MapPoint a, b; // a before b
};

bool before_edge(const Edge& e, const Edge& f) {
    return std::tie(e.a.x, e.a.y, e.b.x, e.b.y) < std::tie(f.a.x, f.a.y, f.b.x, f.b.y);
}

void add(std::vector<Edge>& edges, const geo::Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::MapPoint a = ring[i], b = ring[(i + 1) % ring.size()];
        if (!same(a, b))
            edges.push_back(before(a, b) ? Edge{a, b} : Edge{b, a});
    }
}

// An edge that comes an even number of times divides nothing.
void drop_pairs(std::vector<Edge>& edges) {
    std::sort(edges.begin(), edges.end(), before_edge);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size();) {
        std::size_t end = i + 1;
        while (end < edges.size() && same(edges[i].a, edges[end].a) && same(edges[i].b, edges[end].b))
            ++end;
        if ((end - i) % 2 == 1)
            edges[kept++] = edges[i];
        i = end;
    }
    edges.resize(kept);
}

} // namespace

std::vector<geo::Ring> common_outline(const std::vector<const render::AreaOutline*>& areas) {
    std::vector<Edge> edges;
    for (const render::AreaOutline* outline : areas)
        for (const geo::Polygon& part : outline->area.parts) {
            add(edges, part.outer);
            for (const geo::Ring& hole : part.holes)
                add(edges, hole);
        }
    drop_pairs(edges);

    // At every corner an even number of edges meet, so that a walk along unused ones ends where it began.
    struct End {
        geo::MapPoint at;
        std::size_t edge;
    };
    std::vector<End> ends;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        ends.push_back({edges[i].a, i});
        ends.push_back({edges[i].b, i});
    }
    std::sort(ends.begin(), ends.end(), [](const End& e, const End& f) {
        return std::tie(e.at.x, e.at.y, e.edge) < std::tie(f.at.x, f.at.y, f.edge);
    });
    std::vector<bool> used(edges.size(), false);
    const auto next_at = [&](geo::MapPoint at) {
        auto end = std::lower_bound(ends.begin(), ends.end(), at,
                                    [](const End& e, geo::MapPoint p) { return before(e.at, p); });
        for (; end != ends.end() && same(end->at, at); ++end)
            if (!used[end->edge])
                return end->edge;
        return edges.size();
    };
    std::vector<geo::Ring> rings;
    for (std::size_t first = 0; first < edges.size(); ++first) {
        if (used[first])
            continue;
        geo::Ring ring{edges[first].a};
        geo::MapPoint at = edges[first].b;
        used[first] = true;
        for (std::size_t edge = next_at(at); edge < edges.size(); edge = next_at(at)) {
            used[edge] = true;
            ring.push_back(at);
            at = same(edges[edge].a, at) ? edges[edge].b : edges[edge].a;
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

} // namespace wangge::paper
