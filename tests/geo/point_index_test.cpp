// The point index against brute force, on scattered, clustered, collinear and repeated points.
#include "base/parallel.h"
#include "base/random.h"
#include "geo/point_index.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

struct Points {
    std::vector<double> x, y;
    void add(double px, double py) {
        x.push_back(px);
        y.push_back(py);
    }
    std::size_t size() const { return x.size(); }
};

// All rows by (squared distance, row).
std::vector<Neighbour> brute_force(const Points& points, MapPoint place) {
    std::vector<std::pair<double, std::int32_t>> all;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double dx = points.x[i] - place.x, dy = points.y[i] - place.y;
        if (std::isfinite(dx) && std::isfinite(dy))
            all.emplace_back(dx * dx + dy * dy, static_cast<std::int32_t>(i));
    }
    std::sort(all.begin(), all.end());
    std::vector<Neighbour> result;
    for (const auto& [squared, row] : all)
        result.push_back({row, std::sqrt(squared)});
    return result;
}

void expect_brute_force(const Points& points, const Points& places) {
    const PointIndex index(points.x, points.y);
    base::QuietFeedback quiet;
    constexpr int k = 5;
    const auto nearest = index.nearest_of(places.x, places.y, quiet);
    const auto many = index.nearest_of(places.x, places.y, k, quiet);
    ASSERT_EQ(nearest.size(), places.size());
    ASSERT_EQ(many.size(), places.size() * k);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const MapPoint place{places.x[i], places.y[i]};
        const auto truth = brute_force(points, place);
        ASSERT_EQ(nearest[i].row, truth[0].row) << i;
        ASSERT_EQ(nearest[i].distance, truth[0].distance);
        ASSERT_EQ(index.nearest(place).row, truth[0].row);
        for (std::size_t n = 0; n < k; ++n) {
            ASSERT_EQ(many[i * k + n].row, n < truth.size() ? truth[n].row : -1) << i << " " << n;
            if (n < truth.size()) {
                ASSERT_EQ(many[i * k + n].distance, truth[n].distance);
            }
        }
        const double reach = truth[std::min<std::size_t>(7, truth.size() - 1)].distance;
        std::vector<std::int32_t> in_reach;
        for (const Neighbour& neighbour : truth)
            if (neighbour.distance <= reach)
                in_reach.push_back(neighbour.row);
        std::sort(in_reach.begin(), in_reach.end());
        ASSERT_EQ(index.within(place, {reach}), in_reach);
    }
}

Points scattered(std::size_t count, base::Random& random) {
    Points points;
    for (std::size_t i = 0; i < count; ++i)
        points.add(500000 + random.uniform(0, 1000), 3600000 + random.uniform(0, 700));
    return points;
}

TEST(PointIndex, EqualsBruteForceOnScatteredPoints) {
    base::Random random(1);
    for (const std::size_t count : {1, 2, 7, 8, 9, 17, 100, 1000, 3000})
        expect_brute_force(scattered(count, random), scattered(300, random));
}

TEST(PointIndex, TiesGoToTheLowestRow) {
    base::Random random(2);
    Points lattice, places;
    for (int i = 0; i < 900; ++i) // every place of a 10 x 10 lattice about nine times
        lattice.add(static_cast<double>(random.below(10)), static_cast<double>(random.below(10)));
    for (int i = 0; i < 400; ++i)
        places.add(static_cast<double>(random.below(40)) / 4, static_cast<double>(random.below(40)) / 4);
    expect_brute_force(lattice, places);
}

TEST(PointIndex, CollinearAndCoincidentPoints) {
    base::Random random(3);
    Points line, one, places = scattered(200, random);
    for (int i = 0; i < 500; ++i) {
        line.add(500000 + i, 3600350);
        one.add(500500, 3600300);
    }
    places.add(500500, 3600300);
    expect_brute_force(line, places);
    expect_brute_force(one, places);
}

TEST(PointIndex, OneFarPointAmongClusters) {
    base::Random random(4);
    Points points;
    points.add(9e6, 9e6);
    for (int i = 0; i < 2000; ++i)
        points.add(1000 * static_cast<double>(random.below(3)) + random.normal(), random.normal());
    expect_brute_force(points, scattered(200, random));
}

TEST(PointIndex, PointsAndPlacesWithoutCoordinates) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x{nan, 0, 1}, y{0, nan, 1};
    const PointIndex index(x, y);
    base::QuietFeedback quiet;
    EXPECT_EQ(index.size(), 1u);
    EXPECT_EQ(index.nearest({0, 0}).row, 2);
    const auto nearest = index.nearest_of(x, y, quiet);
    EXPECT_EQ(nearest[0].row, -1);
    EXPECT_TRUE(std::isinf(nearest[0].distance));
    EXPECT_EQ(nearest[2].row, 2);
    const auto two = index.nearest_of(x, y, 2, quiet);
    EXPECT_EQ(two[4].row, 2);
    EXPECT_EQ(two[5].row, -1);
    const PointIndex none(std::vector<double>{}, std::vector<double>{});
    EXPECT_EQ(none.nearest({0, 0}).row, -1);
    EXPECT_TRUE(none.nearest({0, 0}, 3).empty());
    EXPECT_TRUE(none.within({0, 0}, {5}).empty());
}

TEST(PointIndex, SameForAnyNumberOfThreads) {
    base::Random random(5);
    const Points points = scattered(5000, random), places = scattered(20000, random);
    base::QuietFeedback quiet;
    base::set_thread_count(1);
    const auto one = PointIndex(points.x, points.y).nearest_of(places.x, places.y, 3, quiet);
    base::set_thread_count(5);
    const auto five = PointIndex(points.x, points.y).nearest_of(places.x, places.y, 3, quiet);
    base::set_thread_count(0);
    for (std::size_t i = 0; i < one.size(); ++i)
        ASSERT_EQ(one[i].row, five[i].row);
}

TEST(PointIndex, StopsWhenAsked) {
    base::Random random(6);
    const Points points = scattered(100, random);
    base::QuietFeedback feedback;
    feedback.cancel();
    EXPECT_ANY_THROW(PointIndex(points.x, points.y).nearest_of(points.x, points.y, feedback));
}

} // namespace
} // namespace wangge::geo
