#include "assign/compare.h"

#include "assign/town.h"

#include <gtest/gtest.h>

namespace wangge::assign {
namespace {

TEST(Compare, CountsWhatMovedByHand) {
    test::Town town(4, 1); // 0-0 1-0 2-0 3-0, one square kilometre each
    for (int x = 0; x < 4; ++x)
        town.add_site_in(x, 0);
    std::vector<model::Cell> a = town.snapshot.cells, b = a;
    for (int x = 0; x < 4; ++x)
        a[x].lead_key = b[x].lead_key = x < 2 ? "张" : "李";
    b[1].lead_key = "李"; // changes hands
    b[3].code = "new";    // the same ground under a new code
    b[2].area = geo::rectangle({2000, 0, 2900, 1000});
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::Date());
    const Comparison c = compare(town.snapshot, a, b, rules, {1}, quiet);
    EXPECT_EQ(c.same, 2);
    EXPECT_EQ(c.reshaped, 1);
    EXPECT_EQ(c.added, 1);
    EXPECT_EQ(c.removed, 1);
    EXPECT_EQ(c.lead_changes, 1);
    EXPECT_EQ(c.sites_moved, 1);
    EXPECT_NEAR(c.area_moved.value, 1e6 + 1e5, 1); // cell 1-0, and the strip that nobody leads any more
    ASSERT_EQ(c.people.size(), 2u);
    EXPECT_EQ(c.people[0].key, "张");
    EXPECT_EQ(c.people[0].cells_a, 2);
    EXPECT_EQ(c.people[0].cells_b, 1);
    EXPECT_EQ(c.people[1].sites_b, 3);
    EXPECT_DOUBLE_EQ(c.balance_a.cv, 0);
    EXPECT_DOUBLE_EQ(c.balance_b.cv, 0.5); // 1 and 3 of mean 2
    EXPECT_DOUBLE_EQ(c.balance_b.max_over_mean, 1.5);
}

TEST(Compare, APlanEqualsItself) {
    test::Town town(5, 5);
    base::QuietFeedback quiet;
    const Comparison c = compare(town.snapshot, town.snapshot.cells, town.snapshot.cells,
                                 workload::load_default("", base::Date()), {1}, quiet);
    EXPECT_EQ(c.same, 25);
    EXPECT_EQ(c.reshaped + c.added + c.removed + c.lead_changes + c.sites_moved, 0);
    EXPECT_EQ(c.area_moved.value, 0);
}

} // namespace
} // namespace wangge::assign
