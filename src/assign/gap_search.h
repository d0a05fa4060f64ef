// Good answers of the generalised assignment problem: simulated annealing on reduced costs.
#pragma once
#include "base/random.h"
#include "siting/answer.h"

#include <optional>

namespace wangge::assign {

// Jobs x agents, a row a job.
struct GapTable {
    std::int32_t agents = 0;
    std::vector<std::int64_t> cost, need; // of each job with each agent
    std::vector<std::int64_t> capacity;   // of each agent

    std::int32_t jobs() const { return static_cast<std::int32_t>(cost.size() / capacity.size()); }
    std::size_t at(std::int32_t job, std::int32_t agent) const {
        return static_cast<std::size_t>(job) * capacity.size() + static_cast<std::size_t>(agent);
    }
};

// What a unit of each agent's capacity is worth: multipliers of the relaxed capacities, by subgradients. Then
// cost + need x price, less the least such sum of the job, is the pair's reduced cost: a good answer has few above 0.
std::vector<double> capacity_prices(const GapTable& table);

struct GapPlan {
    std::int64_t cost = 0;
    std::vector<std::int32_t> agent; // of each job
};

struct GapSearch {
    std::uint64_t seed = 1;
    int chains = 4;               // side by side in each round
    int steps = 4000;             // of one chain in one round, for each job
    int patience = 8;             // rounds without a better answer
    std::optional<GapPlan> start; // a good answer that chains may heat again; not counted as found
};

// Simulated annealing in the manner of the ejection chains of Yagiura, Ibaraki and Glover ("A path relinking approach
// with ejection chains for the generalized assignment problem", 2006): a job goes to another agent, and where that
// overloads the agent one of its jobs goes on to a third or back; unused capacity costs its price and overload a
// penalty that grows. Rounds reheat the best answers. Ends early at an answer of cost `bound`. Empty when none within
// the capacities was found.
std::optional<GapPlan> searched(const GapTable& table, const std::vector<double>& prices, std::int64_t bound,
                                const GapSearch& options, const siting::Deadline& deadline);

} // namespace wangge::assign
