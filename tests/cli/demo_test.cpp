// `demo` makes a whole county once, and never over another file.
#include "support/sql.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(Demo, CityFiguresComeBackFromInfo) {
    const TemporaryFolder folder;
    const std::string project = (folder / "示范 县.wangge").string();
    const Outcome made = run_wangge({"demo", project, "--json"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(made.json()["crs"], "EPSG:4549");

    const nlohmann::json info = run_wangge({"info", project, "--json"}).json();
    const nlohmann::json& pharmacies = info["pharmacies"];
    EXPECT_EQ(pharmacies["count"], 1146);
    EXPECT_EQ(pharmacies["grades"]["A"], 1093);
    EXPECT_EQ(pharmacies["grades"]["B"], 34);
    EXPECT_EQ(pharmacies["grades"]["C"], 19);
    EXPECT_EQ(pharmacies["regraded"], 595);
    EXPECT_EQ(pharmacies["sells_online"], 78);
    EXPECT_EQ(pharmacies["hazards_found"], 56);
    // Without the program's own counting: SQL on the same file.
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM sites WHERE kind IN ('retail_pharmacy', 'chain_store') AND "
                                  "last_visit > '2025-11-01' AND last_visit <= '2026-11-01'"),
              448);
    // Villages tile the county: the same area by SpatiaLite.
    const double villages = ask_number(project, "SELECT sum(ST_Area(area)) FROM villages");
    const double county = ask_number(project, "SELECT sum(ST_Area(geom)) FROM boundaries WHERE level = 'county'");
    EXPECT_NEAR(villages, county, 1e-9 * county);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);

    // One edit: one undo empties the document.
    EXPECT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM sites"), 0);
}

TEST(Demo, NeverWritesOverAFileAndLeavesNothingBehind) {
    const TemporaryFolder folder;
    const std::string project = (folder / "a.wangge").string();
    run_shell("echo mine > " + quoted(project));
    const Outcome refused = run_wangge({"demo", project, "--json"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "store.exists");
    EXPECT_EQ(text_of(project), "mine\n");

    const std::string fresh = (folder / "b.wangge").string();
    EXPECT_EQ(run_wangge({"demo", fresh, "--as-of", "soon"}).code, 2);
    EXPECT_EQ(run_wangge({"demo", fresh, "--size", "planet"}).code, 2);
    // A run that fails half-way, here for want of names, takes its file along.
    const Outcome broken =
        run_shell("cp -r " + quoted(std::string(WANGGE_TESTS_DIR) + "/../data") + " " +
                  quoted((folder / "data").string()) + " && rm " + quoted((folder / "data/demo/names.json").string()) +
                  " && WANGGE_DATA=" + quoted((folder / "data").string()) + " " + quoted(WANGGE_PROGRAM) + " demo " +
                  quoted(fresh));
    EXPECT_EQ(broken.code, 3) << broken.err;
    EXPECT_FALSE(std::filesystem::exists(fresh));
}

TEST(Demo, LedgersLookLikeACountysOwn) {
    const TemporaryFolder folder;
    const std::string ledgers = (folder / "台账").string();
    ASSERT_EQ(run_wangge({"demo", (folder / "a.wangge").string(), "--ledgers", ledgers, "--quiet"}).code, 0);
    const std::string people = text_of(ledgers + "/人员花名册.csv");
    // GB18030: the heading 姓名, and the rare character of 王𬭎, which has four bytes there.
    EXPECT_NE(people.find("\xD0\xD5\xC3\xFB"), std::string::npos);
    EXPECT_EQ(run_shell("iconv -f GB18030 -t UTF-8 " + quoted(ledgers + "/人员花名册.csv") + " | grep -c 王𬭎").out,
              "1\n");
    // 2211 sites, and one in 400 twice.
    EXPECT_EQ(run_shell("ogrinfo -so -al " + quoted(ledgers + "/监管对象台账.xlsx") + " | grep 'Feature Count'").out,
              "Feature Count: 2217\n");
    for (const char* file : {"/村界.geojson", "/乡镇界.shp", "/乡镇界.cpg", "/道路.gpkg"})
        EXPECT_TRUE(std::filesystem::exists(ledgers + file)) << file;
}

TEST(Demo, TheSeedDecides) {
    const TemporaryFolder folder;
    const auto export_of = [&](const std::string& name, const std::string& seed) {
        const std::string project = (folder / (name + ".wangge")).string(), csv = (folder / (name + ".csv")).string();
        EXPECT_EQ(run_wangge({"demo", project, "--seed", seed, "--quiet"}).code, 0);
        EXPECT_EQ(run_wangge({"export", project, "sites", csv}).code, 0);
        return text_of(csv);
    };
    const std::string one = export_of("one", "5");
    EXPECT_TRUE(one == export_of("again", "5"));
    EXPECT_FALSE(one == export_of("other", "6"));
}

} // namespace
} // namespace wangge::test
