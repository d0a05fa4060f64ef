// A few agents and their jobs: the cheapest way, other than today's, of dealing the jobs out anew.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wangge::assign {

constexpr std::size_t most_jobs_of_part = 256;

struct GapPart {
    std::vector<std::int64_t> cost, need; // of each job, agent by agent
    std::vector<std::int64_t> capacity;   // of each agent
    std::vector<std::int32_t> agent;      // of each job, today; within the capacities
    std::vector<double> price;            // of each job: what being done is worth

    std::size_t jobs() const { return agent.size(); }
    std::size_t at(std::size_t a, std::size_t job) const { return a * jobs() + job; }
};

struct GapPartLimits {
    int rounds = 120;               // of finding prices
    std::size_t columns = 50'000;   // of all agents
    std::int64_t branches = 20'000; // of putting columns together
};

enum class GapDealt { nothing, found, too_large };

// A column is a set of jobs that one agent can do. Prices of the jobs bound the cost of all plans from below (the
// Lagrangian relaxation of "each job once": a knapsack for each agent), and what a column costs above its agent's best,
// its excess, adds up to what a plan costs above that bound (Savelsbergh, "A branch-and-price algorithm for the
// generalized assignment problem", 1997). So all columns are listed whose excess a plan can afford that costs at most
// `more` above today's, and put together by depth-first search, the agent with the fewest columns left first. Changes
// `part.agent` to the cheapest plan within that cost that is not today's, when there is one ("found"), and
// `part.price` to the prices of the bound. "nothing" is sure but for rounding; "too_large": a limit was met first.
GapDealt deal_anew(GapPart& part, std::int64_t more, const GapPartLimits& limits);

} // namespace wangge::assign
