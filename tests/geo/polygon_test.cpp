#include "geo/overlay.h"
#include "geo/polygon.h"

#include "base/error.h"
#include "base/random.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace wangge::geo {
namespace {

MultiPolygon square(double x, double y, double side) {
    return rectangle({x, y, x + side, y + side});
}

// A star-shaped ring with `n` corners; holes optional.
MultiPolygon star(base::Random& random, MapPoint centre, double radius, int n) {
    Ring ring;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * std::numbers::pi * i / n, r = radius * random.uniform(0.4, 1);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{{ring, {}}}};
}

TEST(Polygon, AreaOfKnownShapes) {
    MultiPolygon ring = square(0, 0, 10);
    ring.parts[0].holes.push_back({{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}});
    EXPECT_EQ(area(ring).value, 96);
    EXPECT_EQ(perimeter(ring), 48);
    EXPECT_EQ(centroid(square(0, 0, 10)), (MapPoint{5, 5}));
    EXPECT_FALSE(contains(ring, {3, 3}));
    EXPECT_TRUE(contains(ring, {1, 3}));
}

TEST(Polygon, AreaKeepsItsDigitsFarFromTheOrigin) {
    // a zone-prefixed easting: 40 million metres away from 0
    EXPECT_EQ(area(square(40500000.125, 3600000.5, 0.25)).value, 0.0625);
}

TEST(Polygon, APointOnASharedEdgeLiesInExactlyOneArea) {
    const MultiPolygon cells[] = {square(0, 0, 1), square(1, 0, 1), square(0, 1, 1), square(1, 1, 1)};
    for (const MapPoint p : {MapPoint{1, 0.5}, {0.5, 1}, {1, 1}, {0, 0}, {0.25, 0}}) {
        int count = 0;
        for (const MultiPolygon& cell : cells)
            count += contains(cell, p);
        EXPECT_EQ(count, 1) << p.x << " " << p.y;
    }
}

TEST(Overlay, AreasAddUp) {
    base::Random random(3);
    for (int round = 0; round < 50; ++round) {
        const MultiPolygon a = star(random, {500000, 3600000}, 3000, 40), b = star(random, {501000, 3600500}, 3000, 40);
        const double both = area(intersection(a, b)).value;
        EXPECT_NEAR(area(united(a, b)).value, area(a).value + area(b).value - both, 1e-3);
        EXPECT_NEAR(area(difference(a, b)).value, area(a).value - both, 1e-3);
        EXPECT_EQ(overlaps(a, b), both > 0);
        EXPECT_TRUE(contains(a, inner_point(a)));
        EXPECT_TRUE(is_valid(united(a, b)));
    }
}

TEST(Overlay, UnionOfManySharesNothingTwice) {
    std::vector<MultiPolygon> cells;
    for (int i = 0; i < 10; ++i)
        for (int j = 0; j < 10; ++j)
            cells.push_back(square(i, j, 1));
    const MultiPolygon all = united(cells);
    ASSERT_EQ(all.parts.size(), 1u);
    EXPECT_EQ(area(all).value, 100);
    EXPECT_TRUE(united(std::vector<MultiPolygon>{}).empty());
}

TEST(Overlay, RepairsABowTie) {
    const MultiPolygon bow{{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}}};
    EXPECT_FALSE(is_valid(bow));
    const MultiPolygon good = made_valid(bow);
    EXPECT_TRUE(is_valid(good));
    EXPECT_NEAR(area(good).value, 2, 1e-12);
}

TEST(Overlay, WkbComesBackAndDamageIsRefused) {
    base::Random random(5);
    const MultiPolygon shape = normalised(star(random, {0, 0}, 100, 12));
    const std::string bytes = to_wkb(shape);
    EXPECT_EQ(area_from_wkb(bytes), shape);
    for (std::size_t cut = 0; cut < bytes.size(); cut += 5)
        EXPECT_THROW(area_from_wkb(bytes.substr(0, cut)), base::Error);
}

TEST(Polygon, NormalisedTurnsRingsAndDropsNothingness) {
    MultiPolygon mixed{{{{{0, 0}, {0, 10}, {10, 10}, {10, 0}}, {{{2, 2}, {4, 2}, {4, 4}, {2, 4}}, {{1, 1}, {1, 1}}}},
                        {{{0, 0}, {1, 1}}, {}}}};
    const MultiPolygon clean = normalised(mixed);
    ASSERT_EQ(clean.parts.size(), 1u);
    EXPECT_GT(signed_area(clean.parts[0].outer), 0);
    ASSERT_EQ(clean.parts[0].holes.size(), 1u);
    EXPECT_LT(signed_area(clean.parts[0].holes[0]), 0);
}

} // namespace
} // namespace wangge::geo
