// Start delays as the document keeps them, and laid out to edit.
#include "app/rules/start_delays.h"

#include "app/language.h"
#include "base/error.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

model::SnapshotPtr register_of(const std::vector<std::pair<std::string, model::PersonRole>>& people) {
    auto snapshot = std::make_shared<model::Snapshot>();
    for (const auto& [key, role] : people) {
        snapshot->people.id.emplace_back();
        snapshot->people.key.push_back(key);
        snapshot->people.name.push_back("");
        snapshot->people.role.push_back(role);
        snapshot->people.township.push_back(model::no_row);
    }
    return snapshot;
}

std::string error_of(const std::function<void()>& what) {
    try {
        what();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        return error.message().id;
    }
    return "";
}

TEST(StartDelays, AreKeptAsTheyAreSaid) {
    const model::SnapshotPtr people =
        register_of({{"a", model::PersonRole::informant}, {"b=c", model::PersonRole::coordinator}});
    StartDelays delays;
    set_delays("a=10, b=c = 2.5", *people, delays);
    EXPECT_EQ(delays, (StartDelays{{"a", {10}}, {"b=c", {2.5}}}));
    model::Snapshot kept = *people;
    kept.settings[start_delays_setting] = delays_text(delays);
    EXPECT_EQ(start_delays(kept), delays);
    set_delays("a=0,b=c=default", *people, delays);
    EXPECT_TRUE(delays.empty());
    EXPECT_EQ(delays_text(delays), "");
    EXPECT_TRUE(start_delays(*people).empty());
    EXPECT_EQ(error_of([&] { set_delays("d=1", *people, delays); }), "delays.unknown_person");
    EXPECT_EQ(error_of([&] { set_delays("a=inf", *people, delays); }), "rules.out_of_range");
}

TEST(StartDelays, OfOneRunMayBeNoughtAndOfAnybody) {
    EXPECT_EQ(delays_in("a=0,z=3", "--delay"), (StartDelays{{"a", {0}}, {"z", {3}}}));
    EXPECT_EQ(error_of([] { delays_in("a", "--delay"); }), "delays.bad_pair");
    EXPECT_EQ(error_of([] { delays_in("a=-1", "--delay"); }), "rules.out_of_range");
}

TEST(StartDelays, AreLaidOutByRole) {
    model::Snapshot people = *register_of({{"a", model::PersonRole::informant},
                                           {"b", model::PersonRole::inspector},
                                           {"c", model::PersonRole::informant}});
    people.settings[start_delays_setting] = delays_text({{"c", {7}}, {"gone", {3}}});
    const RuleBoard board = delay_board(people, catalog_of("en"));
    ASSERT_EQ(board.pages.size(), 2U) << "no page for a role that nobody has";
    ASSERT_EQ(board.pages[0].lines.size(), 2U);
    const RuleCell& cell = board.pages[0].lines[1].cells[0];
    EXPECT_EQ(cell.id, "c");
    EXPECT_EQ(cell.value, 7);
    EXPECT_TRUE(cell.differs());
    EXPECT_EQ(cell.change(""), "c=default");
    EXPECT_EQ(cell.change("8"), "c=8");
    EXPECT_TRUE(cell.problem("481"));
    EXPECT_EQ(board.differing, 1);
    EXPECT_TRUE(board.has_own);
    EXPECT_TRUE(delay_board(*register_of({}), catalog_of("zh")).pages.empty());
}

} // namespace
} // namespace wangge::app
