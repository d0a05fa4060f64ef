#include "geo/geodesic.h"

#include <gtest/gtest.h>
#include <vector>

namespace wangge::geo {
namespace {

// The examples in the documentation of GeographicLib (Karney): Kennedy to Heathrow, and a coarse Antarctica. They are
// on WGS-84, whose flattening differs from that of CGCS2000 by 1.6e-11.
TEST(Geodesic, LengthOfAKnownFlight) {
    const std::vector<LonLat> path = {{-73.8, 40.6}, {-0.5, 51.6}};
    EXPECT_NEAR(geodesic_length(path).value, 5551759.400, 0.002);
}

TEST(Geodesic, AreaOfAKnownOutline) {
    const std::vector<LonLat> antarctica = {{-58, -63.1},  {-74, -72.9}, {-102, -71.9}, {-102, -74.9}, {-131, -74.3},
                                            {-163, -77.5}, {163, -77.4}, {172, -71.7},  {140, -65.9},  {113, -65.7},
                                            {88, -66.6},   {59, -66.9},  {25, -69.8},   {-4, -70.0},   {-14, -71.0},
                                            {-33, -77.3},  {-46, -77.9}, {-61, -74.7}};
    EXPECT_NEAR(geodesic_area(antarctica).value, 13662703680020.1, 2000);
    std::vector<LonLat> closed = antarctica;
    closed.push_back(closed.front());
    EXPECT_NEAR(geodesic_length(closed).value, 16831067.893, 0.01);
    const std::vector<LonLat> backwards(antarctica.rbegin(), antarctica.rend());
    EXPECT_DOUBLE_EQ(geodesic_area(backwards).value, geodesic_area(antarctica).value);
}

TEST(Geodesic, LessThanAFigureIsNothing) {
    const std::vector<LonLat> one = {{120, 30}}, two = {{120, 30}, {121, 30}};
    EXPECT_EQ(geodesic_length(one).value, 0);
    EXPECT_EQ(geodesic_area(two).value, 0);
}

} // namespace
} // namespace wangge::geo
