// The area index against contains(), on tilings with holes, parts, points on edges and overlapping areas.
#include "base/random.h"
#include "geo/area_index.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

MultiPolygon star(MapPoint centre, double radius, int corners, base::Random& random) {
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners, r = radius * random.uniform(0.3, 1);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{{ring, {}}}};
}

void expect_contains(const std::vector<MultiPolygon>& areas, const std::vector<double>& x,
                     const std::vector<double>& y) {
    const AreaIndex index(areas);
    base::QuietFeedback quiet;
    const auto found = index.find(x, y, quiet);
    for (std::size_t i = 0; i < x.size(); ++i) {
        std::vector<std::int32_t> truth;
        for (std::size_t a = 0; a < areas.size(); ++a)
            if (contains(areas[a], {x[i], y[i]}))
                truth.push_back(static_cast<std::int32_t>(a));
        ASSERT_EQ(found[i], truth.empty() ? -1 : truth.front()) << x[i] << " " << y[i];
        ASSERT_EQ(index.find_all({x[i], y[i]}), truth) << x[i] << " " << y[i];
    }
}

TEST(AreaIndex, OverlappingStars) {
    base::Random random(1);
    for (const int count : {1, 3, 40, 200}) {
        std::vector<MultiPolygon> areas;
        for (int i = 0; i < count; ++i)
            areas.push_back(star({random.uniform(0, 100), random.uniform(0, 100)}, random.uniform(1, 30),
                                 3 + static_cast<int>(random.below(60)), random));
        std::vector<double> x, y;
        for (int i = 0; i < 3000; ++i) {
            x.push_back(random.uniform(-10, 110));
            y.push_back(random.uniform(-10, 110));
        }
        for (const MultiPolygon& area : areas) // corners and middles of edges
            for (std::size_t i = 0; i + 1 < area.parts[0].outer.size(); ++i) {
                const MapPoint a = area.parts[0].outer[i], b = area.parts[0].outer[i + 1];
                x.insert(x.end(), {a.x, (a.x + b.x) / 2});
                y.insert(y.end(), {a.y, (a.y + b.y) / 2});
            }
        expect_contains(areas, x, y);
    }
}

TEST(AreaIndex, ATilingHoldsEveryPointOnce) {
    base::Random random(2);
    constexpr int side = 12;
    std::vector<MapPoint> corner;
    for (int r = 0; r <= side; ++r)
        for (int c = 0; c <= side; ++c)
            corner.push_back(
                {c + (c % side ? random.uniform(-0.3, 0.3) : 0), r + (r % side ? random.uniform(-0.3, 0.3) : 0)});
    std::vector<MultiPolygon> areas;
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            const int i = r * (side + 1) + c;
            areas.push_back(
                {{{{corner[i], corner[i + 1], corner[i + side + 2], corner[i + side + 1], corner[i]}, {}}}});
        }
    const AreaIndex index(areas);
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            const MapPoint p = corner[r * (side + 1) + c];
            ASSERT_EQ(index.find_all(p).size(), 1u) << p.x << " " << p.y;
            const MapPoint q = corner[r * (side + 1) + c + 1];
            ASSERT_EQ(index.find_all({(p.x + q.x) / 2, (p.y + q.y) / 2}).size(), 1u);
        }
    for (int i = 0; i < 5000; ++i)
        ASSERT_EQ(index.find_all({random.uniform(0, side), random.uniform(0, side)}).size(), 1u);
}

TEST(AreaIndex, SquaresAreHalfOpen) {
    std::vector<MultiPolygon> squares;
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c)
            squares.push_back(rectangle({1000.0 * c, 1000.0 * r, 1000.0 * (c + 1), 1000.0 * (r + 1)}));
    const AreaIndex index(squares);
    for (int r = 0; r < 5; ++r)
        for (int c = 0; c < 5; ++c)
            EXPECT_EQ(index.find({1000.0 * c, 1000.0 * r}), 5 * r + c);
    EXPECT_EQ(index.find({5000, 0}), -1);
}

TEST(AreaIndex, HolesPartsAndNothing) {
    MultiPolygon ring = rectangle({0, 0, 10, 10});
    ring.parts[0].holes.push_back({{3, 3}, {3, 7}, {7, 7}, {7, 3}, {3, 3}});
    MultiPolygon two = rectangle({20, 0, 21, 1});
    two.parts.push_back(rectangle({4, 4, 5, 5}).parts[0]);
    std::vector<double> x, y;
    for (double px = -0.5; px < 22; px += 0.25)
        for (double py = -0.5; py < 11; py += 0.25) {
            x.push_back(px);
            y.push_back(py);
        }
    x.push_back(std::numeric_limits<double>::quiet_NaN());
    y.push_back(1);
    expect_contains({ring, {}, two}, x, y);
    expect_contains({{}, {}}, x, y);
    expect_contains({}, x, y);
}

TEST(AreaIndex, TouchingBoxes) {
    base::Random random(3);
    std::vector<MultiPolygon> areas{{}};
    for (int i = 0; i < 300; ++i)
        areas.push_back(star({random.uniform(0, 100), random.uniform(0, 100)}, random.uniform(0.1, 9), 7, random));
    const AreaIndex index(areas);
    for (int i = 0; i < 500; ++i) {
        Box box;
        box.add(MapPoint{random.uniform(-20, 120), random.uniform(-20, 120)});
        box.add(MapPoint{box.min_x + random.uniform(0, 30), box.min_y + random.uniform(0, 30)});
        std::vector<std::int32_t> truth;
        for (std::size_t a = 0; a < areas.size(); ++a)
            if (bounds(areas[a]).touches(box))
                truth.push_back(static_cast<std::int32_t>(a));
        ASSERT_EQ(index.touching(box), truth);
    }
    EXPECT_TRUE(index.touching(Box{}).empty());
}

} // namespace
} // namespace wangge::geo
