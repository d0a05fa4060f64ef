// Covered and uncovered ground against closed forms and against GEOS with many-sided polygons.
#include "base/random.h"
#include "geo/disc_cover.h"
#include "geo/overlay.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

Ring circle(MapPoint centre, double radius, int sides) {
    Ring ring;
    for (int i = 0; i < sides; ++i)
        ring.push_back(
            {centre.x + radius * std::cos(2 * M_PI * i / sides), centre.y + radius * std::sin(2 * M_PI * i / sides)});
    ring.push_back(ring.front());
    return ring;
}

TEST(AreaInDisc, ClosedForms) {
    const auto square = rectangle({-1, -1, 1, 1}).parts[0];
    EXPECT_NEAR(area_in_disc(square, {0, 0}, {1}).value, M_PI, 1e-12);
    EXPECT_NEAR(area_in_disc(square, {0, 0}, {2}).value, 4, 1e-12);
    EXPECT_NEAR(area_in_disc(square, {1, 1}, {1}).value, M_PI / 4, 1e-12);
    EXPECT_NEAR(area_in_disc(square, {1, 0}, {1}).value, M_PI / 2, 1e-12);
    EXPECT_NEAR(area_in_disc(square, {5, 0}, {1}).value, 0, 1e-12);
    // A circle segment of height 1/2 of the unit circle.
    EXPECT_NEAR(area_in_disc(rectangle({-2, 0.5, 2, 3}).parts[0], {0, 0}, {1}).value,
                std::acos(0.5) - 0.5 * std::sqrt(0.75), 1e-12);
    Polygon holed = rectangle({-3, -3, 3, 3}).parts[0];
    holed.holes.push_back(rectangle({-1, -1, 1, 1}).parts[0].outer);
    std::reverse(holed.holes[0].begin(), holed.holes[0].end());
    EXPECT_NEAR(area_in_disc(holed, {0, 0}, {2}).value, 4 * M_PI - 4, 1e-12);
}

TEST(DiscCover, TwoDiscsOverlapInALens) {
    base::QuietFeedback quiet;
    const MultiPolygon field = rectangle({-10, -10, 10, 10});
    const double lens = 2 * std::acos(0.5) - std::sqrt(3.0) / 2; // unit circles, centres 1 apart
    const DiscCover equal(std::vector<double>{0, 1}, std::vector<double>{0, 0}, base::Metres{1}, quiet);
    EXPECT_NEAR(equal.covered(field, quiet).value, 2 * M_PI - lens, 1e-10);
    EXPECT_NEAR(equal.uncovered(field, quiet).value, 400 - 2 * M_PI + lens, 1e-10);
    const std::vector<base::Metres> reach{{2}, {0.5}};
    const DiscCover inside(std::vector<double>{0, 1}, std::vector<double>{0, 0}, reach, quiet);
    EXPECT_NEAR(inside.covered(field, quiet).value, 4 * M_PI, 1e-10);
    const DiscCover same(std::vector<double>{0, 0, 0}, std::vector<double>{0, 0, 0}, base::Metres{1}, quiet);
    EXPECT_NEAR(same.covered(field, quiet).value, M_PI, 1e-10);
    const DiscCover nobody({}, {}, base::Metres{1}, quiet);
    EXPECT_EQ(nobody.uncovered(field, quiet).value, 400);
    EXPECT_EQ(nobody.uncovered_polygon(field, quiet), field);
    for (const DiscCover* cover : {&equal, &inside, &same}) {
        const double exact = cover->uncovered(field, quiet).value;
        EXPECT_NEAR(area(cover->uncovered_polygon(field, quiet)).value, exact, 1e-4 * exact);
    }
}

TEST(DiscCover, OutlineOfALatticeWhereManyCirclesMeet) {
    base::QuietFeedback quiet;
    std::vector<double> x, y;
    for (int r = 0; r < 6; ++r)
        for (int c = 0; c < 6; ++c) {
            x.push_back(c * 10);
            y.push_back(r * 10);
        }
    const MultiPolygon field = rectangle({0, 0, 50, 50});
    for (const double reach : {4.0, 5.0, 6.0, std::sqrt(50.0), 10.0}) {
        const DiscCover cover(x, y, base::Metres{reach}, quiet);
        const MultiPolygon outline = cover.uncovered_polygon(field, quiet);
        const double exact = cover.uncovered(field, quiet).value;
        EXPECT_NEAR(area(outline).value, exact, 1e-4 * exact + 1e-6) << reach;
        EXPECT_NEAR(exact, reach <= 5 ? 2500 - 25 * M_PI * reach * reach : exact, 1e-8);
    }
    EXPECT_NEAR(DiscCover(x, y, base::Metres{std::sqrt(50.0)}, quiet).uncovered(field, quiet).value, 0, 1e-8);
}

void expect_geos(bool equal, std::uint64_t seed) {
    base::Random random(seed);
    base::QuietFeedback quiet;
    constexpr int sides = 4096;
    const double flat = 2 * M_PI / sides / std::sin(2 * M_PI / sides); // a polygon's radius for the circle's area
    std::vector<double> x, y;
    std::vector<base::Metres> reach;
    std::vector<MultiPolygon> discs;
    for (int i = 0; i < 40; ++i) {
        x.push_back(random.uniform(0, 100));
        y.push_back(i % 7 ? random.uniform(0, 100) : 50);
        reach.push_back({equal ? 9 : random.uniform(2, 16)});
        discs.push_back({{{circle({x[i], y[i]}, reach[i].value * std::sqrt(flat), sides), {}}}});
    }
    x.push_back(x[3]);
    y.push_back(y[3]);
    reach.push_back(reach[3]);
    Ring ring;
    for (int i = 0; i < 30; ++i) {
        const double r = random.uniform(25, 49);
        ring.push_back({50 + r * std::cos(2 * M_PI * i / 30), 50 + r * std::sin(2 * M_PI * i / 30)});
    }
    ring.push_back(ring.front());
    MultiPolygon region{{{ring, {}}}};
    region.parts[0].holes.push_back(circle({50, 50}, 6, 7));
    region = normalised(region);
    const DiscCover cover(x, y, reach, quiet);
    const MultiPolygon all = united(discs);
    EXPECT_NEAR(cover.uncovered(region, quiet).value, area(difference(region, all)).value, 0.005);
    const MultiPolygon outline = cover.uncovered_polygon(region, quiet);
    EXPECT_TRUE(is_valid(outline));
    EXPECT_NEAR(area(outline).value, cover.uncovered(region, quiet).value, 1e-4 * area(outline).value);
    EXPECT_LT(area(intersection(outline, all)).value, 1e-4 * area(outline).value) << "but for what chords cut off";
    const MultiPolygon west = intersection(region, rectangle({0, 0, 40, 100}));
    const MultiPolygon east = intersection(region, rectangle({40, 0, 100, 100}));
    const auto parts = cover.uncovered({&west, &east}, quiet);
    EXPECT_NEAR(parts[0].value, area(difference(west, all)).value, 0.005);
    EXPECT_NEAR(parts[0].value + parts[1].value, cover.uncovered(region, quiet).value, 1e-8);
}

TEST(DiscCover, EqualsGeosForEqualDiscs) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        expect_geos(true, seed);
}

TEST(DiscCover, EqualsGeosForUnequalDiscs) {
    for (std::uint64_t seed = 11; seed <= 14; ++seed)
        expect_geos(false, seed);
}

} // namespace
} // namespace wangge::geo
