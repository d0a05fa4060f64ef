#include "assign/gap_redeal.h"

#include "assign/gap_part.h"
#include "assign/gap_rivals.h"
#include "base/parallel.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace wangge::assign {
namespace {

constexpr double fewest_agents = 3, first_agents = 5; // of a part
constexpr double growth = 0.03, shrinkage = 0.15;     // agents, after each part
constexpr double by_chance = 0.33;                    // share of agents drawn without looking
constexpr double warmth = 0.3; // mean of what an answer may cost more, parts of the mean second best reduced cost

class Redealing {
public:
    Redealing(const GapTable& table, const std::vector<double>& prices, const GapPlan& plan, std::uint64_t seed)
        : m_table(table), m_random(seed), m_rivals(table, prices), m_now(plan), m_best(plan), m_members(table.agents),
          m_price(table.jobs()), m_warmth(warmth * m_rivals.second()) {
        for (std::int32_t j = 0; j < table.jobs(); ++j) {
            m_members[plan.agent[j]].push_back(j);
            m_price[j] = m_rivals.reduced(j, m_rivals.of(j).front());
        }
    }

    void run(int parts, const siting::Deadline& deadline) {
        for (int n = 0; n < parts && !deadline.over(); ++n)
            step();
    }
    const GapPlan& best() const { return m_best; }

private:
    void step() {
        draw_agents();
        GapPart part;
        std::vector<std::int32_t> jobs;
        for (std::size_t i = 0; i < m_agents.size(); ++i)
            for (const std::int32_t j : m_members[m_agents[i]]) {
                jobs.push_back(j);
                part.agent.push_back(static_cast<std::int32_t>(i));
                part.price.push_back(m_price[j]);
            }
        for (const std::int32_t a : m_agents) {
            part.capacity.push_back(m_table.capacity[a]);
            for (const std::int32_t j : jobs) {
                part.cost.push_back(m_table.cost[m_table.at(j, a)]);
                part.need.push_back(m_table.need[m_table.at(j, a)]);
            }
        }
        const double more = -m_warmth * std::log1p(-m_random.uniform());
        const GapDealt dealt = deal_anew(part, static_cast<std::int64_t>(more), {});
        m_size = std::max(fewest_agents, m_size + (dealt == GapDealt::too_large ? -shrinkage : growth));
        m_size = std::min(m_size, static_cast<double>(m_table.agents));
        for (std::size_t n = 0; n < jobs.size(); ++n)
            m_price[jobs[n]] = part.price[n];
        if (dealt != GapDealt::found)
            return;
        for (const std::int32_t a : m_agents)
            m_members[a].clear();
        for (std::size_t n = 0; n < jobs.size(); ++n) {
            const std::int32_t j = jobs[n], to = m_agents[part.agent[n]];
            m_now.cost += m_table.cost[m_table.at(j, to)] - m_table.cost[m_table.at(j, m_now.agent[j])];
            m_now.agent[j] = to;
            m_members[to].push_back(j);
        }
        if (m_now.cost < m_best.cost)
            m_best = m_now;
    }

    // One by chance, then those that its jobs and theirs would like as well; no more than a part can hold.
    void draw_agents() {
        m_agents.clear();
        std::vector<char> in(m_table.agents, 0);
        std::size_t jobs = 0;
        const auto wanted =
            std::min<std::size_t>(m_table.agents, static_cast<std::size_t>(m_size + m_random.uniform()));
        for (int tries = 0; m_agents.size() < wanted && tries < 1000; ++tries) {
            auto next = static_cast<std::int32_t>(m_random.below(m_table.agents));
            if (!m_agents.empty() && m_random.uniform() >= by_chance)
                next = m_rivals.draw(m_agents, m_members, m_random);
            if (next < 0 || in[next])
                continue;
            if (jobs + m_members[next].size() > most_jobs_of_part)
                break;
            in[next] = 1;
            jobs += m_members[next].size();
            m_agents.push_back(next);
        }
    }

    const GapTable& m_table;
    base::Random m_random;
    GapRivals m_rivals;
    GapPlan m_now, m_best;
    std::vector<std::vector<std::int32_t>> m_members; // of each agent
    std::vector<double> m_price;                      // of each job
    double m_size = first_agents;                     // of a part on average, chance left out
    double m_warmth = 0;
    std::vector<std::int32_t> m_agents; // of the part
};

} // namespace

GapPlan redealt(const GapTable& table, const GapPlan& known, const std::vector<double>& prices,
                const GapRedeal& options, const siting::Deadline& deadline) {
    if (table.agents < 2)
        return known;
    std::vector<std::unique_ptr<Redealing>> chains;
    for (std::uint64_t c = 0; c < static_cast<std::uint64_t>(options.chains); ++c)
        chains.push_back(std::make_unique<Redealing>(table, prices, known, options.seed * 1000003 + c));
    GapPlan best = known;
    for (int idle = 0; idle < options.patience && !deadline.over(); ++idle) {
        base::parallel_blocks(chains.size(), 1,
                              [&](std::size_t c, std::size_t) { chains[c]->run(options.parts, deadline); });
        for (const auto& chain : chains)
            if (chain->best().cost < best.cost) {
                best = chain->best();
                idle = 0;
            }
    }
    return best;
}

} // namespace wangge::assign
