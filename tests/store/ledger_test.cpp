// Items of the ledger keep every word, are updated by number and undone like everything else.
#include "store/scratch.h"

#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

TEST(Ledger, ItemsComeBackAsTheyWere) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    const base::Date day = base::make_date(2026, 11, 1);
    const model::LedgerItem plain{
        .number = "2026-0002", .source = "task", .name = "督查", .state = "found", .found = day};
    model::LedgerItem full{.number = "2026-0001",
                           .rule = "contact.out_of_reach",
                           .target = "village",
                           .subject = "330521103201",
                           .name = "𬭎山村",
                           .township_code = "330521103",
                           .people = base::Persons{1234},
                           .severity = 56.25,
                           .evidence = R"({"zh":{"cause":"最近的信息员在 5 公里外"}})",
                           .state = "assigned",
                           .found = day,
                           .measure = "增设信息员",
                           .responsible_key = "J1",
                           .due = day + 30,
                           .moves = {{day, "found", "assigned", "J2", "尽快 \"办\""}}};
    const auto put = [&](const std::vector<model::LedgerItem>& items) {
        Edit edit(document, "ledger");
        edit.put(items);
        edit.commit();
    };
    put({plain, full});
    EXPECT_EQ(document.ledger(), (std::vector{full, plain}));
    const std::string before = content_of(path);
    full.state = "written_off";
    full.closed = day + 9;
    put({full});
    EXPECT_EQ(document.ledger()[0], full);
    EXPECT_EQ(document.ledger().size(), 2u);
    document.undo(quiet);
    EXPECT_EQ(content_of(path), before);
    EXPECT_EQ(faults_of(document), "");
}

} // namespace
} // namespace wangge::store::test
