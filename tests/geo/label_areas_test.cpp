#include "geo/label_areas.h"

#include "base/random.h"
#include "geo/overlay.h"

#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

TEST(LabelAreas, CoverTheirCellsWithoutGapOrOverlapAndAreValid) {
    base::Random random(2);
    base::QuietFeedback quiet;
    const GridFrame frame{31, 23, {1000, 9000}, 10, 20};
    for (int trial = 0; trial < 40; ++trial) {
        std::vector<std::int32_t> labels(frame.size());
        std::map<std::int32_t, int> count;
        const int kinds = 2 + trial % 4;
        for (std::int32_t& label : labels) {
            label = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(kinds))) - (trial % 2);
            if (label >= 0)
                ++count[label];
        }
        const auto areas = label_areas(frame, labels, {0}, quiet);
        ASSERT_EQ(areas.size(), count.size());
        for (const LabelArea& each : areas) {
            EXPECT_TRUE(is_valid(each.area)) << trial;
            EXPECT_NEAR(geo::area(each.area).value, count[each.label] * 200.0, 1e-6);
            for (int row = 0; row < frame.height; ++row)
                for (int column = 0; column < frame.width; ++column)
                    EXPECT_EQ(contains(each.area, frame.centre(column, row)),
                              labels[frame.index(column, row)] == each.label);
        }
    }
}

TEST(LabelAreas, StraightenedEdgesAreStillShared) {
    base::QuietFeedback quiet;
    const GridFrame frame{60, 60, {0, 600}, 10, 10};
    const MapPoint seeds[] = {{80, 90}, {500, 120}, {300, 330}, {90, 520}, {480, 500}};
    std::vector<std::int32_t> labels;
    for (int row = 0; row < 60; ++row)
        for (int column = 0; column < 60; ++column) {
            const MapPoint p = frame.centre(column, row);
            std::int32_t best = 0;
            const auto far = [&](std::int32_t i) { return std::hypot(p.x - seeds[i].x, p.y - seeds[i].y); };
            for (std::int32_t i = 1; i < 5; ++i)
                best = far(i) < far(best) ? i : best;
            labels.push_back(best);
        }
    const auto steps = label_areas(frame, labels, {0}, quiet), straight = label_areas(frame, labels, {8}, quiet);
    ASSERT_EQ(straight.size(), 5u);
    double sum = 0;
    std::size_t corners = 0, fewer = 0;
    std::vector<MultiPolygon> all;
    for (std::size_t i = 0; i < 5; ++i) {
        sum += geo::area(straight[i].area).value;
        corners += steps[i].area.parts[0].outer.size();
        fewer += straight[i].area.parts[0].outer.size();
        EXPECT_TRUE(is_valid(straight[i].area));
        all.push_back(straight[i].area);
    }
    EXPECT_NEAR(sum, 360000, 1e-6); // no overlap, when the union has the same area
    EXPECT_NEAR(geo::area(united(all)).value, 360000, 1e-6);
    EXPECT_LT(fewer * 3, corners);
}

} // namespace
} // namespace wangge::geo
