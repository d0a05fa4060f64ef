#include "style/graph_colouring.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace wangge::style {

namespace {

using Graph = std::vector<std::vector<int>>;

Graph graph_of(std::size_t count, std::span<const std::pair<std::int32_t, std::int32_t>> borders) {
    Graph graph(count);
    for (const auto& [a, b] : borders) {
        if (a == b)
            continue;
        graph[a].push_back(b);
        graph[b].push_back(a);
    }
    for (auto& list : graph) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return graph;
}

// Repeatedly takes away the area with the fewest neighbours left; coloured in the reverse order, each area meets few
// coloured neighbours.
std::vector<int> smallest_last(const Graph& graph) {
    std::vector<int> degree(graph.size()), order;
    std::set<std::pair<int, int>> left; // degree, area
    for (int i = 0; i < static_cast<int>(graph.size()); ++i) {
        degree[i] = static_cast<int>(graph[i].size());
        left.emplace(degree[i], i);
    }
    while (!left.empty()) {
        const int area = left.begin()->second;
        left.erase(left.begin());
        order.push_back(area);
        for (int n : graph[area])
            if (left.erase({degree[n], n}))
                left.emplace(--degree[n], n);
    }
    std::reverse(order.begin(), order.end());
    return order;
}

// The difference of two hues for the reader who sees it least.
std::vector<std::vector<double>> differences(const Palette& palette) {
    const std::size_t n = palette.colours.size();
    std::vector<std::vector<double>> result(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < n; ++k) {
            if (i == k)
                continue;
            double least = std::numeric_limits<double>::infinity();
            for (Vision v : {Vision::normal, Vision::deuteranope, Vision::protanope})
                least = std::min(least, difference(as_seen(palette.colours[i], v), as_seen(palette.colours[k], v)));
            result[i][k] = least;
        }
    return result;
}

// A hue beside a neighbour's hue: dear when alike, forbidden when equal.
class Cost {
public:
    Cost(const Graph& graph, const Palette& palette) : m_graph(graph) {
        m_pair = differences(palette);
        for (auto& row : m_pair)
            for (double& d : row)
                d = d == 0 ? 1e6 : std::pow(10 / d, 6);
    }
    // Of giving `hue` to `area`, leaving `except` out (it is being exchanged).
    double of(int area, int hue, const std::vector<int>& hues, int except = -1) const {
        double sum = 0;
        for (int n : m_graph[area])
            if (n != except && hues[n] >= 0)
                sum += m_pair[hue][hues[n]];
        return sum;
    }
    bool touching(int a, int b) const { return std::binary_search(m_graph[a].begin(), m_graph[a].end(), b); }
    double pair(int hue_a, int hue_b) const { return m_pair[hue_a][hue_b]; }

private:
    const Graph& m_graph;
    std::vector<std::vector<double>> m_pair;
};

void exchange_while_better(std::vector<int>& hues, const Graph& graph, const Cost& cost) {
    const int n = static_cast<int>(graph.size());
    // Exchanging keeps the number of areas of each hue. 30 rounds are plenty; a round without a gain ends it.
    for (int round = 0; round < 30; ++round) {
        bool better = false;
        for (int a = 0; a < n; ++a)
            for (int b = 0; b < a; ++b) {
                if (hues[a] == hues[b])
                    continue;
                const double between = cost.touching(a, b) ? cost.pair(hues[a], hues[b]) : 0;
                const double before = cost.of(a, hues[a], hues, b) + cost.of(b, hues[b], hues, a) + between;
                const double after = cost.of(a, hues[b], hues, b) + cost.of(b, hues[a], hues, a) + between;
                if (after < before - 1e-9) {
                    std::swap(hues[a], hues[b]);
                    better = true;
                }
            }
        if (!better)
            return;
    }
}

} // namespace

std::vector<AreaColour> colour_areas(std::size_t count, std::span<const std::pair<std::int32_t, std::int32_t>> borders,
                                     const Palette& palette) {
    base::ensure(!palette.colours.empty(), "a palette has colours");
    const Graph graph = graph_of(count, borders);
    const Cost cost(graph, palette);
    const int hue_count = static_cast<int>(palette.colours.size());

    std::vector<int> hues(count, -1), used(hue_count, 0);
    for (int area : smallest_last(graph)) {
        int best = -1;
        double best_cost = 0;
        for (int hue = 0; hue < hue_count; ++hue) {
            // One use more costs less than standing beside the same hue, more than any likeness.
            const double c = cost.of(area, hue, hues) + 1e4 * used[hue];
            if (best < 0 || c < best_cost) {
                best = hue;
                best_cost = c;
            }
        }
        hues[area] = best;
        ++used[best];
    }
    // Exchanges compare all pairs; beyond some hundred areas nobody tells them apart by colour anyway.
    if (count <= 400)
        exchange_while_better(hues, graph, cost);

    std::vector<AreaColour> result(count);
    std::vector<int> seen(hue_count, 0);
    for (std::size_t i = 0; i < count; ++i)
        result[i] = {hues[i], seen[hues[i]]++ % 2 == 1};
    return result;
}

} // namespace wangge::style
