#include "assign/route.h"

#include "base/random.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::assign {
namespace {

Ways random_ways(std::int32_t places, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> x, y;
    for (std::int32_t i = 0; i < places; ++i) {
        x.push_back(random.uniform(0, 10000));
        y.push_back(random.uniform(0, 10000));
    }
    Ways ways{places, {}};
    for (std::int32_t i = 0; i < places; ++i)
        for (std::int32_t j = 0; j < places; ++j)
            ways.seconds.push_back(std::llround(std::hypot(x[i] - x[j], y[i] - y[j])));
    return ways;
}

std::int64_t brute_force(const Ways& ways) {
    std::vector<std::int32_t> order(static_cast<std::size_t>(ways.places) - 1);
    std::iota(order.begin(), order.end(), 1);
    std::int64_t best = length_of(ways, order);
    while (std::next_permutation(order.begin(), order.end()))
        best = std::min(best, length_of(ways, order));
    return best;
}

bool visits_all(const std::vector<std::int32_t>& order, std::int32_t places) {
    std::vector<std::int32_t> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (std::int32_t i = 1; i < places; ++i)
        if (sorted.size() + 1 != static_cast<std::size_t>(places) || sorted[i - 1] != i)
            return false;
    return true;
}

TEST(Route, OfFewStopsIsTheShortest) {
    for (std::int32_t places = 2; places <= 9; ++places)
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            const Ways ways = random_ways(places, seed);
            const auto order = round_trip(ways);
            ASSERT_TRUE(visits_all(order, places));
            EXPECT_EQ(length_of(ways, order), brute_force(ways)) << places << " " << seed;
        }
    EXPECT_TRUE(round_trip({1, {0}}).empty());
}

// On the rim of a convex shape the shortest tour goes round.
TEST(Route, OfManyStopsGoesRoundACircle) {
    constexpr std::int32_t places = 40;
    Ways ways{places, std::vector<std::int64_t>(places * places)};
    std::int64_t rim = 0;
    const auto at = [](std::int32_t i) { return 2 * M_PI * ((i * 17) % places) / places; };
    for (std::int32_t i = 0; i < places; ++i)
        for (std::int32_t j = 0; j < places; ++j)
            ways.seconds[i * places + j] = std::llround(1e6 * 2 * std::abs(std::sin((at(i) - at(j)) / 2)));
    rim = places * std::llround(1e6 * 2 * std::sin(M_PI / places));
    const auto order = round_trip(ways);
    ASSERT_TRUE(visits_all(order, places));
    EXPECT_EQ(length_of(ways, order), rim);
}

TEST(Route, OfRandomStopsIsWithinTwoPercentOfAnotherLongSearch) {
    const Ways ways = random_ways(30, 5);
    const std::int64_t found = length_of(ways, round_trip(ways));
    // a different, much longer search: many random starts with 2-opt alone
    base::Random random(99);
    std::int64_t best = found * 2;
    for (int start = 0; start < 400; ++start) {
        std::vector<std::int32_t> order(29);
        std::iota(order.begin(), order.end(), 1);
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random.below(i)]);
        for (bool better = true; better;) {
            better = false;
            for (std::size_t i = 0; i < order.size(); ++i)
                for (std::size_t j = i + 1; j < order.size(); ++j) {
                    const std::int64_t before = length_of(ways, order);
                    std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                                 order.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                    if (length_of(ways, order) < before)
                        better = true;
                    else
                        std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i),
                                     order.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                }
        }
        best = std::min(best, length_of(ways, order));
    }
    EXPECT_LE(static_cast<double>(found), 1.02 * static_cast<double>(best));
}

} // namespace
} // namespace wangge::assign
