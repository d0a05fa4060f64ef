// The document's roads as a graph: where they meet, how long each piece takes in each direction, what hangs together.
//
// Roads meet where they share a point: an end of one, or a point of both. Lines that only cross on the map do not meet,
// which is how bridges, tunnels and flyovers come apart in data with topology (OSM); for data without it the travel
// rule join_crossings makes a junction of every crossing, except where one of the two is a bridge or a tunnel. An open
// end that misses another road by no more than the rule node_tolerance is joined to it.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "reach/radix_heap.h"
#include "reach/travel_rules.h"

#include <array>

namespace wangge::reach {

// What the graph needs of the travel rules.
struct RoadRules {
    std::array<KilometresPerHour, 10> speed{}; // of each model::RoadClass; 0 = closed
    std::array<bool, 10> both_ways{};          // one-way signs do not bind
    base::Minutes ferry_wait;
    base::Metres node_tolerance;
    bool join_crossings = false;
};
// Throws Error(bad_input) "reach.no_rule".
RoadRules road_rules(const TravelOptions& options);

struct RoadEdge {
    std::uint32_t from = 0, to = 0;         // nodes
    Time forward = never, backward = never; // never = closed in that direction
    std::uint32_t first_point = 0;          // of its line; it ends where the next edge's begins
    std::uint32_t road = 0;                 // row of the roads
    bool open = true;                       // one can step on and off along it: no expressway, ferry, bridge or tunnel
};

struct Arc {
    std::uint32_t to = 0;
    Time time = 0;
};

// Nodes lie in spatial order, edges in order of their first node.
struct RoadGraph {
    std::vector<double> x, y;         // of the nodes
    std::vector<std::uint32_t> first; // of each node's arcs, and one more
    std::vector<Arc> arcs;
    std::vector<RoadEdge> edges;          // and one more that ends the last line
    std::vector<geo::MapPoint> points;    // lines of the edges
    std::vector<std::uint32_t> component; // of each node, whatever the direction; 0 has the most nodes
    std::uint32_t components = 0;
    std::size_t joined_ends = 0, joined_crossings = 0; // what the tolerance and the crossings rule did

    std::size_t nodes() const { return x.size(); }
    std::size_t edge_count() const { return edges.empty() ? 0 : edges.size() - 1; }
    std::span<const geo::MapPoint> line(std::size_t edge) const {
        return std::span(points).subspan(edges[edge].first_point,
                                         edges[edge + 1].first_point - edges[edge].first_point);
    }
};

// Roads that the mode cannot use and lines without length are left out. Every edge takes at least a millisecond. A
// ferry is waited for where one comes from land.
RoadGraph build_road_graph(const std::vector<model::Road>& roads, const RoadRules& rules, base::Feedback& feedback);

// The lines of the usable roads with the points where they meet put in, one behind the other.
struct RoadLines {
    std::vector<geo::MapPoint> points;
    std::vector<std::size_t> first; // of each line, and one more
    std::vector<std::uint32_t> road;
    std::vector<std::uint8_t> apart; // bridge or tunnel
    std::size_t joined_ends = 0, joined_crossings = 0;
    std::size_t size() const { return road.size(); }
};
// Gives every point the number of its place: equal numbers where roads share a point. `open_end` of a place: exactly
// one line ends there and nothing else touches it.
struct Places {
    std::vector<std::uint32_t> of_point;
    std::vector<std::uint8_t> uses, ends; // capped at 200
    std::size_t size() const { return uses.size(); }
};
Places find_places(const RoadLines& lines, bool bridges_apart);
// Joins open ends and crossings; true when a line was changed.
bool join_lines(RoadLines& lines, const Places& places, const RoadRules& rules, base::Feedback& feedback);

} // namespace wangge::reach
