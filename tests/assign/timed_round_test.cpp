#include "assign/timed_round.h"

#include "base/random.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::assign {
namespace {

constexpr double start = 8.5 * 3600;

struct Day {
    Ways ways;
    std::vector<std::vector<workload::OpenSpan>> spans;
    std::vector<TimedStop> stops;

    Day(std::int32_t places, std::uint64_t seed) {
        base::Random random(seed);
        ways.places = places;
        std::vector<double> x, y;
        for (std::int32_t i = 0; i < places; ++i) {
            x.push_back(random.uniform(0, 3000));
            y.push_back(random.uniform(0, 3000));
        }
        for (std::int32_t i = 0; i < places; ++i)
            for (std::int32_t j = 0; j < places; ++j)
                ways.seconds.push_back(std::llround(std::hypot(x[i] - x[j], y[i] - y[j])));
        for (std::int32_t i = 1; i < places; ++i) {
            std::vector<workload::OpenSpan> open;
            const double from = random.uniform(8, 15) * 60;
            if (random.uniform() < 0.9)
                open.push_back({{from}, {from + random.uniform(20, 180)}});
            if (random.uniform() < 0.3)
                open.push_back({{16 * 60}, {17 * 60}});
            spans.push_back(open);
        }
        for (std::size_t i = 0; i < spans.size(); ++i)
            stops.push_back({random.uniform(600, 3600), random.uniform() < 0.7 ? &spans[i] : nullptr});
    }
};

std::vector<std::int32_t> in_order(std::int32_t places) {
    std::vector<std::int32_t> order(static_cast<std::size_t>(places) - 1);
    std::iota(order.begin(), order.end(), 1);
    return order;
}

TEST(TimedRound, EqualsTheBestOfAllOrders) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Day day(3 + static_cast<std::int32_t>(seed % 5), seed);
        std::vector<std::int32_t> order = in_order(day.ways.places);
        std::pair<int, double> best{1 << 20, 0};
        do {
            const TimedRound round = timed(day.ways, day.stops, order, start);
            best = std::min(best, {round.closed_count(), round.back});
        } while (std::next_permutation(order.begin(), order.end()));
        const TimedRound found = best_timed(day.ways, day.stops, round_trip(day.ways), start);
        EXPECT_EQ(found.closed_count(), best.first) << seed;
        EXPECT_NEAR(found.back, best.second, 1e-6) << seed;
    }
}

TEST(TimedRound, NobodyIsVisitedBeforeOpeningOrTooLateToFinish) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Day day(seed % 2 == 0 ? 8 : 16, 100 + seed); // exact, and too many for that
        const std::vector<std::int32_t> shortest = round_trip(day.ways);
        const TimedRound plain = timed(day.ways, day.stops, shortest, start),
                         found = best_timed(day.ways, day.stops, shortest, start);
        EXPECT_LE(std::pair(found.closed_count(), found.back), std::pair(plain.closed_count(), plain.back));
        std::vector<std::int32_t> sorted = found.order;
        std::sort(sorted.begin(), sorted.end());
        EXPECT_EQ(sorted, in_order(day.ways.places));
        double clock = start;
        std::int32_t here = 0;
        for (std::size_t i = 0; i < found.order.size(); ++i) {
            const TimedStop& stop = day.stops[static_cast<std::size_t>(found.order[i]) - 1];
            clock += static_cast<double>(day.ways(here, found.order[i]));
            EXPECT_GE(found.begin[i], clock - 1e-6);
            if (stop.open && !found.closed[i]) {
                EXPECT_TRUE(std::any_of(stop.open->begin(), stop.open->end(), [&](const workload::OpenSpan& span) {
                    const double from = 60 * span.from.value, to = 60 * span.to.value;
                    return found.begin[i] >= from && found.begin[i] + std::min(stop.on_site, to - from) <= to + 1e-6;
                }));
            }
            clock = found.begin[i] + stop.on_site;
            here = found.order[i];
        }
        EXPECT_NEAR(found.back, clock + static_cast<double>(day.ways(here, 0)), 1e-6);
    }
}

TEST(TimedRound, LeavesLaterRatherThanWaitAtTheFirstDoor) {
    const Ways ways{2, {0, 600, 600, 0}};
    const std::vector<workload::OpenSpan> open{{{10 * 60}, {12 * 60}}};
    const TimedRound round = best_timed(ways, {{1800, &open}}, {1}, start);
    EXPECT_DOUBLE_EQ(round.begin[0], 10 * 3600);
    EXPECT_DOUBLE_EQ(round.leave, 10 * 3600 - 600);
    EXPECT_DOUBLE_EQ(round.back, 10 * 3600 + 1800 + 600);
}

} // namespace
} // namespace wangge::assign
