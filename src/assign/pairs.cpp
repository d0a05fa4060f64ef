#include "assign/pairs.h"

#include "base/error.h"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <limits>

namespace wangge::assign {
namespace {

constexpr std::int64_t no_pair_cost = 1'000'000'000; // seconds; a way around the world is less

// By zone: who seconds it. Nobody seconds the own zone.
std::vector<std::int32_t> second_of_zone(const Problem& problem, const Recusals& recusals,
                                         const std::vector<std::int32_t>& lead) {
    using Graph = lemon::SmartDigraph;
    const std::int32_t people = problem.people();
    std::vector<std::int64_t> price(static_cast<std::size_t>(people) * people, 0);
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        for (std::int32_t p = 0; p < people && lead[c] >= 0; ++p)
            if (p != lead[c])
                price[static_cast<std::size_t>(lead[c]) * people + p] +=
                    problem.travel(c, p) + (may_pair(problem, recusals, c, lead[c], p) ? 0 : no_pair_cost);
    Graph graph;
    Graph::ArcMap<std::int64_t> cost(graph);
    Graph::NodeMap<std::int64_t> supply(graph);
    graph.reserveNode(2 * people);
    graph.reserveArc(people * people);
    for (std::int32_t i = 0; i < 2 * people; ++i)
        supply[graph.addNode()] = i < people ? 1 : -1;
    for (std::int32_t zone = 0; zone < people; ++zone)
        for (std::int32_t p = 0; p < people; ++p)
            if (p != zone)
                cost[graph.addArc(Graph::nodeFromId(zone), Graph::nodeFromId(people + p))] =
                    price[static_cast<std::size_t>(zone) * people + p];
    lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
    simplex.supplyMap(supply).costMap(cost);
    base::ensure(simplex.run() == decltype(simplex)::OPTIMAL, "every zone finds a second officer");
    std::vector<std::int32_t> second(people, -1);
    for (Graph::ArcIt arc(graph); arc != lemon::INVALID; ++arc)
        if (simplex.flow(arc) > 0)
            second[graph.id(graph.source(arc))] = graph.id(graph.target(arc)) - people;
    return second;
}

} // namespace

bool may_pair(const Problem& problem, const Recusals& recusals, std::int32_t cell, std::int32_t a, std::int32_t b) {
    return a != b && !is_recused(recusals, cell, a, problem.people()) &&
           !is_recused(recusals, cell, b, problem.people()) &&
           !(problem.asked[cell] & ~(problem.granted[a] | problem.granted[b]));
}

std::vector<std::int32_t> seconds_of(const Problem& problem, const Recusals& recusals,
                                     const std::vector<std::int32_t>& lead) {
    std::vector<std::int32_t> second(lead.size(), -1);
    if (problem.people() < 2)
        return second;
    const auto partner = second_of_zone(problem, recusals, lead);
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        if (lead[c] < 0)
            continue;
        if (may_pair(problem, recusals, c, lead[c], partner[lead[c]])) {
            second[c] = partner[lead[c]];
            continue;
        }
        double nearest = std::numeric_limits<double>::infinity();
        for (std::int32_t p = 0; p < problem.people(); ++p) {
            const double way = problem.metres(c, p);
            if (way < nearest && may_pair(problem, recusals, c, lead[c], p)) {
                nearest = way;
                second[c] = p;
            }
        }
    }
    return second;
}

} // namespace wangge::assign
