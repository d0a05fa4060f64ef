#include "assign/cross.h"

#include "base/error.h"

#include <algorithm>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <map>
#include <numeric>
#include <set>

namespace wangge::assign {
namespace {

constexpr std::int64_t left_out_cost = 1'000'000'000'000; // millimetres; more than all ways together

struct Pair {
    std::int32_t lead = -1, second = -1;
    std::set<std::int32_t> at_home; // leads of the zones that one of the two works in
};

class Exchange {
public:
    Exchange(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
             const std::vector<std::int32_t>& second)
        : m_field(field), m_there_and_back(2 * rules.detour) {
        for (std::size_t c = 0; c < lead.size(); ++c)
            if (lead[c] >= 0)
                m_cells[lead[c]].push_back(static_cast<std::int32_t>(c));
        std::map<std::int32_t, std::set<std::int32_t>> zones_of; // by person: zones with a cell that the person checks
        for (const auto& [zone, cells] : m_cells) {
            zones_of[zone].insert(zone);
            std::map<std::int32_t, int> seconds;
            for (const std::int32_t c : cells)
                if (second[c] >= 0) {
                    zones_of[second[c]].insert(zone);
                    ++seconds[second[c]];
                }
            const auto most = std::max_element(seconds.begin(), seconds.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            m_pairs.push_back({zone, most == seconds.end() ? -1 : most->first, {}});
        }
        for (Pair& pair : m_pairs)
            for (const std::int32_t person : {pair.lead, pair.second})
                if (person >= 0)
                    pair.at_home.insert(zones_of[person].begin(), zones_of[person].end());
    }

    Cross solve() const {
        using Graph = lemon::SmartDigraph;
        const auto size = static_cast<int>(m_pairs.size());
        if (size < 2)
            base::fail_input("cross.one_zone");
        Graph graph;
        Graph::ArcMap<std::int64_t> cost(graph);
        Graph::NodeMap<std::int64_t> supply(graph);
        for (int i = 0; i < 2 * size; ++i)
            supply[graph.addNode()] = i < size ? 1 : -1;
        for (int zone = 0; zone < size; ++zone)
            for (int pair = 0; pair < size; ++pair)
                if (may_visit(zone, pair))
                    cost[graph.addArc(Graph::nodeFromId(zone), Graph::nodeFromId(size + pair))] = price(zone, pair);
        lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
        simplex.supplyMap(supply).costMap(cost);
        Cross answer;
        if (simplex.run() != decltype(simplex)::OPTIMAL) {
            find_stuck(answer);
            return answer;
        }
        for (Graph::ArcIt arc(graph); arc != lemon::INVALID; ++arc)
            if (simplex.flow(arc) > 0)
                answer.visits.push_back(visit(graph.id(graph.source(arc)), graph.id(graph.target(arc)) - size));
        std::ranges::sort(answer.visits, {}, &CrossVisit::home);
        for (const CrossVisit& each : answer.visits)
            answer.way.value += each.way.value;
        return answer;
    }

private:
    bool may_visit(int zone, int pair) const { return !m_pairs[pair].at_home.contains(m_pairs[zone].lead); }

    CrossVisit visit(int zone, int pair) const {
        const Pair& visitors = m_pairs[pair];
        CrossVisit result{m_pairs[zone].lead, visitors.lead, visitors.second, m_cells.at(m_pairs[zone].lead), {}, {}};
        const Problem& problem = m_field.problem;
        for (const std::int32_t c : result.cells) {
            result.way.value += m_there_and_back * problem.metres(c, visitors.lead);
            const bool allowed = visitors.second >= 0
                                     ? may_pair(problem, m_field.recusals, c, visitors.lead, visitors.second)
                                     : !is_recused(m_field.recusals, c, visitors.lead, problem.people()) &&
                                           !(problem.asked[c] & ~problem.granted[visitors.lead]);
            if (!allowed)
                result.not_by_them.push_back(c);
        }
        return result;
    }

    std::int64_t price(int zone, int pair) const {
        const CrossVisit result = visit(zone, pair);
        return left_out_cost * static_cast<std::int64_t>(result.not_by_them.size()) +
               static_cast<std::int64_t>(result.way.value * 1000 + 0.5);
    }

    // Zones among these that have, all together, fewer pairs than there are zones: those that alternating paths of a
    // largest matching reach from a zone without a pair (Hall). Empty when each finds its own pair.
    std::vector<int> short_of_pairs(const std::vector<int>& among) const {
        std::vector<int> zone_of(m_pairs.size(), -1);
        for (const int zone : among) {
            std::vector<bool> seen(m_pairs.size(), false);
            if (augment(zone, seen, zone_of))
                continue;
            std::vector<int> zones{zone};
            for (std::size_t pair = 0; pair < m_pairs.size(); ++pair)
                if (seen[pair])
                    zones.push_back(zone_of[pair]);
            return zones;
        }
        return {};
    }
    bool augment(int zone, std::vector<bool>& seen, std::vector<int>& zone_of) const {
        for (int pair = 0; pair < static_cast<int>(m_pairs.size()); ++pair) {
            if (seen[pair] || !may_visit(zone, pair))
                continue;
            seen[pair] = true;
            if (zone_of[pair] < 0 || augment(zone_of[pair], seen, zone_of)) {
                zone_of[pair] = zone;
                return true;
            }
        }
        return false;
    }

    // A set from which no zone can be left out without losing the conflict.
    void find_stuck(Cross& answer) const {
        std::vector<int> all(m_pairs.size());
        std::iota(all.begin(), all.end(), 0);
        std::vector<int> zones = short_of_pairs(all);
        for (std::size_t i = 0; i < zones.size();) {
            std::vector<int> fewer = zones;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (std::vector<int> still = short_of_pairs(fewer); !still.empty()) {
                zones = std::move(still);
                i = 0;
            } else {
                ++i;
            }
        }
        std::set<std::int32_t> pairs;
        std::ranges::sort(zones);
        for (const int zone : zones) {
            answer.stuck_zones.push_back(m_pairs[zone].lead);
            for (int pair = 0; pair < static_cast<int>(m_pairs.size()); ++pair)
                if (may_visit(zone, pair))
                    pairs.insert(m_pairs[pair].lead);
        }
        answer.stuck_pairs.assign(pairs.begin(), pairs.end());
    }

    const Field& m_field;
    double m_there_and_back;
    std::map<std::int32_t, std::vector<std::int32_t>> m_cells; // by lead
    std::vector<Pair> m_pairs;                                 // by lead
};

} // namespace

Cross cross(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
            const std::vector<std::int32_t>& second) {
    return Exchange(field, rules, lead, second).solve();
}

} // namespace wangge::assign
