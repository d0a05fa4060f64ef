#include "geo/cell_fractions.h"

#include "base/random.h"
#include "geo/overlay.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

std::vector<double> fractions(const GridFrame& frame, const MultiPolygon& area) {
    std::vector<double> all(frame.size(), 0);
    cover_cells(frame, area, [&](int row, int first, std::span<const double> some) {
        for (std::size_t k = 0; k < some.size(); ++k)
            all[frame.index(first, row) + k] += some[k];
    });
    return all;
}

MultiPolygon star(base::Random& random, MapPoint centre, double radius, int corners) {
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners, r = radius * random.uniform(0.3, 1);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return normalised({{{ring, {}}}});
}

TEST(CellFractions, EqualTheOverlayOfEveryCell) {
    base::Random random(5);
    const GridFrame frame{17, 13, {500000.3, 3400200.7}, 31, 27};
    for (int trial = 0; trial < 30; ++trial) {
        MultiPolygon area = star(random, {500000 + random.uniform(-50, 550), 3400000 + random.uniform(-150, 220)},
                                 random.uniform(20, 300), 5 + static_cast<int>(random.below(40)));
        if (trial % 3 == 0)
            area = difference(area, rectangle({500100, 3400000, 500140, 3400100}));
        const std::vector<double> found = fractions(frame, area);
        for (int row = 0; row < frame.height; ++row)
            for (int column = 0; column < frame.width; ++column) {
                const MapPoint c = frame.centre(column, row);
                const MultiPolygon cell = rectangle({c.x - 15.5, c.y - 13.5, c.x + 15.5, c.y + 13.5});
                EXPECT_NEAR(found[frame.index(column, row)], geo::area(intersection(area, cell)).value / (31 * 27),
                            1e-9);
            }
    }
}

TEST(CellFractions, WholeCellsAndEdgesOnTheGridAreExact) {
    const GridFrame frame{10, 10, {0, 100}, 10, 10};
    const std::vector<double> found = fractions(frame, rectangle({20, 30, 50, 60}));
    for (int row = 0; row < 10; ++row)
        for (int column = 0; column < 10; ++column)
            EXPECT_EQ(found[frame.index(column, row)], column >= 2 && column < 5 && row >= 4 && row < 7 ? 1 : 0);
    EXPECT_EQ(fractions(frame, rectangle({-500, -500, 600, 600}))[frame.index(9, 9)], 1);
}

TEST(CellFractions, SumsOfNeighboursAddUp) {
    Raster raster{40, 40, {0, 400}, 10, 10, {}};
    base::Random random(9);
    double all = 0;
    for (int i = 0; i < 1600; ++i) {
        raster.values.push_back(i % 50 == 7 ? std::nanf("") : static_cast<float>(random.uniform(0, 90)));
        all += i % 50 == 7 ? 0 : raster.values.back();
    }
    const MultiPolygon left{{{{{0, 0}, {170, 0}, {233, 171}, {91, 400}, {0, 400}, {0, 0}}, {}}}};
    const MultiPolygon right = difference(rectangle({0, 0, 400, 400}), left);
    EXPECT_NEAR(weighted_sum(raster, left) + weighted_sum(raster, right), all, 1e-6);
    EXPECT_GT(weighted_sum(raster, left), 0);
}

} // namespace
} // namespace wangge::geo
