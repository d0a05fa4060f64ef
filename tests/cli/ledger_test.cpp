// A blind spot of the demo county from the list to write-off.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(LedgerVerbs, FollowABlindSpotToWriteOff) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string(), file = (folder / "台账.csv").string();
    const auto done = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.err;
        return outcome.json();
    };
    ASSERT_TRUE(put_demo_county(project));
    const nlohmann::json spots = done({"blindspots", "--kind", "contact", "--as-of", "2026-11-01"});
    const nlohmann::json opened = done({"ledger-open", "--kind", "contact", "--top", "5", "--as-of", "2026-11-01"});
    ASSERT_EQ(opened["opened"], 5);
    EXPECT_EQ(opened["items"][0]["name"], spots["blind_spots"][0]["name"]);
    EXPECT_EQ(opened["items"][0]["cause"], spots["blind_spots"][0]["cause"]);
    EXPECT_EQ(done({"ledger-open", "--kind", "contact", "--top", "5", "--as-of", "2026-11-01"})["opened"], 0);
    const std::string subject = spots["blind_spots"][7]["key"];
    // Put off with a reason until a day: one step, and it comes back as late.
    EXPECT_EQ(run_wangge({"ledger-defer", project, "--subject", subject, "--due", "2026-12-01"}).code, 2);
    const nlohmann::json deferred = done({"ledger-defer", "--kind", "contact", "--subject", subject, "--note",
                                          "年底并村", "--due", "2026-12-01", "--as-of", "2026-11-01"});
    ASSERT_EQ(deferred["deferred"], 1);
    EXPECT_EQ(deferred["items"][0]["state"], "deferred");
    EXPECT_EQ(done({"ledger", "--state", "deferred", "--as-of", "2026-11-30"})["overdue"], 0);
    EXPECT_EQ(done({"ledger", "--state", "deferred", "--as-of", "2026-12-02"})["overdue"], 1);
    EXPECT_EQ(run_wangge({"ledger-defer", project, "--kind", "contact", "--subject", subject, "--note", "x", "--due",
                          "2026-12-01", "--as-of", "2026-11-01"})
                  .code,
              2)
        << "it is listed already";
    done({"undo"});
    const nlohmann::json one =
        done({"ledger-open", "--subject", subject, "--kind", "contact", "--as-of", "2026-11-01"});
    ASSERT_EQ(one["opened"], 1) << "only that place";
    EXPECT_EQ(one["items"][0]["name"], spots["blind_spots"][7]["name"]);
    done({"undo"});
    done({"ledger-open", "--source", "task", "--text", "秋季督查", "--as-of", "2026-11-02"});

    EXPECT_EQ(run_wangge({"ledger-move", project, "2026-0001", "--to", "written_off"}).code, 2);
    EXPECT_EQ(run_wangge({"ledger-move", project, "2026-0099", "--to", "assigned"}).code, 2);
    done({"ledger-move", "2026-0001,2026-0002", "--to", "assigned", "--measure", "增设信息员", "--responsible",
          "JC0001", "--due", "2026-11-15", "--as-of", "2026-11-02"});
    const nlohmann::json late = done({"ledger", "--overdue", "--as-of", "2026-11-20"});
    EXPECT_EQ(late["overdue"], 2);
    EXPECT_EQ(late["open"], 6);
    EXPECT_EQ(late["shown"], 2);
    done({"ledger-move", "2026-0001", "--to", "checked", "--by", "JC0002", "--as-of", "2026-11-20"});
    done({"ledger-move", "2026-0001", "--to", "written_off", "--by", "JC0002", "--as-of", "2026-11-21"});
    const nlohmann::json review = done({"ledger-review", "--as-of", "2026-11-01"});
    EXPECT_EQ(review["standing"], 4);   // the task is no blind spot
    EXPECT_EQ(review["back_count"], 1); // nothing was done on the ground
    EXPECT_EQ(review["gone_count"], 0);
    done({"undo"});
    EXPECT_EQ(done({"ledger-review", "--as-of", "2026-11-01"})["standing"], 5);
    done({"redo"});

    done({"export", "ledger", file});
    EXPECT_NE(text_of(file).find("2026-0001"), std::string::npos);
    EXPECT_NE(text_of(file).find("written off"), std::string::npos);
    done({"export", "ledger", file, "--public"});
    EXPECT_EQ(text_of(file).find("增设信息员"), std::string::npos);
    EXPECT_TRUE(done({"check"})["ok"]);
}

} // namespace
} // namespace wangge::test
