// Gaps and overlaps of an imported plan, closed by the rule that was chosen, each place reported.
#include "geo/overlay.h"
#include "grid/measure.h"
#include "grid/tiling.h"

#include <gtest/gtest.h>

namespace wangge::grid {
namespace {

using geo::MultiPolygon;

// A (0..1000) and B (900..2000) overlap; C (2100..3000) leaves a gap of 100 m and stands 50 m over the region.
struct Plan {
    std::vector<MultiPolygon> areas{geo::rectangle({0, 0, 1000, 1000}), geo::rectangle({900, 0, 2000, 1000}),
                                    geo::rectangle({2100, 0, 3050, 1000})};
    MultiPolygon region = geo::rectangle({0, 0, 3000, 1000});
    std::vector<const MultiPolygon*> pointers() const { return {&areas[0], &areas[1], &areas[2]}; }
};

TEST(Mend, EveryRuleLeavesATilingAndSaysWhatItDid) {
    base::QuietFeedback quiet;
    const Plan plan;
    for (const Heir heir : {Heir::first, Heir::longest_edge, Heir::nearest}) {
        std::vector<Misfit> misfits;
        const auto mended = tile(plan.pointers(), plan.region, quiet, heir, &misfits);
        const Tightness found = measure({&mended[0], &mended[1], &mended[2]}, plan.region, quiet);
        EXPECT_NEAR(found.gaps.value + found.overlaps.value + found.outside.value, 0, 1e-6);
        ASSERT_EQ(misfits.size(), 3u);
        EXPECT_EQ(misfits[0].kind, Misfit::Kind::overlap);
        EXPECT_NEAR(geo::area(misfits[0].ground).value, 100 * 1000, 1e-6);
        EXPECT_EQ(misfits[1].kind, Misfit::Kind::outside);
        EXPECT_NEAR(geo::area(misfits[1].ground).value, 50 * 1000, 1e-6);
        EXPECT_EQ(misfits[2].kind, Misfit::Kind::gap);
        EXPECT_NEAR(geo::area(misfits[2].ground).value, 100 * 1000, 1e-6);
    }
}

TEST(Mend, WhoGetsIt) {
    base::QuietFeedback quiet;
    // A small cell over the corner of a large one: the overlap is 100 x 100.
    const std::vector<MultiPolygon> areas{geo::rectangle({0, 0, 1000, 1000}), geo::rectangle({900, 900, 1200, 1000}),
                                          geo::rectangle({1000, 0, 1200, 900})};
    const std::vector<const MultiPolygon*> pointers{&areas[0], &areas[1], &areas[2]};
    const MultiPolygon region = geo::rectangle({0, 0, 1200, 1000});
    const auto heir_of = [&](Heir heir) {
        std::vector<Misfit> misfits;
        tile(pointers, region, quiet, heir, &misfits);
        EXPECT_EQ(misfits.size(), 1u);
        return misfits.empty() ? -1 : misfits[0].heir;
    };
    EXPECT_EQ(heir_of(Heir::first), 0);
    EXPECT_EQ(heir_of(Heir::longest_edge), 0); // two sides against one
    EXPECT_EQ(heir_of(Heir::nearest), 1);      // its centre is 150 m away, the other's 550
}

} // namespace
} // namespace wangge::grid
