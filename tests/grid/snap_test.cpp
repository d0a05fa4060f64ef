// Drawn lines follow roads and rivers within the tolerance and nothing beyond.
#include "grid/snap.h"

#include <gtest/gtest.h>

namespace wangge::grid {
namespace {

model::Snapshot ground() {
    model::Snapshot s;
    model::Water river;
    river.line = {{0, 0}, {100, 40}, {200, -40}, {300, 0}};
    s.waters.push_back(river);
    model::Boundary boundary;
    boundary.area = geo::rectangle({1000, 0, 2000, 1000});
    s.boundaries.push_back(boundary);
    return s;
}

TEST(Snap, FollowsTheRiverBetweenItsCorners) {
    const SnapTo to{.rivers = true, .tolerance = {20}};
    const geo::Polyline line = snapped(ground(), {{0, 10}, {300, -10}}, to);
    ASSERT_EQ(line.size(), 4u);
    EXPECT_EQ(line[1], (geo::MapPoint{100, 40}));
    EXPECT_EQ(line[2], (geo::MapPoint{200, -40}));
    // Backwards too.
    const geo::Polyline back = snapped(ground(), {{300, -10}, {0, 10}}, to);
    EXPECT_EQ(back[1], (geo::MapPoint{200, -40}));
}

TEST(Snap, BeyondTheToleranceNothingMoves) {
    const geo::Polyline line{{0, 50}, {300, 50}};
    EXPECT_EQ(snapped(ground(), line, {.rivers = true, .tolerance = {20}}), line);
    EXPECT_EQ(snapped(ground(), line, {.roads = true, .tolerance = {200}}), line);
    EXPECT_EQ(snapped(ground(), line, {.rivers = true, .tolerance = {0}}), line);
}

TEST(Snap, RoundACornerOfARingTheShortWay) {
    const SnapTo to{.boundaries = true, .tolerance = {20}};
    // Over the ring's beginning, which lies in that corner.
    const geo::Polyline line = snapped(ground(), {{1300, 5}, {1005, 300}}, to);
    ASSERT_EQ(line.size(), 3u);
    EXPECT_EQ(line[0], (geo::MapPoint{1300, 0}));
    EXPECT_EQ(line[1], (geo::MapPoint{1000, 0}));
    EXPECT_EQ(line[2], (geo::MapPoint{1000, 300}));
}

TEST(Snap, ALongDetourIsNotFollowed) {
    const SnapTo to{.boundaries = true, .tolerance = {20}};
    // Opposite sides: along the ring it would be 2000 m and more for 1000 m... three times and more is too far.
    EXPECT_EQ(snapped(ground(), {{1000, 500}, {1990, 500}}, {.boundaries = true, .tolerance = {20}}).size(), 4u);
    model::Snapshot s = ground();
    s.boundaries[0].area = geo::rectangle({1000, 0, 1100, 1000});
    EXPECT_EQ(snapped(s, {{1000, 500}, {1100, 500}}, to).size(), 2u); // 1100 m round for 100 m across
}

} // namespace
} // namespace wangge::grid
