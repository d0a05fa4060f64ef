#include "coverage/ledger.h"

#include "base/error.h"
#include "base/files.h"

#include <gtest/gtest.h>

namespace wangge::coverage {
namespace {

using model::BlindSpot;
using model::BlindSpotKind;
using model::LedgerItem;

LedgerRules shipped() {
    return LedgerRules::parse(base::read_file(base::data_folder() / "ledger" / "states.json"), "states.json");
}

BlindSpot spot(BlindSpotKind kind, const std::string& key, double severity) {
    BlindSpot s;
    s.kind = kind;
    s.reason = "out_of_reach";
    s.key = key;
    s.name = "村" + key;
    s.severity = severity;
    return s;
}

model::PersonTable roster() {
    model::PersonTable people;
    const auto add = [&](const char* key, model::PersonRole role) {
        people.id.push_back({static_cast<std::int64_t>(people.size()) + 1});
        people.role.push_back(role);
        people.key.push_back(key);
    };
    add("J1", model::PersonRole::inspector);
    add("J2", model::PersonRole::inspector);
    add("X1", model::PersonRole::coordinator);
    return people;
}

const base::Date march = base::make_date(2026, 3, 10);

std::string error_of(const LedgerItem& item, const LedgerChange& change) {
    try {
        moved(item, change, shipped(), roster());
    } catch (const base::Error& error) {
        return error.message().id;
    }
    return "";
}

TEST(Ledger, WhatIsPutOffWaitsForItsDayWithAReason) {
    const LedgerRules rules = shipped();
    LedgerItem item{.number = "2026-0001", .rule = "supply.far", .state = "found", .found = march};
    EXPECT_EQ(error_of(item, {.to = "deferred", .due = march + 90, .date = march}), "ledger.needs") << "a reason";
    EXPECT_EQ(error_of(item, {.to = "deferred", .note = "年底并村", .date = march}), "ledger.needs") << "a day";
    item = moved(item, {.to = "deferred", .note = "年底并村", .due = march + 90, .date = march}, rules, roster());
    EXPECT_TRUE(rules.waits(item));
    EXPECT_TRUE(rules.open(item)) << "nothing was solved";
    EXPECT_FALSE(overdue(item, rules, march + 90));
    EXPECT_TRUE(overdue(item, rules, march + 91)) << "it comes back";
    item = moved(
        item,
        {.to = "assigned", .measure = "流动供药", .responsible_key = "J1", .due = march + 120, .date = march + 91},
        rules, roster());
    EXPECT_FALSE(rules.waits(item));
}

TEST(Ledger, AnItemGoesItsWayToWriteOffAndBack) {
    const LedgerRules rules = shipped();
    LedgerItem item{.number = "2026-0001", .rule = "contact.out_of_reach", .state = "found", .found = march};
    EXPECT_EQ(error_of(item, {.to = "written_off", .by = "J1"}), "ledger.no_such_move");
    EXPECT_EQ(error_of(item, {.to = "elsewhere"}), "ledger.unknown_state");
    EXPECT_EQ(error_of(item, {.to = "assigned", .measure = "增设信息员", .date = march}), "ledger.needs");
    EXPECT_EQ(error_of(item, {.to = "assigned", .responsible_key = "nobody", .date = march}), "ledger.unknown_person");
    const LedgerChange hand_out{
        .to = "assigned", .measure = "增设信息员", .responsible_key = "J1", .due = march + 30, .date = march};
    item = moved(item, hand_out, rules, roster());
    EXPECT_TRUE(rules.open(item));
    EXPECT_FALSE(overdue(item, rules, march + 30));
    EXPECT_TRUE(overdue(item, rules, march + 31));
    EXPECT_EQ(error_of(item, {.to = "checked"}), "ledger.needs");
    EXPECT_EQ(error_of(item, {.to = "checked", .by = "J1"}), "ledger.own_work");
    EXPECT_EQ(error_of(item, {.to = "checked", .by = "X1"}), "ledger.wrong_role");
    item = moved(item, {.to = "checked", .by = "J2", .date = march + 20}, rules, roster());
    item = moved(item, {.to = "written_off", .by = "J2", .date = march + 21}, rules, roster());
    EXPECT_FALSE(rules.open(item));
    EXPECT_EQ(item.closed, march + 21);
    item = moved(item, {.to = "reinspected", .by = "J1", .date = march + 90}, rules, roster());
    EXPECT_EQ(item.closed, march + 21); // closed is closed
    item = moved(item, {.to = "assigned", .note = "反弹", .date = march + 91}, rules, roster());
    EXPECT_FALSE(item.closed);
    ASSERT_EQ(item.moves.size(), 5u);
    EXPECT_EQ(item.moves[4], (model::LedgerMove{march + 91, "reinspected", "assigned", "", "反弹"}));
}

TEST(Ledger, BlindSpotsAreListedOnceAndMatchedAgain) {
    const LedgerRules rules = shipped();
    const std::vector<BlindSpot> spots{spot(BlindSpotKind::contact, "A", 9), spot(BlindSpotKind::supply, "A", 8),
                                       spot(BlindSpotKind::contact, "B", 7), spot(BlindSpotKind::contact, "C", 6)};
    std::vector<LedgerItem> items;
    for (const OpenedItem& opened : open_items(spots, {}, rules, {.top = 3, .today = march}))
        items.push_back(opened.item);
    ASSERT_EQ(items.size(), 3u);
    EXPECT_EQ(items[2].number, "2026-0003");
    EXPECT_TRUE(same_cause(items[1], spots[1]));
    EXPECT_FALSE(same_cause(items[1], spots[0]));
    const auto more = open_items(spots, items, rules, {.today = march});
    ASSERT_EQ(more.size(), 1u);
    EXPECT_EQ(more[0].item.number, "2026-0004");
    EXPECT_EQ(more[0].spot, 3u);
    EXPECT_EQ(open_items(spots, items, rules, {.kind = BlindSpotKind::supply, .today = march}).size(), 0u);
    EXPECT_EQ(next_number(items, base::make_date(2027, 1, 2)), "2027-0001");

    // A's contact is mended; B was written off and is back; C is on no list; a dismissed one stays dismissed
    items[2].state = "written_off";
    LedgerItem dismissed = items[1];
    dismissed.number = "2026-0009";
    dismissed.subject = "D";
    dismissed.state = "dismissed";
    items.push_back(dismissed);
    const std::vector<BlindSpot> today{spots[1], spots[2], spots[3], spot(BlindSpotKind::supply, "D", 1)};
    const LedgerMatch match = match_ledger(items, today, rules);
    EXPECT_EQ(match.gone, (std::vector<std::size_t>{0}));
    EXPECT_EQ(match.standing, (std::vector<std::size_t>{1}));
    EXPECT_EQ(match.back, (std::vector<std::size_t>{2}));
    EXPECT_EQ(match.unlisted, (std::vector<std::size_t>{2}));
}

TEST(Ledger, TrendCountsEveryMonth) {
    const auto item = [](base::Date found, base::Date closed) {
        LedgerItem one{.state = closed ? "written_off" : "found", .found = found, .closed = closed};
        return one;
    };
    const auto months = ledger_trend({item(base::make_date(2025, 12, 31), base::make_date(2026, 2, 1)),
                                      item(base::make_date(2026, 2, 28), {}), item(march, march)},
                                     base::make_date(2026, 3, 31));
    ASSERT_EQ(months.size(), 4u);
    EXPECT_EQ(months[0].month, "2025-12");
    const int expected[4][3] = {{1, 0, 1}, {0, 0, 1}, {1, 1, 1}, {1, 1, 1}};
    for (int m = 0; m < 4; ++m) {
        EXPECT_EQ(months[m].found, expected[m][0]) << m;
        EXPECT_EQ(months[m].closed, expected[m][1]) << m;
        EXPECT_EQ(months[m].open_at_end, expected[m][2]) << m;
    }
}

TEST(Ledger, StatesAreDataAndFaultsHaveTheirPath) {
    const auto fault = [](const char* text) {
        try {
            LedgerRules::parse(text, "f");
        } catch (const base::Error& error) {
            return error.message().id + " @ " + error.where();
        }
        return std::string();
    };
    EXPECT_EQ(fault("{"), "ledger.rules_not_json @ f");
    EXPECT_EQ(fault(R"({"states":[{"key":"a","colour":1}],"moves":[]})"),
              "ledger.rules_unknown_member @ f: states[0].colour");
    EXPECT_EQ(fault(R"({"states":[{"key":"a"}],"moves":[{"from":"a","to":"b"}]})"),
              "ledger.rules_unknown_state @ f: moves[0]");
    EXPECT_EQ(fault(R"({"states":[{"key":"a"}],"moves":[{"from":"a","to":"a","needs":["luck"]}]})"),
              "ledger.rules_bad_value @ f: moves[0].needs");
    EXPECT_EQ(fault(R"({"states":[{"key":"a"}]})"), "ledger.rules_bad_value @ f: moves");
}

} // namespace
} // namespace wangge::coverage
