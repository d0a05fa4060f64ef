// Proofs of covers by sweeps along the country, against all subsets of small problems and branch and cut of larger
// ones.
#include "siting/cover_proof.h"

#include "base/random.h"
#include "siting/cover_sweep.h"
#include "siting/set_cover.h"
#include "support/lost_by.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace wangge::siting {
namespace {

// Every node is a place; nodes within `reach` of one another in a rectangle are covered.
Incidence towns(int count, double length, double width, double reach, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> x, y;
    for (int i = 0; i < count; ++i) {
        x.push_back(random.uniform(0, length));
        y.push_back(random.uniform(0, width));
    }
    Lists near;
    for (int a = 0; a < count; ++a) {
        std::vector<std::int32_t> row;
        for (int b = 0; b < count; ++b)
            if (std::hypot(x[a] - x[b], y[a] - y[b]) <= reach)
                row.push_back(b);
        near.add(row);
    }
    return incidence_of(std::move(near), static_cast<std::size_t>(count));
}

// With nothing reduced, so that sweeps have something to do.
CoverCore core_of_towns(int count, double length, double reach, std::uint64_t seed, Value most_cost) {
    CoverCore core;
    core.covers = towns(count, length, 30, reach, seed);
    core.times.assign(core.covers.demands(), 1);
    base::Random random(seed);
    for (int c = 0; c < count; ++c)
        core.cost.push_back(1 + static_cast<Value>(random.below(most_cost)));
    return core;
}

Value cost_of(const CoverCore& core, const std::vector<std::int32_t>& chosen) {
    Value cost = 0;
    for (const std::int32_t c : chosen)
        cost += core.cost[c];
    return cost;
}
bool covers_all(const Incidence& covers, const std::vector<std::int32_t>& chosen) {
    std::vector<char> covered(covers.demands());
    for (const std::int32_t c : chosen)
        for (const std::int32_t d : covers.by_candidate[c])
            covered[d] = 1;
    return std::ranges::count(covered, 0) == 0;
}

// Whatever an answer may cost, the proof finds one of the cheapest, and none below.
void expect_cheapest(const CoverCore& core, const CoverBound& bound, Value cheapest) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (const Value most : {cheapest, cheapest + 2}) {
        const CoverProof found = sweep_cover(core, bound, most, never);
        EXPECT_TRUE(found.finished);
        EXPECT_TRUE(covers_all(core.covers, found.chosen));
        EXPECT_EQ(cost_of(core, found.chosen), cheapest);
    }
    const CoverProof none = sweep_cover(core, bound, cheapest - 1, never);
    EXPECT_TRUE(none.finished);
    EXPECT_TRUE(none.chosen.empty());
}

std::vector<std::int32_t> members(unsigned set) {
    std::vector<std::int32_t> rows;
    for (std::int32_t c = 0; set >> c != 0; ++c)
        if ((set >> c & 1) != 0)
            rows.push_back(c);
    return rows;
}

TEST(CoverProof, LossesAreWhatACoverCostsMoreThanTheBound) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const CoverCore core = core_of_towns(12, 60, 16, seed, seed % 2 == 0 ? 1 : 9);
        base::Random random(seed);
        std::vector<double> price(12);
        for (double& at : price)
            at = random.uniform(-0.2, 1.5);
        const CoverLosses losses = losses_of(core, price);
        ASSERT_EQ(losses.steps(), 12);
        for (unsigned set = 0; set < 1U << 12; ++set) {
            if (!covers_all(core.covers, members(set)))
                continue;
            const Value lost = test::lost_by(set, losses);
            ASSERT_GE(lost, 0);
            ASSERT_EQ(losses.bound - lost, -losses.scale * cost_of(core, members(set)));
        }
    }
}

TEST(CoverProof, WhatOneEndLostTheOtherNeedNotLookFor) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const CoverCore core = core_of_towns(60, 150, 14, seed, seed % 2 == 0 ? 1 : 9);
        const MipAnswer best = solve_mip(cover_program(core), 1e6, true, never);
        ASSERT_TRUE(best.finished);
        const CoverLosses losses = losses_of(core, relaxed_cover(core, never)->price), back = reversed(losses);
        const Value least = losses.bound + losses.scale * static_cast<Value>(best.bound);
        const std::vector<Value> nothing(losses.candidate.size() + 1, 0);
        SweepPart all{.begin = 0,
                      .end = losses.steps(),
                      .ahead = nothing,
                      .most = least + losses.scale,
                      .states = 5,
                      .at_most_p = true};
        const SweepAnswer few = sweep(back, all, never);
        EXPECT_LE(few.least, least);
        EXPECT_GE(few.found, least);
        EXPECT_TRUE(std::ranges::is_sorted(few.behind));
        const std::vector<Value> ahead(few.behind.rbegin(), few.behind.rend());
        all.ahead = ahead;
        all.states = 100'000;
        const SweepAnswer whole = sweep(losses, all, never);
        EXPECT_TRUE(whole.whole);
        EXPECT_EQ(whole.least, least);
        EXPECT_EQ(whole.found, least);
        std::vector<std::int32_t> chosen;
        for (const std::int32_t step : whole.chosen)
            chosen.push_back(losses.candidate[step]);
        EXPECT_TRUE(covers_all(core.covers, chosen));
    }
}

TEST(CoverProof, KnowsTheCheapestOfAllSubsets) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const CoverCore core = core_of_towns(14, 70, 14, seed, seed % 2 == 0 ? 1 : 9);
        Value best = INT64_MAX;
        for (unsigned set = 0; set < 1U << 14; ++set)
            if (covers_all(core.covers, members(set)))
                best = std::min(best, cost_of(core, members(set)));
        CoverBound bound = *relaxed_cover(core, never);
        EXPECT_LE(bound.value, static_cast<double>(best) + 1e-6);
        if (seed % 3 == 0) { // any prices are right
            base::Random random(seed);
            for (double& price : bound.price)
                price = random.uniform(0, 1);
        }
        expect_cheapest(core, bound, best);
    }
}

TEST(CoverProof, AgreesWithBranchAndCut) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const CoverCore core = core_of_towns(250, 150, 9, seed, seed % 2 == 0 ? 1 : 9);
        const MipAnswer best = solve_mip(cover_program(core), 1e6, true, never);
        ASSERT_TRUE(best.finished);
        expect_cheapest(core, *relaxed_cover(core, never), static_cast<Value>(best.bound));
    }
}

TEST(CoverProof, LeavesAloneWhatItCannotDo) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet), over({.seconds = 0}, quiet);
    CoverCore core = core_of_towns(60, 70, 14, 1, 1);
    const CoverBound bound = *relaxed_cover(core, never);
    EXPECT_FALSE(sweep_cover(core, bound, 60, over).finished);
    core.times[7] = 2;
    EXPECT_FALSE(sweep_cover(core, bound, 60, never).finished);
}

TEST(CoverProof, AThousandNodesAreProven) {
    base::QuietFeedback quiet;
    SetCover problem;
    problem.covers = towns(1000, 100, 100, 12, 1);
    const Answer answer = solve_set_cover(problem, {.seconds = 60}, quiet);
    EXPECT_TRUE(answer.proven());
    EXPECT_TRUE(covers_all(problem.covers, answer.chosen));
    EXPECT_EQ(answer.objective, static_cast<Value>(answer.chosen.size()));
}

} // namespace
} // namespace wangge::siting
