// Plans side by side in one project: archive, redraw, compare, return.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(Plans, LastYearsIsKeptComparedAndStartedFrom) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
    const auto done = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.err;
        return outcome.json();
    };
    ASSERT_TRUE(put_demo_county(project));
    EXPECT_EQ(run_wangge({"plan", project, "copy", "去年"}).code, 2); // nothing to copy
    done({"grid", "--shape", "village", "--name", "今年"});
    done({"assign", "--seconds", "0.2", "--as-of", "2026-11-22"});
    EXPECT_EQ(done({"plan", "copy", "去年"})["plans"].size(), 2u);
    done({"assign", "--seconds", "0.2", "--seed", "9", "--keep", "去年", "--change", "0.2", "--as-of", "2026-11-22"});

    const Outcome compared = run_wangge({"diff", project + "#去年", project, "--json"});
    ASSERT_EQ(compared.code, 0) << compared.err;
    const nlohmann::json diff = compared.json();
    EXPECT_EQ(diff["plan_a"], "去年");
    EXPECT_EQ(diff["plan_b"], "今年");
    EXPECT_EQ(diff["same"], diff["cells_a"]);
    EXPECT_EQ(diff["reshaped"].get<int>() + diff["added"].get<int>() + diff["removed"].get<int>(), 0);
    int leads = 0;
    for (const nlohmann::json& change : diff["changes"])
        leads += change["lead_a"] != change["lead_b"];
    EXPECT_EQ(leads, diff["lead_changes"]);
    const Outcome back = run_wangge({"diff", project, "去年", "--json"}); // the other way round
    EXPECT_EQ(back.json()["sites_moved"], diff["sites_moved"]);
    EXPECT_EQ(back.json()["workload"]["a"], diff["workload"]["b"]);

    done({"plan", "use", "去年"});
    done({"plan", "rename", "今年", "2027"});
    EXPECT_EQ(run_wangge({"plan", project, "remove", "去年"}).code, 2); // in use
    EXPECT_EQ(done({"plan", "remove", "2027"})["plans"].size(), 1u);
    EXPECT_EQ(run_wangge({"diff", project, "2027"}).code, 2);
    EXPECT_EQ(run_wangge({"plan", project, "rename", "去年"}).code, 2);
    done({"undo"});
    EXPECT_EQ(done({"plans"})["plans"].size(), 2u);
    EXPECT_TRUE(done({"check"})["ok"]);
}

} // namespace
} // namespace wangge::test
