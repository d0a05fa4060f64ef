// `wangge preview` and `wangge mend`: what an import would do, and quarantined rows put right.
#include "support/program.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

class Mend : public testing::Test {
protected:
    void SetUp() override {
        project = (folder / "a.wangge").string();
        file = (folder / "药店.csv").string();
        ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
        std::ofstream(file) << "台账,,,\n企业名称,经度,纬度,许可证号\n甲,120.01,29.9,浙1\n乙,120.02,29.9,浙1\n,,,\n"
                               "丙,120.03,29.9,浙1\n,120.04,29.9,\n";
    }
    nlohmann::json json_of(std::vector<std::string> words) {
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    }
    std::int64_t sites() { return json_of({"info", project})["layers"]["sites"]; }
    TemporaryFolder folder;
    std::string project, file;
};

TEST_F(Mend, PreviewSaysWhatImportDoesAndStoresNothing) {
    const nlohmann::json seen = json_of({"preview", project, file});
    EXPECT_EQ(seen["kind"], "sites");
    EXPECT_EQ(seen["header_row"], 2);
    EXPECT_EQ(seen["quarantined"], 3);
    EXPECT_EQ(seen["columns"][1], (nlohmann::json{{"column", "经度"}, {"field", "lon"}}));
    EXPECT_EQ(seen["first_rows"].size(), 4u);
    EXPECT_EQ(seen["suggested_crs"], "EPSG:4549");
    EXPECT_EQ(sites(), 0);
    EXPECT_EQ(run_wangge({"preview", project, file, "--header", "x"}).code, 2);
    EXPECT_EQ(run_wangge({"preview", project, (folder / "none.csv").string()}).code, 3);
    const nlohmann::json unmapped = json_of({"preview", project, file, "--map", "lon=", "--map", "lat="});
    EXPECT_EQ(unmapped["missing"].size(), 1u);
}

TEST_F(Mend, RowsAreMendedInOneStepAndComeBackByUndo) {
    ASSERT_EQ(run_wangge({"import", project, "sites", file}).code, 0);
    const nlohmann::json list = json_of({"mend", project})["waiting"];
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0]["original"]["企业名称"], "乙");
    EXPECT_EQ(list[0]["reason"], "duplicate");

    // By heading and by field; row 3 stays without a name, so it fails again but keeps what was typed.
    const nlohmann::json mended = json_of(
        {"mend", project, "--set", "1:许可证号=浙2", "--set", "2:licence_number=浙3", "--set", "3:经度=120.05"});
    EXPECT_EQ(mended["imported"], 2);
    EXPECT_EQ(mended["quarantined"], 1);
    EXPECT_EQ(mended["waiting"][0]["original"]["经度"], "120.05");
    EXPECT_EQ(mended["waiting"][0]["reason"], "no_identity");
    EXPECT_EQ(sites(), 3);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(sites(), 1);
    EXPECT_EQ(json_of({"mend", project})["waiting"], list);

    EXPECT_EQ(json_of({"mend", project, "--row", "3", "--discard"})["discarded"], 1);
    EXPECT_EQ(json_of({"mend", project})["waiting"].size(), 2u);
    EXPECT_EQ(json_of({"mend", project, "--all", "--dry-run"})["tried"], 2);
    EXPECT_EQ(sites(), 1);
}

TEST_F(Mend, SaysWhatIsWrong) {
    ASSERT_EQ(run_wangge({"import", project, "sites", file}).code, 0);
    EXPECT_EQ(run_wangge({"mend", project, "--row", "9"}).code, 2);
    EXPECT_EQ(run_wangge({"mend", project, "--set", "1:没有的列=1"}).code, 2);
    EXPECT_EQ(run_wangge({"mend", project, "--set", "名称"}).code, 2);
    EXPECT_EQ(json_of({"mend", project})["quarantined"], 3);
}

} // namespace
} // namespace wangge::test
