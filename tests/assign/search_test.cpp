// The optimiser and its bound against every possible division of small towns.
#include "assign/bound.h"
#include "assign/build.h"
#include "assign/search.h"
#include "assign/start.h"
#include "assign/town.h"
#include "base/parallel.h"

#include <gtest/gtest.h>
#include <limits>
#include <numeric>

namespace wangge::test {
namespace {

assign::Field field_of(const Town& town, assign::Options options = {}) {
    base::QuietFeedback quiet;
    options.as_of = test_day;
    return assign::build(town.snapshot, workload::load_default("", test_day), options, quiet);
}

// The least cost over all ways to give every cell to somebody, connected and with nobody idle, and over all ways at
// all.
struct Best {
    std::int64_t connected = std::numeric_limits<std::int64_t>::max(), any = connected;
};
Best brute_force(const assign::Problem& problem) {
    Best best;
    std::vector<std::int32_t> lead(problem.cells(), 0);
    for (;;) {
        const std::int64_t cost = assign::cost_of(problem, lead).total();
        best.any = std::min(best.any, cost);
        if (cost < best.connected) {
            const auto pieces = assign::pieces_of(problem, lead);
            if (std::all_of(pieces.begin(), pieces.end(), [](int p) { return p == 1; }))
                best.connected = cost;
        }
        std::size_t digit = 0;
        while (digit < lead.size() && ++lead[digit] == problem.people())
            lead[digit++] = 0;
        if (digit == lead.size())
            return best;
    }
}

TEST(Search, FindsTheBestDivisionOfSmallTownsAndTheBoundIsBelowIt) {
    base::QuietFeedback quiet;
    int optimal = 0, towns = 0, tight = 0;
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        const int people = seed % 3 == 0 ? 3 : 2;
        const Town town = random_town(people == 3 ? 3 : 4, 3, 14, people, seed);
        assign::Options options;
        if (seed % 4 == 0)
            options.weights = {.balance = 20, .compactness = 0, .travel = 5};
        const assign::Field field = field_of(town, options);
        const assign::Problem& problem = field.problem;
        const Best best = brute_force(problem);
        const auto start = assign::first_answer(problem, seed);
        const auto found = assign::improve(problem, start, {.seed = seed, .proposals = 20000}, quiet);
        const auto again = assign::improve(problem, assign::matched_to_people(problem, found.lead),
                                           {.seed = ~seed, .proposals = 20000}, quiet);
        const auto lead = assign::cost_of(problem, again.lead).total() < assign::cost_of(problem, found.lead).total()
                              ? again.lead
                              : found.lead;
        const std::int64_t cost = assign::cost_of(problem, lead).total();
        const auto pieces = assign::pieces_of(problem, lead);
        for (const int p : pieces)
            EXPECT_EQ(p, 1) << "seed " << seed;
        EXPECT_GE(cost, best.connected) << "seed " << seed;
        EXPECT_LE(cost, assign::cost_of(problem, start).total()) << "seed " << seed;
        const std::int64_t bound = assign::lower_bound(problem, lead, quiet);
        EXPECT_LE(bound, best.any) << "seed " << seed;
        EXPECT_GT(bound, 0) << "seed " << seed;
        optimal += cost == best.connected;
        tight += static_cast<double>(bound) > 0.5 * static_cast<double>(best.any);
        ++towns;
    }

    EXPECT_GE(optimal, towns * 3 / 4) << optimal << " of " << towns;
    EXPECT_GE(tight, towns / 8) << tight << " of " << towns;
}

TEST(Search, TheBoundHoldsWithRecusalsUnequalCapacityAndAPlanToKeep) {
    base::QuietFeedback quiet;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Town town = random_town(3, 3, 9, 0, seed);
        town.add_inspector("A", 0, 0, "S0;S3", "*", 900);
        town.add_inspector("B", 3000, 0, "S1", "*", 1800);
        town.add_inspector("C", 1500, 3000, "", "*", 1200);
        assign::Options options;
        options.weights.change = 0.5;
        options.keep = {"A", "A", "A", "B", "B", "B", "C", "C", "C"};
        const assign::Field field = field_of(town, options);
        const Best best = brute_force(field.problem);
        const auto start = assign::repaired(field.problem, field.problem.present);
        const auto found = assign::improve(field.problem, start, {.seed = seed, .proposals = 20000}, quiet);
        EXPECT_GE(assign::cost_of(field.problem, found.lead).total(), best.connected);
        EXPECT_LE(assign::lower_bound(field.problem, found.lead, quiet), best.any);
    }
}

TEST(Search, OneZoneIsProvenAtOnce) {
    base::QuietFeedback quiet;
    Town town = random_town(3, 2, 6, 1, 7);
    const assign::Field field = field_of(town);
    const std::vector<std::int32_t> lead(6, 0);
    const std::int64_t cost = assign::cost_of(field.problem, lead).total();
    EXPECT_GT(cost, 0);
    // within the millionth that the bound gives away to rounding
    EXPECT_GE(assign::lower_bound(field.problem, lead, quiet), cost - cost / 100000 - 2);
}

TEST(Search, TheAnswerDoesNotDependOnThreads) {
    base::QuietFeedback quiet;
    const Town town = random_town(20, 20, 300, 8, 3);
    const assign::Field field = field_of(town);
    const auto start = assign::first_answer(field.problem, 3);
    const auto solve = [&] {
        return assign::improve(field.problem, start, {.seed = 3, .proposals = 100000}, quiet).lead;
    };
    base::set_thread_count(1);
    const auto alone = solve();
    const auto bound_alone = assign::lower_bound(field.problem, alone, quiet);
    base::set_thread_count(4);
    EXPECT_EQ(solve(), alone);
    EXPECT_EQ(solve(), alone);
    EXPECT_EQ(assign::lower_bound(field.problem, alone, quiet), bound_alone);
    base::set_thread_count(0);
    EXPECT_EQ(assign::first_answer(field.problem, 3), start);
}

TEST(Search, EqualCellsAreSharedEvenly) {
    base::QuietFeedback quiet;
    Town town(12, 12);
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 12; ++x)
            town.add_site_in(x, y);
    for (int i = 0; i < 9; ++i)
        town.add_inspector(fmt::format("P{}", i), 6000, 6000);
    assign::Options options;
    options.weights.travel = 0;
    auto field = field_of(town, options);
    // without travel every cell is the same: sixteen each is possible, and 4 x 4 squares have 48 km of border
    field.problem.seconds_per_metre.assign(field.problem.cells(), 0);
    assign::scale(field.problem, options.weights);
    const auto found =
        assign::improve(field.problem, assign::first_answer(field.problem, 1), {.proposals = 2000000}, quiet);
    std::vector<int> count(9, 0);
    for (const std::int32_t p : found.lead)
        ++count[p];
    EXPECT_EQ(*std::min_element(count.begin(), count.end()), 16);
    EXPECT_EQ(assign::cost_of(field.problem, found.lead).balance, 0);
    EXPECT_LE(assign::cost_of(field.problem, found.lead).compactness, 54 * 1000 / 4000.0 * assign::cost_scale);
}

TEST(Search, StopsWhenAskedAndKeepsTheBest) {
    base::QuietFeedback stop;
    const Town town = random_town(10, 10, 100, 4, 5);
    const assign::Field field = field_of(town);
    const auto start = assign::first_answer(field.problem, 5);
    stop.cancel();
    const auto found = assign::improve(field.problem, start, {.seed = 5, .proposals = 1000000000000}, stop);
    EXPECT_TRUE(found.stopped);
    EXPECT_LE(assign::cost_of(field.problem, found.lead).total(), assign::cost_of(field.problem, start).total());
}

} // namespace
} // namespace wangge::test
