#include "assign/gap.h"

#include "assign/gap_part.h"
#include "assign/gap_polish.h"
#include "assign/gap_redeal.h"
#include "base/error.h"
#include "base/parallel.h"

#include <gtest/gtest.h>
#include <limits>
#include <optional>

namespace wangge::assign {
namespace {

// The best sum over all assignments that keep to the capacities; nothing when there is none.
std::optional<std::int64_t> best_by_trying(const GapTable& table, bool maximise, std::vector<std::int64_t>& room,
                                           std::int32_t job = 0) {
    if (job == table.jobs())
        return 0;
    std::optional<std::int64_t> best;
    for (std::int32_t a = 0; a < table.agents; ++a) {
        const std::size_t at = table.at(job, a);
        if (room[a] < table.need[at])
            continue;
        room[a] -= table.need[at];
        if (const auto rest = best_by_trying(table, maximise, room, job + 1)) {
            const std::int64_t sum = *rest + table.cost[at];
            if (!best || (maximise ? sum > *best : sum < *best))
                best = sum;
        }
        room[a] += table.need[at];
    }
    return best;
}

GapTable random_table(base::Random& random, std::int32_t agents, std::int32_t jobs, double tightness) {
    GapTable table{.agents = agents};
    table.capacity.assign(agents, 0);
    const std::uint64_t range = random.below(2) ? 4 : 100;
    std::vector<double> sum(agents, 0);
    for (std::int32_t j = 0; j < jobs; ++j)
        for (std::int32_t a = 0; a < agents; ++a) {
            table.cost.push_back(static_cast<std::int64_t>(random.below(range)) - 2);
            table.need.push_back(static_cast<std::int64_t>(random.below(20)));
            sum[a] += static_cast<double>(table.need.back());
        }
    for (std::int32_t a = 0; a < agents; ++a)
        table.capacity[a] = static_cast<std::int64_t>(tightness * sum[a] / agents);
    return table;
}

// Feasible, and of the value that it says.
void check(const GapTable& table, bool maximise, const siting::Answer& answer) {
    std::vector<std::int64_t> room = table.capacity;
    std::int64_t sum = 0;
    for (std::int32_t j = 0; j < table.jobs(); ++j) {
        const std::int32_t a = answer.assignment.at(j);
        EXPECT_GE(room.at(a) -= table.need[table.at(j, a)], 0);
        sum += table.cost[table.at(j, a)];
    }
    EXPECT_EQ(answer.objective, sum);
    EXPECT_TRUE(maximise ? answer.bound >= sum : answer.bound <= sum);
}

TEST(Gap, EqualsTryingEverything) {
    base::Random random(31);
    base::QuietFeedback quiet;
    int refused = 0, infeasible = 0, solved = 0;
    for (int round = 0; round < 60; ++round) {
        const bool maximise = round % 2 == 1;
        const auto agents = static_cast<std::int32_t>(1 + random.below(4));
        const GapTable table =
            random_table(random, agents, static_cast<std::int32_t>(1 + random.below(7)), random.uniform(0.5, 1.4));
        std::vector<std::int64_t> room = table.capacity;
        const auto best = best_by_trying(table, maximise, room);
        siting::Answer answer;
        try {
            answer = solve_gap(table, maximise, {}, quiet);
        } catch (const base::Error& error) {
            ASSERT_FALSE(best) << round << ' ' << error.what();
            ++refused;
            continue;
        }
        ASSERT_EQ(answer.feasible, best.has_value()) << round;
        if (!best) {
            EXPECT_FALSE(answer.stopped);
            ++infeasible;
            continue;
        }
        ASSERT_EQ(answer.objective, *best) << round;
        ASSERT_TRUE(answer.proven()) << round;
        check(table, maximise, answer);
        ++solved;
    }
    EXPECT_GT(refused, 0);
    EXPECT_GT(solved, 20);
}

TEST(Gap, TheSameOnAnyNumberOfThreads) {
    base::Random random(32);
    base::QuietFeedback quiet;
    const GapTable table = random_table(random, 3, 16, 0.8);
    base::set_thread_count(1);
    const siting::Answer one = solve_gap(table, false, {.seed = 5}, quiet);
    base::set_thread_count(3);
    const siting::Answer three = solve_gap(table, false, {.seed = 5}, quiet);
    base::set_thread_count(0);
    EXPECT_EQ(one.assignment, three.assignment);
    EXPECT_EQ(one.bound, three.bound);
    check(table, false, one);
}

// Tight capacities and costs that rise as needs fall, as in the hard public instances.
GapTable hard_table(base::Random& random, std::int32_t agents, std::int32_t jobs) {
    GapTable table{.agents = agents};
    std::int64_t sum = 0;
    for (std::int32_t n = 0; n < agents * jobs; ++n) {
        const auto need = static_cast<std::int64_t>(1 + random.below(100));
        table.need.push_back(need);
        table.cost.push_back(111 - need + static_cast<std::int64_t>(random.below(21)) - 10);
        sum += need;
    }
    table.capacity.assign(agents, sum * 4 / 5 / agents / agents);
    return table;
}

TEST(Gap, PolishingKeepsToCapacitiesAndIsTheSameOnAnyNumberOfThreads) {
    base::Random random(33);
    base::QuietFeedback quiet;
    const siting::Deadline deadline({}, quiet);
    const GapTable table = hard_table(random, 4, 14);
    const std::vector<double> prices = capacity_prices(table);
    base::set_thread_count(1);
    const auto one = polished(table, {}, prices, {.starts = 4, .steps = 40}, deadline);
    base::set_thread_count(3);
    const auto three = polished(table, {}, prices, {.starts = 4, .steps = 40}, deadline);
    base::set_thread_count(0);
    ASSERT_TRUE(one && three);
    EXPECT_EQ(one->agent, three->agent);
    check(table, false, {.assignment = one->agent, .objective = one->cost, .bound = 0});
    // The proof knows what is best.
    const siting::Answer best = solve_gap(table, false, {}, quiet);
    ASSERT_TRUE(best.proven());
    EXPECT_EQ(one->cost, best.objective);
}

// Costs of all plans of a part within its capacities, today's left out; the least first.
std::vector<std::int64_t> costs_by_trying(const GapPart& part) {
    std::vector<std::int64_t> costs;
    std::vector<std::int32_t> plan(part.jobs(), 0);
    const auto agents = static_cast<std::int32_t>(part.capacity.size());
    for (;;) {
        std::vector<std::int64_t> room = part.capacity;
        std::int64_t cost = 0;
        bool fits = true;
        for (std::size_t j = 0; j < part.jobs(); ++j) {
            fits = fits && (room[plan[j]] -= part.need[part.at(plan[j], j)]) >= 0;
            cost += part.cost[part.at(plan[j], j)];
        }
        if (fits && plan != part.agent)
            costs.push_back(cost);
        std::size_t j = 0;
        while (j < part.jobs() && ++plan[j] == agents)
            plan[j++] = 0;
        if (j == part.jobs())
            break;
    }
    std::sort(costs.begin(), costs.end());
    return costs;
}

// `scale` makes capacities so large that knapsacks count them coarsely.
void deal_and_compare(base::Random& random, std::int64_t scale, int& found, int& none) {
    GapPart part{.capacity = std::vector<std::int64_t>(3, 0), .agent = std::vector<std::int32_t>(7), .price = {}};
    for (std::size_t n = 0; n < 21; ++n) {
        part.need.push_back(scale * static_cast<std::int64_t>(random.below(30)) +
                            static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(scale))));
        part.cost.push_back(static_cast<std::int64_t>(random.below(12)));
    }
    for (std::size_t j = 0; j < 7; ++j) {
        part.agent[j] = static_cast<std::int32_t>(random.below(3));
        part.price.push_back(random.uniform(0, 12));
        part.capacity[part.agent[j]] += part.need[part.at(part.agent[j], j)];
    }
    for (std::int64_t& capacity : part.capacity)
        capacity += scale * static_cast<std::int64_t>(random.below(5));
    const auto cost = [&] {
        std::int64_t sum = 0;
        for (std::size_t j = 0; j < 7; ++j)
            sum += part.cost[part.at(part.agent[j], j)];
        return sum;
    };
    const std::vector<std::int64_t> costs = costs_by_trying(part);
    const std::int64_t limit = cost() + static_cast<std::int64_t>(random.below(3));
    const GapDealt dealt = deal_anew(part, limit - cost(), {});
    const bool should = !costs.empty() && costs[0] <= limit;
    ASSERT_EQ(dealt, should ? GapDealt::found : GapDealt::nothing);
    ++(should ? found : none);
    if (!should)
        return;
    EXPECT_EQ(cost(), costs[0]);
    std::vector<std::int64_t> room = part.capacity;
    for (std::size_t j = 0; j < 7; ++j)
        EXPECT_GE(room[part.agent[j]] -= part.need[part.at(part.agent[j], j)], 0);
}

TEST(Gap, DealingAPartAnewEqualsTryingEverything) {
    base::Random random(34);
    int found = 0, none = 0;
    for (int round = 0; round < 300; ++round)
        deal_and_compare(random, round % 2 ? 1 : 1009, found, none);
    EXPECT_GT(found, 100);
    EXPECT_GT(none, 10);
}

TEST(Gap, RedealingKeepsToCapacitiesAndIsTheSameOnAnyNumberOfThreads) {
    base::Random random(35);
    base::QuietFeedback quiet;
    const siting::Deadline deadline({}, quiet);
    const GapTable table = hard_table(random, 8, 48);
    const std::vector<double> prices = capacity_prices(table);
    const auto start = searched(table, prices, 0, {.chains = 1, .steps = 400, .patience = 1}, deadline);
    ASSERT_TRUE(start);
    const GapRedeal options{.parts = 20, .patience = 2};
    base::set_thread_count(1);
    const GapPlan one = redealt(table, *start, prices, options, deadline);
    base::set_thread_count(3);
    const GapPlan three = redealt(table, *start, prices, options, deadline);
    base::set_thread_count(0);
    EXPECT_EQ(one.agent, three.agent);
    EXPECT_LT(one.cost, start->cost);
    check(table, false, {.assignment = one.agent, .objective = one.cost, .bound = 0});
}

TEST(Gap, WhatCannotBeIsNamed) {
    base::QuietFeedback quiet;
    GapTable table{.agents = 2, .cost = {1, 2, 3, 4}, .need = {5, 6, 5, 6}, .capacity = {5, 4}};
    const auto reason = [&] {
        try {
            solve_gap(table, false, {}, quiet);
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string("none");
    };
    EXPECT_EQ(reason(), "assign.gap_capacity");
    table.capacity = {4, 5};
    EXPECT_EQ(reason(), "assign.gap_too_large");
    table.capacity = {9, 5}; // enough in all, but in the wrong pieces
    EXPECT_FALSE(solve_gap(table, false, {}, quiet).feasible);
    table.capacity = {5, 6};
    EXPECT_EQ(solve_gap(table, false, {}, quiet).objective, 5);
    EXPECT_EQ(solve_gap(table, true, {}, quiet).objective, 5);
}

} // namespace
} // namespace wangge::assign
