// Areas side by side, against the union that GEOS makes of them.
#include "paper/common_outline.h"

#include "geo/overlay.h"
#include "geo/polygon.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::paper {
namespace {

render::AreaOutline square(double x, double y) {
    return {geo::rectangle({x, y, x + 1, y + 1}), {}, {}};
}

// By the odd rule: twice the signed sizes do not tell, so points of a fine raster are counted.
double area_of(const std::vector<geo::Ring>& rings, const geo::Box& box) {
    constexpr int fine = 100;
    int inside = 0;
    for (int row = 0; row < fine; ++row)
        for (int column = 0; column < fine; ++column) {
            const double x = box.min_x + (column + 0.5) / fine * box.width(),
                         y = box.min_y + (row + 0.5) / fine * box.height();
            bool in = false;
            for (const geo::Ring& ring : rings)
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const geo::MapPoint a = ring[i], b = ring[(i + 1) % ring.size()];
                    if ((a.y > y) != (b.y > y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
                        in = !in;
                }
            inside += in;
        }
    return inside * box.width() * box.height() / (fine * fine);
}

TEST(CommonOutline, HasNoBordersInside) {
    // Eight squares around a hole, one that touches them in a corner, one apart.
    std::vector<render::AreaOutline> areas;
    for (int i = 0; i < 9; ++i)
        if (i != 4)
            areas.push_back(square(i % 3, i / 3));
    areas.push_back(square(3, 3));
    areas.push_back(square(6, 0));
    std::vector<const render::AreaOutline*> list;
    std::vector<geo::MultiPolygon> polygons;
    for (const render::AreaOutline& area : areas) {
        list.push_back(&area);
        polygons.push_back(area.area);
    }
    const std::vector<geo::Ring> rings = common_outline(list);
    const geo::MultiPolygon together = geo::united(polygons);
    EXPECT_NEAR(area_of(rings, {0, 0, 10, 5}), geo::area(together).value, 1e-9);
    std::size_t corners = 0;
    for (const geo::Ring& ring : rings)
        corners += ring.size();
    EXPECT_EQ(corners, 12u + 4u + 4u + 4u) << "edges of the outer ring, the hole and the two others";
}

TEST(CommonOutline, OfNothingIsNothing) {
    EXPECT_TRUE(common_outline({}).empty());
}

} // namespace
} // namespace wangge::paper
