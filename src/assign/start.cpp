#include "assign/start.h"

#include "base/error.h"

#include <algorithm>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <metis.h>
#include <numeric>

namespace wangge::assign {
namespace {

constexpr double balance_part = 0.02; // of the weight of balance, in the match of zones to people

// Loads that can be parted. Where one cell has more than a person's share, METIS runs out of cells for the others and
// says so on standard output: then every cell counts something, and none more than half a share.
std::vector<double> partable_loads(const Problem& problem) {
    std::vector<double> loads(problem.on_site.begin(), problem.on_site.end());
    const auto cells = static_cast<double>(loads.size()), people = static_cast<double>(problem.people());
    const double total = std::accumulate(loads.begin(), loads.end(), 0.0);
    if (*std::max_element(loads.begin(), loads.end()) * people <= total)
        return loads;
    if (cells <= 2 * people)
        return std::vector<double>(loads.size(), 1);
    for (double& load : loads)
        load += total / cells;
    for (bool cut = true; cut;) { // what is cut off makes the shares smaller
        const double most = std::accumulate(loads.begin(), loads.end(), 0.0) / (2 * people);
        cut = false;
        for (double& load : loads)
            if (load > 1.01 * most) {
                load = most;
                cut = true;
            }
    }
    return loads;
}

// Parts of about the wanted shares. METIS may leave parts empty or in pieces on small or odd graphs; repaired() sees to
// that.
std::vector<std::int32_t> metis_parts(const Problem& problem, std::uint64_t seed) {
    const std::int32_t cells = problem.cells(), people = problem.people();
    if (people == 1)
        return std::vector<std::int32_t>(cells, 0);
    if (cells <= people) { // METIS cannot, and says so on the terminal
        std::vector<std::int32_t> one_each(cells);
        std::iota(one_each.begin(), one_each.end(), 0);
        return one_each;
    }
    std::vector<idx_t> weight(cells), edge_weight;
    const std::vector<double> loads = partable_loads(problem);
    const double total = std::accumulate(loads.begin(), loads.end(), 0.0);
    // METIS adds weights up in 32 bits
    const double weight_scale = total > 0 ? 5e8 / total : 0;
    for (std::int32_t c = 0; c < cells; ++c)
        weight[c] = static_cast<idx_t>(weight_scale * loads[c]) + 1;
    double longest = 1;
    for (const double border : problem.graph.border)
        longest = std::max(longest, border);
    for (const double border : problem.graph.border)
        edge_weight.push_back(1 + static_cast<idx_t>(1000 * border / longest));
    std::vector<idx_t> first(problem.graph.first.begin(), problem.graph.first.end());
    std::vector<idx_t> neighbour(problem.graph.neighbour.begin(), problem.graph.neighbour.end());
    std::vector<real_t> share(problem.share.begin(), problem.share.end());
    std::vector<idx_t> part(cells, 0), options(METIS_NOPTIONS);
    METIS_SetDefaultOptions(options.data());
    options[METIS_OPTION_CONTIG] = 1;
    options[METIS_OPTION_SEED] = static_cast<idx_t>(seed & 0x7fffffff);
    options[METIS_OPTION_UFACTOR] = 30;
    options[METIS_OPTION_NUMBERING] = 0;
    idx_t vertices = cells, constraints = 1, parts = people, cut = 0;
    const int status =
        METIS_PartGraphKway(&vertices, &constraints, first.data(), neighbour.data(), weight.data(), nullptr,
                            edge_weight.data(), &parts, share.data(), nullptr, options.data(), &cut, part.data());
    base::ensure(status == METIS_OK, "METIS_PartGraphKway");
    return {part.begin(), part.end()};
}

// Cells nobody has: each joins the neighbouring zone with the longest common border, nearest to a zone first.
void fill(const Problem& problem, std::vector<std::int32_t>& lead) {
    std::vector<std::int32_t> front;
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        if (lead[c] < 0)
            front.push_back(c);
    if (front.size() == lead.size())
        lead[front.front()] = 0;
    while (!front.empty()) {
        std::vector<std::pair<std::int32_t, std::int32_t>> joins;
        std::vector<std::int32_t> later;
        for (const std::int32_t c : front) {
            if (lead[c] >= 0)
                continue;
            double longest = -1;
            std::int32_t best = -1;
            for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e) {
                const std::int32_t person = lead[problem.graph.neighbour[e]];
                if (person >= 0 && problem.graph.border[e] > longest) {
                    longest = problem.graph.border[e];
                    best = person;
                }
            }
            if (best >= 0)
                joins.emplace_back(c, best);
            else
                later.push_back(c);
        }
        base::ensure(!joins.empty() || later.empty(), "the cell graph is connected");
        for (const auto& [c, person] : joins)
            lead[c] = person;
        front = std::move(later);
    }
}

// Of each zone only the piece with the greatest load (then the lowest cell) stays; the rest becomes free.
void drop_lesser_pieces(const Problem& problem, std::vector<std::int32_t>& lead) {
    struct Piece {
        std::int64_t load = -1;
        std::vector<std::int32_t> cells;
    };
    std::vector<Piece> kept(problem.people());
    std::vector<bool> seen(lead.size(), false);
    for (std::int32_t start = 0; start < problem.cells(); ++start) {
        if (seen[start] || lead[start] < 0)
            continue;
        Piece piece{0, {start}};
        seen[start] = true;
        for (std::size_t i = 0; i < piece.cells.size(); ++i) {
            const std::int32_t c = piece.cells[i];
            piece.load += problem.on_site[c];
            for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e) {
                const std::int32_t n = problem.graph.neighbour[e];
                if (!seen[n] && lead[n] == lead[start]) {
                    seen[n] = true;
                    piece.cells.push_back(n);
                }
            }
        }
        Piece& best = kept[lead[start]];
        if (piece.load > best.load)
            best = std::move(piece);
    }
    lead.assign(lead.size(), -1);
    for (std::int32_t p = 0; p < problem.people(); ++p)
        for (const std::int32_t c : kept[p].cells)
            lead[c] = p;
}

// A person without cells gets one cell of the zone with the greatest load; the search lets it grow from there.
void seed_empty(const Problem& problem, std::vector<std::int32_t>& lead) {
    std::vector<int> count(problem.people(), 0);
    for (const std::int32_t p : lead)
        ++count[p];
    auto loads = loads_of(problem, lead);
    for (std::int32_t empty = 0; empty < problem.people(); ++empty) {
        if (count[empty] > 0)
            continue;
        std::int32_t rich = -1;
        for (std::int32_t p = 0; p < problem.people(); ++p)
            if (count[p] > 1 && (rich < 0 || loads[p] > loads[rich]))
                rich = p;
        if (rich < 0)
            return; // fewer cells than people
        // The last cell of a breadth-first walk is never a cut point of the zone.
        std::vector<std::int32_t> walk;
        std::vector<bool> seen(lead.size(), false);
        walk.push_back(static_cast<std::int32_t>(std::find(lead.begin(), lead.end(), rich) - lead.begin()));
        seen[walk.front()] = true;
        for (std::size_t i = 0; i < walk.size(); ++i)
            for (std::int32_t e = problem.graph.first[walk[i]]; e < problem.graph.first[walk[i] + 1]; ++e) {
                const std::int32_t n = problem.graph.neighbour[e];
                if (!seen[n] && lead[n] == rich) {
                    seen[n] = true;
                    walk.push_back(n);
                }
            }
        const std::int32_t cell = walk.back();
        loads[rich] -= problem.load(cell, rich);
        loads[empty] += problem.load(cell, empty);
        --count[rich];
        ++count[empty];
        lead[cell] = empty;
    }
}

} // namespace

std::vector<std::int32_t> repaired(const Problem& problem, std::vector<std::int32_t> lead) {
    drop_lesser_pieces(problem, lead);
    fill(problem, lead);
    seed_empty(problem, lead);
    return lead;
}

std::vector<std::int32_t> matched_to_people(const Problem& problem, const std::vector<std::int32_t>& lead) {
    using Graph = lemon::SmartDigraph;
    const std::int32_t people = problem.people();
    if (people == 1)
        return lead;
    // price[zone][person]: the place costs of its cells, and how far the load would be from the person's share
    std::vector<std::int64_t> price(static_cast<std::size_t>(people) * people, 0);
    std::vector<double> load(price.size(), 0);
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        for (std::int32_t p = 0; p < people; ++p) {
            const std::int64_t travel = problem.travel(c, p);
            const std::size_t at = static_cast<std::size_t>(lead[c]) * people + p;
            price[at] += problem.place_cost(c, p, travel);
            load[at] += static_cast<double>(problem.on_site[c] + travel);
        }
    double total = 0;
    for (const std::int64_t l : loads_of(problem, lead))
        total += static_cast<double>(l);
    Graph graph;
    Graph::ArcMap<std::int64_t> cost(graph);
    Graph::NodeMap<std::int64_t> supply(graph);
    std::vector<Graph::Node> zones, persons;
    graph.reserveNode(2 * people);
    graph.reserveArc(people * people);
    for (std::int32_t i = 0; i < people; ++i)
        zones.push_back(graph.addNode());
    for (std::int32_t i = 0; i < people; ++i)
        persons.push_back(graph.addNode());
    for (std::int32_t z = 0; z < people; ++z)
        for (std::int32_t p = 0; p < people; ++p) {
            const std::size_t at = static_cast<std::size_t>(z) * people + p;
            const double off = load[at] - problem.share[p] * total;
            cost[graph.addArc(zones[z], persons[p])] =
                price[at] + std::llround(balance_part * problem.balance_cost * off * off / problem.share[p]);
        }
    for (std::int32_t i = 0; i < people; ++i) {
        supply[zones[i]] = 1;
        supply[persons[i]] = -1;
    }
    lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
    simplex.supplyMap(supply).costMap(cost);
    base::ensure(simplex.run() == decltype(simplex)::OPTIMAL, "every zone finds a person");
    std::vector<std::int32_t> person_of(people, -1);
    for (Graph::ArcIt arc(graph); arc != lemon::INVALID; ++arc)
        if (simplex.flow(arc) > 0)
            person_of[graph.id(graph.source(arc))] = graph.id(graph.target(arc)) - people;
    std::vector<std::int32_t> matched(lead.size());
    for (std::size_t c = 0; c < lead.size(); ++c)
        matched[c] = person_of[lead[c]];
    return matched;
}

std::vector<std::int32_t> first_answer(const Problem& problem, std::uint64_t seed) {
    return matched_to_people(problem, repaired(problem, metis_parts(problem, seed)));
}

} // namespace wangge::assign
