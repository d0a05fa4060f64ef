#include "reach/road_maker.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace wangge::reach {
namespace {

using model::RoadClass;
using test::Cloud;
using test::road;
using test::Rules;

RoadGraph graph_of(const std::vector<model::Road>& roads, const Rules& rules = {}, Mode mode = Mode::car) {
    base::QuietFeedback quiet;
    return build_road_graph(roads, road_rules(rules.options(mode)), quiet);
}

std::uint32_t node_at(const RoadGraph& graph, geo::MapPoint place) {
    for (std::uint32_t n = 0; n < graph.nodes(); ++n)
        if (graph.x[n] == place.x && graph.y[n] == place.y)
            return n;
    ADD_FAILURE() << "no node at " << place.x << " " << place.y;
    return 0;
}

Time time_between(const RoadGraph& graph, geo::MapPoint from, geo::MapPoint to) {
    base::QuietFeedback quiet;
    Doors doors;
    doors.doors.push_back({node_at(graph, from), 0});
    doors.end_point();
    return first_arrivals(graph, doors, {}, never - 1, quiet)[node_at(graph, to)].time;
}

// A jittered town: streets of one piece, some one-way, some repeated, some without length, some far from the rest.
std::vector<model::Road> random_town(base::Random& random, int side) {
    const auto corner = [&](int c, int r) {
        return geo::MapPoint{500000.0 + 100 * c + (c * 7 + r * 3) % 31, 3600000.0 + 100 * r + (c * 5 + r * 11) % 29};
    };
    std::vector<model::Road> roads;
    const RoadClass classes[] = {RoadClass::local, RoadClass::primary, RoadClass::tertiary};
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c)
            for (const auto& [dc, dr] : {std::pair{1, 0}, {0, 1}, {1, 1}, {0, 0}})
                if (c + dc < side && r + dr < side && random.below(10) < 6)
                    roads.push_back(
                        road({corner(c, r), corner(c + dc, r + dr)}, classes[random.below(3)], random.below(4) == 0));
    return roads;
}

// Bellman (1958) on points found by their coordinates, which knows nothing of our graph.
std::map<geo::MapPoint, std::pair<std::int64_t, int>> textbook(const std::vector<model::Road>& roads,
                                                               const std::vector<geo::MapPoint>& sources) {
    const double speed[] = {120, 30, 60, 30, 30, 30, 30, 0, 12, 30};
    std::map<geo::MapPoint, std::pair<std::int64_t, int>> best;
    for (std::size_t s = 0; s < sources.size(); ++s)
        best.try_emplace(sources[s], 0, static_cast<int>(s));
    for (bool changed = true; changed;) {
        changed = false;
        const auto relax = [&](geo::MapPoint a, geo::MapPoint b, std::int64_t time) {
            if (const auto at = best.find(a); at != best.end()) {
                const std::pair offer{at->second.first + time, at->second.second};
                const auto [to, added] = best.try_emplace(b, offer);
                if (added || offer < to->second) {
                    to->second = offer;
                    changed = true;
                }
            }
        };
        for (const model::Road& each : roads) {
            const double kmh = speed[static_cast<std::size_t>(each.road_class)];
            const std::int64_t time =
                std::max<std::int64_t>(1, std::llround(geo::length(each.line).value * 3600 / kmh));
            if (each.line.front() == each.line.back())
                continue;
            relax(each.line.front(), each.line.back(), time);
            if (!each.one_way)
                relax(each.line.back(), each.line.front(), time);
        }
    }
    return best;
}

TEST(RoadGraph, TimesEqualATextbookOnRandomTowns) {
    base::Random random(7);
    base::QuietFeedback quiet;
    for (int round = 0; round < 12; ++round) {
        const std::vector<model::Road> roads = random_town(random, 4 + round);
        const RoadGraph graph = graph_of(roads);
        std::vector<geo::MapPoint> places;
        Doors sources;
        std::set<std::uint32_t> used;
        for (int s = 0; s < 1 + round % 5; ++s) {
            const auto node = static_cast<std::uint32_t>(random.below(graph.nodes()));
            if (!used.insert(node).second)
                continue;
            sources.doors.push_back({node, 0});
            sources.end_point();
            places.push_back({graph.x[node], graph.y[node]});
        }
        const auto expected = textbook(roads, places);
        const std::vector<Arrival> found = first_arrivals(graph, sources, {}, never - 1, quiet);
        const ManyArrivals many = many_arrivals(graph, sources, 3, quiet);
        for (std::uint32_t n = 0; n < graph.nodes(); ++n) {
            const auto at = expected.find({graph.x[n], graph.y[n]});
            if (at == expected.end()) {
                EXPECT_EQ(found[n].source, -1);
                EXPECT_TRUE(many.of(n).empty());
                continue;
            }
            EXPECT_EQ(found[n].time, at->second.first);
            EXPECT_EQ(found[n].source, at->second.second);
            ASSERT_FALSE(many.of(n).empty());
            EXPECT_EQ(many.of(n)[0], found[n]);
        }
        // The k nearest are the k best of searches from one source each.
        LocalSearch local(graph);
        std::vector<std::vector<Arrival>> each(graph.nodes());
        for (std::size_t s = 0; s < sources.size(); ++s)
            local.run(sources.of(s), never - 1, [&](std::uint32_t node, Time time) {
                each[node].push_back({time, static_cast<std::int32_t>(s)});
            });
        for (std::uint32_t n = 0; n < graph.nodes(); ++n) {
            std::sort(each[n].begin(), each[n].end(), before);
            each[n].resize(std::min<std::size_t>(3, each[n].size()));
            EXPECT_TRUE(std::equal(each[n].begin(), each[n].end(), many.of(n).begin(), many.of(n).end()));
        }
    }
}

TEST(RoadGraph, RoadsMeetWhereTheyShareAPoint) {
    // A street through a point of another road, and one that only crosses it on the map.
    const auto through = road({{0, 0}, {1000, 0}, {2000, 0}}), meets = road({{1000, 0}, {1000, 600}}),
               over = road({{500, -500}, {500, 500}});
    const RoadGraph graph = graph_of({through, meets, over});
    EXPECT_EQ(graph.nodes(), 6u);
    EXPECT_EQ(graph.components, 2u);
    // 1000 m + 600 m at 30 km/h = 8.333 m/s.
    EXPECT_EQ(time_between(graph, {0, 0}, {1000, 600}), 120000u + 72000u);
    EXPECT_EQ(time_between(graph, {0, 0}, {500, 500}), never);
}

TEST(RoadGraph, CrossingsBecomeJunctionsByChoiceButNotOnBridges) {
    const auto along = road({{0, 0}, {2000, 0}}), over = road({{500, -500}, {500, 500}}),
               bridge = road({{1500, -500}, {1500, 500}}, RoadClass::local, false, true);
    Rules rules;
    rules.crossings = true;
    const RoadGraph graph = graph_of({along, over, bridge}, rules);
    EXPECT_EQ(graph.joined_crossings, 1u);
    EXPECT_EQ(graph.components, 2u);
    EXPECT_EQ(time_between(graph, {0, 0}, {500, 500}), 60000u + 60000u);
    EXPECT_EQ(time_between(graph, {0, 0}, {1500, 500}), never);
    // A bridge whose line has a point where the road below has one is still above it; its ends are on the ground.
    const auto with_point = road({{1500, -500}, {1500, 0}, {1500, 500}}, RoadClass::local, false, true);
    const RoadGraph apart =
        graph_of({road({{0, 0}, {1500, 0}, {2000, 0}}), with_point, road({{1500, 500}, {2000, 0}})}, rules);
    EXPECT_EQ(apart.components, 1u);
    EXPECT_EQ(time_between(apart, {0, 0}, {1500, -500}),
              Time(240000 + std::lround(std::hypot(500, 500) * 120) + 120000));
}

TEST(RoadGraph, OpenEndsAreJoinedWithinTheTolerance) {
    // An end 0.4 m from an end, one 0.3 m from the middle of a line, one 3 m away.
    const RoadGraph graph = graph_of({road({{0, 0}, {1000, 0}}), road({{1000.4, 0}, {2000, 0}}),
                                      road({{300, 0.3}, {300, 500}}), road({{600, 3}, {600, 500}})});
    EXPECT_EQ(graph.components, 2u);
    EXPECT_GE(graph.joined_ends, 2u);
    EXPECT_EQ(time_between(graph, {0, 0}, {300, 500}), 36000u + Time(std::lround(499.7 * 120)));
    Rules exact;
    exact.tolerance = 0;
    EXPECT_EQ(graph_of({road({{0, 0}, {1000, 0}}), road({{1000.4, 0}, {2000, 0}})}, exact).components, 2u);
}

TEST(RoadGraph, OneWayStreetsBindDriversButNotWalkers) {
    const std::vector<model::Road> roads{road({{0, 0}, {1000, 0}}, RoadClass::local, true)};
    EXPECT_EQ(time_between(graph_of(roads), {0, 0}, {1000, 0}), 120000u);
    EXPECT_EQ(time_between(graph_of(roads), {1000, 0}, {0, 0}), never);
    EXPECT_EQ(time_between(graph_of(roads, {}, Mode::walk), {1000, 0}, {0, 0}), 120000u);
}

TEST(RoadGraph, AFerryIsWaitedForOnceAndInBothDirections) {
    // Two pieces of ferry between two shores, 1 km each at 12 km/h = 5 min, wait 10 min.
    const RoadGraph graph = graph_of({road({{0, 0}, {1000, 0}}), road({{1000, 0}, {2000, 0}}, RoadClass::ferry),
                                      road({{2000, 0}, {3000, 0}}, RoadClass::ferry), road({{3000, 0}, {4000, 0}})});
    EXPECT_EQ(time_between(graph, {1000, 0}, {3000, 0}), 20 * 60000u);
    EXPECT_EQ(time_between(graph, {3000, 0}, {1000, 0}), 20 * 60000u);
}

TEST(RoadGraph, WhatIsNoRoadIsLeftOut) {
    const double nowhere = std::nan("");
    const RoadGraph graph = graph_of({road({}), road({{0, 0}}), road({{5, 5}, {5, 5}}),
                                      road({{0, 0}, {100, 0}}, RoadClass::path), // closed to cars
                                      road({{nowhere, 0}, {7, 7}}), road({{0, 0}, {50, 0}, {50, 0}, {100, 0}}),
                                      // A ring road that ends where it began, met by nobody.
                                      road({{500, 500}, {600, 500}, {600, 600}, {500, 500}})});
    EXPECT_EQ(graph.edge_count(), 2u);
    EXPECT_EQ(graph.nodes(), 3u);
    EXPECT_EQ(graph.arcs.size(), 2u);
    EXPECT_EQ(time_between(graph, {0, 0}, {100, 0}), 12000u);
    EXPECT_EQ(graph_of({}).nodes(), 0u);
}

TEST(RoadGraph, ARoundaboutIsEnteredFromAllSides) {
    const RoadGraph graph = graph_of({road({{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, RoadClass::local, true),
                                      road({{100, 100}, {200, 200}}), road({{0, 0}, {-100, 0}})});
    // With the traffic 200 m there and 200 m back.
    const Time arm = Time(std::lround(std::hypot(100, 100) * 120));
    EXPECT_EQ(time_between(graph, {-100, 0}, {200, 200}), 12000u + 24000u + arm);
    EXPECT_EQ(time_between(graph, {200, 200}, {-100, 0}), 12000u + 24000u + arm);
}

TEST(RadixHeap, GivesTimesInOrder) {
    struct Item {
        Time time;
    };
    base::Random random(3);
    RadixHeap<Item> heap;
    std::multiset<Time> expected;
    Time now = 0;
    for (int i = 0; i < 20000; ++i) {
        if (expected.empty() || random.below(3) > 0) {
            const Time time = now + static_cast<Time>(random.below(random.below(2) ? 50 : 5000000));
            heap.push({time});
            expected.insert(time);
        } else {
            for (const Item item : heap.take_least()) {
                EXPECT_EQ(item.time, *expected.begin());
                now = item.time;
                expected.erase(expected.begin());
            }
        }
    }
    EXPECT_EQ(heap.empty(), expected.empty());
}

} // namespace
} // namespace wangge::reach
