#include "reach/road_graph.h"

#include "geo/spatial_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::reach {
namespace {

using model::RoadClass;

std::size_t number(RoadClass road_class) {
    return static_cast<std::size_t>(road_class);
}

RoadLines usable_lines(const std::vector<model::Road>& roads, const RoadRules& rules) {
    RoadLines lines;
    for (std::size_t i = 0; i < roads.size(); ++i) {
        const model::Road& road = roads[i];
        if (!(rules.speed[number(road.road_class)].value > 0))
            continue;
        const std::size_t begin = lines.points.size();
        for (const geo::MapPoint p : road.line)
            if (std::isfinite(p.x) && std::isfinite(p.y) && (lines.points.size() == begin || lines.points.back() != p))
                lines.points.push_back(p);
        if (lines.points.size() < begin + 2) {
            lines.points.resize(begin);
            continue;
        }
        lines.first.push_back(begin);
        lines.road.push_back(static_cast<std::uint32_t>(i));
        lines.apart.push_back(road.bridge || road.tunnel);
    }
    lines.first.push_back(lines.points.size());
    return lines;
}

Time milliseconds(double metres, KilometresPerHour speed) {
    const double time = std::round(metres * 3600 / speed.value);
    return static_cast<Time>(std::clamp(time, 1.0, 4e9));
}

// Edges between the places where a line must be cut, with the places as nodes.
void cut_lines(const RoadLines& lines, const Places& places, const std::vector<model::Road>& roads,
               const RoadRules& rules, RoadGraph& graph) {
    graph.edges.reserve(lines.size() + lines.size() / 4);
    graph.points.reserve(lines.points.size() + lines.points.size() / 4);
    for (std::size_t line = 0; line < lines.size(); ++line) {
        const model::Road& road = roads[lines.road[line]];
        const KilometresPerHour speed = rules.speed[number(road.road_class)];
        const bool back = !road.one_way || rules.both_ways[number(road.road_class)];
        const bool open = !road.bridge && !road.tunnel && road.road_class != RoadClass::ferry &&
                          road.road_class != RoadClass::expressway;
        std::size_t begin = lines.first[line];
        double length = 0;
        for (std::size_t i = begin + 1; i < lines.first[line + 1]; ++i) {
            const geo::MapPoint a = lines.points[i - 1], b = lines.points[i];
            length += std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
            const std::uint32_t place = places.of_point[i];
            if (i + 1 < lines.first[line + 1] && places.uses[place] == 1 && places.ends[place] == 0)
                continue;
            RoadEdge edge{.from = places.of_point[begin], .to = place};
            edge.first_point = static_cast<std::uint32_t>(graph.points.size());
            edge.road = lines.road[line];
            edge.open = open;
            edge.forward = milliseconds(length, speed);
            edge.backward = back ? edge.forward : never;
            if (length > 0 && (edge.from != edge.to || i > begin + 1)) {
                graph.edges.push_back(edge);
                graph.points.insert(graph.points.end(), lines.points.begin() + static_cast<std::ptrdiff_t>(begin),
                                    lines.points.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
            begin = i;
            length = 0;
        }
    }
}

// Nodes get numbers in spatial order, edges follow their first node.
void order(RoadGraph& graph, std::size_t places) {
    std::vector<std::uint32_t> node(places, UINT32_MAX);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const std::size_t end = e + 1 < graph.edges.size() ? graph.edges[e + 1].first_point : graph.points.size();
        const auto number_of = [&](std::uint32_t& place, geo::MapPoint at) {
            if (node[place] == UINT32_MAX) {
                node[place] = static_cast<std::uint32_t>(graph.x.size());
                graph.x.push_back(at.x);
                graph.y.push_back(at.y);
            }
            place = node[place];
        };
        number_of(graph.edges[e].from, graph.points[graph.edges[e].first_point]);
        number_of(graph.edges[e].to, graph.points[end - 1]);
    }
    const std::vector<std::uint32_t> sorted = geo::spatial_order(graph.x, graph.y);
    std::vector<std::uint32_t> rank(sorted.size());
    std::vector<double> x(sorted.size()), y(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        rank[sorted[i]] = static_cast<std::uint32_t>(i);
        x[i] = graph.x[sorted[i]];
        y[i] = graph.y[sorted[i]];
    }
    graph.x = std::move(x);
    graph.y = std::move(y);
    std::vector<std::uint32_t> begin(sorted.size() + 1, 0);
    for (RoadEdge& edge : graph.edges) {
        edge.from = rank[edge.from];
        edge.to = rank[edge.to];
        ++begin[edge.from + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::uint32_t> old(graph.edges.size());
    for (std::size_t e = 0; e < graph.edges.size(); ++e)
        old[begin[graph.edges[e].from]++] = static_cast<std::uint32_t>(e);
    std::vector<RoadEdge> edges;
    std::vector<geo::MapPoint> points;
    edges.reserve(old.size() + 1);
    points.reserve(graph.points.size());
    for (const std::uint32_t e : old) {
        const std::size_t end = e + 1 < graph.edges.size() ? graph.edges[e + 1].first_point : graph.points.size();
        edges.push_back(graph.edges[e]);
        edges.back().first_point = static_cast<std::uint32_t>(points.size());
        points.insert(points.end(), graph.points.begin() + graph.edges[e].first_point,
                      graph.points.begin() + static_cast<std::ptrdiff_t>(end));
    }
    edges.push_back({.first_point = static_cast<std::uint32_t>(points.size())});
    graph.edges = std::move(edges);
    graph.points = std::move(points);
}

// Whoever boards at a node where a road on land ends waits for the ferry.
void add_ferry_wait(RoadGraph& graph, const std::vector<model::Road>& roads, base::Minutes wait) {
    const auto is_ferry = [&](const RoadEdge& edge) { return roads[edge.road].road_class == RoadClass::ferry; };
    std::vector<std::uint8_t> land;
    const auto more = [&](Time& time) {
        if (time != never)
            time = static_cast<Time>(std::min(4e9, time + std::round(wait.value * 60000)));
    };
    for (std::size_t e = 0; e < graph.edge_count(); ++e) {
        if (!is_ferry(graph.edges[e]))
            continue;
        if (land.empty()) {
            land.assign(graph.nodes(), 0);
            for (std::size_t other = 0; other < graph.edge_count(); ++other)
                if (!is_ferry(graph.edges[other]))
                    land[graph.edges[other].from] = land[graph.edges[other].to] = 1;
        }
        if (land[graph.edges[e].from])
            more(graph.edges[e].forward);
        if (land[graph.edges[e].to])
            more(graph.edges[e].backward);
    }
}

void link_arcs(RoadGraph& graph) {
    graph.first.assign(graph.nodes() + 1, 0);
    const auto each = [&](auto&& use) {
        for (std::size_t e = 0; e < graph.edge_count(); ++e) {
            const RoadEdge& edge = graph.edges[e];
            if (edge.from == edge.to)
                continue; // a loop leads nowhere else; it only serves those who live on it
            if (edge.forward != never)
                use(edge.from, edge.to, edge.forward);
            if (edge.backward != never)
                use(edge.to, edge.from, edge.backward);
        }
    };
    each([&](std::uint32_t from, std::uint32_t, Time) { ++graph.first[from + 1]; });
    std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
    graph.arcs.resize(graph.first.back());
    std::vector<std::uint32_t> next(graph.first.begin(), graph.first.end() - 1);
    each([&](std::uint32_t from, std::uint32_t to, Time time) { graph.arcs[next[from]++] = {to, time}; });
}

void find_components(RoadGraph& graph) {
    std::vector<std::uint32_t> root(graph.nodes());
    std::iota(root.begin(), root.end(), 0u);
    const auto find = [&](std::uint32_t i) {
        while (root[i] != i)
            i = root[i] = root[root[i]];
        return i;
    };
    for (std::size_t e = 0; e < graph.edge_count(); ++e) {
        const std::uint32_t a = find(graph.edges[e].from), b = find(graph.edges[e].to);
        root[std::max(a, b)] = std::min(a, b);
    }
    std::vector<std::uint32_t> size(graph.nodes(), 0), roots;
    for (std::uint32_t i = 0; i < graph.nodes(); ++i)
        if (++size[find(i)] == 1)
            roots.push_back(find(i));
    std::sort(roots.begin(), roots.end(),
              [&](std::uint32_t a, std::uint32_t b) { return size[a] != size[b] ? size[a] > size[b] : a < b; });
    std::vector<std::uint32_t> rank(graph.nodes(), 0);
    for (std::size_t i = 0; i < roots.size(); ++i)
        rank[roots[i]] = static_cast<std::uint32_t>(i);
    graph.component.resize(graph.nodes());
    for (std::uint32_t i = 0; i < graph.nodes(); ++i)
        graph.component[i] = rank[find(i)];
    graph.components = static_cast<std::uint32_t>(roots.size());
}

} // namespace

RoadRules road_rules(const TravelOptions& options) {
    RoadRules rules;
    for (const std::string_view key : model::keys<RoadClass>()) {
        const std::size_t i = number(*model::from_key<RoadClass>(key));
        rules.speed[i] = options.speed("road_speed", key);
        rules.both_ways[i] = options.holds("both_ways", key);
    }
    rules.ferry_wait = options.minutes("ferry_wait");
    rules.node_tolerance = options.metres("node_tolerance");
    rules.join_crossings = options.holds("join_crossings");
    return rules;
}

RoadGraph build_road_graph(const std::vector<model::Road>& roads, const RoadRules& rules, base::Feedback& feedback) {
    RoadLines lines = usable_lines(roads, rules);
    feedback.check();
    Places places = find_places(lines, rules.join_crossings);
    feedback.check();
    if (join_lines(lines, places, rules, feedback))
        places = find_places(lines, rules.join_crossings);
    feedback.check();
    RoadGraph graph;
    graph.joined_ends = lines.joined_ends;
    graph.joined_crossings = lines.joined_crossings;
    cut_lines(lines, places, roads, rules, graph);
    feedback.check();
    order(graph, places.size());
    feedback.check();
    add_ferry_wait(graph, roads, rules.ferry_wait);
    link_arcs(graph);
    feedback.check();
    find_components(graph);
    return graph;
}

} // namespace wangge::reach
