// The year plan of the demo county: the visits that the rules ask for, each in its window, on a working day.
#include "support/program.h"

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
    for (const nlohmann::json& visit : plan["visits"]) {
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
}

} // namespace
} // namespace wangge::test
