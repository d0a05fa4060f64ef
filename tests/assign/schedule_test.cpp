#include "assign/schedule.h"

#include "assign/town.h"
#include "assign/week_plan.h"
#include "base/error.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace wangge::assign {
namespace {

TEST(WeekPlan, IsCloseToTheBestOfAllPlansOfSmallCases) {
    base::QuietFeedback quiet;
    base::Random random(3);
    for (int round = 0; round < 40; ++round) {
        WeekProblem problem;
        problem.people = 3;
        problem.workdays = {5, 4, 0, 5};
        problem.way = {0.5, 2, 1, 0.3, 2.5, 1.5};
        for (int t = 0; t < 6; ++t) {
            WeekTask task;
            task.lead = static_cast<std::int32_t>(random.below(3));
            task.second = (task.lead + 1) % 3;
            task.group = 2 * task.lead + static_cast<std::int32_t>(random.below(2)); // of one pair
            task.on_site = random.uniform(0.5, 3);
            task.last_week = 3;
            problem.tasks.push_back(task);
        }
        problem.tasks[0].first_week = problem.tasks[0].last_week = 1;
        const auto found = plan_weeks(problem, quiet);
        EXPECT_EQ(found[0], 1);
        double best = 1e18;
        constexpr std::int32_t weeks[3] = {0, 1, 3};
        for (int code = 0; code < 243; ++code) {
            std::vector<std::int32_t> week{1};
            for (int t = 1, rest = code; t < 6; ++t, rest /= 3)
                week.push_back(weeks[rest % 3]);
            best = std::min(best, cost_of(problem, week));
        }
        EXPECT_GE(cost_of(problem, found), best - 1e-9);
        EXPECT_LE(cost_of(problem, found), 1.1 * best) << round;
    }
}

// Four inspectors lead a row of cells each; sites are due at known times.
struct Year {
    test::Town town{12, 4};
    // `leave` is J0's; the pharmacies that have hours of business are open from Tuesday to Thursday.
    explicit Year(std::string_view leave = "", base::Date end = {}, int with_hours = 0) {
        for (int p = 0; p < 4; ++p)
            town.add_inspector("J" + std::to_string(p), 500 + 3000.0 * p, 2000, "", "*", 0, p == 0 ? end : base::Date{},
                               p == 0 ? leave : "");
        for (std::size_t c = 0; c < town.snapshot.cells.size(); ++c) {
            const int lead = static_cast<int>(c) % 12 / 3;
            town.snapshot.cells[c].lead_key = "J" + std::to_string(lead);
            town.snapshot.cells[c].second_key = "J" + std::to_string((lead + 1) % 4);
        }
        base::Random random(7);
        for (int i = 0; i < 200; ++i) {
            const std::size_t site =
                town.add_site(random.uniform(0, 12000), random.uniform(0, 4000), model::SiteKind::clinic,
                              model::site_flag::cold_chain, i < with_hours ? "周二至周四 9:30-16:30" : "");
            town.snapshot.sites.last_visit.set(
                site, base::make_date(2025, 1, 15) + static_cast<int>(random.below(330))); // cold chain: once a year
        }
    }
};

workload::Calendar weekends() {
    workload::Calendar calendar;
    calendar.add(R"({"years": [2026], "holidays": [{"from": "2026-10-01", "to": "2026-10-07"}]})", "test");
    return calendar;
}

TEST(Schedule, MeetsEveryWindowAndNobodyIsInTwoPlaces) {
    const Year year;
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::make_date(2026, 1, 1));
    const workload::Calendar calendar = weekends();
    const ScheduleOptions options{.year = 2026, .from = base::make_date(2026, 1, 1)};
    const Schedule plan = schedule(year.town.snapshot, rules, calendar, options, quiet);
    EXPECT_EQ(plan.visits.size(), 200u); // one visit a year each
    EXPECT_EQ(plan.late, 0);
    EXPECT_EQ(plan.double_days, 0);
    EXPECT_EQ(plan.long_days, 0);
    EXPECT_EQ(plan.without_pair, 0);
    std::map<std::pair<base::Date, model::Row>, std::set<std::pair<model::Row, model::Row>>> rounds;
    std::set<model::Row> sites;
    for (const PlannedVisit& visit : plan.visits) {
        EXPECT_TRUE(sites.insert(visit.site).second);
        EXPECT_TRUE(calendar.is_workday(visit.day)) << base::to_text(visit.day);
        EXPECT_GE(visit.day, visit.earliest);
        EXPECT_LE(visit.day, visit.latest);
        const base::Date monday = plan.weeks[static_cast<std::size_t>(visit.week)].monday;
        EXPECT_TRUE(visit.day >= monday && visit.day < monday + 7);
        for (const model::Row person : {visit.lead, visit.second})
            rounds[{visit.day, person}].insert({visit.lead, visit.second});
    }
    for (const auto& [key, pairs] : rounds)
        EXPECT_EQ(pairs.size(), 1u) << base::to_text(key.first);
    ASSERT_EQ(plan.people.size(), 4u);
    int visits = 0;
    for (const PersonLoad& person : plan.people)
        visits += person.visits;
    EXPECT_EQ(visits, 400); // two officers at each
}

TEST(Schedule, MadeAnewInMidYearCarriesOverWhatIsOverdue) {
    Year year;
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::make_date(2026, 1, 1));
    const base::Date july = base::make_date(2026, 7, 1);
    int overdue = 0;
    for (std::size_t i = 0; i < year.town.snapshot.sites.size(); ++i) {
        auto& last = year.town.snapshot.sites.last_visit;
        if (i % 2 == 0)
            last.set(i, base::make_date(2026, 3, 2)); // done this year, due again in 2027
        else
            overdue += base::add_months(last[i], 12) < july;
    }
    const Schedule plan = schedule(year.town.snapshot, rules, weekends(), {.year = 2026, .from = july}, quiet);
    EXPECT_EQ(plan.visits.size(), 100u);
    EXPECT_EQ(plan.carried_over, overdue);
    for (const PlannedVisit& visit : plan.visits) {
        EXPECT_GE(visit.day, july);
        EXPECT_LE(visit.day, visit.carried_over ? july + 56 : visit.latest);
    }
    // the same again: the same plan
    const Schedule again = schedule(year.town.snapshot, rules, weekends(), {.year = 2026, .from = july}, quiet);
    for (std::size_t i = 0; i < plan.visits.size(); ++i)
        EXPECT_EQ(plan.visits[i].day, again.visits[i].day);
}

TEST(Schedule, SaysWhatItCannotPlan) {
    Year year;
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::make_date(2026, 1, 1));
    const ScheduleOptions options{.year = 2026, .from = base::make_date(2026, 1, 1)};
    const auto error = [&](const model::Snapshot& s, const ScheduleOptions& o) {
        try {
            schedule(s, rules, weekends(), o, quiet);
        } catch (const base::Error& e) {
            return e.message().id;
        }
        return std::string();
    };
    EXPECT_EQ(error({}, options), "schedule.no_cells");
    EXPECT_EQ(error(year.town.snapshot, {.year = 2026, .from = base::make_date(2026, 12, 31) + 1}), "schedule.no_days");
    for (model::Cell& cell : year.town.snapshot.cells)
        if (cell.code.ends_with("-0"))
            cell.second_key.clear();
    const Schedule plan = schedule(year.town.snapshot, rules, weekends(), options, quiet);
    EXPECT_GT(plan.without_pair, 0);
    EXPECT_EQ(plan.without_pair + plan.visits.size(), 200u);
    for (model::Cell& cell : year.town.snapshot.cells)
        cell.lead_key.clear();
    EXPECT_EQ(error(year.town.snapshot, options), "schedule.no_pairs");
}

TEST(Schedule, NobodyIsSentOutOnLeaveOrAfterLeavingOffice) {
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::make_date(2026, 1, 1));
    const ScheduleOptions options{.year = 2026, .from = base::make_date(2026, 1, 1)};
    const base::Date first = base::make_date(2026, 3, 2), last = base::make_date(2026, 4, 10);
    const Year leave("2026-03-02/2026-04-10");
    const Schedule plan = schedule(leave.town.snapshot, rules, weekends(), options, quiet);
    EXPECT_EQ(plan.visits.size(), 200u);
    EXPECT_EQ(plan.late, 0);
    for (const PlannedVisit& visit : plan.visits)
        EXPECT_FALSE((visit.lead == 0 || visit.second == 0) && visit.day >= first && visit.day <= last);

    // who left in May is replaced, by people who are there and not twice at one visit
    const base::Date end = base::make_date(2026, 5, 15);
    const Year left("", end);
    const Schedule without = schedule(left.town.snapshot, rules, weekends(), options, quiet);
    EXPECT_EQ(without.visits.size(), 200u);
    EXPECT_EQ(without.late, 0);
    EXPECT_GT(without.stood_in, 0);
    int stood_in = 0;
    for (const PlannedVisit& visit : without.visits) {
        EXPECT_NE(visit.lead, visit.second);
        EXPECT_TRUE((visit.lead != 0 && visit.second != 0) || visit.day <= end);
        stood_in += visit.instead_of == 0;
    }
    EXPECT_EQ(stood_in, without.stood_in);

    const Year unread("产假");
    EXPECT_TRUE(test::has_message(schedule(unread.town.snapshot, rules, weekends(), options, quiet).notes,
                                  "schedule.leave_unread"));
}

TEST(Schedule, VisitsPlacesWhenTheyAreOpen) {
    base::QuietFeedback quiet;
    const workload::Rules rules = workload::load_default("", base::make_date(2026, 1, 1));
    const ScheduleOptions options{.year = 2026, .from = base::make_date(2026, 1, 1)};
    const Year year("", {}, 60);
    const Schedule plan = schedule(year.town.snapshot, rules, weekends(), options, quiet);
    EXPECT_EQ(plan.visits.size(), 200u);
    EXPECT_EQ(plan.hours_unread, 0);
    int closed = 0, open = 0;
    for (const PlannedVisit& visit : plan.visits) {
        if (visit.site >= 60)
            continue;
        const int weekday = workload::weekday_of(visit.day);
        const bool may = weekday >= 1 && weekday <= 3 && visit.clock.value >= 9.5 * 60 && visit.clock.value < 16.5 * 60;
        EXPECT_EQ(may, !visit.closed);
        (visit.closed ? closed : open) += 1;
    }
    EXPECT_EQ(closed, plan.closed);
    EXPECT_GE(open, 57); // weeks in which the two have few days in common may leave none of the three
}

} // namespace
} // namespace wangge::assign
