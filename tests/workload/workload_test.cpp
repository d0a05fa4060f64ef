// Rows of rules -> visits, due dates and hours, with values worked out by hand.
#include "base/error.h"
#include "base/files.h"
#include "workload/hours.h"
#include "workload/rule_changes.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace wangge {
namespace {

using base::make_date;
namespace flag = model::site_flag;

const base::Date as_of = make_date(2026, 11, 22);

struct Sites {
    model::Snapshot snapshot;
    std::size_t add(model::SiteKind kind, model::RiskGrade grade, std::uint32_t flags = 0, std::string_view tags = "",
                    base::Date last = {}, std::string_view scope = "") {
        model::SiteTable& s = snapshot.sites;
        s.id.push_back({static_cast<std::int64_t>(s.id.size()) + 1});
        s.kind.push_back(kind);
        s.grade.push_back(grade);
        s.flags.push_back(flags);
        s.tags.push_back(tags);
        s.last_visit.push_back(last);
        s.licence_scope.push_back(scope);
        return s.id.size() - 1;
    }
};

std::string error_of(const std::string& changes, std::string* where = nullptr) {
    try {
        workload::load_default(changes, as_of);
    } catch (const base::Error& error) {
        if (where)
            *where = error.where();
        return error.message().id;
    }
    return "none";
}

TEST(Workload, VisitsOfTheDefaultRows) {
    const workload::Rules rules = workload::load_default("", as_of);
    Sites s;
    using enum model::SiteKind;
    using enum model::RiskGrade;
    const auto visits = [&](std::size_t row) {
        return workload::visits_per_year(rules, s.snapshot.sites, row).per_year;
    };
    EXPECT_NEAR(visits(s.add(retail_pharmacy, a)), 1.0 / 3, 1e-12);
    EXPECT_NEAR(visits(s.add(clinic, ungraded)), 1.0 / 3, 1e-12);
    EXPECT_NEAR(visits(s.add(retail_pharmacy, b)), 2.0 / 3, 1e-12);
    EXPECT_NEAR(visits(s.add(retail_pharmacy, c)), 4.0 / 3, 1e-12);
    EXPECT_NEAR(visits(s.add(retail_pharmacy, d)), 7.0 / 3, 1e-12);
    EXPECT_EQ(visits(s.add(wholesale, a, flag::narcotic)), 2);
    EXPECT_EQ(visits(s.add(wholesale, a, flag::narcotic | flag::cold_chain)), 2);
    EXPECT_EQ(visits(s.add(retail_pharmacy, a, flag::cold_chain)), 1);
    EXPECT_EQ(visits(s.add(retail_pharmacy, a, flag::toxic | flag::penalised)), 2);
    EXPECT_EQ(visits(s.add(vaccination_unit, a)), 1);
    EXPECT_NEAR(visits(s.add(retail_pharmacy, a, 0, "online; 重点")), 4.0 / 3, 1e-12);
    EXPECT_NEAR(visits(s.add(retail_pharmacy, a, 0, "重点外")), 1.0 / 3, 1e-12);
    const auto named = workload::visits_per_year(rules, s.snapshot.sites, s.add(wholesale, c, flag::precursor));
    EXPECT_EQ(named.rules, (std::vector<std::string>{"special-drugs", "grade-c"}));
}

TEST(Workload, RowsAreDated) {
    // before the decree of 2024 only the row without a date is left
    const workload::Rules rules = workload::load_default("", make_date(2023, 12, 31));
    Sites s;
    const std::size_t row = s.add(model::SiteKind::wholesale, model::RiskGrade::a, flag::narcotic);
    EXPECT_NEAR(workload::visits_per_year(rules, s.snapshot.sites, row).per_year, 1.0 / 3, 1e-12);
    EXPECT_EQ(workload::load_default("", make_date(2024, 1, 1)).visits.size(), rules.visits.size() + 3);
}

TEST(Workload, DueDates) {
    const workload::Rules rules = workload::load_default("", as_of);
    Sites s;
    using enum model::SiteKind;
    const base::Date last = make_date(2025, 8, 31);
    const auto due = [&](std::size_t row) { return workload::due_date(rules, s.snapshot.sites, row); };
    EXPECT_EQ(due(s.add(clinic, model::RiskGrade::a, 0, "", last)).date, make_date(2028, 8, 31));
    EXPECT_EQ(due(s.add(clinic, model::RiskGrade::b, 0, "", last)).date, make_date(2027, 2, 28)); // 18 months
    EXPECT_EQ(due(s.add(wholesale, model::RiskGrade::a, flag::narcotic, "", last)).date, make_date(2026, 2, 28));
    EXPECT_EQ(due(s.add(vaccination_unit, model::RiskGrade::a, 0, "", last)).date, make_date(2026, 8, 31));
    const auto never = due(s.add(clinic, model::RiskGrade::a));
    EXPECT_TRUE(never.never_visited);
    EXPECT_FALSE(never.date);
    EXPECT_EQ(never.rule.id, "workload.never_visited");
}

TEST(Workload, HoursAreVisitsTimesOfficersPlusTravel) {
    workload::Rules rules = workload::load_default("", as_of);
    Sites s;
    const std::size_t row = s.add(model::SiteKind::wholesale, model::RiskGrade::a, flag::narcotic);
    auto load = workload::load_of_site(rules, s.snapshot.sites, row);
    EXPECT_NEAR(load.on_site.value, 2 * 6 * 2, 1e-12);
    EXPECT_NEAR(load.trips, 2, 1e-12);
    EXPECT_NEAR(workload::travel_hours(rules, {20000}).value, 2 * 1.3 * 20 / 40, 1e-12);
    rules.remote_visits = 0.5;
    load = workload::load_of_site(rules, s.snapshot.sites, row);
    EXPECT_NEAR(load.on_site.value, 24 * (0.5 + 0.5 * 0.4), 1e-12);
    EXPECT_NEAR(load.trips, 1, 1e-12);
}

TEST(Workload, Skills) {
    const workload::Rules rules = workload::load_default("", as_of);
    Sites s;
    const auto vaccine =
        workload::skills_asked(rules, s.snapshot.sites, s.add(model::SiteKind::vaccination_unit, model::RiskGrade::a));
    const auto device =
        workload::skills_asked(rules, s.snapshot.sites, s.add(model::SiteKind::device_seller, model::RiskGrade::a));
    EXPECT_NE(vaccine, 0u);
    EXPECT_NE(vaccine, device);
    EXPECT_EQ(workload::skills_granted(rules, "疫苗"), vaccine);
    EXPECT_EQ(workload::skills_granted(rules, "Vaccine; 医疗器械"), vaccine | device);
    EXPECT_EQ(workload::skills_granted(rules, "something else"), 0u);
    EXPECT_EQ(workload::skills_granted(rules, "*"), ~0u);
    EXPECT_EQ(workload::skills_granted(rules, " "), ~0u);
}

TEST(Workload, TheDocumentChangesRows) {
    const workload::Rules rules = workload::load_default(
        R"({"visits": [{"id": "all-others", "visits": 1, "months": 24, "source": "ours"}],
            "more_visits": [{"id": "grade-c", "off": true}, {"id": "online", "flags": ["sells_online"], "visits": 1,
                             "months": 12, "source": "ours"}],
            "numbers": [{"id": "officers", "value": 3, "source": "ours"}]})",
        as_of);
    Sites s;
    const auto visits = [&](std::size_t row) {
        return workload::visits_per_year(rules, s.snapshot.sites, row).per_year;
    };
    EXPECT_EQ(visits(s.add(model::SiteKind::clinic, model::RiskGrade::c)), 0.5);
    EXPECT_EQ(visits(s.add(model::SiteKind::clinic, model::RiskGrade::a, flag::sells_online)), 1.5);
    EXPECT_EQ(rules.officers, 3);
}

TEST(Workload, WrongKeysAreNamedWithTheirPath) {
    std::string where;
    EXPECT_EQ(error_of("[1]"), "workload.not_json");
    EXPECT_EQ(error_of("{\"visit\": []}", &where), "workload.unknown_key");
    EXPECT_EQ(where, "workload: /visit");
    EXPECT_EQ(
        error_of(R"({"visits": [{"id": "x", "visits": 1, "months": 12, "source": "s", "kind": ["clinic"]}]})", &where),
        "workload.unknown_key");
    EXPECT_EQ(where, "workload: /visits/0/kind");
    EXPECT_EQ(
        error_of(R"({"visits": [{"id": "x", "visits": 1, "months": 12, "source": "s", "kinds": ["clinic", "shop"]}]})",
                 &where),
        "workload.bad_value");
    EXPECT_EQ(where, "workload: /visits/0/kinds/1");
    EXPECT_EQ(error_of(R"({"visits": [{"id": "x", "visits": 1, "source": "s"}]})"), "workload.missing_key");
    EXPECT_EQ(error_of(R"({"visits": [{"id": "x", "visits": 1, "months": 12}]})"), "workload.missing_key");
    EXPECT_EQ(error_of(R"({"visits": [{"id": "x", "visits": -1, "months": 12, "source": "s"}]})"),
              "workload.bad_value");
    EXPECT_EQ(error_of(R"({"visits": [{"id": "x", "visits": 1, "months": 0, "source": "s"}]})"), "workload.bad_value");
    EXPECT_EQ(error_of(R"({"numbers": [{"id": "officer", "value": 1, "source": "s"}]})"), "workload.bad_value");
    EXPECT_EQ(
        error_of(R"({"on_site": [{"id": "x", "hours": 1, "source": "s"}, {"id": "x", "hours": 2, "source": "s"}]})"),
        "workload.twice");
    EXPECT_EQ(error_of("{}"), "none");
    EXPECT_THROW(workload::load("/nonexistent/folder", "", as_of), base::Error);
}

TEST(RuleChanges, AFigureHoldsFromItsDayAndEarlierDaysKeepTheirs) {
    const auto folder = base::data_folder() / "workload";
    const auto visits_on = [](const std::string& text, base::Date day) {
        for (const auto& rule : workload::load_default(text, day).visits)
            if (rule.id == "special-drugs")
                return std::pair(rule.visits, rule.months);
        return std::pair(0, 0);
    };
    const base::Date spring = make_date(2026, 3, 1), autumn = make_date(2026, 9, 1);
    const std::string first =
        workload::with_changes(folder, "", {workload::visits_change("special-drugs=3/12")}, spring, "note: ");
    EXPECT_EQ(visits_on(first, spring + -1), (std::pair(2, 12)));
    EXPECT_EQ(visits_on(first, spring), (std::pair(3, 12)));
    const std::string second =
        workload::with_changes(folder, first, {workload::visits_change("special-drugs=1/6")}, autumn, "note: ");
    EXPECT_EQ(visits_on(second, autumn + -1), (std::pair(3, 12)));
    EXPECT_EQ(visits_on(second, autumn), (std::pair(1, 6)));
    // Again on the same day: the later word counts, and nothing is left of the earlier one.
    const std::string third =
        workload::with_changes(folder, second, {workload::visits_change("special-drugs=4/12")}, autumn, "note: ");
    EXPECT_EQ(visits_on(third, autumn), (std::pair(4, 12)));
    EXPECT_EQ(third.find("note: note: "), std::string::npos);

    const auto rules = workload::load_default(workload::with_changes(folder, "",
                                                                     {workload::hours_change("pharmacy-clinic=2.5"),
                                                                      workload::number_change("speed_km_h=50")},
                                                                     spring, ""),
                                              spring);
    EXPECT_EQ(rules.speed.value, 50);
    for (const auto& rule : rules.on_site) {
        if (rule.id == "pharmacy-clinic") {
            EXPECT_EQ(rule.hours.value, 2.5);
        }
    }
}

TEST(RuleChanges, SayWhatTheyDoNotUnderstand) {
    const auto id_of = [](const auto& act) {
        try {
            act();
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string();
    };
    for (const char* text : {"special-drugs", "special-drugs=3", "=3/12", "special-drugs=3/x", "special-drugs=3.5/12"})
        EXPECT_EQ(id_of([&] { workload::visits_change(text); }), "workload.bad_change") << text;
    const auto change = [](const char* text, auto read) {
        workload::with_changes(base::data_folder() / "workload", "", {read(text)}, as_of, "");
    };
    EXPECT_EQ(id_of([&] { change("nothing=3/12", workload::visits_change); }), "workload.unknown_rule");
    EXPECT_EQ(id_of([&] { change("special-drugs=3", workload::hours_change); }), "workload.unknown_rule");
    EXPECT_EQ(id_of([&] { change("special-drugs=3/0", workload::visits_change); }), "workload.bad_value");
    EXPECT_EQ(id_of([&] { change("speed_km_h=500", workload::number_change); }), "workload.bad_value");
}

TEST(Workload, RowsMayAskForAnAreaType) {
    Sites s;
    const std::size_t town = s.add(model::SiteKind::clinic, model::RiskGrade::a),
                      fringe = s.add(model::SiteKind::clinic, model::RiskGrade::a);
    workload::Rules rules = workload::load_default(
        R"({"more_visits": [{"id": "fringe", "area_types": ["fringe"], "visits": 1, "months": 12, "source": "t"}]})",
        as_of);
    ASSERT_TRUE(rules.asks_area_types());
    EXPECT_FALSE(workload::load_default("", as_of).asks_area_types());
    const auto visits = [&](std::size_t row) {
        return workload::visits_per_year(rules, s.snapshot.sites, row).per_year;
    };
    const double usual = visits(town);
    EXPECT_EQ(visits(fringe), usual) << "not known yet";
    rules.site_area = {model::AreaType::urban, model::AreaType::fringe};
    EXPECT_EQ(visits(town), usual);
    EXPECT_NEAR(visits(fringe), usual + 1, 1e-12);
}

} // namespace
} // namespace wangge
