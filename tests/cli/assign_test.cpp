// wangge assign on the demo county, its stored result read back by SQL.
#include "support/program.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

// A demo county with a grid, made once.
const std::string& county() {
    static const TemporaryFolder folder;
    static const std::string project = [] {
        const std::string path = (folder / "county.wangge").string();
        EXPECT_TRUE(put_demo_county(path));
        EXPECT_EQ(run_wangge({"grid", path, "--shape", "square", "--size-m", "2000"}).code, 0);
        return path;
    }();
    return project;
}

std::string sql(const std::string& project, const std::string& query) {
    const Outcome answer = run_shell("sqlite3 -readonly " + quoted(project) + " " + quoted(query));
    EXPECT_EQ(answer.code, 0) << answer.err;
    return answer.out.substr(0, answer.out.find('\n'));
}

TEST(Assign, SharesTheDemoCountyAndStoresWhatItSays) {
    const Outcome done =
        run_wangge({"assign", county(), "--seconds", "0.3", "--seed", "7", "--as-of", "2026-11-22", "--json"});
    ASSERT_EQ(done.code, 0) << done.err;
    const nlohmann::json answer = done.json();
    EXPECT_TRUE(answer["contiguous"]);
    EXPECT_LE(answer["bound"], answer["objective"]);
    EXPECT_EQ(answer["cells"].size(), answer["cell_count"]);
    EXPECT_EQ(std::stoul(sql(county(), "SELECT count(*) FROM cells JOIN plans ON cells.plan = plans.id AND current = 1 "
                                       "WHERE lead_key <> '' AND second_key <> '' AND lead_key <> second_key")),
              answer["cells"].size() - answer["unassigned_cells"].get<std::size_t>());
    for (const nlohmann::json& person : answer["inspectors"]) {
        const std::string hours =
            sql(county(), "SELECT ifnull(sum(hours), 0) FROM cells JOIN plans ON cells.plan = plans.id AND current = 1 "
                          "WHERE lead_key = '" +
                              person["key"].get<std::string>() + "'");
        EXPECT_NEAR(std::stod(hours), person["hours"].get<double>(), 0.01 * person["cells"].get<double>() + 0.01);
    }
    // the same again: the same bytes, except that now nothing changes hands
    const Outcome undone = run_wangge({"undo", county()});
    EXPECT_EQ(undone.code, 0) << undone.err;
    EXPECT_EQ(sql(county(), "SELECT count(*) FROM cells WHERE lead_key <> ''"), "0");
    const Outcome again = run_wangge(
        {"assign", county(), "--seconds", "0.3", "--seed", "7", "--as-of", "2026-11-22", "--threads", "1", "--json"});
    EXPECT_EQ(again.out, done.out);
}

TEST(Assign, KeepingThePresentPlanChangesLittle) {
    ASSERT_EQ(run_wangge({"assign", county(), "--seconds", "0.3", "--as-of", "2026-11-22"}).code, 0);
    const Outcome kept =
        run_wangge({"assign", county(), "--seconds", "0.3", "--keep", "current", "--as-of", "2026-11-22", "--json"});
    ASSERT_EQ(kept.code, 0) << kept.err;
    EXPECT_LT(kept.json()["changed_cells"].get<double>(), 0.05 * kept.json()["cell_count"].get<double>());
}

TEST(Assign, WrongWordsAreRefused) {
    const auto code = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"assign", county()});
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 2);
        return outcome.json()["error"]["code"].get<std::string>();
    };
    EXPECT_EQ(code({"--inspectors", "nobody"}), "assign.unknown_inspector");
    EXPECT_EQ(code({"--keep", "no such plan"}), "assign.unknown_plan");
    EXPECT_EQ(code({"--seconds", "-1"}), "app.bad_value");
    const TemporaryFolder folder;
    const std::string empty = (folder / "empty.wangge").string();
    ASSERT_EQ(run_wangge({"new", empty, "--crs", "EPSG:4549"}).code, 0);
    EXPECT_EQ(run_wangge({"assign", empty, "--json"}).json()["error"]["code"], "assign.no_cells");
}

TEST(Assign, ACellSaysWhyAndIsHandedOver) {
    ASSERT_EQ(run_wangge({"assign", county(), "--seconds", "0.1", "--as-of", "2026-11-22"}).code, 0);
    const std::string code = sql(county(), "SELECT cells.code FROM cells JOIN plans ON cells.plan = plans.id AND "
                                           "current = 1 WHERE lead_key <> '' ORDER BY hours DESC LIMIT 1");
    const Outcome asked = run_wangge({"explain", county(), code, "--as-of", "2026-11-22", "--json"});
    ASSERT_EQ(asked.code, 0) << asked.err;
    const nlohmann::json why = asked.json();
    const std::string lead = "SELECT lead_key FROM cells JOIN plans ON cells.plan = plans.id AND current = 1 "
                             "WHERE cells.code = '" +
                             code + "'";
    EXPECT_EQ(why["present"]["key"], sql(county(), lead));
    ASSERT_EQ(why["others"].size(), 3u);
    EXPECT_LE(why["others"][0]["objective_change"], why["others"][1]["objective_change"]);
    EXPECT_GT(why["others"][0]["zone_hours"], why["others"][0]["zone_hours_without"]);
    EXPECT_EQ(run_wangge({"explain", county(), "none"}).code, 2);

    const std::string to = why["others"][0]["key"];
    EXPECT_EQ(run_wangge({"assign-move", county(), code, "--to", "nobody"}).code, 2);
    ASSERT_EQ(run_wangge({"assign-move", county(), code, "--to", to, "--as-of", "2026-11-22"}).code, 0);
    EXPECT_EQ(sql(county(), lead), to);
    const nlohmann::json after = run_wangge({"explain", county(), code, "--as-of", "2026-11-22", "--json"}).json();
    EXPECT_EQ(after["present"]["zone_hours"], why["others"][0]["zone_hours"]);
    EXPECT_EQ(run_wangge({"assign-baseline", county()}).code, 0);
    for (int step = 0; step < 3; ++step)
        EXPECT_EQ(run_wangge({"undo", county()}).code, 0);
}

TEST(Cross, PairsChangeZonesAndTheTableSaysWho) {
    const TemporaryFolder folder;
    const std::string project = (folder / "county.wangge").string(), file = (folder / "交叉检查.csv").string();
    ASSERT_TRUE(put_demo_county(project));
    ASSERT_EQ(run_wangge({"grid", project, "--shape", "township"}).code, 0);
    const Outcome early = run_wangge({"cross", project, "--json"});
    EXPECT_EQ(early.code, 2);
    EXPECT_EQ(early.json()["error"]["code"], "cross.one_zone");
    ASSERT_EQ(run_wangge({"assign", project, "--seconds", "0.3", "--as-of", "2026-11-01"}).code, 0);
    const Outcome done = run_wangge({"cross", project, "--as-of", "2026-11-01", "--out", file, "--json"});
    ASSERT_EQ(done.code, 0) << done.err;
    const nlohmann::json answer = done.json();
    EXPECT_GT(answer["zones"], 10);
    std::set<std::string> visitors;
    std::size_t cells = 0;
    for (const nlohmann::json& visit : answer["visits"]) {
        EXPECT_NE(visit["lead"], visit["home"]);
        EXPECT_NE(visit["second"], visit["home"]);
        visitors.insert(visit["lead"].get<std::string>());
        cells += visit["cells"].size();
    }
    EXPECT_EQ(visitors.size(), answer["zones"]);
    const std::string table = text_of(file);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), static_cast<std::ptrdiff_t>(cells) + 1);
}

TEST(Workload, AChangeIsTriedKeptAndTakenBack) {
    const TemporaryFolder folder;
    const std::string project = (folder / "county.wangge").string();
    std::filesystem::copy_file(county(), project);
    const auto answer = [](const Outcome& outcome) {
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    };
    const nlohmann::json now = answer(run_wangge({"workload", project, "--as-of", "2026-11-22", "--json"}));
    EXPECT_GT(now["hours"], 0);
    EXPECT_FALSE(now.contains("changed"));
    const nlohmann::json tried =
        answer(run_wangge({"workload", project, "--visits", "all-others=1/12", "--as-of", "2026-11-22", "--json"}));
    EXPECT_EQ(tried["hours"], now["hours"]) << "tried, not kept";
    EXPECT_GT(tried["hours_change"], 0);
    const nlohmann::json kept =
        answer(run_wangge({"set-workload", project, "--visits", "all-others=1/12", "--as-of", "2026-11-22", "--json"}));
    EXPECT_EQ(kept["hours_before"], now["hours"]);
    EXPECT_EQ(kept["hours"], tried["changed"]["hours"]);
    EXPECT_EQ(answer(run_wangge({"workload", project, "--as-of", "2026-11-22", "--json"}))["hours"], kept["hours"]);
    EXPECT_EQ(answer(run_wangge({"workload", project, "--as-of", "2026-11-21", "--json"}))["hours"], now["hours"])
        << "an earlier day keeps its answer";
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(answer(run_wangge({"workload", project, "--as-of", "2026-11-22", "--json"}))["hours"], now["hours"]);
    EXPECT_EQ(run_wangge({"set-workload", project}).code, 2);
    EXPECT_EQ(run_wangge({"set-workload", project, "--visits", "nothing=1/12"}).code, 2);
}

} // namespace
} // namespace wangge::test
