#include "assign/gap_core.h"

#include "siting/mip.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::assign {
namespace {

constexpr double first_pairs = 1.3; // of the first core, for each job
constexpr double growth = 1.15;     // of the next one
constexpr double share = 0.35;      // of the time that is left, for a core that does not hold all
constexpr double rounding = 1e-6;

class Core {
public:
    Core(const GapTable& table, const std::optional<GapPlan>& known, const siting::Deadline& deadline,
         base::Feedback& feedback)
        : m_table(table), m_known(known), m_deadline(deadline), m_feedback(feedback) {
        for (std::int32_t j = 0; j < table.jobs(); ++j)
            for (std::int32_t a = 0; a < table.agents; ++a)
                if (table.need[table.at(j, a)] <= table.capacity[a])
                    m_pairs.push_back(table.at(j, a));
    }

    GapCore run() {
        if (!relax())
            return m_answer;
        double size = first_pairs;
        while (!m_answer.exhausted && !m_deadline.over() && solve(static_cast<std::size_t>(size * m_table.jobs())))
            size *= growth;
        return m_answer;
    }

private:
    std::int64_t best() const {
        return m_answer.plan ? m_answer.plan->cost
               : m_known     ? m_known->cost
                             : std::numeric_limits<std::int64_t>::max() / 4;
    }

    siting::Mip program(std::size_t pairs, bool whole) const {
        siting::Mip mip;
        std::vector<std::vector<int>> of_job(m_table.jobs()), of_agent(m_table.agents);
        for (std::size_t i = 0; i < pairs; ++i) {
            const std::size_t at = m_pairs[i];
            const int column = mip.add_column(static_cast<double>(m_table.cost[at]), 0, 1, whole);
            of_job[at / m_table.capacity.size()].push_back(column);
            of_agent[at % m_table.capacity.size()].push_back(column);
        }
        for (const auto& columns : of_job) {
            mip.add_row(1, 1);
            for (const int column : columns)
                mip.add_term(column, 1);
        }
        for (std::int32_t a = 0; a < m_table.agents; ++a) {
            mip.add_row(-siting::Mip::infinity, static_cast<double>(m_table.capacity[a]));
            for (const int column : of_agent[a])
                mip.add_term(column, static_cast<double>(m_table.need[m_pairs[column]]));
        }
        return mip;
    }

    // Orders the pairs by reduced cost.
    bool relax() {
        const auto relaxed = siting::solve_lp(program(m_pairs.size(), false), m_deadline);
        if (!relaxed)
            return false;
        m_value = relaxed->value;
        m_answer.bound = std::max<std::int64_t>(0, whole(m_value));
        m_answer.exhausted = m_answer.bound >= best();
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t i = 0; i < m_pairs.size(); ++i)
            // What the relaxation takes in part comes before what it leaves out for nothing.
            order.emplace_back(relaxed->x[i] > rounding ? -relaxed->x[i] : std::max(0.0, relaxed->reduced_cost[i]),
                               m_pairs[i]);
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i) {
            m_pairs[i] = order[i].second;
            m_dearness.push_back(order[i].first);
        }
        return true;
    }
    static std::int64_t whole(double value) {
        return static_cast<std::int64_t>(std::ceil(value - rounding * std::max(1.0, std::abs(value))));
    }

    // False when the core held all pairs that matter.
    bool solve(std::size_t wanted) {
        const std::int64_t goal = best() - 1;
        const double room = static_cast<double>(goal) - m_value + rounding * std::max(1.0, std::abs(m_value));
        const auto matter =
            static_cast<std::size_t>(std::upper_bound(m_dearness.begin(), m_dearness.end(), room) - m_dearness.begin());
        const bool all = wanted >= matter;
        const siting::Deadline end({.seconds = m_deadline.left() * (all ? 1 : share)}, m_feedback);
        const siting::MipAnswer found =
            siting::solve_mip(program(all ? matter : wanted, true), static_cast<double>(goal), true, end);
        const bool right = found.x.empty() || take(found.x);
        if (!all || !right)
            return !all;
        // Without an answer, an exhausted search says that nothing is cheaper than what was known.
        m_answer.exhausted = found.finished;
        if (found.finished)
            m_answer.bound = best();
        else if (std::abs(found.bound) < 1e15)
            m_answer.bound = std::max(m_answer.bound, std::min(best(), whole(found.bound)));
        return false;
    }

    // False when that is no plan: rounding in the search has gone too far.
    bool take(const std::vector<double>& x) {
        GapPlan plan{.agent = std::vector<std::int32_t>(m_table.jobs(), -1)};
        std::vector<std::int64_t> room = m_table.capacity;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (x[i] < 0.5)
                continue;
            const auto job = m_pairs[i] / m_table.capacity.size(), agent = m_pairs[i] % m_table.capacity.size();
            if (plan.agent[job] >= 0)
                return false;
            plan.agent[job] = static_cast<std::int32_t>(agent);
            plan.cost += m_table.cost[m_pairs[i]];
            room[agent] -= m_table.need[m_pairs[i]];
        }
        const bool right = std::all_of(plan.agent.begin(), plan.agent.end(), [](std::int32_t a) { return a >= 0; }) &&
                           std::all_of(room.begin(), room.end(), [](std::int64_t r) { return r >= 0; });
        if (right && plan.cost < best())
            m_answer.plan = std::move(plan);
        return right;
    }

    const GapTable& m_table;
    const std::optional<GapPlan>& m_known;
    const siting::Deadline& m_deadline;
    base::Feedback& m_feedback;
    std::vector<std::size_t> m_pairs; // places in the table, the least reduced cost first
    std::vector<double> m_dearness;   // of each pair, ascending
    double m_value = 0;               // of the relaxation
    GapCore m_answer;
};

} // namespace

GapCore branched(const GapTable& table, const std::optional<GapPlan>& known, const siting::Deadline& deadline,
                 base::Feedback& feedback) {
    return Core(table, known, deadline, feedback).run();
}

} // namespace wangge::assign
