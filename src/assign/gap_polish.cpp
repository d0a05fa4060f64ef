#include "assign/gap_polish.h"

#include "base/parallel.h"
#include "siting/capacitated_tree.h"

#include <algorithm>
#include <numeric>

namespace wangge::assign {
namespace {

// Parts of about so many jobs are solved in a fraction of a second; the few that resist are left when that is over.
constexpr std::int32_t jobs_of_a_part = 32, fewest_agents = 2, most_agents = 6;
constexpr double seconds_of_a_part = 1.5;

struct Part {
    std::vector<std::int32_t> agents, jobs;
};

// Deals the part's jobs out anew; returns what that saves and writes who gets them.
std::int64_t solve_part(const GapTable& table, const Part& part, const std::vector<double>& worth,
                        std::vector<std::int32_t>& agent, const siting::Deadline& deadline, base::Feedback& feedback) {
    const auto agents = static_cast<std::int32_t>(part.agents.size());
    siting::CapacitatedCore core{.choose = agents};
    core.fate.assign(part.agents.size(), siting::Fate::open);
    for (const std::int32_t a : part.agents)
        core.capacity.push_back(table.capacity[a]);
    siting::CapacitatedPlan known;
    std::vector<double> prices;
    for (const std::int32_t j : part.jobs) {
        prices.push_back(worth[j]);
        for (std::int32_t i = 0; i < agents; ++i) {
            const std::size_t at = table.at(j, part.agents[i]);
            core.cost.push_back(table.cost[at]);
            core.demand.push_back(table.need[at]);
            if (part.agents[i] == agent[j]) {
                known.place.push_back(i);
                known.cost += table.cost[at];
            }
        }
    }
    const siting::Deadline end({.seconds = std::min(seconds_of_a_part, deadline.left())}, feedback);
    const std::int64_t before = known.cost;
    const siting::CapacitatedProof proof = siting::prove(core, known, prices, end);
    if (!proof.plan || proof.plan->cost >= before)
        return 0;
    for (std::size_t i = 0; i < part.jobs.size(); ++i)
        agent[part.jobs[i]] = part.agents[proof.plan->place[i]];
    return before - proof.plan->cost;
}

std::vector<Part> parted(const GapTable& table, const std::vector<std::int32_t>& agent, base::Random& random) {
    const std::int32_t jobs_an_agent = std::max(1, table.jobs() / table.agents);
    const std::int32_t size =
        std::clamp((jobs_of_a_part + jobs_an_agent / 2) / jobs_an_agent, fewest_agents, most_agents);
    std::vector<std::int32_t> order(table.agents), part_of(table.agents);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t a = order.size(); a > 1; --a)
        std::swap(order[a - 1], order[random.below(a)]);
    std::vector<Part> parts(static_cast<std::size_t>(std::max(1, table.agents / size)));
    for (std::size_t i = 0; i < order.size(); ++i) {
        part_of[order[i]] = static_cast<std::int32_t>(i % parts.size());
        parts[i % parts.size()].agents.push_back(order[i]);
    }
    for (std::int32_t j = 0; j < table.jobs(); ++j)
        parts[part_of[agent[j]]].jobs.push_back(j);
    std::erase_if(parts, [](const Part& part) { return part.agents.size() < 2 || part.jobs.empty(); });
    return parts;
}

} // namespace

GapPlan polished(const GapTable& table, GapPlan plan, const std::vector<double>& worth, int patience,
                 std::uint64_t seed, const siting::Deadline& deadline, base::Feedback& feedback) {
    base::Random random(seed);
    for (int idle = 0; idle < patience && !deadline.over(); ++idle) {
        const std::vector<Part> parts = parted(table, plan.agent, random);
        std::vector<std::int64_t> saved(parts.size(), 0);
        base::parallel_blocks(parts.size(), 1, [&](std::size_t p, std::size_t) {
            if (!deadline.over())
                saved[p] = solve_part(table, parts[p], worth, plan.agent, deadline, feedback);
        });
        const std::int64_t sum = std::accumulate(saved.begin(), saved.end(), std::int64_t{0});
        plan.cost -= sum;
        if (sum > 0)
            idle = -1;
    }
    return plan;
}

} // namespace wangge::assign
