// wangge draw on the demo county: drawn, written down, replayed, and caught when somebody changed the protocol.
#include "support/program.h"

#include <gtest/gtest.h>
#include <set>

namespace wangge::test {
namespace {

TEST(DrawVerb, ReplaysItsProtocolAndFindsAChange) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string(), file = (folder / "抽查.json").string();
    ASSERT_TRUE(put_demo_county(project));
    const Outcome drawn =
        run_wangge({"draw", project, "--sites", "60", "--seed", "2026-11-20 08 11 17", "--as-of", "2026-11-22",
                    "--kinds", "retail_pharmacy", "chain_store", "--out", file, "--json"});
    ASSERT_EQ(drawn.code, 0) << drawn.err;
    const nlohmann::json answer = drawn.json();
    EXPECT_EQ(answer["site_count"], 1146); // the pharmacies of the demo county
    ASSERT_EQ(answer["drawn"].size(), 60u);
    std::set<std::string> sites;
    for (const nlohmann::json& d : answer["drawn"]) {
        sites.insert(d["site"]);
        EXPECT_NE(d["lead"], d["second"]);
        EXPECT_TRUE(d["second"].is_string());
    }
    EXPECT_EQ(sites.size(), 60u);

    const Outcome replayed = run_wangge({"draw", project, "--verify", file, "--json"});
    ASSERT_EQ(replayed.code, 0) << replayed.err;
    EXPECT_TRUE(replayed.json()["verified"]);
    EXPECT_TRUE(replayed.json()["list_is_the_projects"]);
    EXPECT_EQ(replayed.json()["list_digest"], answer["list_digest"]);

    nlohmann::json changed = nlohmann::json::parse(text_of(file));
    std::swap(changed["drawn"][3]["lead"], changed["drawn"][3]["second"]);
    std::ofstream(file) << changed.dump();
    const Outcome caught = run_wangge({"draw", project, "--verify", file, "--json"});
    EXPECT_EQ(caught.code, 2);
    EXPECT_EQ(caught.json()["difference_count"], 1);
    EXPECT_EQ(caught.json()["differences"][0]["row"], 4);

    EXPECT_EQ(run_wangge({"draw", project, "--sites", "5"}).code, 2);
    EXPECT_EQ(run_wangge({"draw", project, "--verify", project}).code, 2);
    std::ofstream(file) << R"({"method": "wangge-draw-1", "seed": 3})";
    EXPECT_EQ(run_wangge({"draw", project, "--verify", file}).code, 2);
}

} // namespace
} // namespace wangge::test
