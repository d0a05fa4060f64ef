#include "coverage/contacts.h"

#include "base/random.h"
#include "coverage/county_maker.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::coverage {
namespace {

using test::CountyMaker;

const base::Date today = base::make_date(2026, 11, 22);

ContactPlan plan(const model::Snapshot& s, bool renew = false) {
    base::QuietFeedback quiet;
    return plan_contacts(s, test::shipped_norms(), *reach::straight_line(), {.as_of = today, .renew = renew}, quiet);
}

std::string key(const model::Snapshot& s, model::Row person) {
    return person == model::no_row ? "" : std::string(s.people.key[static_cast<std::size_t>(person)]);
}

TEST(Contacts, AVillagesOwnInformantThenTheTownships) {
    CountyMaker maker;
    maker.village("330999001001", 1000, 1000, 800);
    maker.village("330999001002", 3000, 1000, 900);
    maker.village("330999200001", 8000, 1000, 700);
    maker.person({.key = "I1", .x = 1100, .y = 1000});
    maker.person({.key = "I2", .x = 7900, .y = 1000});
    maker.person({.key = "C1", .x = 2500, .y = 5000, .role = model::PersonRole::coordinator});
    maker.person({.key = "Gone", .x = 3000, .y = 1000, .end = base::make_date(2025, 1, 1)});
    const model::Snapshot s = maker.linked();
    const ContactPlan named = plan(s);
    EXPECT_EQ(key(s, named.villages[0].contact), "I1");
    EXPECT_EQ(key(s, named.villages[0].backup), "C1");
    EXPECT_EQ(key(s, named.villages[1].contact), "I1"); // of the township, and nearer than anybody who counts
    EXPECT_EQ(key(s, named.villages[1].backup), "C1");
    EXPECT_EQ(key(s, named.villages[2].contact), "I2");
    EXPECT_EQ(key(s, named.villages[2].backup),
              "I1"); // nobody else in that township; an informant before a coordinator
    EXPECT_NEAR(named.villages[0].contact_way.value, 100, 1e-9);
    EXPECT_EQ(named.changed, 3);
    EXPECT_EQ(named.without_contact + named.without_backup, 0);
}

TEST(Contacts, WhoStandsStaysAndWhoLapsedIsReplaced) {
    CountyMaker maker;
    maker.village("330999001001", 1000, 1000, 800, 0, "Far");
    maker.village("330999001002", 3000, 1000, 900, 0, "Gone");
    maker.person({.key = "Far", .x = 4900, .y = 9000});
    maker.person({.key = "Near", .x = 1000, .y = 1100});
    maker.person({.key = "Gone", .x = 3000, .y = 1000, .end = base::make_date(2025, 1, 1)});
    const model::Snapshot s = maker.linked();
    const ContactPlan kept = plan(s);
    EXPECT_EQ(key(s, kept.villages[0].contact), "Far");
    EXPECT_FALSE(kept.villages[0].contact_changed);
    EXPECT_EQ(key(s, kept.villages[1].contact), "Near");
    EXPECT_TRUE(kept.villages[1].contact_changed);
    EXPECT_EQ(key(s, plan(s, true).villages[0].contact), "Near"); // named anew
}

TEST(Contacts, NobodyGetsMoreResidentsThanRoomWhileSomebodyHasIt) {
    CountyMaker maker;
    for (int v = 0; v < 4; ++v)
        maker.village("33099900100" + std::to_string(v), 1000 + 100.0 * v, 1000, 1000);
    maker.person({.key = "Near", .x = 1000, .y = 1000, .capacity_people = 2000});
    maker.person({.key = "Next", .x = 1000, .y = 3000, .capacity_people = 2000});
    const model::Snapshot s = maker.linked();
    const ContactPlan named = plan(s);
    EXPECT_EQ(named.over_capacity, 0);
    EXPECT_EQ(named.contact_of, (std::vector{2, 2}));
    EXPECT_EQ(key(s, named.villages[0].contact), "Near");
    EXPECT_EQ(key(s, named.villages[3].contact), "Next");
    maker.village("330999001009", 1500, 1000, 1000);
    EXPECT_EQ(plan(maker.linked()).over_capacity, 1); // no room is left: told, not hidden
}

TEST(Contacts, EveryVillageHasTwoDifferentPeopleWhoCount) {
    CountyMaker maker;
    base::Random random(5);
    for (int v = 0; v < 80; ++v)
        maker.village(fmt::format("330999{}{:03}", random.uniform() < 0.5 ? "001" : "200", v), random.uniform(0, 10000),
                      random.uniform(0, 10000), random.uniform(100, 2500));
    for (int p = 0; p < 60; ++p)
        maker.person({.key = "P" + std::to_string(p),
                      .x = random.uniform(0, 10000),
                      .y = random.uniform(0, 10000),
                      .role = p % 6 == 0 ? model::PersonRole::coordinator : model::PersonRole::informant,
                      .end = p % 9 == 0 ? base::make_date(2024, 1, 1) : base::Date{},
                      .placed = p % 11 != 0});
    const model::Snapshot s = maker.linked();
    const ContactPlan named = plan(s);
    std::vector<int> contact_of(s.people.size(), 0);
    for (const VillageContact& village : named.villages) {
        ASSERT_NE(village.contact, model::no_row);
        ASSERT_NE(village.backup, model::no_row);
        EXPECT_NE(village.contact, village.backup);
        for (const model::Row person : {village.contact, village.backup})
            EXPECT_FALSE(s.people.end[person]) << key(s, person);
        ++contact_of[village.contact];
    }
    EXPECT_EQ(contact_of, named.contact_of);

    CountyMaker empty;
    empty.village("330999001001", 1000, 1000, 800);
    empty.person({.key = "Only", .x = 1000, .y = 1000});
    const ContactPlan alone = plan(empty.linked());
    EXPECT_EQ(alone.without_contact, 0);
    EXPECT_EQ(alone.without_backup, 1);
}

} // namespace
} // namespace wangge::coverage
