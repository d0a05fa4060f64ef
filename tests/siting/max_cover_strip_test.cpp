// Maximal covering along a strip of country: losses, sweeps and proofs against all choices of a few places.
#include "siting/max_cover_strip.h"

#include "base/random.h"
#include "siting/cover_sweep.h"
#include "siting/mip.h"
#include "support/lost_by.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gtest/gtest.h>

namespace wangge::siting {
namespace {

constexpr std::size_t enough_states = 100'000;

MaxCover strip_of_towns(int count, int p, bool with_bonus, std::uint64_t seed, double length = 100) {
    base::Random random(seed);
    std::vector<double> x, y;
    MaxCover problem;
    for (int i = 0; i < count; ++i) {
        x.push_back(random.uniform(0, length));
        y.push_back(random.uniform(0, 30));
        problem.weight.push_back(static_cast<Value>(random.below(40)));
        if (with_bonus)
            problem.bonus.push_back(static_cast<Value>(random.below(10)));
    }
    Lists near;
    for (int a = 0; a < count; ++a) {
        std::vector<std::int32_t> row;
        for (int b = 0; b < count; ++b)
            if (std::hypot(x[a] - x[b], y[a] - y[b]) <= 16)
                row.push_back(b);
        near.add(row);
    }
    problem.covers = incidence_of(std::move(near), static_cast<std::size_t>(count));
    problem.p = p;
    return problem;
}

std::vector<std::int32_t> members(unsigned set) {
    std::vector<std::int32_t> rows;
    for (; set != 0; set &= set - 1)
        rows.push_back(std::countr_zero(set));
    return rows;
}

Value best_of_all(const MaxCover& problem) {
    Value best = 0;
    for (unsigned set = 0; set < 1U << problem.covers.candidates(); ++set)
        if (std::popcount(set) <= problem.p)
            best = std::max(best, covered_weight(problem, members(set)));
    return best;
}

MaxCoverBound prices(const MaxCoverCore& core, std::uint64_t seed, bool good) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    MaxCoverBound bound = max_cover_bound(core, 0, 500, never);
    base::Random random(seed);
    if (!good) {
        for (double& price : bound.price)
            price = random.uniform(-1, 41);
        bound.idle = random.uniform(0, 60);
    }
    return bound;
}

TEST(MaxCoverAlongAStrip, LossesAreWhatTheBoundIsTooHigh) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const MaxCoverCore core = core_of(strip_of_towns(12, 4, seed % 2 == 0, seed));
        const CoverLosses losses = losses_of(core.problem, prices(core, seed, seed % 3 == 0));
        ASSERT_EQ(losses.steps(), 12);
        for (unsigned set = 0; set < 1U << 12; ++set) {
            if (std::popcount(set) > 4)
                continue;
            const Value lost = test::lost_by(set, losses) + losses.idle * (4 - std::popcount(set));
            ASSERT_GE(lost, 0);
            ASSERT_EQ(losses.bound - lost, losses.scale * covered_weight(core.problem, members(set)));
        }
    }
}

TEST(MaxCoverAlongAStrip, ASweepFindsTheLeastLossAndFewStatesOnlyLowerIt) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const int p = 4 + 4 * static_cast<int>(seed / 3 % 3); // with 12 of 14, a bonus is worth more than a place
        const MaxCoverCore core = core_of(strip_of_towns(14, p, seed % 2 == 0, seed));
        const CoverLosses losses = losses_of(core.problem, prices(core, seed, seed % 3 != 0));
        const std::vector<Value> ahead(losses.candidate.size() + 1, 0);
        const Value least = losses.bound - losses.scale * best_of_all(core.problem);
        SweepPart all{.begin = 0,
                      .end = losses.steps(),
                      .ahead = ahead,
                      .most = losses.bound,
                      .states = enough_states,
                      .at_most_p = true};
        const SweepAnswer best = sweep(losses, all, never);
        EXPECT_TRUE(best.whole);
        EXPECT_EQ(best.least, least);
        EXPECT_EQ(best.found, least);
        std::vector<std::int32_t> chosen;
        for (const std::int32_t step : best.chosen)
            chosen.push_back(losses.candidate[step]);
        EXPECT_EQ(losses.bound - losses.scale * covered_weight(core.problem, chosen), least);
        all.states = 6;
        const SweepAnswer few = sweep(losses, all, never);
        EXPECT_LE(few.least, least);
        EXPECT_GE(few.found, least);
        all.states = enough_states;
        all.most = least - 1;
        EXPECT_GE(sweep(losses, all, never).least, least);
        // What parts lose adds up to no more.
        Value sum = 0;
        for (std::int32_t begin = 0; begin < losses.steps(); begin += 5)
            sum += sweep(losses,
                         {.begin = begin,
                          .end = std::min(begin + 5, losses.steps()),
                          .ahead = ahead,
                          .most = losses.bound,
                          .states = enough_states},
                         never)
                       .least;
        EXPECT_LE(sum, least);
    }
}

TEST(MaxCoverAlongAStrip, AProofKnowsTheBestOfAllChoices) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const MaxCoverCore core = core_of(strip_of_towns(15, 3 + static_cast<int>(seed % 4), seed % 2 == 0, seed));
        const Value best = best_of_all(core.problem);
        const StripProof none = prove_along_strip(core, best, enough_states, never);
        EXPECT_TRUE(none.finished);
        EXPECT_TRUE(none.chosen.empty());
        EXPECT_EQ(none.bound, best);
        for (const Value known : {best - 1, best * 3 / 4}) {
            const StripProof found = prove_along_strip(core, known, enough_states, never);
            EXPECT_TRUE(found.finished);
            EXPECT_EQ(found.bound, best);
            EXPECT_EQ(covered_weight(core.problem, found.chosen), best);
            EXPECT_LE(static_cast<int>(found.chosen.size()), core.problem.p);
        }
    }
}

// The same by branch and cut: least weight that is not covered, less the bonus.
Value best_by_branching(const MaxCover& problem, const Deadline& deadline) {
    Mip mip;
    Value all = 0;
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_binary(-static_cast<double>(problem.bonus[c]));
    for (std::size_t d = 0; d < problem.covers.demands(); ++d) {
        all += problem.weight[d];
        const int missed = mip.add_column(static_cast<double>(problem.weight[d]), 0, 1, false);
        mip.add_row(1, Mip::infinity);
        mip.add_term(missed, 1);
        for (const std::int32_t c : problem.covers.by_demand[d])
            mip.add_term(c, 1);
    }
    mip.add_row(-Mip::infinity, problem.p);
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_term(static_cast<int>(c), 1);
    const MipAnswer answer = solve_mip(mip, static_cast<double>(all), true, deadline);
    EXPECT_TRUE(answer.finished);
    return all - static_cast<Value>(answer.bound);
}

TEST(MaxCoverAlongAStrip, ALongStripIsProvenPartByPart) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const MaxCoverCore core = core_of(strip_of_towns(300, 8 + static_cast<int>(seed), seed % 2 == 0, seed, 540));
        const Value best = best_by_branching(core.problem, never);
        for (const Value known : {best, best - 1, best - 40}) {
            const StripProof proof = prove_along_strip(core, known, enough_states, never);
            EXPECT_TRUE(proof.finished);
            EXPECT_EQ(proof.bound, best);
            EXPECT_EQ(proof.chosen.empty(), known == best);
            if (known < best) {
                EXPECT_EQ(covered_weight(core.problem, proof.chosen), best);
            }
        }
    }
}

TEST(MaxCoverAlongAStrip, WhatTheClockCutsOffIsStillABound) {
    base::QuietFeedback quiet;
    const Deadline over({.seconds = 0}, quiet);
    const MaxCoverCore core = core_of(strip_of_towns(15, 4, false, 3));
    const Value best = best_of_all(core.problem);
    const StripProof proof = prove_along_strip(core, best / 2, enough_states, over);
    EXPECT_FALSE(proof.finished);
    EXPECT_GE(proof.bound, best);
}

} // namespace
} // namespace wangge::siting
