#include "assign/gap_search.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wangge::assign {
namespace {

constexpr std::int64_t scale = 1024;        // reduced costs are whole numbers of this part of a unit
constexpr std::size_t most_candidates = 12; // agents that a job moves to of itself
constexpr std::size_t ejected_to = 6;       // and when it has to give way
constexpr double hot = 0.6, cold = 0.12;    // temperature, parts of the mean second best reduced cost
// Room is cheap beside reduced costs at first, so that jobs come to their best agents, and has its full price when this
// part of a run is spent.
constexpr double eased = 0.03, eased_until = 0.5;
constexpr double stricter = 1.1, laxer = 0.998;      // at each stage of a run
constexpr double reheated[] = {0.3, 0.5, 0.15, 0.4}; // where in the schedule rounds that go on from an answer begin

// The problem seen from the prices of capacity.
struct Ground {
    std::vector<std::int64_t> reduced;                 // as GapTable::cost, times scale
    std::vector<std::vector<std::int32_t>> candidates; // of each job, cheapest first
    std::vector<std::int64_t> worth;                   // of a unit of each agent's capacity, times scale
    double second = 0;                                 // mean reduced cost of the second best agent, times scale
    std::int64_t mean_worth = 1;
};

Ground ground_of(const GapTable& table, const std::vector<double>& prices) {
    Ground ground{.reduced = std::vector<std::int64_t>(table.cost.size())};
    const std::int32_t jobs = table.jobs();
    for (const double price : prices)
        ground.worth.push_back(std::llround(price * scale));
    for (std::int32_t j = 0; j < jobs; ++j) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::int32_t a = 0; a < table.agents; ++a) {
            const std::size_t at = table.at(j, a);
            ground.reduced[at] = table.cost[at] * scale + table.need[at] * ground.worth[a];
            least = std::min(least, ground.reduced[at]);
        }
        auto& candidates = ground.candidates.emplace_back();
        for (std::int32_t a = 0; a < table.agents; ++a) {
            ground.reduced[table.at(j, a)] -= least;
            if (table.need[table.at(j, a)] <= table.capacity[a])
                candidates.push_back(a);
        }
        std::sort(candidates.begin(), candidates.end(), [&](std::int32_t a, std::int32_t b) {
            const std::int64_t at_a = ground.reduced[table.at(j, a)], at_b = ground.reduced[table.at(j, b)];
            return at_a != at_b ? at_a < at_b : a < b;
        });
        candidates.resize(std::min(candidates.size(), most_candidates));
        if (candidates.size() > 1)
            ground.second += static_cast<double>(ground.reduced[table.at(j, candidates[1])]) / jobs;
    }
    double need = 0;
    for (const std::int64_t n : table.need)
        need += static_cast<double>(n) / static_cast<double>(table.need.size());
    double worth = 0;
    for (const std::int64_t w : ground.worth)
        worth += static_cast<double>(w) / table.agents;
    // Where capacity is worth nothing, overload must still cost something.
    ground.mean_worth =
        std::max<std::int64_t>(1, std::llround(std::max(worth, ground.second / std::max(1.0, need) + scale / 64.0)));
    ground.second = std::max(ground.second, scale / 8.0);
    return ground;
}

class Annealing {
public:
    Annealing(const GapTable& table, const Ground& ground, const siting::Deadline& deadline, base::Random random)
        : m_table(table), m_ground(ground), m_deadline(deadline), m_random(random) {}

    // The start; jobs one by one in a random order to the candidate that costs least with its penalty when empty.
    void start(const std::vector<std::int32_t>& agent) {
        m_agent.assign(m_table.jobs(), -1);
        m_seat.assign(m_table.jobs(), 0);
        m_members.assign(m_table.agents, {});
        m_room = m_table.capacity;
        m_worth.assign(m_table.agents, 0);
        m_penalty.assign(m_table.agents, 0);
        m_strictness.assign(m_table.agents, 1.5);
        set_prices_of_room(agent.empty() ? 0 : 1);
        std::vector<std::int32_t> order(m_table.jobs());
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t j = order.size(); j > 1; --j)
            std::swap(order[j - 1], order[m_random.below(j)]);
        for (const std::int32_t j : order) {
            std::int32_t to = agent.empty() ? -1 : agent[j];
            if (to < 0)
                for (const std::int32_t a : m_ground.candidates[j])
                    if (to < 0 || joining(j, a) < joining(j, to))
                        to = a;
            join(j, to);
        }
    }

    // From `begin` of the schedule (0 hot, 1 cold) to its end.
    void run(std::int64_t steps, double begin, std::int64_t bound) {
        constexpr std::int64_t stage = 512;
        note();
        for (std::int64_t step = 0; step < steps && !m_deadline.over(); step += stage) {
            const double part = begin + (1 - begin) * static_cast<double>(step) / static_cast<double>(steps);
            const double temperature = m_ground.second * hot * std::pow(cold / hot, part);
            set_prices_of_room(part);
            for (std::int64_t n = 0; n < stage; ++n)
                propose(temperature);
            if (m_best && m_best->cost <= bound)
                break;
        }
    }

    const std::optional<GapPlan>& best() const { return m_best; }

private:
    // What an agent's room costs: unused capacity its worth, overload the penalty.
    std::int64_t price_of_room(std::int32_t agent, std::int64_t room) const {
        return room >= 0 ? room * m_worth[agent] : -room * m_penalty[agent];
    }
    std::int64_t change_of_room(std::int32_t agent, std::int64_t by) const {
        return price_of_room(agent, m_room[agent] + by) - price_of_room(agent, m_room[agent]);
    }
    std::int64_t joining(std::int32_t job, std::int32_t agent) const {
        const std::size_t at = m_table.at(job, agent);
        return m_ground.reduced[at] + change_of_room(agent, -m_table.need[at]);
    }
    // What room costs from now on, `part` of the schedule being spent. Overload of an agent grows dearer while it lasts
    // and cheaper while there is none, so that the search walks along the edge of what is allowed.
    void set_prices_of_room(double part) {
        const double ease = std::min(1.0, std::pow(eased, 1 - part / eased_until));
        for (std::int32_t a = 0; a < m_table.agents; ++a) {
            m_strictness[a] = std::clamp(m_strictness[a] * (m_room[a] < 0 ? stricter : laxer), 0.3, 100.0);
            const auto worth = static_cast<double>(std::max(m_ground.worth[a], m_ground.mean_worth));
            m_worth[a] = std::llround(ease * static_cast<double>(m_ground.worth[a]));
            m_penalty[a] = std::llround(ease * m_strictness[a] * worth) + 1;
        }
    }
    void join(std::int32_t job, std::int32_t agent) {
        m_agent[job] = agent;
        m_seat[job] = static_cast<std::int32_t>(m_members[agent].size());
        m_members[agent].push_back(job);
        const std::int64_t before = m_room[agent];
        m_room[agent] -= m_table.need[m_table.at(job, agent)];
        m_overload += std::max<std::int64_t>(0, -m_room[agent]) - std::max<std::int64_t>(0, -before);
        m_cost += m_table.cost[m_table.at(job, agent)];
    }
    void leave(std::int32_t job) {
        const std::int32_t agent = m_agent[job];
        auto& members = m_members[agent];
        members[m_seat[job]] = members.back();
        m_seat[members.back()] = m_seat[job];
        members.pop_back();
        const std::int64_t before = m_room[agent];
        m_room[agent] += m_table.need[m_table.at(job, agent)];
        m_overload += std::max<std::int64_t>(0, -m_room[agent]) - std::max<std::int64_t>(0, -before);
        m_cost -= m_table.cost[m_table.at(job, agent)];
    }
    // The better candidates are drawn more often.
    std::int32_t drawn_candidate(std::int32_t job) {
        const auto& candidates = m_ground.candidates[job];
        const double u = m_random.uniform();
        return candidates[static_cast<std::size_t>(u * u * static_cast<double>(candidates.size()))];
    }

    // Job j goes from a to b; when b is full, a job k of b goes on to c, which may be a.
    void propose(double temperature) {
        const auto j = static_cast<std::int32_t>(m_random.below(m_agent.size()));
        const std::int32_t a = m_agent[j], b = drawn_candidate(j);
        if (a == b)
            return;
        const std::size_t at_a = m_table.at(j, a), at_b = m_table.at(j, b);
        const std::int64_t allowed = static_cast<std::int64_t>(-temperature * std::log(1 - m_random.uniform()));
        const std::int64_t reduced = m_ground.reduced[at_b] - m_ground.reduced[at_a];
        const std::int64_t freed = m_table.need[at_a], taken = m_table.need[at_b];
        const std::int64_t left = change_of_room(a, freed);
        std::int64_t best = reduced + left + change_of_room(b, -taken);
        std::int32_t ejected = -1, to = -1;
        const std::int64_t room_b = price_of_room(b, m_room[b]);
        for (const std::int32_t k : m_members[b]) {
            const std::size_t row = m_table.at(k, 0);
            const std::int64_t* reduced_k = m_ground.reduced.data() + row;
            const std::int64_t* need_k = m_table.need.data() + row;
            const std::int64_t so_far =
                reduced - reduced_k[b] + price_of_room(b, m_room[b] - taken + need_k[b]) - room_b;
            const std::int64_t back = so_far + reduced_k[a] + change_of_room(a, freed - need_k[a]);
            if (back < best) {
                best = back;
                ejected = k;
                to = a;
            }
            const auto& candidates = m_ground.candidates[k];
            for (std::size_t n = 0; n < std::min(candidates.size(), ejected_to); ++n) {
                const std::int32_t c = candidates[n];
                if (c == a || c == b)
                    continue;
                const std::int64_t on = so_far + left + reduced_k[c] + change_of_room(c, -need_k[c]);
                if (on < best) {
                    best = on;
                    ejected = k;
                    to = c;
                }
            }
        }
        if (best > allowed)
            return;
        leave(j);
        if (ejected >= 0)
            leave(ejected);
        join(j, b);
        if (ejected >= 0)
            join(ejected, to);
        note();
    }
    void note() {
        if (m_overload == 0 && (!m_best || m_cost < m_best->cost))
            m_best = GapPlan{m_cost, m_agent};
    }

    const GapTable& m_table;
    const Ground& m_ground;
    const siting::Deadline& m_deadline;
    base::Random m_random;
    std::vector<std::int32_t> m_agent, m_seat;        // of each job; its place among the agent's jobs
    std::vector<std::vector<std::int32_t>> m_members; // jobs of each agent
    std::vector<std::int64_t> m_room;                 // of each agent; below 0: overload
    std::vector<std::int64_t> m_worth, m_penalty;     // of a unit of unused capacity, of overload; now
    std::vector<double> m_strictness;
    std::int64_t m_overload = 0, m_cost = 0;
    std::optional<GapPlan> m_best;
};

} // namespace

std::vector<double> capacity_prices(const GapTable& table) {
    std::vector<double> price(table.agents, 0), best_price = price;
    double best = -std::numeric_limits<double>::max(), step = 1;
    int waited = 0;
    double mean = 1; // cost of an answer that takes agents blindly
    for (const std::int64_t cost : table.cost)
        mean += static_cast<double>(cost) / table.agents;
    std::vector<double> load(table.agents);
    for (int round = 0; round < 1500 && step > 0.001; ++round) {
        double value = 0;
        std::fill(load.begin(), load.end(), 0);
        for (std::int32_t j = 0; j < table.jobs(); ++j) {
            double least = std::numeric_limits<double>::max();
            std::int32_t to = 0;
            for (std::int32_t a = 0; a < table.agents; ++a) {
                const std::size_t at = table.at(j, a);
                const double cost =
                    static_cast<double>(table.cost[at]) + price[a] * static_cast<double>(table.need[at]);
                if (cost < least) {
                    least = cost;
                    to = a;
                }
            }
            value += least;
            load[to] += static_cast<double>(table.need[table.at(j, to)]);
        }
        double norm = 0;
        for (std::int32_t a = 0; a < table.agents; ++a) {
            value -= price[a] * static_cast<double>(table.capacity[a]);
            load[a] -= static_cast<double>(table.capacity[a]);
            norm += price[a] > 0 || load[a] > 0 ? load[a] * load[a] : 0;
        }
        if (value > best) {
            best = value;
            best_price = price;
            waited = 0;
        } else if (++waited >= 15) {
            waited = 0;
            step *= 0.7;
        }
        if (norm <= 0)
            break;
        // The dual's best value is not known; it is thought to be a tenth above what was reached, less as steps
        // shorten.
        const double pace = step * (0.1 * (std::abs(best) + mean)) / norm;
        for (std::int32_t a = 0; a < table.agents; ++a)
            price[a] = std::max(0.0, price[a] + pace * load[a]);
    }
    return best_price;
}

std::optional<GapPlan> searched(const GapTable& table, const std::vector<double>& prices, std::int64_t bound,
                                const GapSearch& options, const siting::Deadline& deadline) {
    const Ground ground = ground_of(table, prices);
    std::vector<std::optional<GapPlan>> own(options.chains); // the best of each chain
    std::optional<GapPlan> best;
    int idle = 0;
    for (int round = 0; idle < options.patience && !(round > 0 && deadline.over()); ++round) {
        base::parallel_blocks(own.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t c = begin; c < end; ++c) {
                Annealing annealing(
                    table, ground, deadline,
                    base::Random(options.seed * 1000003 + static_cast<std::uint64_t>(round) * 7919 + c));
                // Chains go on from the best or from their own best; every third round of a chain starts afresh.
                const auto turn = (static_cast<std::size_t>(round) + c) % 3;
                const std::optional<GapPlan>& from = !own[c] ? options.start : turn == 1 ? best : own[c];
                const bool afresh = (round == 0 && !options.start) || (turn == 0 && round > 0) || !from;
                annealing.start(afresh ? std::vector<std::int32_t>{} : from->agent);
                annealing.run(std::int64_t{options.steps} * table.jobs(),
                              afresh ? 0 : reheated[(static_cast<std::size_t>(round) + c) % 4], bound);
                if (annealing.best() && (!own[c] || annealing.best()->cost < own[c]->cost))
                    own[c] = annealing.best();
            }
        });
        ++idle;
        for (const auto& plan : own)
            if (plan && (!best || plan->cost < best->cost)) {
                best = plan;
                idle = 0;
            }
        if (best && best->cost <= bound)
            break;
    }
    return best;
}

} // namespace wangge::assign
