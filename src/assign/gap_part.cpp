#include "assign/gap_part.h"

#include <algorithm>
#include <bitset>
#include <limits>
#include <numeric>

namespace wangge::assign {
namespace {

using Jobs = std::bitset<most_jobs_of_part>;

constexpr std::int64_t most_coarse = 2000; // units of capacity in a knapsack; larger ones are counted coarsely
constexpr double first_step = 0.7, shorter = 0.6, last_step = 0.02;
constexpr int patience = 6; // rounds without a better bound before the step shrinks
constexpr double rounding = 1e-4;

struct Column {
    double excess;
    Jobs jobs;
};

class Dealer {
public:
    Dealer(GapPart& part, std::int64_t more, const GapPartLimits& limits)
        : m_part(part), m_limits(limits), m_agents(part.capacity.size()), m_jobs(part.jobs()), m_unit(m_agents, 1),
          m_coarse(part.need.size()), m_least(m_agents), m_columns(m_agents), m_today(m_agents), m_picked(m_agents) {
        for (std::size_t j = 0; j < m_jobs; ++j) {
            m_now += part.cost[part.at(part.agent[j], j)];
            m_today[part.agent[j]].set(j);
        }
        m_limit = static_cast<double>(m_now + more);
        for (std::size_t a = 0; a < m_agents; ++a) {
            m_unit[a] = 1 + std::max<std::int64_t>(0, part.capacity[a] - 1) / most_coarse;
            for (std::size_t j = 0; j < m_jobs; ++j)
                m_coarse[part.at(a, j)] = part.need[part.at(a, j)] / m_unit[a];
        }
    }

    GapDealt run() {
        find_prices();
        m_affordable = m_limit - m_bound + rounding;
        if (m_affordable < 0)
            return GapDealt::nothing;
        for (std::size_t a = 0; a < m_agents; ++a)
            if (!list_columns(a))
                return GapDealt::too_large;
        const bool all = put_together();
        if (!m_found)
            return all ? GapDealt::nothing : GapDealt::too_large;
        for (std::size_t a = 0; a < m_agents; ++a)
            for (std::size_t j = 0; j < m_jobs; ++j)
                if (m_best[a].test(j))
                    m_part.agent[j] = static_cast<std::int32_t>(a);
        return GapDealt::found;
    }

private:
    double reduced(std::size_t a, std::size_t j, const std::vector<double>& price) const {
        return static_cast<double>(m_part.cost[m_part.at(a, j)]) - price[j];
    }
    // Units of capacity are rounded down, as needs are: what fits in truth fits here.
    std::size_t coarse_capacity(std::size_t a) const {
        return static_cast<std::size_t>(m_part.capacity[a] / m_unit[a]);
    }

    // The least sum of reduced costs that agent a can have; counts its jobs in `taken`.
    double knapsack(std::size_t a, const std::vector<double>& price, std::vector<int>& taken) {
        const std::size_t width = coarse_capacity(a) + 1;
        m_items.clear();
        for (std::size_t j = 0; j < m_jobs; ++j)
            if (reduced(a, j, price) < 0 && m_part.need[m_part.at(a, j)] <= m_part.capacity[a])
                m_items.push_back(j);
        m_table.resize((m_items.size() + 1) * width);
        std::fill_n(m_table.begin(), width, 0.0f);
        for (std::size_t n = 0; n < m_items.size(); ++n)
            add_item(m_table.data() + n * width, m_table.data() + (n + 1) * width, width,
                     static_cast<std::size_t>(m_coarse[m_part.at(a, m_items[n])]),
                     static_cast<float>(reduced(a, m_items[n], price)));
        double sum = 0;
        std::size_t room = width - 1;
        for (std::size_t n = m_items.size(); n-- > 0;) {
            if (m_table[(n + 1) * width + room] == m_table[n * width + room])
                continue;
            const std::size_t j = m_items[n];
            sum += reduced(a, j, price);
            room -= static_cast<std::size_t>(m_coarse[m_part.at(a, j)]);
            ++taken[j];
        }
        return sum;
    }
    // Two rows of the table, from one item to the next. Steps of a fixed length, which the compiler turns into vectors.
    static void add_item(const float* __restrict before, float* __restrict after, std::size_t width, std::size_t need,
                         float cost) {
        constexpr std::size_t lanes = 8;
        std::copy_n(before, need, after);
        std::size_t room = need;
        for (; room + lanes <= width; room += lanes)
            for (std::size_t lane = 0; lane < lanes; ++lane)
                after[room + lane] = std::min(before[room + lane], before[room - need + lane] + cost);
        for (; room < width; ++room)
            after[room] = std::min(before[room], before[room - need] + cost);
    }

    // Subgradients from the prices given: a job that nobody takes becomes dearer, one that many take cheaper.
    void find_prices() {
        std::vector<double> price = m_part.price;
        std::vector<int> taken(m_jobs);
        m_bound = -std::numeric_limits<double>::max();
        double step = first_step;
        int waited = 0;
        for (int round = 0; round < m_limits.rounds && step > last_step && m_bound <= m_limit + rounding; ++round) {
            std::fill(taken.begin(), taken.end(), 0);
            double value = std::accumulate(price.begin(), price.end(), 0.0);
            for (std::size_t a = 0; a < m_agents; ++a)
                value += m_least[a] = knapsack(a, price, taken);
            if (value > m_bound) {
                m_bound = value;
                m_part.price = price;
                m_least_of_bound = m_least;
                waited = 0;
            } else if (++waited > patience) {
                waited = 0;
                step *= shorter;
            }
            double norm = 0;
            for (const int times : taken)
                norm += (1.0 - times) * (1.0 - times);
            if (norm == 0)
                break;
            const double pace = step * (static_cast<double>(m_now) + 1 - value) / norm;
            for (std::size_t j = 0; j < m_jobs; ++j)
                price[j] += pace * (1.0 - taken[j]);
        }
    }

    // All columns of an agent that can be afforded, the least excess first. False when they are too many.
    bool list_columns(std::size_t a) {
        m_items.clear();
        for (std::size_t j = 0; j < m_jobs; ++j)
            if (m_part.need[m_part.at(a, j)] <= m_part.capacity[a])
                m_items.push_back(j);
        std::sort(m_items.begin(), m_items.end(), [&](std::size_t i, std::size_t j) {
            return std::pair(reduced(a, i, m_part.price), i) < std::pair(reduced(a, j, m_part.price), j);
        });
        // The least sums that the items from one on can have.
        const std::size_t width = coarse_capacity(a) + 1, count = m_items.size();
        m_table.resize((count + 1) * width);
        std::fill_n(m_table.begin() + static_cast<std::ptrdiff_t>(count * width), width, 0.0f);
        for (std::size_t n = count; n-- > 0;)
            add_item(m_table.data() + (n + 1) * width, m_table.data() + n * width, width,
                     static_cast<std::size_t>(m_coarse[m_part.at(a, m_items[n])]),
                     static_cast<float>(reduced(a, m_items[n], m_part.price)));
        if (!extend(a, 0, m_part.capacity[a], width - 1, 0, {}))
            return false;
        std::stable_sort(m_columns[a].begin(), m_columns[a].end(),
                         [](const Column& x, const Column& y) { return x.excess < y.excess; });
        return true;
    }
    bool extend(std::size_t a, std::size_t item, std::int64_t room, std::size_t coarse_room, double sum,
                const Jobs& jobs) {
        const std::size_t width = coarse_capacity(a) + 1;
        const double most = m_least_of_bound[a] + m_affordable;
        if (item == m_items.size()) {
            m_columns[a].push_back({sum - m_least_of_bound[a], jobs});
            return ++m_listed <= m_limits.columns;
        }
        const std::size_t j = m_items[item], at = m_part.at(a, j);
        const float* rest = m_table.data() + (item + 1) * width;
        const auto need = static_cast<std::size_t>(m_coarse[at]);
        const double with = sum + reduced(a, j, m_part.price);
        if (m_part.need[at] <= room && need <= coarse_room && with + rest[coarse_room - need] <= most)
            if (!extend(a, item + 1, room - m_part.need[at], coarse_room - need, with, Jobs(jobs).set(j)))
                return false;
        return sum + rest[coarse_room] > most || extend(a, item + 1, room, coarse_room, sum, jobs);
    }

    // False when the limit of branches was met.
    bool put_together() {
        for (std::size_t j = 0; j < m_jobs; ++j)
            m_all.set(j);
        m_left.resize(m_agents + 1);
        m_open.resize(m_agents + 1);
        m_open[0].resize(m_agents);
        std::iota(m_open[0].begin(), m_open[0].end(), std::size_t{0});
        for (std::size_t depth = 0; depth <= m_agents; ++depth)
            m_left[depth].resize(m_agents);
        for (std::size_t a = 0; a < m_agents; ++a)
            for (const Column& column : m_columns[a])
                m_left[0][a].push_back(&column);
        branch(0, 0, {});
        return m_branches <= m_limits.branches;
    }
    // The agents of m_open[depth] have no column yet; m_left[depth] are those that still go with the ones picked.
    void branch(std::size_t depth, double sum, const Jobs& done) {
        if (++m_branches > m_limits.branches)
            return;
        const auto& open = m_open[depth];
        if (open.empty()) {
            if (done != m_all || m_picked == m_today)
                return;
            m_found = true;
            m_best = m_picked;
            m_affordable = sum - rounding;
            return;
        }
        const auto& left = m_left[depth];
        double least = sum;
        Jobs reached = done;
        std::size_t next = open[0];
        for (const std::size_t a : open) {
            if (left[a].empty())
                return;
            least += left[a][0]->excess;
            if (left[a].size() < left[next].size())
                next = a;
            for (const Column* column : left[a])
                reached |= column->jobs;
        }
        if (reached != m_all)
            return;
        auto& rest = m_open[depth + 1];
        rest.clear();
        std::copy_if(open.begin(), open.end(), std::back_inserter(rest), [&](std::size_t a) { return a != next; });
        least -= left[next][0]->excess;
        for (const Column* column : left[next]) {
            const double slack = m_affordable - least - column->excess;
            if (slack < 0 || m_branches > m_limits.branches)
                return;
            m_picked[next] = column->jobs;
            for (const std::size_t a : rest) {
                auto& kept = m_left[depth + 1][a];
                kept.clear();
                for (const Column* other : left[a]) {
                    if (other->excess > left[a][0]->excess + slack)
                        break;
                    if ((other->jobs & column->jobs).none())
                        kept.push_back(other);
                }
            }
            branch(depth + 1, sum + column->excess, done | column->jobs);
        }
    }

    GapPart& m_part;
    const GapPartLimits& m_limits;
    const std::size_t m_agents, m_jobs;
    std::int64_t m_now = 0; // what the jobs cost today
    double m_limit = 0;
    std::vector<std::int64_t> m_unit, m_coarse;    // of an agent's capacity in knapsacks; needs in these
    std::vector<double> m_least, m_least_of_bound; // of each agent's knapsack
    double m_bound = 0, m_affordable = 0;
    std::vector<std::size_t> m_items;
    std::vector<float> m_table; // least sums of reduced costs by item and room
    std::size_t m_listed = 0;
    std::vector<std::vector<Column>> m_columns;
    std::vector<Jobs> m_today, m_picked, m_best; // of each agent
    Jobs m_all;
    std::vector<std::vector<std::vector<const Column*>>> m_left; // by depth and agent
    std::vector<std::vector<std::size_t>> m_open;                // by depth
    std::int64_t m_branches = 0;
    bool m_found = false;
};

} // namespace

GapDealt deal_anew(GapPart& part, std::int64_t more, const GapPartLimits& limits) {
    return Dealer(part, more, limits).run();
}

} // namespace wangge::assign
