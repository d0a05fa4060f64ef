// Into a new year: codes by a table of succession, and what it cannot settle.
#include "fixture.h"
#include "geo/overlay.h"
#include "grid/roll_over.h"

#include <gtest/gtest.h>

namespace wangge::grid {
namespace {

TEST(CodeRenewal, FollowsTheTableThenTheLongestCodeThatItBeginsWith) {
    const std::vector<model::CodeChange> table{{"330100001", "330100101", "新城镇"},
                                               {"330100001203", "330100101250", ""},
                                               {"330100002205", "330100002301", ""},
                                               {"330100002205", "330100002302", ""},
                                               {"330100003000", "330100009000", ""}};
    const CodeRenewal renewal(table);
    EXPECT_EQ(renewal.of("330100001203"), "330100101250"); // as the table says
    EXPECT_EQ(renewal.of("330100001207"), "330100101207"); // as its township
    EXPECT_EQ(renewal.of("330100001"), "330100101");
    EXPECT_EQ(renewal.of("330100001000"), "330100101000"); // a township of 12 digits
    EXPECT_EQ(renewal.of("330100003"), "330100009");
    EXPECT_EQ(renewal.of("330100002205"), "330100002205"); // a split: a person has to say
    EXPECT_TRUE(renewal.is_split("330100002205"));
    EXPECT_EQ(renewal.heirs("330100002205"), "330100002301, 330100002302");
    EXPECT_EQ(renewal.of("330100004201"), "330100004201");
    EXPECT_EQ(renewal.of(""), "");
    EXPECT_EQ(renewal.of("12"), "12");
    EXPECT_EQ(renewal.name_of("330100101"), "新城镇");
    EXPECT_FALSE(renewal.is_complete());
}

// The county of the fixture with a cell a village and without people.
model::Snapshot rich_county() {
    model::Snapshot s = county();
    s.people = {};
    const std::size_t villages = s.villages.size();
    s.villages.urban_rural_class.assign(villages, 220);
    s.villages.population.assign(villages, 100);
    s.villages.households.assign(villages, 30);
    s.villages.population_over_65.assign(villages, 10);
    for (std::size_t i = 0; i < villages; ++i) {
        s.villages.township_name.push_back("镇");
        model::Cell cell;
        cell.code = std::string(s.villages.code[i]) + "01";
        cell.township_code = s.villages.township_code[i];
        cell.village_codes = s.villages.code[i];
        cell.area = s.villages.area[i];
        cell.lead_key = "L" + std::to_string(i % 3);
        cell.hours = static_cast<double>(i);
        s.cells.push_back(std::move(cell));
    }
    return s;
}

std::vector<std::string> told(const RollOver& rolled) {
    std::vector<std::string> all;
    for (const Mismatch& each : rolled.mismatches)
        all.push_back(std::string(key_of(each.kind)) + " " + each.layer + " " + each.code + " " + each.detail);
    return all;
}

TEST(RollOver, VillagesMergeCellsKeepTheirGroundAndPeople) {
    base::QuietFeedback quiet;
    model::Snapshot s = rich_county();
    const std::string a(s.villages.code[0]), b(s.villages.code[1]), c(s.villages.code[2]);
    s.villages.population[1] = 500; // the larger one gives its name
    const std::vector<model::CodeChange> table{
        {b, a, ""}, {c, a.substr(0, 9) + "299", "新村"}, {"990000000001", a, ""}};
    const RollOver rolled = roll_over(s, CodeRenewal(table), 0, {a + "01", b + "01", c + "01"}, quiet);
    ASSERT_EQ(rolled.villages.size(), s.villages.size() - 1);
    const auto village = [&](const std::string& code) {
        return *std::ranges::find(rolled.villages, code, &model::Village::code);
    };
    EXPECT_EQ(village(a).population, 600);
    EXPECT_EQ(village(a).name, std::string(s.villages.name[1]));
    const double ground = geo::area(s.villages.area[0]).value + geo::area(s.villages.area[1]).value;
    EXPECT_NEAR(geo::area(village(a).area).value, ground, 1e-3);
    EXPECT_EQ(village(a.substr(0, 9) + "299").name, "新村");
    EXPECT_EQ(rolled.villages_changed, 2);

    ASSERT_EQ(rolled.cells.size(), s.cells.size());
    const auto cell = [&](const std::string& code) {
        return *std::ranges::find(rolled.cells, code, &model::Cell::code);
    };
    EXPECT_EQ(cell(a + "01").area, s.cells[0].area);
    const model::Cell moved = cell(a + "02"); // 01 is taken: the next number of the village
    EXPECT_EQ(moved.area, s.cells[1].area);
    EXPECT_EQ(moved.lead_key, s.cells[1].lead_key);
    EXPECT_EQ(moved.hours, s.cells[1].hours);
    EXPECT_EQ(moved.parents, b + "01");
    EXPECT_EQ(moved.village_codes, a);
    EXPECT_EQ(cell(a.substr(0, 9) + "29901").parents, c + "01");
    EXPECT_EQ(rolled.steps, (std::vector<Succession>{{b + "01", a + "02"}, {c + "01", a.substr(0, 9) + "29901"}}));
    EXPECT_EQ(told(rolled),
              (std::vector<std::string>{"unknown table 990000000001 " + a, "merged villages " + a + " " + b,
                                        "renumbered cells " + a + "02 " + b + "01"}));
}

TEST(RollOver, RegistersFollowAndGradesAreCarried) {
    base::QuietFeedback quiet;
    model::Snapshot s = rich_county();
    const std::string a(s.villages.code[0]), split(s.villages.code[5]), township = a.substr(0, 9);
    const auto add_site = [&](const std::string& key, const std::string& village, model::RiskGrade grade) {
        s.sites.id.push_back({static_cast<std::int64_t>(s.sites.id.size()) + 1});
        s.sites.x.push_back(std::nan(""));
        s.sites.y.push_back(std::nan(""));
        s.sites.quality.push_back(model::PositionQuality::none);
        s.sites.kind.push_back(model::SiteKind::clinic);
        s.sites.grade.push_back(grade);
        for (model::TextColumn* column : {&s.sites.name, &s.sites.tags, &s.sites.licence_number, &s.sites.licence_scope,
                                          &s.sites.credit_code, &s.sites.address, &s.sites.owner, &s.sites.phone})
            column->push_back("");
        s.sites.key.push_back(key);
        s.sites.village_code.push_back(village);
        s.sites.township_code.push_back(village.substr(0, 9));
        s.sites.match_score.push_back(0);
        s.sites.previous_grade.push_back(model::RiskGrade::ungraded);
        s.sites.flags.push_back(0);
        s.sites.last_visit.push_back({});
        s.sites.licence_expiry.push_back({});
        s.sites.hazards_found.push_back(0);
        s.sites.opening_hours.push_back("");
    };
    add_site("S1", a, model::RiskGrade::b);
    add_site("S2", split, model::RiskGrade::ungraded);
    add_site("S3", "330199999201", model::RiskGrade::a);
    const std::vector<model::CodeChange> table{{township, "330100188", "改名镇"},
                                               {split, split.substr(0, 9) + "301", ""},
                                               {split, split.substr(0, 9) + "302", ""}};
    const RollOver rolled = roll_over(s, CodeRenewal(table), 0, {}, quiet);
    ASSERT_EQ(rolled.sites.size(), 3u);
    EXPECT_EQ(rolled.sites[0].village_code, "330100188" + a.substr(9));
    EXPECT_EQ(rolled.sites[0].township_code, "330100188");
    EXPECT_EQ(rolled.sites[0].previous_grade, model::RiskGrade::b);
    EXPECT_EQ(rolled.sites[1].village_code, split);
    EXPECT_EQ(rolled.sites_changed, 1);
    EXPECT_EQ(rolled.grades_carried, 2);
    const auto renamed = std::ranges::find(rolled.boundaries, "330100188", &model::Boundary::code);
    ASSERT_NE(renamed, rolled.boundaries.end());
    EXPECT_EQ(renamed->name, "改名镇");
    for (const model::Village& village : rolled.villages) {
        EXPECT_EQ(village.township_name, village.code.starts_with("330100188") ? "改名镇" : "镇");
    }
    const std::string heirs = split.substr(0, 9) + "301, " + split.substr(0, 9) + "302";
    EXPECT_EQ(told(rolled),
              (std::vector<std::string>{"split sites S2 " + split + " → " + heirs,
                                        "split villages " + split + " " + heirs, "no_area sites S3 330199999201"}));
}

TEST(RollOver, AListOfAllCodesTellsWhomItLacks) {
    base::QuietFeedback quiet;
    const model::Snapshot s = rich_county();
    std::vector<model::CodeChange> table;
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (i != 4)
            table.push_back({std::string(s.villages.code[i]), std::string(s.villages.code[i]), ""});
    for (const model::Boundary& township : s.boundaries)
        table.push_back({township.code, township.code, ""});
    const RollOver rolled = roll_over(s, CodeRenewal(table), 0, {}, quiet);
    EXPECT_EQ(told(rolled), std::vector<std::string>{"unlisted villages " + std::string(s.villages.code[4]) + " "});
    EXPECT_EQ(rolled.villages_changed, 0);
    EXPECT_TRUE(rolled.steps.empty());
}

} // namespace
} // namespace wangge::grid
