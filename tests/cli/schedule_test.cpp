// The year plan of the demo county: the visits that the rules ask for, each in its window, on a working day.
#include "support/sql.h"

#include <gtest/gtest.h>
#include <map>
#include <set>

namespace wangge::test {
namespace {

TEST(ScheduleVerb, PlansTheDemoCountysYear) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string(), file = (folder / "计划.csv").string();
    ASSERT_TRUE(put_demo_county(project));
    EXPECT_EQ(run_wangge({"schedule", project, "--year", "2026"}).code, 2); // no cells yet
    ASSERT_EQ(run_wangge({"grid", project, "--shape", "village"}).code, 0);
    EXPECT_EQ(run_wangge({"schedule", project, "--year", "2026"}).code, 2); // nobody assigned
    ASSERT_EQ(run_wangge({"assign", project, "--seconds", "0.3", "--as-of", "2026-11-01"}).code, 0);
    const Outcome done = run_wangge({"schedule", project, "--year", "2026", "--list", "--out", file, "--json"});
    ASSERT_EQ(done.code, 0) << done.err;
    const nlohmann::json plan = done.json();
    const std::set<std::string> free{"2026-01-01", "2026-02-17", "2026-05-01", "2026-10-01", "2026-10-02"};
    std::map<std::string, std::set<std::string>> rounds; // of a person and day
    int late = 0, carried = 0;
    int closed = 0;
    for (const nlohmann::json& visit : plan["visits"]) {
        closed += visit["closed"].get<bool>();
        EXPECT_GE(visit["time"].get<std::string>(), "08:30");
        const std::string day = visit["day"];
        EXPECT_FALSE(free.contains(day));
        EXPECT_GE(day, visit["earliest"].get<std::string>());
        late += day > visit["latest"].get<std::string>();
        carried += visit["carried_over"].get<bool>();
        for (const char* who : {"lead", "second"})
            rounds[visit[who].get<std::string>() + day].insert(visit["lead"].get<std::string>() +
                                                               visit["second"].get<std::string>());
    }
    EXPECT_EQ(late, plan["late"]);
    EXPECT_EQ(closed, plan["closed"]);
    EXPECT_LT(closed, plan["visit_count"].get<int>() / 20);
    EXPECT_EQ(plan["hours_unread"], 0);
    EXPECT_EQ(carried, plan["carried_over"]);
    int doubled = 0;
    for (const auto& [key, pairs] : rounds)
        doubled += pairs.size() > 1;
    EXPECT_EQ(doubled > 0, plan["double_days"].get<int>() > 0);
    int visits = 0;
    for (const nlohmann::json& week : plan["weeks"])
        visits += week["visits"].get<int>();
    EXPECT_EQ(visits, plan["visit_count"]);
    const std::string table = text_of(file);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), visits + 1);
    EXPECT_EQ(run_wangge({"schedule", project, "--year", "2026", "--day-start", "noon"}).code, 2);

    // Nobody on leave goes out; in the year after, two inspectors are away in spring.
    const nlohmann::json leave = run_wangge({"schedule", project, "--year", "2027", "--list", "--json"}).json();
    const std::string away = ask_text(project, "SELECT key || ' ' || leave FROM people WHERE leave LIKE '%/2027%'");
    const std::string person = away.substr(0, away.find(' ')), first = away.substr(away.find(' ') + 1, 10),
                      last = away.substr(away.find('/') + 1, 10);
    int visits_of_person = 0;
    for (const nlohmann::json& visit : leave["visits"])
        if (visit["lead"] == person || visit["second"] == person) {
            const std::string day = visit["day"];
            EXPECT_FALSE(day >= first && day <= last) << day;
            ++visits_of_person;
        }
    EXPECT_GT(visits_of_person, 0);
}

TEST(ScheduleVerb, RotationHandsOnWhatWasHeldTooLong) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
    ASSERT_TRUE(put_demo_county(project));
    ASSERT_EQ(run_wangge({"grid", project, "--shape", "township"}).code, 0);
    const auto assign = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"assign",     project,  "--seconds", "0.2",   "--as-of",
                                       "2026-11-01", "--keep", "current",   "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_wangge(words).json();
    };
    assign({});
    const std::string with_lead = "SELECT count(*) FROM cells WHERE lead_key IS NOT NULL AND lead_since IS NOT NULL";
    EXPECT_EQ(ask_number(project, with_lead), ask_number(project, "SELECT count(*) FROM cells"));
    EXPECT_EQ(assign({})["changed_cells"], 0); // nothing speaks for a change, and the days stay
    // half of the cells are led since long ago
    ASSERT_EQ(run_shell("sqlite3 -cmd '.load mod_spatialite' " + quoted(project) +
                        " \"UPDATE cells SET lead_since = '2019-05-01' WHERE id % 2 = 0\"")
                  .code,
              0);
    const double old = ask_number(project, "SELECT count(*) FROM cells WHERE lead_since = '2019-05-01'");
    EXPECT_GT(old, 0);
    // a plan of another county is no plan to keep
    const std::string other = (folder / "别县.wangge").string();
    ASSERT_EQ(run_wangge({"new", other, "--crs", "EPSG:4524"}).code, 0);
    EXPECT_EQ(run_wangge({"assign", project, "--keep", other, "--json"}).json()["error"]["code"],
              "assign.plan_elsewhere");
    const nlohmann::json rotated = assign({"--rotation-years", "5"});
    EXPECT_GE(rotated["changed_cells"].get<double>(), old);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM cells WHERE lead_since = '2019-05-01'"), 0);
}

} // namespace
} // namespace wangge::test
