// The ground that two areas share, against GEOS' overlay.
#include "base/random.h"
#include "geo/overlay.h"
#include "geo/shared_area.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace wangge::geo {
namespace {

// A star with `corners` corners; convex when `even`.
Ring ring_about(MapPoint centre, double radius, int corners, bool even, base::Random& random) {
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners, r = even ? radius : radius * random.uniform(0.3, 1);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

void expect_same(const MultiPolygon& a, const MultiPolygon& b) {
    const double exact = area(intersection(a, b)).value;
    EXPECT_NEAR(shared_area(a, b).value, exact, 1e-6 * (1 + area(a).value));
    EXPECT_NEAR(shared_area(b, a).value, exact, 1e-6 * (1 + area(a).value));
}

TEST(SharedArea, IsWhatTheOverlaySays) {
    base::Random random(7);
    for (int i = 0; i < 300; ++i) {
        // Zone-prefixed eastings: large coordinates must lose nothing.
        const MapPoint at{39500000 + random.uniform(-900, 900), 3400000 + random.uniform(-900, 900)};
        const MultiPolygon cell = normalised({{{ring_about({39500000, 3400000}, 400, 3 + i % 6, true, random), {}}}});
        const MultiPolygon village = normalised({{{ring_about(at, 1000, 5 + i % 40, false, random), {}}}});
        expect_same(village, cell);
        expect_same(village, rectangle({39499800, 3399900, 39500300, 3400250}));
    }
}

TEST(SharedArea, KnowsHolesAndParts) {
    base::Random random(8);
    MultiPolygon lake = rectangle({0, 0, 100, 100});
    lake.parts.front().holes.push_back({{40, 40}, {40, 60}, {60, 60}, {60, 40}, {40, 40}});
    lake.parts.push_back(rectangle({200, 0, 300, 100}).parts.front());
    EXPECT_DOUBLE_EQ(shared_area(lake, rectangle({30, 30, 70, 70})).value, 1600 - 400);
    EXPECT_DOUBLE_EQ(shared_area(rectangle({50, 50, 250, 60}), lake).value, 500 - 100 + 500);
    expect_same(lake, normalised({{{ring_about({90, 50}, 80, 7, true, random), {}}}}));
    // Neither is convex: an overlay after all.
    expect_same(lake, normalised({{{ring_about({90, 50}, 80, 9, false, random), {}}}}));
}

TEST(SharedArea, OfNeighboursAndStrangersIsNothing) {
    EXPECT_EQ(shared_area(rectangle({0, 0, 10, 10}), rectangle({10, 0, 20, 10})).value, 0);
    EXPECT_EQ(shared_area(rectangle({0, 0, 10, 10}), rectangle({50, 0, 60, 10})).value, 0);
    EXPECT_EQ(shared_area({}, rectangle({50, 0, 60, 10})).value, 0);
    EXPECT_EQ(shared_area(rectangle({0, 0, 10, 10}), rectangle({0, 0, 10, 10})).value, 100);
}

} // namespace
} // namespace wangge::geo
