// Covering with backup and with limited people, against every subset and every way to deal the demands out.
#include "base/random.h"
#include "siting/backup_cover.h"
#include "siting/capacitated_cover.h"

#include <algorithm>
#include <bit>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::siting {
namespace {

Incidence random_covers(base::Random& random, int demands, int candidates, double density) {
    Lists rows;
    for (int d = 0; d < demands; ++d) {
        std::vector<std::int32_t> row;
        for (int c = 0; c < candidates; ++c)
            if (random.uniform() < density)
                row.push_back(c);
        rows.add(row);
    }
    return incidence_of(std::move(rows), static_cast<std::size_t>(candidates));
}

bool has(unsigned subset, std::int32_t candidate) {
    return (subset >> candidate & 1U) != 0;
}

TEST(BackupCover, IsTheBestOfAllSubsets) {
    constexpr int candidates = 10;
    base::QuietFeedback quiet;
    base::Random random(12);
    int rewarded = 0;
    for (int trial = 0; trial < 40; ++trial) {
        BackupCover problem;
        const int demands = 3 + static_cast<int>(random.below(14));
        problem.covers = random_covers(random, demands, candidates, 0.35);
        for (int d = 0; d < demands; ++d) {
            problem.weight.push_back(static_cast<Value>(random.below(50)));
            problem.times.push_back(1 + static_cast<std::int32_t>(random.below(3)));
        }
        if (trial % 2 == 1)
            for (int c = 0; c < candidates; ++c)
                problem.bonus.push_back(static_cast<Value>(random.below(5)));
        problem.p = 1 + static_cast<int>(random.below(5));
        Value best = 0;
        for (unsigned subset = 0; subset < 1U << candidates; ++subset) {
            if (std::popcount(subset) > problem.p)
                continue;
            Value value = 0;
            for (int c = 0; c < candidates && !problem.bonus.empty(); ++c)
                value += has(subset, c) ? problem.bonus[c] : 0;
            for (int d = 0; d < demands; ++d)
                value += std::ranges::count_if(problem.covers.by_demand[d],
                                               [&](std::int32_t c) { return has(subset, c); }) >= problem.times[d]
                             ? problem.weight[d]
                             : 0;
            best = std::max(best, value);
        }
        const Answer answer = solve_backup_cover(problem, {}, quiet);
        EXPECT_EQ(answer.objective, best) << trial;
        EXPECT_EQ(answer.bound, best) << trial;
        EXPECT_EQ(backed_weight(problem, answer.chosen), best);
        EXPECT_LE(answer.chosen.size(), static_cast<std::size_t>(problem.p));
        // Without time there is an answer of the value that it says, and a bound that holds.
        const Answer hasty = solve_backup_cover(problem, {.seconds = 0}, quiet);
        EXPECT_EQ(backed_weight(problem, hasty.chosen), hasty.objective);
        EXPECT_LE(hasty.objective, best);
        EXPECT_GE(hasty.bound, best);
        rewarded += best > 0;
    }
    EXPECT_GT(rewarded, 30);
}

// The most weight, and the most demands, that the open places can take.
struct Dealt {
    Value weight = 0;
    int count = 0;
};
void deal(const CapacitatedCover& problem, unsigned open, std::vector<Value>& room, std::size_t demand, Dealt now,
          Dealt& most) {
    if (demand == problem.weight.size()) {
        most.weight = std::max(most.weight, now.weight);
        most.count = std::max(most.count, now.count);
        return;
    }
    deal(problem, open, room, demand + 1, now, most);
    for (const std::int32_t c : problem.covers.by_demand[demand])
        if (has(open, c) && room[c] >= problem.weight[demand]) {
            room[c] -= problem.weight[demand];
            deal(problem, open, room, demand + 1, {now.weight + problem.weight[demand], now.count + 1}, most);
            room[c] += problem.weight[demand];
        }
}

// What the answer's own assignment serves; keeps to limits, capacities and the chosen places.
Value checked(const CapacitatedCover& problem, const Answer& answer) {
    std::vector<Value> room = problem.capacity;
    Value sum = 0;
    for (std::size_t d = 0; d < problem.weight.size(); ++d) {
        const std::int32_t to = answer.assignment.at(d);
        if (to < 0)
            continue;
        EXPECT_TRUE(std::ranges::binary_search(answer.chosen, to));
        EXPECT_NE(std::ranges::find(problem.covers.by_demand[d], to), problem.covers.by_demand[d].end());
        EXPECT_GE(room[to] -= problem.weight[d], 0);
        sum += problem.weight[d];
    }
    return sum;
}

TEST(CapacitatedCover, EqualsTryingEverything) {
    constexpr int candidates = 6;
    base::QuietFeedback quiet;
    base::Random random(5);
    int impossible = 0, tight = 0;
    for (int trial = 0; trial < 60; ++trial) {
        CapacitatedCover problem;
        const int demands = 2 + static_cast<int>(random.below(6));
        problem.covers = random_covers(random, demands, candidates, 0.6);
        for (int d = 0; d < demands; ++d)
            problem.weight.push_back(static_cast<Value>(random.below(20)));
        for (int c = 0; c < candidates; ++c)
            problem.capacity.push_back(static_cast<Value>(8 + random.below(25)));
        if (trial % 3 == 1)
            problem.fixed = {2};
        if (trial % 4 == 1)
            for (int c = 0; c < candidates; ++c)
                problem.preferred.push_back(static_cast<char>(random.below(2)));
        if (trial % 2 == 0)
            problem.add = 1 + static_cast<int>(random.below(3));
        Value most = 0, fewest = -1;
        for (unsigned subset = 0; subset < 1U << candidates; ++subset) {
            unsigned open = subset;
            for (const std::int32_t c : problem.fixed)
                if (has(subset, c))
                    open = ~0U; // counted without the fixed ones
                else
                    open |= 1U << c;
            const int added = std::popcount(subset);
            if (open == ~0U || (problem.add && added > *problem.add))
                continue;
            std::vector<Value> room = problem.capacity;
            Dealt dealt;
            deal(problem, open, room, 0, {}, dealt);
            most = std::max(most, dealt.weight);
            if (dealt.count == demands && (fewest < 0 || added < fewest))
                fewest = added;
        }
        const Answer answer = solve_capacitated_cover(problem, {}, quiet);
        if (problem.add) {
            EXPECT_EQ(answer.objective, most) << trial;
            EXPECT_EQ(answer.bound, most) << trial;
            EXPECT_EQ(checked(problem, answer), most);
            EXPECT_LE(answer.chosen.size(), problem.fixed.size() + static_cast<std::size_t>(*problem.add));
            tight += most < std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0});
            const Answer hasty = solve_capacitated_cover(problem, {.seconds = 0}, quiet);
            EXPECT_EQ(checked(problem, hasty), hasty.objective);
            EXPECT_GE(hasty.bound, most);
        } else if (fewest < 0) {
            EXPECT_FALSE(answer.feasible) << trial;
            EXPECT_FALSE(answer.stopped) << trial;
            ++impossible;
        } else {
            ASSERT_TRUE(answer.feasible) << trial;
            EXPECT_EQ(answer.objective, fewest) << trial;
            EXPECT_EQ(answer.bound, fewest) << trial;
            checked(problem, answer);
            EXPECT_EQ(std::ranges::count(answer.assignment, -1), 0);
        }
    }
    EXPECT_GT(impossible, 3);
    EXPECT_GT(tight, 10);
}

} // namespace
} // namespace wangge::siting
