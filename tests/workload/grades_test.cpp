// Risk scores by hand.
#include "workload/grades.h"

#include "base/error.h"
#include "base/files.h"
#include "workload/rule_changes.h"

#include <gtest/gtest.h>

namespace wangge::workload {
namespace {

const base::Date today = base::make_date(2026, 11, 22);

struct Row {
    model::SiteKind kind = model::SiteKind::retail_pharmacy;
    std::uint32_t flags = 0;
    base::Date last_visit = base::make_date(2026, 5, 1), licence_expiry;
    int hazards = 0;
};

Score score(const Row& row, const std::string& changes = "") {
    model::SiteTable s;
    s.id.push_back({1});
    s.kind.push_back(row.kind);
    s.grade.push_back(model::RiskGrade::a);
    s.flags.push_back(row.flags);
    s.tags.push_back("");
    s.licence_scope.push_back("");
    s.last_visit.push_back(row.last_visit);
    s.licence_expiry.push_back(row.licence_expiry);
    s.hazards_found.push_back(row.hazards);
    return score_of(load_default(changes, today), s, 0, today);
}

TEST(Grades, PointsAddUpAndLimitsGiveTheGrade) {
    namespace flag = model::site_flag;
    using enum model::RiskGrade;
    EXPECT_EQ(score({}).points, 12);
    EXPECT_EQ(score({}).grade, a);
    // 12 + 8 cold chain + 5 online + 2 hazards x 6
    const Score online = score({.flags = flag::cold_chain | flag::sells_online, .hazards = 2});
    EXPECT_EQ(online.points, 37);
    EXPECT_EQ(online.grade, b);
    EXPECT_EQ(online.reasons, (std::vector<std::pair<std::string, double>>{{"risk-pharmacy-clinic", 12},
                                                                           {"risk-hazards", 12},
                                                                           {"risk-cold-chain-blood-toxic", 8},
                                                                           {"risk-online", 5}}));
    // hazards count up to their most
    EXPECT_EQ(score({.hazards = 5}).points, 12 + 30);
    EXPECT_EQ(score({.hazards = 50}).points, 12 + 30);
    // the day decides: overdue after three years, a licence on the day after its last
    EXPECT_EQ(score({.last_visit = base::make_date(2023, 11, 21)}).points, 12 + 5);
    EXPECT_EQ(score({.last_visit = base::make_date(2023, 11, 22)}).points, 12);
    EXPECT_EQ(score({.last_visit = {}}).points, 12 + 5);
    EXPECT_EQ(score({.licence_expiry = today}).points, 12);
    EXPECT_EQ(score({.licence_expiry = base::make_date(2026, 11, 21)}).points, 12 + 15);
    // 25 + 15 + 20 = 60 is still C; a hazard more is D
    const Row hospital{.kind = model::SiteKind::hospital,
                       .flags = flag::narcotic | flag::penalised,
                       .last_visit = base::make_date(2026, 11, 1)};
    EXPECT_EQ(score(hospital).grade, c);
    Row worse = hospital;
    worse.hazards = 1;
    EXPECT_EQ(score(worse).grade, d);
}

TEST(Grades, ACountysOwnPointsAndLimits) {
    const auto folder = base::data_folder() / "workload";
    const std::string own = with_changes(
        folder, "", {points_change("risk-pharmacy-clinic=31"), limit_change("grade-limit-b=31")}, today, "");
    EXPECT_EQ(score({}, own).points, 31);
    EXPECT_EQ(score({}, own).grade, model::RiskGrade::b);
    EXPECT_EQ(score({.flags = model::site_flag::sells_online}, own).grade, model::RiskGrade::c);
    EXPECT_THROW(points_change("risk-overdue"), base::Error);
    EXPECT_THROW(with_changes(folder, "", {points_change("nobody=3")}, today, ""), base::Error);
    for (const char* bad :
         {R"({"points": [{"id": "x", "source": "", "points": 3, "for": "rain"}]})",
          R"({"points": [{"id": "x", "source": ""}]})",
          R"({"grade_limits": [{"id": "x", "source": "", "grade": "E", "up_to": 3}]})",
          R"({"grade_limits": [{"id": "x", "source": "", "grade": "A", "up_to": 3, "kinds": ["hospital"]}]})"})
        EXPECT_THROW(load_default(bad, today), base::Error) << bad;
}

} // namespace
} // namespace wangge::workload
