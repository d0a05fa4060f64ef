#include "app/view/due_view.h"
#include "coverage/county_maker.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

using coverage::test::CountyMaker;
using coverage::test::day;

// Cells of two kilometres side by side; what is in each is told by the days of its sites' last visits. These sites are
// visited once in three years.
std::shared_ptr<model::Snapshot> county_of(const std::vector<std::vector<base::Date>>& cells) {
    CountyMaker maker;
    maker.village("330999001001", 1000, 1000, 500, 111);
    for (std::size_t c = 0; c < cells.size(); ++c)
        for (std::size_t i = 0; i < cells[c].size(); ++i)
            maker.site("s" + std::to_string(c) + "-" + std::to_string(i), 2000. * c + 200 + 100. * i, 500,
                       model::SiteKind::retail_pharmacy, cells[c][i]);
    auto snapshot = std::make_shared<model::Snapshot>(maker.linked());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        model::Cell cell;
        cell.code = "c" + std::to_string(c);
        cell.area = geo::rectangle({2000. * c, 0, 2000. * (c + 1), 2000});
        snapshot->cells.push_back(std::move(cell));
    }
    return snapshot;
}

TEST(DueView, ACellIsClassedByItsLatestVisits) {
    const base::Date fresh = day(2026, 1, 1), // due in 2029
        soon = day(2023, 12, 10),             // due on 10 December 2026
        late = day(2023, 1, 1);               // was due on 1 January 2026
    const auto snapshot = county_of({{fresh, fresh},
                                     {fresh, soon},
                                     {late, fresh, fresh, fresh, fresh, soon},
                                     {late, fresh, fresh, fresh, fresh},
                                     {}});
    base::QuietFeedback quiet;
    const auto classes_on = [&](base::Date as_of) {
        render::SceneOptions options;
        fill_due(options, ObjectGround(snapshot, quiet, as_of));
        std::vector<std::string> keys;
        for (const std::int32_t of : options.class_of)
            keys.push_back(of < 0 ? "" : options.classes[static_cast<std::size_t>(of)].key);
        return keys;
    };
    EXPECT_EQ(classes_on(day(2026, 11, 22)),
              (std::vector<std::string>{"due.clear", "due.soon", "due.some", "due.many", ""}));
    // On its last day a visit is not overdue yet; the day after it is.
    EXPECT_EQ(classes_on(day(2026, 12, 10))[1], "due.soon");
    EXPECT_EQ(classes_on(day(2026, 12, 11))[1], "due.many");
}

} // namespace
} // namespace wangge::app
