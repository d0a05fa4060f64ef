#include "reach/road_maker.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"
#include "geo/overlay.h"

#include <gtest/gtest.h>

namespace wangge::reach {
namespace {

using model::RoadClass;
using test::Cloud;
using test::minutes;
using test::river;
using test::road;
using test::Rules;

struct Country {
    model::Snapshot snapshot;
    Rules rules;
    RoadReach reach(Mode mode = Mode::car) const {
        base::QuietFeedback quiet;
        return RoadReach(snapshot, rules.options(mode), quiet);
    }
};

// Walking 0.1 m/ms: 100 m = 1 min. Local roads at 30 km/h: 500 m = 1 min.
TEST(RoadReach, WalksToTheNearestPointOfTheRoadAndFromIt) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {10000, 0}})};
    const RoadReach reach = country.reach();
    EXPECT_NEAR(minutes(reach, {1000, 100}, {6000, 300}), 1 + 10 + 3, 1e-4);
    EXPECT_NEAR(minutes(reach, {6000, 300}, {1000, 100}), 1 + 10 + 3, 1e-4);
    // Beyond the end of the road the way begins at its end.
    EXPECT_NEAR(minutes(reach, {10300, 400}, {5000, 0}), 5 + 10, 1e-4);
    // Neighbours walk.
    EXPECT_NEAR(minutes(reach, {1000, 900}, {1300, 900}), 3, 1e-4);
    // Farther from the road than the limit.
    EXPECT_EQ(minutes(reach, {1000, 1001}, {6000, 300}), out_of_reach.value);
}

TEST(RoadReach, NobodyGetsOnAnExpresswayABridgeOrAFerryOnTheWay) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {5000, 0}}, RoadClass::expressway), road({{0, 0}, {0, 900}}),
                              road({{5000, 0}, {5000, 900}})};
    const RoadReach reach = country.reach();
    // From beside the expressway one walks 600 m to the ramp.
    EXPECT_NEAR(minutes(reach, {600, 10}, {5000, 0}), 6 + 2.5, 0.03);
    country.snapshot.roads[0].road_class = RoadClass::local;
    country.snapshot.roads[0].bridge = true;
    EXPECT_NEAR(minutes(country.reach(), {600, 10}, {5000, 0}), 6 + 10, 0.03);
}

TEST(RoadReach, WaterStopsWalkersAndBridgesCarryThem) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {5000, 0}}), road({{2500, 0}, {2500, 800}}, RoadClass::local, false, true),
                              road({{2500, 800}, {5000, 800}})};
    const geo::MapPoint here{4000, 300}, there{4000, 600};
    EXPECT_NEAR(minutes(country.reach(), here, there), 3, 1e-4);
    country.snapshot.waters = {river({{-1000, 500}, {3000, 500}, {6000, 500}})};
    // 300 m to the road, 1500 m along, 800 m over, 1500 m along, 200 m.
    EXPECT_NEAR(minutes(country.reach(), here, there), 3 + 3800 / 500.0 + 2, 1e-3);
    country.snapshot.waters[0].kind = model::WaterKind::stream; // can be waded through
    EXPECT_NEAR(minutes(country.reach(), here, there), 3, 1e-4);
    // Through the common point of two pieces of a river nobody slips.
    country.snapshot.waters = {river({{-1000, 500}, {4000, 450}, {6000, 500}})};
    EXPECT_GT(minutes(country.reach(), here, there), 10);
}

TEST(RoadReach, CutOffPartsAreToldAndTheMainNetworkIsPreferredOverAFragment) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {5000, 0}}), road({{5000, 0}, {9000, 0}}), road({{2000, 300}, {2100, 300}}),
                              road({{0, 5000}, {1000, 5000}})};
    const RoadReach reach = country.reach();
    base::QuietFeedback quiet;
    const double nowhere = std::nan("");
    const Cloud places{{2050, 500, 3000, nowhere}, {310, 5100, 2500, nowhere}};
    EXPECT_EQ(reach.footholds(places.points(), quiet),
              (std::vector{Foothold::joined, Foothold::cut_off, Foothold::none, Foothold::none}));
    // The fragment is 10 m away and leads nowhere, the main road 310 m.
    EXPECT_NEAR(minutes(reach, {2050, 310}, {7050, 0}), 3.1 + 10, 1e-4);
}

TEST(RoadReach, OneWayDecidesFromWhichSideOneComes) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {1000, 0}}, RoadClass::local, true),
                              road({{1000, 0}, {1000, 2000}, {0, 2000}, {0, 0}})};
    const RoadReach reach = country.reach();
    EXPECT_NEAR(minutes(reach, {200, 0}, {700, 0}), 1, 1e-4);
    // Walking back is 5 min, driving round 11.
    EXPECT_NEAR(minutes(reach, {700, 0}, {200, 0}), 5, 1e-4);
    country.rules.snap = 400;
    EXPECT_NEAR(minutes(country.reach(), {700, 0}, {200, 0}), 0.6 + 10 + 0.4, 1e-4);
}

TEST(RoadReach, NeedsRoads) {
    Country country;
    try {
        country.reach();
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "reach.no_roads");
    }
}

Country random_country(base::Random& random) {
    Country country;
    for (int i = 0; i < 120; ++i) {
        const double x = 500.0 * static_cast<double>(random.below(12)),
                     y = 500.0 * static_cast<double>(random.below(12));
        const bool across = random.below(2) == 0;
        country.snapshot.roads.push_back(road({{x, y}, {x + (across ? 500 : 0), y + (across ? 0 : 500)}},
                                              random.below(3) ? RoadClass::local : RoadClass::primary,
                                              random.below(5) == 0));
    }
    country.snapshot.waters = {river({{0, 2210}, {2600, 2230}, {2700, 4000}})};
    country.rules.snap = 600;
    return country;
}

Cloud random_cloud(base::Random& random, int count) {
    Cloud cloud;
    for (int i = 0; i < count; ++i) {
        cloud.x.push_back(random.uniform(-300, 6300));
        cloud.y.push_back(random.uniform(-300, 6300));
    }
    cloud.x.push_back(std::nan(""));
    cloud.y.push_back(0);
    return cloud;
}

TEST(RoadReach, NearestWithinAndOneByOneAgree) {
    base::Random random(11);
    base::QuietFeedback quiet;
    for (int round = 0; round < 4; ++round) {
        const Country country = random_country(random);
        const RoadReach reach = country.reach();
        const Cloud targets = random_cloud(random, 60), sources = random_cloud(random, 25);
        const std::vector<Effort> everything(targets.x.size(), out_of_reach), some(targets.x.size(), Effort{9});
        const Links all = reach.nearest(targets.points(), sources.points(), 100, quiet),
                    any = reach.within(targets.points(), sources.points(), everything, quiet),
                    cut = reach.within(targets.points(), sources.points(), some, quiet), // out of those just found
            near = country.reach().within(targets.points(), sources.points(), some, quiet),
                    three = reach.nearest(targets.points(), sources.points(), 3, quiet);
        const std::vector<Link> nearest = reach.nearest(targets.points(), sources.points(), quiet);
        int reached = 0;
        for (std::size_t t = 0; t < targets.x.size(); ++t) {
            std::vector<Link> expected;
            for (std::size_t s = 0; s < sources.x.size(); ++s)
                if (const double alone = minutes(reach, {sources.x[s], sources.y[s]}, {targets.x[t], targets.y[t]});
                    alone < out_of_reach.value)
                    expected.push_back({static_cast<std::int32_t>(s), Effort{alone}});
            std::stable_sort(expected.begin(), expected.end(),
                             [](const Link& a, const Link& b) { return a.effort < b.effort; });
            const auto same = [](std::span<const Link> a, std::span<const Link> b) {
                return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Link& l, const Link& r) {
                    return l.source == r.source && l.effort == r.effort;
                });
            };
            reached += !expected.empty();
            EXPECT_TRUE(same(expected, all.of(t))) << t;
            EXPECT_TRUE(same(expected, any.of(t))) << t;
            EXPECT_TRUE(same(std::span(expected).first(std::min<std::size_t>(3, expected.size())), three.of(t))) << t;
            EXPECT_EQ(nearest[t].source, expected.empty() ? -1 : expected[0].source);
            std::erase_if(expected, [](const Link& link) { return link.effort.value > 9; });
            EXPECT_TRUE(same(expected, near.of(t))) << t;
            EXPECT_TRUE(same(expected, cut.of(t))) << t;
        }
        EXPECT_GT(reached, 30);
        base::set_thread_count(1);
        const std::vector<Link> alone = reach.nearest(targets.points(), sources.points(), quiet);
        base::set_thread_count(0);
        for (std::size_t t = 0; t < alone.size(); ++t)
            EXPECT_EQ(alone[t].effort, nearest[t].effort);
    }
}

// The least of t / v + hypot(x - t, y) / w over the places t of a straight road.
double by_formula(double x, double y, double source_walk) {
    double best = std::hypot(x, y) / 100 + source_walk;
    for (double t = -5000; t <= 5000; t += 1)
        best = std::min(best, std::abs(t) / 500 + std::hypot(x - t, y) / 100);
    return best;
}

TEST(RoadField, FollowsTheLawOfRefractionBesideAStraightRoad) {
    Country country;
    country.snapshot.roads = {road({{-5000, 0}, {5000, 0}})};
    const RoadReach reach = country.reach();
    base::QuietFeedback quiet;
    Field field = lattice_over({-3000, -900, 3000, 900}, {100});
    const Cloud source{{0}, {0}};
    reach.fill(field, source.points(), {}, quiet);
    double worst = 0;
    for (int r = 0; r < field.rows; ++r)
        for (int c = 0; c < field.columns; ++c) {
            const geo::MapPoint p = field.point(c, r);
            const double effort = field.effort[field.index(c, r)];
            if (std::abs(p.y) > 1000) {
                EXPECT_EQ(effort, out_of_reach.value);
                continue;
            }
            if (std::abs(p.y) > 900)
                continue; // whoever goes aslant comes to the end of the limit sooner
            worst = std::max(worst, effort / by_formula(p.x, p.y, 0) - 1);
            EXPECT_GE(effort, by_formula(p.x, p.y, 0) * (1 - 1e-4) - 1e-4);
        }
    EXPECT_LT(worst, 0.03);
}

TEST(RoadField, GoesRoundTheEndOfABarrierAndStopsAtItsLine) {
    Country country;
    country.snapshot.roads = {road({{-50, 0}, {50, 0}})};
    country.snapshot.waters = {river({{-2000, 205}, {300, 205}})};
    country.rules.snap = 2000;
    base::QuietFeedback quiet;
    Field field = lattice_over({-1000, -500, 1000, 900}, {50});
    const Cloud source{{0}, {0}};
    country.reach().fill(field, source.points(), {}, quiet);
    const auto at = [&](double x, double y) {
        return field.effort[field.index(static_cast<int>(std::lround((x - field.origin.x) / 50)),
                                        static_cast<int>(std::lround((y - field.origin.y) / 50)))];
    };
    // Straight on, and round the end of the river at (300, 205).
    EXPECT_NEAR(at(0, 200), 2, 0.02);
    const double round = (std::hypot(250, 205) + std::hypot(300, 195)) / 100;
    EXPECT_GT(at(0, 400), round * 0.995);
    EXPECT_LT(at(0, 400), round * 1.08);
}

TEST(RoadField, AreasBeyondALimitAreWhatTheDiscLeaves) {
    // One place without roads near it: a disc of 500 m, by a lattice of 50 m.
    Country country;
    country.snapshot.roads = {road({{90000, 0}, {90100, 0}})};
    const RoadReach reach = country.reach();
    base::QuietFeedback quiet;
    const geo::MultiPolygon region = geo::rectangle({-1000, -1000, 1000, 1000});
    const Cloud source{{0}, {0}};
    const double left = reach.uncovered_areas({&region}, source.points(), Effort{5}, quiet)[0].value;
    const double pi = std::acos(-1.0);
    EXPECT_NEAR(left, 4e6 - pi * 250000, 0.01 * pi * 250000);
}

TEST(RoadField, APersonWhoSetsOutLateServesLess) {
    Country country;
    country.snapshot.roads = {road({{0, 0}, {4000, 0}})};
    const RoadReach reach = country.reach();
    base::QuietFeedback quiet;
    Field field = lattice_over({0, -100, 4000, 100}, {50});
    const Cloud both{{0, 4000}, {0, 0}};
    const std::vector<Effort> delays{Effort{0}, Effort{2}};
    reach.fill(field, both.points(), delays, quiet);
    // They meet where x / 500 = 2 + (4000 - x) / 500, at x = 2500.
    const auto at = [&](double x) {
        return field.index(static_cast<int>(std::lround((x - field.origin.x) / 50)),
                           static_cast<int>(std::lround(-field.origin.y / 50)));
    };
    EXPECT_EQ(field.source[at(2400)], 0);
    EXPECT_EQ(field.source[at(2600)], 1);
    EXPECT_NEAR(field.effort[at(4000)], 2, 1e-4);
}

} // namespace
} // namespace wangge::reach
