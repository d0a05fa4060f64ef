// Grades by score with their log, and a contact and a backup for every village of the demo county.
#include "support/sql.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(GradeVerb, TriesStoresLogsAndUndoes) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string(), file = (folder / "调整.csv").string();
    ASSERT_TRUE(put_demo_county(project));
    const std::vector<std::string> pharmacies{"--kinds", "retail_pharmacy,chain_store"};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.insert(words.end(), {"--json"});
        const Outcome done = run_wangge(words);
        EXPECT_EQ(done.code, 0) << done.err;
        return done.json();
    };
    // the register's own figures
    const nlohmann::json before = run({"regrades", pharmacies[0], pharmacies[1]});
    EXPECT_EQ(before["sites"], 1146);
    EXPECT_EQ(before["grades_now"]["A"], 1093);
    EXPECT_EQ(before["grades_now"]["B"], 34);
    EXPECT_EQ(before["grades_now"]["C"], 19);
    EXPECT_EQ(before["differ_from_previous"], 595);
    EXPECT_EQ(before["logged"], 0);

    const nlohmann::json tried = run({"grade", file, "--as-of", "2026-11-01", "--top", "3"});
    const int changes = tried["changes"];
    EXPECT_GT(changes, 0);
    EXPECT_EQ(tried["list"].size(), 3u);
    const std::string table = text_of(file);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), changes + 1);
    EXPECT_EQ(run({"regrades"})["logged"], 0); // a trial stores nothing

    run({"grade", "--as-of", "2026-11-01", "--apply"});
    const nlohmann::json log = run({"regrades", "--from", "2026-10-01", "--until", "2026-12-31"});
    EXPECT_EQ(log["logged"], changes);
    EXPECT_EQ(run({"regrades", "--from", "2027-01-01"})["logged"], 0);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM regrades JOIN sites ON sites.key = site_key WHERE "
                                  "sites.grade = after AND sites.previous_grade IS before"),
              changes);
    EXPECT_EQ(run({"grade", "--as-of", "2026-11-01"})["changes"], 0); // what the score says is what stands
    for (const auto& [grade, count] : tried["grades_by_score"].items())
        EXPECT_EQ(log["grades_now"][grade], count);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
    EXPECT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM regrades"), 0);
    EXPECT_EQ(run({"grade", "--as-of", "2026-11-01"})["changes"], changes);

    // a grade that a clerk sets is on the log too
    const std::string key = ask_text(project, "SELECT key FROM sites WHERE grade = 'A' LIMIT 1");
    ASSERT_EQ(run_wangge({"set", project, "sites", "--keys", key, "--set", "grade=C"}).code, 0);
    ASSERT_EQ(run_wangge({"set", project, "sites", "--keys", key, "--set", "grade=D"}).code, 0);
    const nlohmann::json twice = run({"regrades"}); // the same day again: neither is written over
    ASSERT_EQ(twice["list"].size(), 2u);
    EXPECT_EQ(twice["list"][0]["after"], "C");
    EXPECT_EQ(twice["list"][1]["before"], "C");
    EXPECT_EQ(twice["list"][1]["after"], "D");

    // other points, other grades: and a wrong id says which there are
    ASSERT_EQ(
        run_wangge({"set-workload", project, "--limits", "grade-limit-a=0", "grade-limit-b=1", "--as-of", "2026-11-01"})
            .code,
        0);
    EXPECT_EQ(run({"grade", "--as-of", "2026-11-01"})["grades_by_score"]["A"], 0);
    const Outcome wrong = run_wangge({"set-workload", project, "--points", "rain=3"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_NE(wrong.err.find("risk-hazards"), std::string::npos);
    EXPECT_EQ(run_wangge({"grade", project, "--kinds", "pub"}).code, 2);
    EXPECT_EQ(run_wangge({"regrades", project, "--from", "spring"}).code, 2);
}

TEST(ContactsVerb, EveryVillageGetsTwo) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
    ASSERT_TRUE(put_demo_county(project));
    const std::string missing = "SELECT count(*) FROM villages WHERE contact_key IS NULL OR backup_key IS NULL OR "
                                "contact_key = backup_key";
    EXPECT_GT(ask_number(project, missing), 0);
    const nlohmann::json tried = run_wangge({"contacts", project, "--as-of", "2026-11-01", "--json"}).json();
    EXPECT_GT(tried["changed"].get<int>(), 0);
    EXPECT_EQ(tried["list"].size(), tried["changed"]);
    EXPECT_GT(ask_number(project, missing), 0); // a trial stores nothing
    ASSERT_EQ(run_wangge({"contacts", project, "--as-of", "2026-11-01", "--apply"}).code, 0);
    EXPECT_EQ(ask_number(project, missing), 0);
    // nobody who is gone, failed or not on the roster
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM villages WHERE (SELECT count(*) FROM people WHERE key IN "
                                  "(contact_key, backup_key) AND role <> 'inspector' AND assessment_passed = 1 AND "
                                  "(end_date IS NULL OR end_date >= '2026-11-01')) <> 2"),
              0);
    EXPECT_EQ(run_wangge({"contacts", project, "--as-of", "2026-11-01", "--json"}).json()["changed"], 0);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_GT(ask_number(project, missing), 0);

    // by hand: the backup must be somebody else
    const std::string village = ask_text(project, "SELECT code FROM villages WHERE contact_key IS NOT NULL LIMIT 1"),
                      person = ask_text(project, "SELECT contact_key FROM villages WHERE code = '" + village + "'");
    EXPECT_EQ(run_wangge({"contact", project, village, person, "--backup"}).code, 2);
    const std::string other =
        ask_text(project, "SELECT key FROM people WHERE role = 'coordinator' AND key <> '" + person + "' LIMIT 1");
    EXPECT_EQ(run_wangge({"contact", project, village, other, "--backup"}).code, 0);
    EXPECT_EQ(ask_text(project, "SELECT backup_key FROM villages WHERE code = '" + village + "'"), other);
}

} // namespace
} // namespace wangge::test
