#include "base/parallel.h"
#include "base/random.h"
#include "coverage/county_maker.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace wangge::coverage {
namespace {

using model::CoverState;
using test::CountyMaker;
using test::day;

Result cover(const model::Snapshot& county, Options options, const Norms& norms = test::shipped_norms()) {
    base::QuietFeedback quiet;
    const auto reach = reach::straight_line();
    if (!options.as_of)
        options.as_of = day(2026, 11, 22);
    return run(county, norms, options, *reach, quiet);
}

TEST(Coverage, ThreeStatesAndTheirPeopleAddUp) {
    CountyMaker maker;
    maker.village("330999001001", 1000, 1000, 2000); // beside the informant
    maker.village("330999001002", 2000, 1000, 2500); // also in reach: 1500 find no room
    maker.village("330999200201", 9000, 9000, 700);  // far away
    maker.village("330999200202", 1000, 4000, 0);    // exactly 3 km away, nobody counted there
    maker.person({.key = "a", .x = 1000, .y = 1000});
    const Result result = cover(maker.linked(), {});
    EXPECT_EQ(result.state, (std::vector<CoverState>{CoverState::covered, CoverState::over_capacity,
                                                     CoverState::uncovered, CoverState::covered}));
    EXPECT_EQ(result.total.targets, 4);
    EXPECT_EQ(result.total.covered, 2);
    EXPECT_EQ(result.total.over_capacity, 1);
    EXPECT_EQ(result.total.uncovered, 1);
    EXPECT_EQ(result.total.people, 5200);
    EXPECT_EQ(result.total.people_covered, 3000);
    EXPECT_EQ(result.total.people_over_capacity, 1500);
    EXPECT_EQ(result.total.people_uncovered, 700);
    EXPECT_EQ(result.load, std::vector<Residents>{3000});
    ASSERT_EQ(result.by_group.size(), 2u);
    EXPECT_EQ(result.by_group[0].targets, 2);
    EXPECT_EQ(result.by_group[1].people_uncovered, 700);
    EXPECT_EQ(result.by_area_type[model::AreaType::urban].targets, 2);
    EXPECT_EQ(result.by_area_type[model::AreaType::rural].covered, 1);
    EXPECT_EQ(cover(maker.raw(), {.capacity = base::Persons{0}}).total.over_capacity, 0);
    EXPECT_EQ(cover(maker.raw(), {.limit = reach::Effort{2999}}).total.uncovered, 2);
}

TEST(Coverage, OnlyPeopleInGoodStandingCount) {
    CountyMaker maker;
    const base::Date recent = day(2026, 5, 1);
    const auto add = [&](const char* key, test::PersonRow row) {
        row.key = key;
        maker.person(row);
    };
    add("good", {.last_training = recent});
    add("coordinator", {.role = model::PersonRole::coordinator, .last_training = recent});
    add("tomorrow", {.start = day(2026, 11, 23), .last_training = recent});
    add("today", {.start = day(2026, 11, 22), .end = day(2026, 11, 22), .last_training = recent});
    add("yesterday", {.end = day(2026, 11, 21), .last_training = recent});
    add("a year ago", {.last_training = day(2025, 11, 22)});
    add("longer ago", {.last_training = day(2025, 11, 21)});
    add("never trained", {});
    add("failed", {.last_training = recent, .assessment_passed = false});
    add("nowhere", {.last_training = recent, .placed = false});
    const auto judged = standings(maker.linked(), model::PersonRole::informant, day(2026, 11, 22), 12);
    EXPECT_EQ(judged, (std::vector<Standing>{Standing::counts, Standing::other_role, Standing::not_started,
                                             Standing::counts, Standing::ended, Standing::counts, Standing::untrained,
                                             Standing::untrained, Standing::failed, Standing::unplaced}));
    // A register without any training dates is not a county without training.
    CountyMaker plain;
    plain.person({.key = "p"});
    EXPECT_EQ(standings(plain.linked(), model::PersonRole::informant, day(2026, 11, 22), 12).front(), Standing::counts);
    EXPECT_FALSE(training_known(plain.raw(), model::PersonRole::informant));
}

TEST(Coverage, PlannedPeopleCountUnlessLeftOut) {
    CountyMaker maker;
    maker.village("330999001001", 1000, 1000, 500, 220);
    maker.person({.key = "planned-330999001001-1", .x = 1000, .y = 1200});
    Options options;
    options.as_of = day(2026, 11, 22);
    base::QuietFeedback quiet;
    const auto reach = reach::straight_line();
    const Prepared with = prepare(maker.linked(), test::shipped_norms(), options, *reach, quiet);
    EXPECT_EQ(with.planned, 1);
    EXPECT_EQ(measure(with, limits_of(with), quiet).total.covered, 1);
    options.with_planned = false;
    const Prepared without = prepare(maker.linked(), test::shipped_norms(), options, *reach, quiet);
    EXPECT_EQ(without.planned, 1);
    EXPECT_EQ(without.standings.front(), Standing::planned);
    EXPECT_EQ(measure(without, limits_of(without), quiet).total.uncovered, 1);
}

TEST(Coverage, HospitalSurroundingsDecideTheLimitOfSites) {
    CountyMaker maker;
    maker.site("h", 3000, 3000, model::SiteKind::hospital);
    maker.site("near", 3500, 3000, model::SiteKind::clinic);
    maker.site("off", 3501, 3000, model::SiteKind::clinic);
    maker.person({.key = "a", .x = 5000, .y = 3000});
    Norms norms = test::shipped_norms();
    norms.add(Norms::parse(R"({"norms":[{"norm":"informant_reach","area_type":"hospital_surroundings","value":1000,
                               "unit":"m","source":"s"}]})",
                           "project"));
    const Result result = cover(maker.linked(), {.of = TargetKind::sites}, norms);
    EXPECT_EQ(result.state,
              (std::vector<CoverState>{CoverState::uncovered, CoverState::uncovered, CoverState::covered}));
    EXPECT_EQ(result.by_area_type[model::AreaType::hospital_surroundings].targets, 2);
    EXPECT_EQ(result.total.people, 0);
}

TEST(Coverage, AreaIsHeldToTheLimitOfTheVillageItLiesIn) {
    CountyMaker maker;
    maker.village("330999001001", 2500, 7500, 100, 111, "", {0, 5000, 5000, 10000});
    maker.person({.key = "a", .x = 2500, .y = 7500});
    maker.person({.key = "b", .x = 7500, .y = 2500});
    const double pi = std::numbers::pi;
    const Result same = cover(maker.linked(), {.limit = reach::Effort{1000}});
    EXPECT_NEAR(same.total.uncovered_area.value, 1e8 - 2 * pi * 1e6, 1e-3);
    EXPECT_NEAR(same.by_group[0].uncovered_area.value, 5e7 - pi * 1e6, 1e-3);
    EXPECT_EQ(same.by_group[0].area.value, 5e7);
    Norms norms = test::shipped_norms();
    norms.add(Norms::parse(R"({"norms":[
        {"norm":"informant_reach","value":2000,"unit":"m","source":"s"},
        {"norm":"informant_reach","area_type":"urban","value":1000,"unit":"m","source":"s"}]})",
                           "project"));
    const Result mixed = cover(maker.raw(), {}, norms);
    EXPECT_NEAR(mixed.total.uncovered_area.value, 1e8 - pi * 1e6 - pi * 4e6, 1e-3);
    EXPECT_NEAR(mixed.by_group[0].uncovered_area.value, 5e7 - pi * 1e6, 1e-3);
    EXPECT_NEAR(mixed.by_group[1].uncovered_area.value, 5e7 - pi * 4e6, 1e-3);
}

TEST(Coverage, PlacesWithoutPositionOrPeopleAreUncoveredWithAReason) {
    CountyMaker maker;
    const double nowhere = std::numeric_limits<double>::quiet_NaN();
    maker.village("330999001001", nowhere, nowhere, 10);
    maker.village("330999001002", 1, 1, 10);
    base::QuietFeedback quiet;
    const auto reach = reach::straight_line();
    Options options;
    options.as_of = day(2026, 11, 22);
    const Prepared nobody = prepare(maker.linked(), test::shipped_norms(), options, *reach, quiet);
    const Result result = measure(nobody, limits_of(nobody), quiet);
    EXPECT_EQ(result.total.uncovered, 2);
    EXPECT_EQ(result.total.uncovered_area.value, 1e8);
    EXPECT_EQ(state_reason(nobody, result, 0).id, "coverage.state.unplaced");
    EXPECT_EQ(state_reason(nobody, result, 1).id, "coverage.state.nobody");
    CountyMaker empty;
    empty.raw() = {};
    EXPECT_EQ(cover(empty.linked(), {}).total.area.value, 0);
}

TEST(Coverage, AgreesWithComparingEveryPairForAnyNumberOfThreads) {
    base::Random random(11);
    CountyMaker maker;
    for (int i = 0; i < 800; ++i)
        maker.village("330999001" + std::to_string(100 + i % 100), random.uniform(0, 10000), random.uniform(0, 10000),
                      static_cast<double>(random.below(3000)), i % 2 == 0 ? 111 : 220);
    for (int i = 0; i < 90; ++i)
        maker.person({.key = std::to_string(i), .x = random.uniform(0, 10000), .y = random.uniform(0, 10000)});
    const model::Snapshot& county = maker.linked();
    const Options options{.limit = reach::Effort{600}, .with_area = false};
    std::int64_t in_reach = 0;
    for (std::size_t v = 0; v < county.villages.size(); ++v) {
        bool near = false;
        for (std::size_t p = 0; p < county.people.size(); ++p)
            near = near || std::hypot(county.villages.x[v] - county.people.x[p],
                                      county.villages.y[v] - county.people.y[p]) <= 600;
        in_reach += near;
    }
    base::set_thread_count(1);
    const Result one = cover(county, options);
    base::set_thread_count(7);
    const Result seven = cover(county, options);
    base::set_thread_count(0);
    EXPECT_EQ(one.total.covered + one.total.over_capacity, in_reach);
    EXPECT_GT(one.total.over_capacity, 0);
    EXPECT_GT(one.total.uncovered, 0);
    EXPECT_EQ(one.state, seven.state);
    EXPECT_EQ(one.served, seven.served);
    EXPECT_EQ(one.load, seven.load);
}

} // namespace
} // namespace wangge::coverage
