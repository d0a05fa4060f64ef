// Covering models against every subset of small random problems.
#include "base/random.h"
#include "siting/max_cover.h"
#include "siting/p_center.h"
#include "siting/set_cover.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace wangge::siting {
namespace {

constexpr int candidates = 11;

Incidence random_covers(base::Random& random, int demands, double density) {
    Lists rows;
    for (int d = 0; d < demands; ++d) {
        std::vector<std::int32_t> row;
        for (int c = 0; c < candidates; ++c)
            if (random.uniform() < density)
                row.push_back(c);
        rows.add(row);
    }
    return incidence_of(std::move(rows), candidates);
}

bool has(int subset, int candidate) {
    return (subset >> candidate & 1) != 0;
}
int times_covered(const Incidence& covers, int demand, int subset) {
    return static_cast<int>(
        std::ranges::count_if(covers.by_demand[demand], [&](std::int32_t c) { return has(subset, c); }));
}
int subset_of(const std::vector<std::int32_t>& chosen) {
    int subset = 0;
    for (const std::int32_t c : chosen)
        subset |= 1 << c;
    return subset;
}

TEST(SetCover, IsTheCheapestOfAllSubsets) {
    base::QuietFeedback quiet;
    base::Random random(5);
    int infeasible = 0;
    for (int trial = 0; trial < 60; ++trial) {
        SetCover problem;
        const int demands = 3 + static_cast<int>(random.below(12));
        problem.covers = random_covers(random, demands, 0.35);
        for (int c = 0; c < candidates; ++c)
            problem.cost.push_back(trial % 3 == 0 ? 1 : 1 + static_cast<Value>(random.below(9)));
        for (int d = 0; d < demands; ++d)
            problem.times.push_back(trial % 2 == 0 ? 1 : 1 + static_cast<std::int32_t>(random.below(3)));
        Value best = -1;
        for (int subset = 0; subset < 1 << candidates; ++subset) {
            bool enough = true;
            for (int d = 0; d < demands; ++d)
                enough = enough && times_covered(problem.covers, d, subset) >= problem.times[d];
            Value cost = 0;
            for (int c = 0; c < candidates; ++c)
                cost += has(subset, c) ? problem.cost[c] : 0;
            if (enough && (best < 0 || cost < best))
                best = cost;
        }
        const Answer answer = solve_set_cover(problem, {}, quiet);
        ASSERT_EQ(answer.feasible, best >= 0) << trial;
        infeasible += best < 0;
        if (best < 0)
            continue;
        EXPECT_EQ(answer.objective, best) << trial;
        EXPECT_EQ(answer.bound, best) << trial;
        const int chosen = subset_of(answer.chosen);
        for (int d = 0; d < demands; ++d)
            EXPECT_GE(times_covered(problem.covers, d, chosen), problem.times[d]);
    }
    EXPECT_GT(infeasible, 3);
    EXPECT_LT(infeasible, 50);
}

TEST(SetCover, StopsWhenEnoughIsKnown) {
    base::QuietFeedback quiet;
    base::Random random(9);
    SetCover problem;
    problem.covers = random_covers(random, 14, 0.6);
    const Answer best = solve_set_cover(problem, {}, quiet);
    ASSERT_TRUE(best.proven());
    problem.enough = best.objective;
    EXPECT_LE(solve_set_cover(problem, {}, quiet).objective, best.objective);
    problem.enough = best.objective - 1;
    const Answer none = solve_set_cover(problem, {}, quiet);
    EXPECT_GT(none.bound, best.objective - 1); // it is known that there is none
}

TEST(MaxCover, IsTheBestOfAllSubsets) {
    base::QuietFeedback quiet;
    base::Random random(6);
    for (int trial = 0; trial < 40; ++trial) {
        MaxCover problem;
        const int demands = 4 + static_cast<int>(random.below(16));
        problem.covers = random_covers(random, demands, 0.25);
        for (int d = 0; d < demands; ++d)
            problem.weight.push_back(static_cast<Value>(random.below(50)));
        if (trial % 2 == 1)
            for (int c = 0; c < candidates; ++c)
                problem.bonus.push_back(static_cast<Value>(random.below(8)));
        problem.p = 1 + static_cast<int>(random.below(5));
        Value best = 0;
        for (int subset = 0; subset < 1 << candidates; ++subset) {
            Value value = 0;
            int count = 0;
            for (int c = 0; c < candidates; ++c)
                if (has(subset, c)) {
                    ++count;
                    value += problem.bonus.empty() ? 0 : problem.bonus[c];
                }
            for (int d = 0; d < demands; ++d)
                value += times_covered(problem.covers, d, subset) > 0 ? problem.weight[d] : 0;
            if (count <= problem.p)
                best = std::max(best, value);
        }
        const Answer answer = solve_max_cover(problem, {}, quiet);
        EXPECT_EQ(answer.objective, best) << trial;
        EXPECT_EQ(answer.bound, best) << trial;
        EXPECT_LE(answer.chosen.size(), static_cast<std::size_t>(problem.p));
        EXPECT_EQ(covered_weight(problem, answer.chosen), best);
    }
}

TEST(PCenter, IsTheBestOfAllSubsets) {
    base::QuietFeedback quiet;
    base::Random random(7);
    for (int trial = 0; trial < 30; ++trial) {
        PCenter problem;
        const int demands = 4 + static_cast<int>(random.below(12));
        problem.p = 1 + static_cast<int>(random.below(4));
        if (trial % 2 == 1)
            problem.standing = {3};
        if (trial % 3 == 1)
            problem.forbidden = {0, 5};
        problem.distances.demands = static_cast<std::size_t>(demands);
        problem.distances.candidates = candidates;
        for (int i = 0; i < demands * candidates; ++i)
            problem.distances.cells.push_back(random.below(12) == 0 ? DistanceMatrix::unreachable
                                                                    : static_cast<Value>(random.below(200)));
        Value best = DistanceMatrix::unreachable;
        for (int subset = 0; subset < 1 << candidates; ++subset) {
            int count = 0, open = subset;
            bool allowed = true;
            for (int c = 0; c < candidates; ++c)
                count += has(subset, c);
            for (const std::int32_t c : problem.forbidden)
                allowed = allowed && !has(subset, c);
            for (const std::int32_t c : problem.standing)
                open |= 1 << c;
            if (!allowed || count > problem.p)
                continue;
            Value farthest = 0;
            for (int d = 0; d < demands; ++d) {
                Value nearest = DistanceMatrix::unreachable;
                for (int c = 0; c < candidates; ++c)
                    if (has(open, c))
                        nearest = std::min(nearest, problem.distances.row(d)[c]);
                farthest = std::max(farthest, nearest);
            }
            best = std::min(best, farthest);
        }
        const Answer answer = solve_p_center(problem, {}, quiet);
        ASSERT_EQ(answer.feasible, best != DistanceMatrix::unreachable) << trial;
        if (!answer.feasible)
            continue;
        EXPECT_EQ(answer.objective, best) << trial;
        EXPECT_EQ(answer.bound, best) << trial;
        for (std::size_t d = 0; d < answer.assignment.size(); ++d)
            EXPECT_LE(problem.distances.row(d)[answer.assignment[d]], best);
    }
}

TEST(Cover, AStoppedSearchStillHasAnAnswerAndABound) {
    base::QuietFeedback stopped;
    stopped.cancel();
    base::Random random(8);
    SetCover cover;
    cover.covers = random_covers(random, 12, 0.4);
    const Answer some = solve_set_cover(cover, {}, stopped);
    ASSERT_TRUE(some.feasible);
    EXPECT_LE(some.bound, some.objective);
    for (int d = 0; d < 12; ++d)
        EXPECT_GT(times_covered(cover.covers, d, subset_of(some.chosen)), 0);
    MaxCover best{cover.covers, std::vector<Value>(12, 3), {}, 3};
    const Answer most = solve_max_cover(best, {}, stopped);
    EXPECT_GE(most.bound, most.objective);
    EXPECT_EQ(covered_weight(best, most.chosen), most.objective);
}

} // namespace
} // namespace wangge::siting
