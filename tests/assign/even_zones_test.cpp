// Zones with a hard balance against all divisions of small graphs.
#include "assign/even_zones.h"
#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <optional>

namespace wangge::assign {
namespace {

// Pairs parted when `zone` is allowed; by sets that melt together, not by walks.
std::optional<std::int64_t> value_of(const EvenZones& problem, const std::vector<std::int32_t>& zone) {
    std::vector<std::int64_t> load(problem.zones, 0);
    std::vector<std::int32_t> root(zone.size());
    std::iota(root.begin(), root.end(), 0);
    std::int64_t twice = 0;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        load[zone[c]] += problem.weight[c];
        for (const std::int32_t n : problem.neighbours[c]) {
            twice += zone[n] != zone[c];
            if (zone[n] == zone[c] && root[n] != root[c])
                std::replace(root.begin(), root.end(), std::int32_t{root[n]}, std::int32_t{root[c]});
        }
    }
    std::sort(root.begin(), root.end());
    if (std::unique(root.begin(), root.end()) - root.begin() != problem.zones)
        return std::nullopt; // a zone in two pieces, or without a cell
    const auto total = static_cast<double>(std::accumulate(load.begin(), load.end(), std::int64_t{0}));
    for (const std::int64_t l : load)
        if (std::abs(static_cast<double>(l) * problem.zones / total - 1) > problem.tolerance + 1e-12)
            return std::nullopt;
    return twice / 2;
}

std::optional<std::int64_t> best_by_trying(const EvenZones& problem) {
    std::vector<std::int32_t> zone(problem.weight.size(), 0);
    std::optional<std::int64_t> best;
    for (;;) {
        if (const auto value = value_of(problem, zone); value && (!best || *value < *best))
            best = value;
        std::size_t c = 0;
        while (c < zone.size() && ++zone[c] == problem.zones)
            zone[c++] = 0;
        if (c == zone.size())
            return best;
    }
}

// A grid of cells without some, so that some graphs are in two parts.
EvenZones random_town(base::Random& random, std::int32_t zones) {
    constexpr std::int32_t wide = 4, high = 3;
    std::vector<std::int32_t> row(wide * high, -1);
    std::int32_t cells = 0;
    for (std::int32_t& r : row)
        if (random.below(8) > 0)
            r = cells++;
    EvenZones problem{.zones = zones, .tolerance = 0.02 * static_cast<double>(1 + random.below(10))};
    for (std::int32_t i = 0; i < wide * high; ++i) {
        if (row[i] < 0)
            continue;
        std::vector<std::int32_t> near;
        for (const std::int32_t n : {i - wide, i % wide > 0 ? i - 1 : -1, (i + 1) % wide > 0 ? i + 1 : -1, i + wide})
            if (n >= 0 && n < wide * high && row[n] >= 0)
                near.push_back(row[n]);
        problem.neighbours.add(near);
        problem.weight.push_back(5 + static_cast<std::int64_t>(random.below(20)));
    }
    return problem;
}

TEST(EvenZones, AreTheBestOfAllDivisions) {
    base::QuietFeedback quiet;
    base::Random random(11);
    int possible = 0, impossible = 0;
    for (int trial = 0; trial < 16; ++trial) {
        EvenZones problem = random_town(random, trial % 4 == 3 ? 3 : 2);
        const auto best = best_by_trying(problem);
        problem.patience = 2; // not the clock: the answer is the same on a busy machine
        const siting::Answer answer = solve_even_zones(problem, {}, quiet);
        ASSERT_EQ(answer.feasible, best.has_value()) << trial;
        (best ? possible : impossible) += 1;
        if (!best)
            continue;
        EXPECT_EQ(answer.objective, *best) << trial;
        EXPECT_LE(answer.bound, *best) << trial;
        EXPECT_EQ(value_of(problem, answer.assignment), best) << trial;
    }
    EXPECT_GT(possible, 4);
    EXPECT_GT(impossible, 1);
}

TEST(EvenZones, LimitsAreRoundedInwards) {
    EvenZones problem{.weight = {50, 51, 52, 50}, .zones = 2, .tolerance = 0.01};
    EXPECT_EQ(problem.lightest(), 101); // 101.5 x 0.99 = 100.485
    EXPECT_EQ(problem.heaviest(), 102); // 101.5 x 1.01 = 102.515
    problem.tolerance = 0;
    EXPECT_GT(problem.lightest(), problem.heaviest()); // 203 cannot be halved
}

TEST(EvenZones, MoreZonesThanCellsIsAnError) {
    base::QuietFeedback quiet;
    EvenZones problem{.weight = {1, 1}, .zones = 3};
    problem.neighbours.add(std::vector<std::int32_t>{1});
    problem.neighbours.add(std::vector<std::int32_t>{0});
    EXPECT_THROW(solve_even_zones(problem, {}, quiet), base::Error);
}

} // namespace
} // namespace wangge::assign
