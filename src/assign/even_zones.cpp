#include "assign/even_zones.h"

#include "assign/moves.h"
#include "base/error.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::assign {
namespace {

constexpr int chains = 4; // side by side in each round
// Proposals of a chain in a round: so many for each cell, up to a limit.
constexpr std::int64_t proposals_a_cell = 4000, most_proposals = 400'000;
constexpr std::int64_t stage = 1024;            // proposals at one temperature
constexpr double hot = 2, cold = 0.25;          // parted pairs
constexpr double lenient = 0.003, strict = 0.5; // parted pairs that a zone at the edge of what is allowed costs
constexpr double reheated = 0.4;                // where in the schedule a chain goes on from a good answer

// The districting problem of the other searches: a unit for each parted pair, nobody travels.
Problem ground_of(const EvenZones& even) {
    Problem problem;
    CellGraph& graph = problem.graph;
    graph.first.assign(even.neighbours.first.begin(), even.neighbours.first.end());
    graph.neighbour = even.neighbours.items;
    const std::size_t cells = even.weight.size();
    graph.perimeter.assign(cells, 0);
    graph.area.assign(cells, 0);
    problem.border_cost.assign(graph.neighbour.size(), static_cast<std::int64_t>(cost_scale));
    problem.on_site = even.weight;
    problem.seconds_per_metre.assign(cells, 0);
    problem.place.assign(cells, {});
    problem.asked.assign(cells, 0);
    problem.base.assign(even.zones, {});
    problem.granted.assign(even.zones, 0);
    problem.share.assign(even.zones, 1.0 / even.zones);
    const auto total = static_cast<double>(std::accumulate(even.weight.begin(), even.weight.end(), std::int64_t{0}));
    const double edge = std::max(1.0, even.tolerance * total / even.zones); // weight between the mean and the limit
    problem.balance_cost = cost_scale / (edge * edge * even.zones);
    return problem;
}

std::int64_t parted(const Problem& problem, const std::vector<std::int32_t>& zone) {
    std::int64_t twice = 0;
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e)
            twice += zone[c] != zone[problem.graph.neighbour[e]];
    return twice / 2;
}

// Zones grown from cells drawn by chance, the lightest that can grow first. Cells of a part without a seed stay at -1.
std::vector<std::int32_t> grown(const Problem& problem, base::Random& random) {
    const std::int32_t zones = problem.people();
    std::vector<std::int32_t> zone(problem.cells(), -1), order(problem.cells());
    std::iota(order.begin(), order.end(), 0);
    std::vector<std::vector<std::int32_t>> front(zones);
    std::vector<std::int64_t> load(zones, 0);
    for (std::int32_t z = 0; z < zones; ++z) {
        std::swap(order[z], order[static_cast<std::size_t>(z) + random.below(order.size() - z)]);
        front[z] = {order[z]};
    }
    const auto take = [&](std::int32_t z) {
        while (!front[z].empty()) {
            std::swap(front[z][random.below(front[z].size())], front[z].back());
            const std::int32_t c = front[z].back();
            front[z].pop_back();
            if (zone[c] >= 0)
                continue;
            zone[c] = z;
            load[z] += problem.on_site[c];
            front[z].insert(front[z].end(), problem.graph.neighbour.begin() + problem.graph.first[c],
                            problem.graph.neighbour.begin() + problem.graph.first[c + 1]);
            return true;
        }
        return false;
    };
    std::vector<std::int32_t> growing(zones);
    std::iota(growing.begin(), growing.end(), 0);
    for (const std::int32_t z : growing)
        take(z); // every zone has its seed before any grows
    while (!growing.empty()) {
        const auto lightest = std::min_element(growing.begin(), growing.end(),
                                               [&](std::int32_t a, std::int32_t b) { return load[a] < load[b]; });
        if (!take(*lightest))
            growing.erase(lightest);
    }
    return zone;
}

struct Found {
    std::int64_t parted = 0;
    std::vector<std::int32_t> zone; // empty: none
};

class Chain {
public:
    Chain(const EvenZones& even, const Problem& problem, std::vector<std::int32_t> start, std::uint64_t seed)
        : m_problem(problem), m_low(even.lightest()), m_high(even.heaviest()), m_random(seed),
          m_parted(parted(problem, start)), m_zones(problem, std::move(start)) {
        for (std::int32_t z = 0; z < problem.people(); ++z)
            m_uneven += uneven(z);
    }

    Found run(double begin, const siting::Deadline& deadline) {
        keep_if_best();
        const std::int64_t proposals = std::min(most_proposals, proposals_a_cell * m_problem.cells());
        for (std::int64_t done = 0; done < proposals && !m_zones.border_cells().empty() && !deadline.over();
             done += stage) {
            const double spent = begin + (1 - begin) * static_cast<double>(done) / static_cast<double>(proposals);
            const double temperature = cost_scale * hot * std::pow(cold / hot, spent);
            m_zones.ease_balance(lenient * std::pow(strict / lenient, spent));
            for (std::int64_t n = 0; n < stage && !m_zones.border_cells().empty(); ++n)
                propose(-temperature * std::log(1 - m_random.uniform()));
        }
        return std::move(m_best);
    }

private:
    int uneven(std::int32_t zone) const {
        return m_zones.load_of(zone) < m_low || m_zones.load_of(zone) > m_high ? 1 : 0;
    }

    void propose(double allowed) {
        const auto& border = m_zones.border_cells();
        const std::int32_t cell = border[m_random.below(border.size())];
        const std::int32_t beyond = foreign_neighbour(m_problem, m_zones, cell, m_random);
        const std::int32_t from = m_zones.lead(cell), to = m_zones.lead(beyond);
        if (m_random.below(2) == 0) {
            if (static_cast<double>(m_zones.price_of(cell, to)) > allowed || !m_zones.can_leave(cell))
                return;
            m_uneven -= uneven(from) + uneven(to);
            move(cell, to);
        } else {
            const std::int32_t partner = swap_partner(m_problem, m_zones, cell, beyond, m_random);
            if (partner < 0 || static_cast<double>(m_zones.price_of_swap(cell, partner)) > allowed ||
                !m_zones.can_leave_for(cell, partner) || !m_zones.can_leave_for(partner, cell))
                return;
            m_uneven -= uneven(from) + uneven(to);
            move(cell, to);
            move(partner, from);
        }
        m_uneven += uneven(from) + uneven(to);
        keep_if_best();
    }
    void move(std::int32_t cell, std::int32_t to) {
        m_parted += border_change(cell, to);
        m_zones.move(cell, to);
    }
    std::int64_t border_change(std::int32_t cell, std::int32_t to) const {
        std::int64_t change = 0;
        for (std::int32_t e = m_problem.graph.first[cell]; e < m_problem.graph.first[cell + 1]; ++e) {
            const std::int32_t other = m_zones.lead(m_problem.graph.neighbour[e]);
            change += other == m_zones.lead(cell) ? 1 : other == to ? -1 : 0;
        }
        return change;
    }
    void keep_if_best() {
        if (m_uneven == 0 && (m_best.zone.empty() || m_parted < m_best.parted))
            m_best = {m_parted, m_zones.lead()};
    }

    const Problem& m_problem;
    std::int64_t m_low, m_high;
    base::Random m_random;
    std::int64_t m_parted;
    Zones m_zones;
    int m_uneven = 0; // zones that are too light or too heavy
    Found m_best;
};

// Connected parts of the graph.
int parts_of(const EvenZones& even) {
    std::vector<char> seen(even.weight.size(), 0);
    std::vector<std::int32_t> queue;
    int parts = 0;
    for (std::int32_t start = 0; start < even.cells(); ++start) {
        if (seen[start])
            continue;
        ++parts;
        seen[start] = 1;
        queue.assign(1, start);
        for (std::size_t i = 0; i < queue.size(); ++i)
            for (const std::int32_t n : even.neighbours[queue[i]])
                if (!std::exchange(seen[n], 1))
                    queue.push_back(n);
    }
    return parts;
}

} // namespace

std::int64_t EvenZones::lightest() const {
    const auto total = static_cast<double>(std::accumulate(weight.begin(), weight.end(), std::int64_t{0}));
    return static_cast<std::int64_t>(std::ceil(total / zones * (1 - tolerance) - 1e-9));
}

std::int64_t EvenZones::heaviest() const {
    const auto total = static_cast<double>(std::accumulate(weight.begin(), weight.end(), std::int64_t{0}));
    return static_cast<std::int64_t>(std::floor(total / zones * (1 + tolerance) + 1e-9));
}

siting::Answer solve_even_zones(const EvenZones& even, const siting::Budget& budget, base::Feedback& feedback) {
    if (even.zones > even.cells())
        base::fail_input("assign.too_many_zones",
                         {{"zones", std::to_string(even.zones)}, {"pieces", std::to_string(even.cells())}});
    const siting::Deadline deadline(budget, feedback);
    const Problem problem = ground_of(even);
    siting::Answer answer;
    answer.bound = std::max(0, even.zones - parts_of(even));
    std::vector<Found> own(chains); // the best of each chain
    Found best;
    int idle = 0;
    for (int round = 0; idle < even.patience && !deadline.over(); ++round) {
        feedback.progress(deadline.passed() / std::max(1e-9, budget.seconds), "assign.improving");
        base::parallel_blocks(own.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t c = begin; c < end; ++c) {
                const std::uint64_t seed = budget.seed * 1000003 + static_cast<std::uint64_t>(round) * chains + c;
                base::Random random(seed);
                // Every second round of a chain starts afresh, the others go on from the best or from their own.
                const auto turn = (static_cast<std::size_t>(round) + c) % 4;
                const Found& from = turn == 1 ? best : own[c];
                const bool afresh = turn % 2 == 0 || from.zone.empty();
                std::vector<std::int32_t> start = afresh ? grown(problem, random) : from.zone;
                if (std::find(start.begin(), start.end(), -1) != start.end())
                    continue; // a part without a zone
                Found found = Chain(even, problem, std::move(start), seed).run(afresh ? 0 : reheated, deadline);
                if (!found.zone.empty() && (own[c].zone.empty() || found.parted < own[c].parted))
                    own[c] = std::move(found);
            }
        });
        ++idle;
        for (const Found& found : own)
            if (!found.zone.empty() && (best.zone.empty() || found.parted < best.parted)) {
                best = found;
                idle = 0;
            }
        if (!best.zone.empty() && best.parted == answer.bound)
            break;
    }
    answer.feasible = !best.zone.empty();
    answer.objective = best.parted;
    answer.assignment = std::move(best.zone);
    answer.stopped = !answer.proven();
    answer.seconds = deadline.passed();
    return answer;
}

} // namespace wangge::assign
