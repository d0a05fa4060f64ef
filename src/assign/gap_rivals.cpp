#include "assign/gap_rivals.h"

#include <algorithm>

namespace wangge::assign {
namespace {

constexpr std::size_t most_of_a_job = 12;

} // namespace

GapRivals::GapRivals(const GapTable& table, const std::vector<double>& prices)
    : m_table(table), m_reduced(table.cost.size()), m_best(table.jobs()) {
    for (std::int32_t j = 0; j < table.jobs(); ++j) {
        std::vector<std::int32_t>& best = m_best[j];
        for (std::int32_t a = 0; a < table.agents; ++a) {
            const std::size_t at = table.at(j, a);
            m_reduced[at] = static_cast<double>(table.cost[at]) + prices[a] * static_cast<double>(table.need[at]);
            if (table.need[at] <= table.capacity[a])
                best.push_back(a);
        }
        std::sort(best.begin(), best.end(), [&](std::int32_t a, std::int32_t b) {
            return std::pair(reduced(j, a), a) < std::pair(reduced(j, b), b);
        });
        best.resize(std::min(best.size(), most_of_a_job));
        if (best.size() > 1)
            m_second += (reduced(j, best[1]) - reduced(j, best[0])) / table.jobs();
    }
}

std::int32_t GapRivals::draw(const std::vector<std::int32_t>& agents,
                             const std::vector<std::vector<std::int32_t>>& jobs, base::Random& random) const {
    const auto& theirs = jobs[agents[random.below(agents.size())]];
    if (theirs.empty())
        return -1;
    const auto& best = m_best[theirs[random.below(theirs.size())]];
    const double u = random.uniform();
    return best[static_cast<std::size_t>(u * u * static_cast<double>(best.size()))];
}

} // namespace wangge::assign
