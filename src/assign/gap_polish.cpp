#include "assign/gap_polish.h"

#include "assign/gap_rivals.h"
#include "base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace wangge::assign {
namespace {

constexpr std::size_t most_agents = 7; // of a part
// Parts grow or shrink until a half has about so many states, by turns of the starts: small parts are dealt out
// quickly, large ones find what small ones cannot.
constexpr std::size_t states_wanted[] = {400, 1500};
constexpr double fewest_level = 2.5, most_level = 6.5, level_step = 0.02;
constexpr std::size_t most_free = 42; // jobs of a part: 3 bits each of half of them in State::code
constexpr std::size_t most_of_a_quarter = 300, most_of_a_half = 3000; // states
constexpr double share_of_a_half = 0.6; // of what a part may cost: the other half and unused capacity cost too
constexpr double hot = 1.2;             // temperature at which a cycle begins, parts of Dealing::m_second
constexpr double frozen = 0.2;          // part of a cycle, its end, at temperature 0
constexpr double above = 3;             // temperatures above the present cost are looked at
constexpr int steps_between_looks = 8;
constexpr std::size_t last_starts = 2;
constexpr int annealed = 1500; // steps of annealing for each job before the first cycle

// Some jobs dealt out: to whom, the sum of their reduced costs, and what each agent of the part carries of them.
struct State {
    double excess = 0;
    std::uint64_t code = 0;
    std::array<std::int64_t, most_agents> load{};
};

class Dealing {
public:
    Dealing(const GapTable& table, const std::vector<double>& prices, const GapPlan& plan, std::size_t states,
            std::uint64_t seed)
        : m_table(table), m_price(prices), m_states_wanted(states), m_random(seed), m_rivals(table, prices),
          m_place(table.agents, -1), m_second(std::max(m_rivals.second(), 1e-3)), m_best(plan) {
        again();
    }

    void again() {
        m_now = m_best;
        m_room = m_table.capacity;
        m_members.assign(m_table.agents, {});
        for (std::int32_t j = 0; j < m_table.jobs(); ++j) {
            m_members[m_now.agent[j]].push_back(j);
            m_room[m_now.agent[j]] -= need(j, m_now.agent[j]);
        }
    }
    // Cools down from temperature `begin`, parts of m_second.
    void cycle(int steps, double begin, const siting::Deadline& deadline) {
        again();
        for (int n = 0; n < steps; ++n) {
            if (n % steps_between_looks == 0 && deadline.over())
                return;
            const double part = static_cast<double>(n) / (steps * (1 - frozen));
            step(m_second * begin * std::max(0.0, 1 - part));
        }
    }
    const GapPlan& best() const { return m_best; }

private:
    double reduced(std::int32_t job, std::int32_t agent) const { return m_rivals.reduced(job, agent); }
    std::int64_t need(std::int32_t job, std::int32_t agent) const { return m_table.need[m_table.at(job, agent)]; }
    double least_reduced(std::int32_t job) const {
        double least = std::numeric_limits<double>::max();
        for (const std::int32_t a : m_agents)
            least = std::min(least, reduced(job, a));
        return least;
    }

    void step(double temperature) {
        draw_agents();
        draw_jobs(most_free);
        if (m_free[0].empty())
            return;
        m_budget += above * temperature + 1e-6 * m_second;
        for (std::size_t quarter = 0; quarter < 4; ++quarter)
            deal_quarter(quarter);
        for (std::size_t half = 0; half < 2; ++half)
            join_quarters(half);
        const std::size_t states = std::max(m_half[0].size(), m_half[1].size());
        m_level = std::clamp(m_level + (states < m_states_wanted ? level_step : -level_step), fewest_level, most_level);
        meet(temperature);
    }

    // One by chance, then those that its jobs and theirs would like as well.
    void draw_agents() {
        for (const std::int32_t a : m_agents)
            m_place[a] = -1;
        m_agents.clear();
        const std::size_t wanted = std::min(static_cast<std::size_t>(m_table.agents),
                                            static_cast<std::size_t>(m_level + m_random.uniform(-0.5, 1.5)));
        for (int tries = 0; m_agents.size() < wanted; ++tries) {
            auto next = static_cast<std::int32_t>(m_random.below(m_table.agents));
            if (!m_agents.empty() && tries < 50)
                next = m_rivals.draw(m_agents, m_members, m_random);
            if (next >= 0 && m_place[next] < 0) {
                m_place[next] = static_cast<std::int32_t>(m_agents.size());
                m_agents.push_back(next);
            }
        }
    }

    // The jobs that lose least with another agent of the part, chance deciding what is nearly equal; what these agents
    // cost now above the least reduced costs; and the room that they have without the jobs.
    void draw_jobs(std::size_t most) {
        m_order.clear();
        m_budget = 0;
        m_room_of_part.clear();
        for (const std::int32_t a : m_agents) {
            m_budget += m_price[a] * static_cast<double>(m_room[a]);
            m_room_of_part.push_back(m_room[a]);
            for (const std::int32_t j : m_members[a]) {
                double other = std::numeric_limits<double>::max();
                for (const std::int32_t b : m_agents)
                    if (b != a)
                        other = std::min(other, reduced(j, b));
                m_order.emplace_back(other - reduced(j, a) + m_second * m_random.uniform(), j);
            }
        }
        std::sort(m_order.begin(), m_order.end());
        m_order.resize(std::min(m_order.size(), most));
        m_free[0].clear();
        m_free[1].clear();
        for (std::size_t n = 0; n < m_order.size(); ++n) {
            const std::int32_t j = m_order[n].second, a = m_now.agent[j];
            m_budget += reduced(j, a) - least_reduced(j);
            m_room_of_part[m_place[a]] += need(j, a);
            m_free[n % 2].push_back(j);
        }
    }

    // Every other job of a half, the states of least excess only.
    void deal_quarter(std::size_t quarter) {
        auto& states = m_quarter[quarter];
        states.assign(1, State{});
        const auto& free = m_free[quarter / 2];
        for (std::size_t n = quarter % 2; n < free.size(); n += 2) {
            const std::int32_t j = free[n];
            const double least = least_reduced(j), budget = share_of_a_half * m_budget;
            m_states.clear();
            for (std::size_t i = 0; i < m_agents.size(); ++i) {
                const double more = reduced(j, m_agents[i]) - least;
                const std::int64_t taken = need(j, m_agents[i]), capacity = m_table.capacity[m_agents[i]];
                for (const State& state : states) {
                    if (state.excess + more > budget || state.load[i] + taken > capacity)
                        continue;
                    State& next = m_states.emplace_back(state);
                    next.excess += more;
                    next.load[i] += taken;
                    next.code |= std::uint64_t{i} << (3 * n);
                }
            }
            if (m_states.size() > most_of_a_quarter) {
                const auto cut = m_states.begin() + most_of_a_quarter;
                std::nth_element(m_states.begin(), cut, m_states.end(), less);
                m_states.erase(cut, m_states.end());
            }
            states.swap(m_states);
        }
        std::sort(states.begin(), states.end(), less);
    }
    // Ties by the deal, so that the outcome does not depend on the library's sort.
    static bool less(const State& s, const State& t) {
        return s.excess != t.excess ? s.excess < t.excess : s.code < t.code;
    }

    // The pairs of states of two quarters of least excess.
    void join_quarters(std::size_t half) {
        const auto &first = m_quarter[2 * half], &second = m_quarter[2 * half + 1];
        auto& states = m_half[half];
        states.clear();
        if (first.empty() || second.empty())
            return;
        const auto count = [&](double limit) {
            std::size_t pairs = 0, n = second.size();
            for (const State& state : first) {
                while (n > 0 && state.excess + second[n - 1].excess > limit)
                    --n;
                pairs += n;
            }
            return pairs;
        };
        double limit = share_of_a_half * m_budget;
        if (count(limit) > most_of_a_half) {
            double low = 0, high = limit;
            for (int round = 0; round < 16; ++round) {
                const double middle = (low + high) / 2;
                (count(middle) > most_of_a_half ? high : low) = middle;
            }
            limit = low;
        }
        for (const State& state : first)
            for (const State& other : second) {
                if (state.excess + other.excess > limit)
                    break;
                if (states.size() >= 2 * most_of_a_half) // too many of equal excess
                    return;
                State& sum = states.emplace_back(state);
                sum.excess += other.excess;
                sum.code |= other.code;
                for (std::size_t i = 0; i < most_agents; ++i)
                    sum.load[i] += other.load[i];
            }
    }

    // Loads of an agent that differ by more cannot both be right: the room left would cost too much.
    std::int64_t width(std::size_t place) const {
        const double price = m_price[m_agents[place]];
        return price > 0 ? static_cast<std::int64_t>(std::min(m_budget / price, 0x1p40)) + 1 : std::int64_t{1} << 40;
    }

    // The two agents whose loads tell most: the widest spread of what they are worth.
    std::pair<std::size_t, std::size_t> leaders(const std::vector<State>& states) const {
        std::vector<std::pair<double, std::size_t>> spread;
        for (std::size_t i = 0; i < m_agents.size(); ++i) {
            double sum = 0, squares = 0;
            for (const State& state : states) {
                const double worth = static_cast<double>(state.load[i]) * m_price[m_agents[i]];
                sum += worth;
                squares += worth * worth;
            }
            spread.emplace_back(sum * sum / static_cast<double>(states.size()) - squares, i);
        }
        std::sort(spread.begin(), spread.end());
        return {spread[0].second, spread[std::min<std::size_t>(1, spread.size() - 1)].second};
    }

    // Draws one of all pairs of the halves' states that keep to the capacities and the budget.
    void meet(double temperature) {
        const auto &left = m_half[0], &unsorted = m_half[1];
        if (left.empty() || unsorted.empty())
            return;
        const auto [one, two] = leaders(unsorted);
        const std::int64_t width_one = width(one);
        // By the first leader's load in bands of its width, then by the second's.
        m_sorting.clear();
        for (std::size_t n = 0; n < unsorted.size(); ++n)
            m_sorting.push_back(
                {unsorted[n].load[one] / width_one, unsorted[n].load[two], static_cast<std::int64_t>(n)});
        std::sort(m_sorting.begin(), m_sorting.end());
        m_states.clear();
        m_key.clear();
        for (const auto& entry : m_sorting) {
            m_states.push_back(unsorted[static_cast<std::size_t>(entry[2])]);
            m_key.emplace_back(entry[0], entry[1]);
        }
        double best = std::numeric_limits<double>::max();
        const State *best_left = nullptr, *best_right = nullptr;
        for (const State& state : left) {
            const double budget = m_budget - state.excess;
            const std::int64_t room_one = m_room_of_part[one] - state.load[one];
            const std::int64_t room_two = m_room_of_part[two] - state.load[two];
            if (room_one < 0 || room_two < 0)
                continue;
            const std::int64_t first_band = std::max<std::int64_t>(0, room_one - width_one) / width_one;
            const std::int64_t least_two = room_two - width(two);
            auto at = m_key.begin();
            for (std::int64_t band = first_band; band <= room_one / width_one; ++band) {
                at = std::lower_bound(at, m_key.end(), std::pair(band, least_two));
                for (; at != m_key.end() && at->first == band && at->second <= room_two; ++at) {
                    const State& other = m_states[static_cast<std::size_t>(at - m_key.begin())];
                    double excess = other.excess;
                    for (std::size_t i = 0; i < m_agents.size() && excess <= budget; ++i) {
                        const std::int64_t room = m_room_of_part[i] - state.load[i] - other.load[i];
                        excess += room < 0 ? std::numeric_limits<double>::infinity()
                                           : m_price[m_agents[i]] * static_cast<double>(room);
                    }
                    if (excess > budget)
                        continue;
                    // The least of costs less Gumbel's noise is a draw by exp(-cost / temperature).
                    const double chance = m_random.uniform();
                    const double value = state.excess + excess +
                                         (temperature > 0 ? temperature * std::log(-std::log1p(-chance) + 1e-300)
                                                          : 1e-3 * m_second * chance);
                    if (value < best) {
                        best = value;
                        best_left = &state;
                        best_right = &other;
                    }
                }
            }
        }
        if (!best_left)
            return;
        take(m_free[0], best_left->code);
        take(m_free[1], best_right->code);
        if (m_now.cost < m_best.cost)
            m_best = m_now;
    }
    void take(const std::vector<std::int32_t>& jobs, std::uint64_t code) {
        for (const std::int32_t j : jobs) {
            const std::int32_t from = m_now.agent[j], to = m_agents[code & 7];
            code >>= 3;
            if (from == to)
                continue;
            m_members[from].erase(std::find(m_members[from].begin(), m_members[from].end(), j));
            m_members[to].push_back(j);
            m_room[from] += need(j, from);
            m_room[to] -= need(j, to);
            m_now.cost += m_table.cost[m_table.at(j, to)] - m_table.cost[m_table.at(j, from)];
            m_now.agent[j] = to;
        }
    }

    const GapTable& m_table;
    const std::vector<double>& m_price;
    std::size_t m_states_wanted;
    base::Random m_random;
    GapRivals m_rivals;
    std::vector<std::int32_t> m_place; // of each agent in the part, -1 = none
    double m_level = 4;                // agents of a part on average, chance left out
    double m_second;                   // mean reduced cost of the second best agent
    GapPlan m_now, m_best;
    std::vector<std::int64_t> m_room;
    std::vector<std::vector<std::int32_t>> m_members;
    // The part.
    std::vector<std::int32_t> m_agents, m_free[2];
    std::vector<std::int64_t> m_room_of_part;
    double m_budget = 0; // of reduced costs above the least and of room
    std::vector<std::pair<double, std::int32_t>> m_order;
    std::vector<State> m_quarter[4], m_half[2], m_states;
    std::vector<std::array<std::int64_t, 3>> m_sorting;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_key;
};

} // namespace

std::optional<GapPlan> polished(const GapTable& table, const std::optional<GapPlan>& known,
                                const std::vector<double>& prices, const GapPolish& options,
                                const siting::Deadline& deadline) {
    if (table.agents < 2)
        return known;
    std::vector<std::unique_ptr<Dealing>> starts(static_cast<std::size_t>(options.starts));
    int steps = options.steps;
    for (bool first = true; !starts.empty() && !deadline.over(); first = false, steps *= 2) {
        base::parallel_blocks(starts.size(), 1, [&](std::size_t s, std::size_t) {
            if (first) {
                const std::uint64_t seed = options.seed * 1000003 + s;
                const GapSearch search{.seed = seed, .chains = 1, .steps = annealed, .patience = 1};
                const auto plan = s == 0 && known ? known : searched(table, prices, 0, search, deadline);
                if (!plan)
                    return;
                starts[s] = std::make_unique<Dealing>(table, prices, *plan, states_wanted[s % 2], seed);
            }
            starts[s]->cycle(steps, first ? 0 : hot, deadline);
        });
        std::erase(starts, nullptr);
        std::stable_sort(starts.begin(), starts.end(),
                         [](const auto& s, const auto& t) { return s->best().cost < t->best().cost; });
        if (!first && starts.size() <= last_starts)
            break;
        starts.resize(std::max(std::min(last_starts, starts.size()), starts.size() / 2));
    }
    return !starts.empty() && starts[0] && (!known || starts[0]->best().cost < known->cost) ? starts[0]->best() : known;
}

} // namespace wangge::assign
