#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(New, MakesAProjectThatOgrOpensAndRefusesToOverwriteIt) {
    const TemporaryFolder folder;
    const std::string project = (folder / "某县 方案.wangge").string();
    const Outcome made = run_wangge({"new", project, "--crs", "EPSG:4549", "--json"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(made.json()["crs"], "EPSG:4549");
    EXPECT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 2);
    const Outcome info = run_wangge({"info", project, "--json"});
    ASSERT_EQ(info.code, 0) << info.err;
    EXPECT_EQ(info.json()["layers"]["sites"], 0);
    const Outcome ogr = run_shell("ogrinfo -so " + quoted(project) + " sites");
    EXPECT_EQ(ogr.code, 0) << ogr.err;
    EXPECT_NE(ogr.out.find("CGCS2000"), std::string::npos) << ogr.out;
}

TEST(New, RefusesSystemsThatCannotHoldACounty) {
    const TemporaryFolder folder;
    const auto code_for = [&](const char* crs) {
        return run_wangge({"new", (folder / "p.wangge").string(), "--crs", crs, "--json"}).json()["error"]["code"];
    };
    EXPECT_EQ(code_for("EPSG:4490"), "geo.crs_not_projected");
    EXPECT_EQ(code_for("EPSG:2437"), "geo.crs_needs_parameters"); // Beijing 1954
    EXPECT_EQ(code_for("EPSG:2385"), "geo.crs_needs_parameters"); // Xian 1980
    EXPECT_EQ(code_for("EPSG:999999"), "geo.unknown_crs");
    EXPECT_EQ(code_for("home"), "app.bad_value");
    EXPECT_FALSE(std::filesystem::exists(folder / "p.wangge"));
}

TEST(History, StartsEmptyAndSaysSo) {
    const TemporaryFolder folder;
    const std::string project = (folder / "p.wangge").string();
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    EXPECT_EQ(run_wangge({"history", project, "--json"}).json()["count"], 0);
    EXPECT_EQ(run_wangge({"undo", project, "--json"}).json()["error"]["code"], "store.nothing_to_undo");
    EXPECT_EQ(run_wangge({"redo", project}).code, 2);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
}

} // namespace
} // namespace wangge::test
