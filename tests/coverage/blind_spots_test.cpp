#include "coverage/blind_spots.h"

#include "base/error.h"
#include "base/random.h"
#include "coverage/county_maker.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace wangge::coverage {
namespace {

using model::BlindSpot;
using model::BlindSpotKind;
using model::PersonRole;
using model::SiteKind;
using test::CountyMaker;
using test::day;

const base::Date today = day(2026, 11, 22);

workload::Rules yearly() {
    workload::Rules rules;
    rules.visits.push_back({.id = "all", .source = "test", .visits = 1, .months = 12});
    return rules;
}

BlindSpots find(const model::Snapshot& county, std::optional<BlindSpotKind> kind = {},
                const std::string& township = {}) {
    base::QuietFeedback quiet;
    const auto reach = reach::straight_line();
    const BlindSpotOptions options{.as_of = today, .kind = kind, .township_code = township};
    return find_blind_spots(county, test::shipped_norms(), yearly(), options, *reach, quiet);
}

const BlindSpot* of_key(const BlindSpots& found, const std::string& key) {
    const auto at =
        std::find_if(found.spots.begin(), found.spots.end(), [&](const BlindSpot& spot) { return spot.key == key; });
    return at == found.spots.end() ? nullptr : &*at;
}

std::string arg(const base::Message& message, const std::string& name) {
    for (const auto& [key, value] : message.args)
        if (key == name)
            return value;
    return "(none)";
}

TEST(BlindSpots, SupplyIsHeldToTheNormOfTheAreaType) {
    CountyMaker maker;
    maker.site("shop", 1000, 1000, SiteKind::retail_pharmacy);
    maker.site("lost", 9000, 9000, SiteKind::retail_pharmacy, {}, true, "", model::RiskGrade::ungraded,
               model::site_flag::lost_contact);
    maker.site("lenses", 9000, 9000, SiteKind::device_seller);
    maker.village("330999001001", 1000, 2500, 1000, 111); // 1.5 km in town: 0.5 over
    maker.village("330999200201", 1000, 4000, 1000, 220); // exactly 3 km in the country: served
    maker.village("330999200202", 9000, 1000, 300, 220);  // 8 km: 5/3 over
    maker.village("330999001201", 1000, 5000, 100, 112);  // 4 km in the fringe, limit 2 km: 1 over, weight 1.5
    const BlindSpots found = find(maker.linked(), BlindSpotKind::supply);
    ASSERT_EQ(found.spots.size(), 3u);
    EXPECT_EQ(of_key(found, "330999200201"), nullptr);
    EXPECT_EQ(found.spots[0].key, "330999001001");
    EXPECT_NEAR(found.spots[0].severity, 1000 * 0.5, 1e-9);
    EXPECT_NEAR(found.spots[1].severity, 300 * 5.0 / 3, 1e-9);
    EXPECT_NEAR(found.spots[2].severity, 100 * 1 * 1.5, 1e-9);
    EXPECT_EQ(arg(found.spots[0].evidence, "name"), "Sshop");
    EXPECT_EQ(arg(found.spots[0].formula, "people"), "1000");
    EXPECT_EQ(arg(found.spots[0].formula, "excess"), "0.5");
    EXPECT_EQ(arg(found.spots[0].formula, "severity"), "500.0");
    EXPECT_EQ(found.by_kind[0], 3);
    EXPECT_EQ(find(maker.raw(), BlindSpotKind::supply, "330999001").spots.size(), 2u);

    maker.raw().sites.licence_expiry.set(0, day(2026, 11, 21));
    const BlindSpots none = find(maker.linked(), BlindSpotKind::supply);
    ASSERT_EQ(none.spots.size(), 4u);
    EXPECT_EQ(none.spots[0].reason, "no_supply");
    EXPECT_EQ(none.spots[0].severity, 1000 * 10) << "at most the norm excess_limit";
}

TEST(BlindSpots, ContactNeedsSomebodyNearAndSomebodyNamed) {
    CountyMaker maker;
    maker.person({.key = "inf", .x = 0, .y = 0, .last_training = day(2026, 6, 1)});
    maker.person({.key = "old", .x = 9000, .y = 0, .last_training = day(2020, 6, 1)});
    maker.person({.key = "co", .x = 0, .y = 9000, .role = PersonRole::coordinator, .end = day(2027, 1, 1)});
    maker.village("330999001001", 100, 0, 100, 220, "inf");   // served
    maker.village("330999001002", 200, 0, 100, 220, "");      // nobody named
    maker.village("330999001003", 300, 0, 100, 220, "ghost"); // not on the roster
    maker.village("330999001004", 400, 0, 100, 220, "old");   // named, but untrained
    maker.village("330999200201", 6000, 0, 100, 220, "inf");  // 6 km off; 3 km from the untrained one
    maker.village("330999200202", 0, 4001, 100, 220, "co");   // 4999 m from the coordinator: served
    maker.village("330999200203", 9000, 9000, 100, 112, "");  // 9 km from the coordinator, and nobody named
    const BlindSpots found = find(maker.linked(), BlindSpotKind::contact);
    ASSERT_EQ(found.spots.size(), 5u);
    EXPECT_EQ(of_key(found, "330999001001"), nullptr);
    EXPECT_EQ(of_key(found, "330999200202"), nullptr);
    const BlindSpot& unnamed = *of_key(found, "330999001002");
    EXPECT_EQ(unnamed.reason, "not_named");
    EXPECT_NEAR(unnamed.severity, 100 * 0.5, 1e-9);
    EXPECT_EQ(unnamed.fix.id, "blind.contact.fix_name");
    EXPECT_EQ(arg(unnamed.fix, "name"), "Ninf");
    EXPECT_EQ(of_key(found, "330999001003")->reason, "not_on_roster");
    const BlindSpot& lapsed = *of_key(found, "330999001004");
    EXPECT_EQ(lapsed.reason, "lapsed");
    EXPECT_EQ(arg(lapsed.cause, "why"), "@coverage.why.untrained");
    const BlindSpot& far = *of_key(found, "330999200201");
    EXPECT_EQ(far.reason, "out_of_reach");
    EXPECT_NEAR(far.severity, 100 * (6000.0 / 3000 - 1), 1e-9);
    EXPECT_EQ(arg(far.evidence, "other"), "Nold");
    EXPECT_EQ(far.fix.id, "blind.contact.fix_train");
    const BlindSpot& worst = found.spots.front();
    EXPECT_EQ(worst.key, "330999200203");
    EXPECT_NEAR(worst.severity, 100 * (9000.0 / 5000 - 1 + 0.5) * 1.5, 1e-9);
    EXPECT_EQ(worst.fix.id, "blind.contact.fix_appoint");
    EXPECT_TRUE(found.notices.empty());
}

TEST(BlindSpots, ContactAndSupplyAgreeWithComparingEveryPair) {
    base::Random random(5);
    for (int round = 0; round < 10; ++round) {
        CountyMaker maker;
        for (int i = 0; i < 60; ++i)
            maker.village("330999001" + std::to_string(200 + i), random.uniform(0, 10000), random.uniform(0, 10000),
                          static_cast<double>(random.below(900)), i % 3 == 0 ? 111 : 220,
                          random.below(2) == 0 ? "p3" : "");
        for (int i = 0; i < 8; ++i)
            maker.person({.key = "p" + std::to_string(i),
                          .x = random.uniform(0, 10000),
                          .y = random.uniform(0, 10000),
                          .role = i % 2 == 0 ? PersonRole::informant : PersonRole::coordinator,
                          .end = i == 5 ? day(2020, 1, 1) : base::Date{}});
        for (int i = 0; i < 5; ++i)
            maker.site("s" + std::to_string(i), random.uniform(0, 10000), random.uniform(0, 10000),
                       i == 0 ? SiteKind::wholesale : SiteKind::clinic);
        const model::Snapshot& county = maker.linked();
        std::set<std::string> contact, supply;
        for (std::size_t v = 0; v < county.villages.size(); ++v) {
            bool person = false, medicine = false;
            for (std::size_t p = 0; p < county.people.size(); ++p)
                person = person || (p != 5 && std::hypot(county.people.x[p] - county.villages.x[v],
                                                         county.people.y[p] - county.villages.y[v]) <=
                                                  (p % 2 == 0 ? 3000 : 5000));
            for (std::size_t s = 1; s < county.sites.size(); ++s)
                medicine = medicine || std::hypot(county.sites.x[s] - county.villages.x[v],
                                                  county.sites.y[s] - county.villages.y[v]) <=
                                           (county.villages.urban_rural_class[v] == 111 ? 1000 : 3000);
            if (!person || county.villages.contact_key[v].empty())
                contact.emplace(county.villages.code[v]);
            if (!medicine)
                supply.emplace(county.villages.code[v]);
        }
        for (const auto& [kind, expected] :
             {std::pair{BlindSpotKind::contact, contact}, std::pair{BlindSpotKind::supply, supply}}) {
            const BlindSpots found = find(county, kind);
            std::set<std::string> keys;
            for (const BlindSpot& spot : found.spots)
                keys.insert(spot.key);
            EXPECT_EQ(keys, expected);
            EXPECT_EQ(found.spots.size(), expected.size());
            EXPECT_TRUE(std::is_sorted(found.spots.begin(), found.spots.end(),
                                       [](const auto& a, const auto& b) { return a.severity > b.severity; }));
        }
    }
}

TEST(BlindSpots, ResponsibilityOfCellsAndSites) {
    CountyMaker maker;
    for (const char* key : {"a", "b"})
        maker.person({.key = key, .role = PersonRole::inspector});
    maker.person({.key = "gone", .role = PersonRole::inspector, .end = day(2025, 1, 1)});
    maker.person({.key = "informant", .role = PersonRole::informant});
    maker.village("330999001001", 500, 500, 4000);
    maker.cell("C1", {0, 0, 1000, 1000}, "a", "b");
    maker.cell("C2", {1000, 0, 2000, 1000}, "a", "gone");
    maker.cell("C3", {2000, 0, 3000, 1000});
    maker.cell("C4", {3000, 0, 4000, 1000}, "gone", "informant");
    maker.cell("C5", {4000, 0, 5000, 1000}, "a", "a");
    maker.cell("C6", {500, 0, 1000, 500}, "a", "b"); // overlaps C1
    maker.site("in one", 100, 900, SiteKind::clinic);
    maker.site("on an edge", 2000, 500, SiteKind::clinic); // half-open: in C3 alone
    maker.site("in two", 600, 100, SiteKind::clinic);
    maker.site("outside", 100, 5000, SiteKind::clinic, {}, true, "", model::RiskGrade::c);
    maker.site("nowhere", 0, 0, SiteKind::clinic, {}, false);
    const BlindSpots found = find(maker.linked(), BlindSpotKind::responsibility);
    std::map<std::string, std::string> reasons;
    for (const BlindSpot& spot : found.spots)
        reasons[spot.key] = spot.reason;
    EXPECT_EQ(reasons, (std::map<std::string, std::string>{{"C2", "half_pair"},
                                                           {"C3", "no_pair"},
                                                           {"C4", "pair_lapsed"},
                                                           {"C5", "half_pair"},
                                                           {"in two", "two_cells"},
                                                           {"outside", "no_cell"}}));
    EXPECT_NEAR(of_key(found, "outside")->severity, 500 * 1 * 2, 1e-9) << "grade C weighs 2";
    EXPECT_NEAR(of_key(found, "C3")->severity, 500, 1e-9) << "no residents, one site";
    EXPECT_EQ(arg(of_key(found, "in two")->evidence, "cells"), "C1, C6");

    maker.raw().cells.clear();
    const BlindSpots no_grid = find(maker.raw());
    EXPECT_EQ(no_grid.by_kind[2], 1) << "without a grid one spot speaks for all";
    for (const char* code : {"C1", "C2"})
        maker.cell(code, {0, 0, 1000, 1000});
    const BlindSpots unassigned = find(maker.raw(), BlindSpotKind::responsibility);
    EXPECT_EQ(std::count_if(unassigned.spots.begin(), unassigned.spots.end(),
                            [](const BlindSpot& spot) { return spot.reason == "nobody_assigned"; }),
              1);
    EXPECT_EQ(of_key(unassigned, "C1"), nullptr);
}

TEST(BlindSpots, VisitsAreOverdueTheDayAfterTheyAreDue) {
    CountyMaker maker;
    maker.village("330999001001", 100, 100, 730, 220, "", {0, 0, 200, 200});
    maker.site("due today", 100, 100, SiteKind::clinic, day(2025, 11, 22));
    maker.site("a day late", 100, 100, SiteKind::clinic, day(2025, 11, 21));
    maker.site("a year late", 100, 100, SiteKind::clinic, day(2024, 11, 22), true, "", model::RiskGrade::d);
    maker.site("never", 9000, 9000, SiteKind::clinic);
    const BlindSpots found = find(maker.linked(), BlindSpotKind::visit);
    ASSERT_EQ(found.spots.size(), 3u);
    EXPECT_EQ(found.spots[0].key, "a year late");
    EXPECT_NEAR(found.spots[0].severity, 730 * 365.0 / 365 * 3, 1e-9);
    EXPECT_EQ(arg(found.spots[0].cause, "days"), "365");
    EXPECT_EQ(found.spots[1].key, "never");
    EXPECT_NEAR(found.spots[1].severity, 500, 1e-9);
    EXPECT_NEAR(found.spots[2].severity, 730 * 1.0 / 365, 1e-9);
    EXPECT_TRUE(found.notices.empty());
}

TEST(BlindSpots, UnmappedSitesAndRefusedRows) {
    CountyMaker maker;
    maker.village("330999001001", 700, 800, 1200);
    maker.site("placed", 1, 1, SiteKind::clinic);
    maker.site("unplaced", 0, 0, SiteKind::clinic, {}, false, "330999001001");
    maker.raw().quarantine.push_back(
        {"sites", "a.csv", "", 7, "no_coordinates", "", R"({"序号":"3","药店名称":"惠民大药房"})"});
    maker.raw().quarantine.push_back({"sites", "a.csv", "", 8, "duplicate_key", "", "{}"});
    maker.raw().quarantine.push_back({"people", "b.csv", "", 2, "no_coordinates", "", "{}"});
    const BlindSpots found = find(maker.linked(), BlindSpotKind::unmapped);
    ASSERT_EQ(found.spots.size(), 2u);
    EXPECT_EQ(found.spots[0].key, "unplaced");
    EXPECT_EQ(found.spots[0].point, (geo::MapPoint{700, 800})) << "best guess: the seat of its village";
    EXPECT_NEAR(found.spots[0].severity, 1200 * 0.5, 1e-9);
    EXPECT_EQ(found.spots[1].name, "惠民大药房");
    EXPECT_EQ(found.spots[1].key, "a.csv:7");
}

TEST(BlindSpots, CancelStopsTheSearch) {
    CountyMaker maker;
    maker.site("s", 1, 1, SiteKind::clinic);
    base::QuietFeedback stopped;
    stopped.cancel();
    const auto reach = reach::straight_line();
    EXPECT_THROW(find_blind_spots(maker.linked(), test::shipped_norms(), yearly(), {.as_of = today}, *reach, stopped),
                 base::Error);
}

} // namespace
} // namespace wangge::coverage
