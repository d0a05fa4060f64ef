#include "siting/capacitated_median.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"
#include "siting/capacitated_bound.h"
#include "siting/median_cases.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr Value nothing = std::numeric_limits<Value>::max();

// The cheapest assignment of customers i, i + 1, ... to open places with that much room left.
Value cheapest(const CapacitatedMedian& problem, const std::vector<bool>& open, std::vector<Value>& room,
               std::size_t i) {
    if (i == problem.demand.size())
        return 0;
    Value best = nothing;
    for (std::size_t j = 0; j < open.size(); ++j) {
        if (!open[j] || room[j] < problem.demand[i])
            continue;
        room[j] -= problem.demand[i];
        const Value rest = cheapest(problem, open, room, i + 1);
        room[j] += problem.demand[i];
        if (rest != nothing)
            best = std::min(best, problem.costs.row(i)[j] + rest);
    }
    return best;
}

Value best_by_trying(const CapacitatedMedian& problem) {
    Value best = nothing;
    const auto places = static_cast<int>(problem.capacity.size());
    std::vector<bool> fixed(places, false);
    for (const std::int32_t j : problem.fixed)
        fixed[j] = true;
    test::for_each_choice(places, static_cast<int>(problem.fixed.size()) + problem.add,
                          [&](const std::vector<bool>& open) {
                              for (int j = 0; j < places; ++j)
                                  if (fixed[j] && !open[j])
                                      return;
                              for (const std::int32_t j : problem.forbidden)
                                  if (open[j])
                                      return;
                              std::vector<Value> room = problem.capacity;
                              best = std::min(best, cheapest(problem, open, room, 0));
                          });
    return best;
}

CapacitatedMedian random_problem(base::Random& random) {
    CapacitatedMedian problem;
    const std::size_t places = 2 + random.below(4), customers = 1 + random.below(6);
    const std::uint64_t range = random.below(2) ? 5 : 200;
    problem.costs = {.demands = customers, .candidates = places, .cells = {}};
    for (std::size_t n = 0; n < customers * places; ++n)
        problem.costs.cells.push_back(static_cast<Value>(random.below(range)));
    for (std::size_t i = 0; i < customers; ++i)
        problem.demand.push_back(static_cast<Value>(random.below(9)));
    for (std::size_t j = 0; j < places; ++j)
        problem.capacity.push_back(static_cast<Value>(6 + random.below(8)));
    std::vector<std::int32_t> order(places);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t j = places; j > 1; --j)
        std::swap(order[j - 1], order[random.below(j)]);
    if (random.below(3) == 0)
        problem.fixed.push_back(order.front());
    if (random.below(3) == 0)
        problem.forbidden.push_back(order.back());
    problem.add = static_cast<std::int32_t>(1 + random.below(places - 1));
    problem.add =
        std::min(problem.add, static_cast<std::int32_t>(places - problem.fixed.size() - problem.forbidden.size()));
    return problem;
}

// Feasible, and of the value that it says.
void check(const CapacitatedMedian& problem, const Answer& answer) {
    std::vector<Value> room = problem.capacity;
    Value sum = 0;
    for (std::size_t i = 0; i < problem.demand.size(); ++i) {
        const std::int32_t j = answer.assignment.at(i);
        EXPECT_TRUE(std::binary_search(answer.chosen.begin(), answer.chosen.end(), j));
        EXPECT_GE(room[j] -= problem.demand[i], 0);
        sum += problem.costs.row(i)[j];
    }
    EXPECT_EQ(answer.objective, sum);
    EXPECT_LE(answer.bound, sum);
    EXPECT_EQ(answer.chosen.size(), problem.fixed.size() + static_cast<std::size_t>(problem.add));
    for (const std::int32_t j : problem.fixed)
        EXPECT_TRUE(std::binary_search(answer.chosen.begin(), answer.chosen.end(), j));
    for (const std::int32_t j : problem.forbidden)
        EXPECT_FALSE(std::binary_search(answer.chosen.begin(), answer.chosen.end(), j));
}

TEST(CapacitatedMedian, EqualsTryingEverything) {
    base::Random random(11);
    base::QuietFeedback quiet;
    int refused = 0, infeasible = 0, solved = 0;
    for (int round = 0; round < 300; ++round) {
        const CapacitatedMedian problem = random_problem(random);
        const Value best = best_by_trying(problem);
        Answer answer;
        try {
            answer = solve_capacitated_median(problem, {}, quiet);
        } catch (const base::Error& error) {
            // Only what cannot be is refused, with a reason.
            ASSERT_EQ(best, nothing) << round << ' ' << error.what();
            ASSERT_TRUE(error.message().id == "siting.capacity_short" ||
                        error.message().id == "siting.demand_too_large");
            ++refused;
            continue;
        }
        ASSERT_EQ(answer.feasible, best != nothing) << round;
        if (!answer.feasible) {
            EXPECT_FALSE(answer.stopped);
            ++infeasible;
            continue;
        }
        ASSERT_EQ(answer.objective, best) << round;
        ASSERT_TRUE(answer.proven()) << round;
        check(problem, answer);
        ++solved;
    }
    EXPECT_GT(refused, 5);
    EXPECT_GT(infeasible, 0);
    EXPECT_GT(solved, 50);
}

// Large capacities are counted in coarser units: the bound must stay below every answer.
TEST(CapacitatedMedian, CoarseKnapsacksDoNotOverstateTheBound) {
    base::Random random(12);
    base::QuietFeedback quiet;
    for (int round = 0; round < 60; ++round) {
        CapacitatedMedian problem = random_problem(random);
        for (Value& demand : problem.demand)
            demand = demand * 100003 + static_cast<Value>(random.below(1000));
        for (Value& capacity : problem.capacity)
            capacity = capacity * 100003 + 5000;
        const Value best = best_by_trying(problem);
        if (best == nothing)
            continue;
        const Answer answer = solve_capacitated_median(problem, {}, quiet);
        ASSERT_EQ(answer.objective, best);
        ASSERT_TRUE(answer.proven());
        const Answer hasty = solve_capacitated_median(problem, {.seconds = 0}, quiet);
        ASSERT_LE(hasty.bound, best);
    }
}

TEST(CapacitatedMedian, TheSameOnAnyNumberOfThreads) {
    base::Random random(13);
    CapacitatedMedian problem{.add = 3};
    problem.costs = {.demands = 24, .candidates = 24, .cells = {}};
    std::vector<std::pair<Value, Value>> points(24);
    for (auto& [x, y] : points) {
        x = static_cast<Value>(random.below(100));
        y = static_cast<Value>(random.below(100));
        problem.demand.push_back(static_cast<Value>(1 + random.below(9)));
        problem.capacity.push_back(60);
    }
    for (const auto& a : points)
        for (const auto& b : points)
            problem.costs.cells.push_back(std::abs(a.first - b.first) + std::abs(a.second - b.second));
    base::QuietFeedback quiet;
    base::set_thread_count(1);
    const Answer one = solve_capacitated_median(problem, {.seed = 4}, quiet);
    base::set_thread_count(3);
    const Answer three = solve_capacitated_median(problem, {.seed = 4}, quiet);
    base::set_thread_count(0);
    EXPECT_EQ(one.chosen, three.chosen);
    EXPECT_EQ(one.assignment, three.assignment);
    EXPECT_EQ(one.bound, three.bound);
    check(problem, one);
}

TEST(CapacitatedMedian, WhatCostsNothingIsNotSearchedOn) {
    CapacitatedMedian problem;
    problem.costs = {.demands = 300, .candidates = 60, .cells = std::vector<Value>(300 * 60, 0)};
    problem.demand.assign(300, 1);
    problem.capacity.assign(60, 30);
    problem.add = 12;
    base::QuietFeedback quiet;
    const Answer answer = solve_capacitated_median(problem, {.seconds = 60}, quiet);
    EXPECT_EQ(answer.objective, 0);
    EXPECT_TRUE(answer.proven());
    EXPECT_LT(answer.seconds, 2) << "half of the time was given to a search for less than nothing";
}

TEST(CapacitatedMedian, RoomInPiecesIsNotEnough) {
    base::QuietFeedback quiet;
    CapacitatedMedian problem{.demand = {2, 2, 2}, .capacity = {3, 3}, .add = 2};
    problem.costs = {.demands = 3, .candidates = 2, .cells = {1, 2, 3, 4, 5, 6}};
    const Answer answer = solve_capacitated_median(problem, {}, quiet);
    EXPECT_FALSE(answer.feasible);
    EXPECT_FALSE(answer.stopped); // it is known that there is none
}

TEST(CapacitatedMedian, WhatCannotBeIsNamed) {
    base::QuietFeedback quiet;
    CapacitatedMedian problem{.demand = {5, 5}, .capacity = {6, 3}, .add = 2};
    problem.costs = {.demands = 2, .candidates = 2, .cells = {1, 2, 3, 4}};
    const auto reason = [&] {
        try {
            solve_capacitated_median(problem, {}, quiet);
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string("none");
    };
    EXPECT_EQ(reason(), "siting.capacity_short");
    problem.capacity = {4, 9};
    EXPECT_EQ(reason(), "none");
    problem.demand = {4, 9};
    EXPECT_EQ(reason(), "none");
    problem.demand = {2, 10};
    EXPECT_EQ(reason(), "siting.demand_too_large");
    problem.add = 3;
    EXPECT_EQ(reason(), "siting.too_few_places");
    problem.add = 2;
    problem.costs.cells[0] = -1;
    EXPECT_EQ(reason(), "siting.bad_cost");
}

} // namespace
} // namespace wangge::siting
