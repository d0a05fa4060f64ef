// Losses of maximal covering and sweeps over them, against all choices of a few places.
#include "siting/cover_losses.h"
#include "siting/cover_sweep.h"
#include "support/lost_by.h"
#include "support/towns.h"

#include <bit>
#include <gtest/gtest.h>

namespace wangge::siting {
namespace {

using test::best_of_all, test::members, test::towns;

constexpr std::size_t enough_states = 100'000;

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

TEST(CoverSweep, LossesAreWhatTheBoundIsTooHigh) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const MaxCoverCore core = core_of(towns(12, 4, seed % 2 == 0, seed));
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

TEST(CoverSweep, ASweepFindsTheLeastLossAndFewStatesOnlyLowerIt) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        const int p = 4 + 4 * static_cast<int>(seed / 3 % 3); // with 12 of 14, a bonus is worth more than a place
        const MaxCoverCore core = core_of(towns(14, p, seed % 2 == 0, seed));
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

// Two sweeps that each leave out what the other relies on would miss the best; one of them looks at every choice.
TEST(CoverSweep, WhatLiesBehindOneSweepIsAheadOfTheOther) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    int missed = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const MaxCoverCore core = core_of(towns(14, 4, seed % 2 == 0, seed));
        const CoverLosses losses = losses_of(core.problem, prices(core, seed, seed % 3 != 0));
        const std::vector<Value> none(losses.candidate.size() + 1, 0);
        const Value least = losses.bound - losses.scale * best_of_all(core.problem);
        const auto found = [&](bool behind_all, bool ahead_all) {
            SweepPart part{.begin = 0,
                           .end = losses.steps(),
                           .ahead = none,
                           .most = least,
                           .states = enough_states,
                           .at_most_p = true,
                           .every_choice = behind_all};
            const SweepAnswer back = sweep(reversed(losses), part, never);
            const std::vector<Value> ahead(back.behind.rbegin(), back.behind.rend());
            part.ahead = ahead;
            part.every_choice = ahead_all;
            return sweep(losses, part, never).found;
        };
        EXPECT_EQ(found(true, false), least);
        EXPECT_EQ(found(false, true), least);
        missed += found(false, false) == least ? 0 : 1;
    }
    EXPECT_GT(missed, 0) << "it matters";
}

} // namespace
} // namespace wangge::siting
