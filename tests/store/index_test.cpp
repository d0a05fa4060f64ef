// The packed R-tree beside SQLite's own and brute force.
#include "base/random.h"
#include "store/rtree_pack.h"
#include "store/scratch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

class Packed : public testing::TestWithParam<int> {};

TEST_P(Packed, AnswersLikeBruteForceAndTakesFurtherRows) {
    const Connection db(":memory:", Access::make);
    db.run("CREATE VIRTUAL TABLE packed USING rtree(pkid, xmin, xmax, ymin, ymax)");
    base::Random random(static_cast<std::uint64_t>(GetParam()));
    std::vector<geo::Box> boxes;
    std::vector<RtreeEntry> entries;
    for (int i = 0; i < GetParam(); ++i) {
        const double x = random.uniform(-1000, 41000000), y = random.uniform(0, 4000000);
        boxes.push_back({x, y, x + random.uniform(0, 5000), y + random.uniform(0, 5000)});
        entries.emplace_back(i + 1, boxes.back());
    }
    pack_rtree(db, "packed", entries);
    EXPECT_EQ(db.text("SELECT rtreecheck('packed')"), "ok");
    EXPECT_EQ(db.number("SELECT count(*) FROM packed"), GetParam());
    // row by row afterwards, as small edits do
    for (int i = 0; i < 300; ++i) {
        db.run(fmt::format("DELETE FROM packed WHERE pkid = {}",
                           1 + random.below(static_cast<std::uint64_t>(GetParam()) + 1)));
        db.run(fmt::format("INSERT INTO packed VALUES ({}, {}, {}, 5, 6)", 1000000 + i, i, i + 1));
    }
    EXPECT_EQ(db.text("SELECT rtreecheck('packed')"), "ok");
    pack_rtree(db, "packed", entries);
    Statement find(db, "SELECT pkid FROM packed WHERE xmin <= ?3 AND xmax >= ?1 AND ymin <= ?4 AND ymax >= ?2");
    for (int query = 0; query < 20; ++query) {
        const double x = random.uniform(0, 41000000), y = random.uniform(0, 4000000);
        const geo::Box window{x, y, x + 500000, y + 500000};
        std::vector<bool> found(boxes.size(), false);
        find.bind(1, window.min_x);
        find.bind(2, window.min_y);
        find.bind(3, window.max_x);
        find.bind(4, window.max_y);
        while (find.step())
            found[static_cast<std::size_t>(find.integer(0)) - 1] = true;
        find.reset();
        for (std::size_t i = 0; i < boxes.size(); ++i)
            EXPECT_TRUE(found[i] || !boxes[i].touches(window)); // 32-bit boxes may answer a little more, never less
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Packed, testing::Values(0, 1, 46, 47, 2116, 2117, 20000));

} // namespace
} // namespace wangge::store::test
