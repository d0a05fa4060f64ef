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

TEST(Plans, AreSubmittedApprovedAndReadOnlyFromThenOn) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        return run_wangge(words);
    };
    const auto done = [&](const std::vector<std::string>& words) {
        const Outcome outcome = run(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.err;
        return outcome.json();
    };
    const auto refused = [&](const std::vector<std::string>& words) {
        const Outcome outcome = run(words);
        EXPECT_EQ(outcome.code, 2) << words[0];
        return outcome.json()["error"]["code"].get<std::string>();
    };
    ASSERT_EQ(run_wangge({"demo", project}).code, 0);
    done({"grid", "--shape", "township", "--name", "今年"});
    const nlohmann::json drafted = done({"plans"});
    EXPECT_EQ(drafted["plans"][0]["state"], "draft");
    EXPECT_FALSE(drafted["plans"][0]["sealed"]);
    const nlohmann::json assigned = done({"assign", "--seconds", "0.1", "--as-of", "2026-11-22"});
    std::vector<std::string> officers;
    for (const nlohmann::json& person : assigned["inspectors"])
        officers.push_back(person["key"]);
    ASSERT_GE(officers.size(), 2u);

    EXPECT_EQ(refused({"plan-move", "今年", "--to", "submitted"}), "plan.needs");
    EXPECT_EQ(refused({"plan-move", "今年", "--to", "approved", "--by", officers[0]}), "plan.no_such_move");
    EXPECT_EQ(refused({"plan-move", "今年", "--to", "好了", "--by", officers[0]}), "plan.unknown_state");
    EXPECT_EQ(refused({"plan-move", "没有", "--to", "submitted", "--by", officers[0]}), "store.no_such_plan");
    EXPECT_EQ(refused({"plan-move", "今年", "--to", "submitted", "--by", "谁"}), "ledger.unknown_person");
    const nlohmann::json submitted =
        done({"plan-move", "今年", "--to", "submitted", "--by", officers[0], "--as-of", "2026-11-22"});
    EXPECT_TRUE(submitted["sealed"]);
    EXPECT_EQ(submitted["moves"][0]["date"], "2026-11-22");
    EXPECT_EQ(refused({"plan-move", "今年", "--to", "approved", "--by", officers[0]}), "plan.own_work");
    done({"plan-move", "今年", "--to", "draft", "--by", officers[1], "--note", "三号网格偏大"});
    EXPECT_EQ(done({"assign", "--seconds", "0.1", "--as-of", "2026-11-22"})["cells"].size(), assigned["cells"].size());
    done({"plan-move", "今年", "--to", "submitted", "--by", officers[0]});
    EXPECT_EQ(done({"plan-move", "今年", "--to", "approved", "--by", officers[1]})["moves"].size(), 4u);

    // To whoever comes along today: nobody who is recused there.
    const std::string cell = assigned["cells"][0]["code"], second = assigned["cells"][0]["second"],
                      sealed = "store.plan_sealed";
    EXPECT_EQ(refused({"assign", "--seconds", "0.1"}), sealed);
    EXPECT_EQ(refused({"assign-move", cell, "--to", second}), sealed);
    EXPECT_EQ(refused({"mend-plan"}), sealed);
    EXPECT_EQ(refused({"grid", "--shape", "village", "--name", "今年"}), sealed);
    EXPECT_EQ(refused({"plan", "rename", "今年", "明年"}), sealed);
    const Outcome said = run_wangge({"assign", project, "--seconds", "0.1", "--lang", "zh"});
    EXPECT_NE(said.err.find("另存一份"), std::string::npos) << said.err; // what to do instead
    done({"plan", "copy", "明年", "--use"});
    done({"assign", "--seconds", "0.1", "--as-of", "2026-11-22"});
    const nlohmann::json plans = done({"plans"});
    EXPECT_EQ(plans["plans"][0]["state"], "approved");
    EXPECT_EQ(plans["plans"][1]["state"], "draft");
    EXPECT_TRUE(plans["plans"][1]["current"]);
    EXPECT_TRUE(done({"check"})["ok"]);
}

} // namespace
} // namespace wangge::test
