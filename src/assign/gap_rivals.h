// Which agents of the generalised assignment problem compete for the same jobs, and drawing some who do.
#pragma once
#include "assign/gap_search.h"

namespace wangge::assign {

class GapRivals {
public:
    // `prices` as of capacity_prices().
    GapRivals(const GapTable& table, const std::vector<double>& prices);

    double reduced(std::int32_t job, std::int32_t agent) const { return m_reduced[m_table.at(job, agent)]; }
    // Agents with the least reduced costs of a job, the best first; only those whose capacity the job does not exceed.
    const std::vector<std::int32_t>& of(std::int32_t job) const { return m_best[job]; }
    // What the second best agent of a job costs more than the best, the mean of all jobs.
    double second() const { return m_second; }

    // An agent who would like a job of one of `agents`, by chance, the more the better it suits; -1 when the one that
    // was looked at has no job. `jobs`: of each agent, today.
    std::int32_t draw(const std::vector<std::int32_t>& agents, const std::vector<std::vector<std::int32_t>>& jobs,
                      base::Random& random) const;

private:
    const GapTable& m_table;
    std::vector<double> m_reduced; // of each job with each agent
    std::vector<std::vector<std::int32_t>> m_best;
    double m_second = 0;
};

} // namespace wangge::assign
