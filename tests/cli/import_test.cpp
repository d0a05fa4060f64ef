// `wangge import` on a real project file: what it prints, what it stores, what undo takes back.
#include "support/program.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

const std::filesystem::path areas = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas";

std::string written(const TemporaryFolder& folder, const char* name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return (folder / name).string();
}

std::int64_t stored_sites(const std::string& project) {
    return run_wangge({"info", project, "--json"}).json()["layers"]["sites"];
}

TEST(Import, CountsEveryRowAndCanBeUndone) {
    const TemporaryFolder folder;
    const std::string project = (folder / "a.wangge").string();
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const std::string file = written(folder, "药店.csv",
                                     "企业名称,许可证号,经度,纬度,风险等级\n甲药店,浙1,120.01,29.9,A\n"
                                     "乙药店,浙2,29.9,120.02,B\n丙药店,浙1,120.01,29.9,C\n");
    const Outcome dry = run_wangge({"import", project, "sites", file, "--dry-run", "--json"});
    ASSERT_EQ(dry.code, 0) << dry.err;
    EXPECT_EQ(stored_sites(project), 0);

    const Outcome outcome = run_wangge({"import", project, "sites", file, "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const nlohmann::json answer = outcome.json();
    EXPECT_EQ(answer["kind"], "sites");
    EXPECT_EQ(answer["read"], 3);
    EXPECT_EQ(answer["imported"], 1);
    EXPECT_EQ(answer["repaired"], 1);
    EXPECT_EQ(answer["quarantined"], 1);
    EXPECT_EQ(answer["encoding"], "utf-8");
    EXPECT_EQ(answer["datum"], "cgcs2000");
    EXPECT_EQ(answer["reasons"], (nlohmann::json{{"duplicate", 1}, {"swapped_xy", 1}}));
    EXPECT_EQ(stored_sites(project), 2);

    const nlohmann::json again = run_wangge({"import", project, "sites", file, "--json"}).json();
    EXPECT_EQ(again["unchanged"], 2);
    EXPECT_EQ(again["inserted"], 0);
    EXPECT_EQ(run_wangge({"info", project, "--json"}).json()["layers"]["quarantine"], 1);
    const nlohmann::json refused = run_wangge({"import", project, "sites", file, "--append", "--json"}).json();
    EXPECT_EQ(refused["quarantined"], 3);
    for (int i = 0; i < 3; ++i)
        run_wangge({"undo", project});
    EXPECT_EQ(stored_sites(project), 0);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
}

TEST(Import, SaysWhatIsWrongInBothLanguages) {
    const TemporaryFolder folder;
    const std::string project = (folder / "a.wangge").string();
    run_wangge({"new", project, "--crs", "EPSG:4549"});
    const std::string file = written(folder, "a.csv", "甲,乙\n1,2\n");
    const Outcome english = run_wangge({"import", project, "sites", file});
    EXPECT_EQ(english.code, 2);
    EXPECT_NE(english.err.find("Columns found: 甲, 乙"), std::string::npos) << english.err;
    const Outcome chinese = run_wangge({"import", project, "sites", file, "--lang", "zh"});
    EXPECT_NE(chinese.err.find("文件中的列：甲, 乙"), std::string::npos) << chinese.err;
    EXPECT_EQ(run_wangge({"import", project, "sites", "nowhere.csv"}).code, 3);
    EXPECT_EQ(run_wangge({"import", project, "sites", file, "--append", "--replace"}).code, 2);
    EXPECT_EQ(run_wangge({"import", project, "sites", file, "--map", "wings=甲"}).code, 2);
    EXPECT_EQ(run_wangge({"import", project, "sites", file, "--crs", "moon"}).code, 2);
}

TEST(Import, VillagesBeforeAnyPeopleAreNoFault) {
    const TemporaryFolder folder;
    const std::string project = (folder / "a.wangge").string();
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const std::string villages = written(folder, "villages.csv", "村名称,经度,纬度,人口\n甲村,120.1,30.1,900\n");
    ASSERT_EQ(run_wangge({"import", project, "villages", villages, "--map", "code=村名称", "--json"}).code, 0);
    const Outcome checked = run_wangge({"check", project});
    EXPECT_EQ(checked.code, 0) << checked.out << "nobody is contact and backup at once where there is nobody";
}

// A province 480 km wide, and roads in its own metres under the name of another system. GeoPackage says beforehand how
// far its lines reach, so that no row is read.
TEST(Import, RoadsUnderAWrongNameAreRefusedWithTheRightOneAndNothingIsStored) {
    const TemporaryFolder folder;
    const std::string project = (folder / "p.wangge").string();
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const std::string province = written(
        folder, "province.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"330000","name":"省",)"
        R"("level":"county"},"geometry":{"type":"Polygon","coordinates":[[[117.5,29],[122.5,29],[122.5,31],)"
        R"([117.5,31],[117.5,29]]]}}]})");
    ASSERT_EQ(run_wangge({"import", project, "boundaries", province, "--datum", "cgcs2000"}).code, 0);
    std::string lines = "id,WKT\n";
    for (int i = 0; i < 40; ++i) {
        const int x = 270000 + 11500 * i, y = 3220000 + 5000 * i;
        lines += "r" + std::to_string(i) + ",\"LINESTRING(" + std::to_string(x) + " " + std::to_string(y) + "," +
                 std::to_string(x + (i == 7 ? 0 : 900)) + " " + std::to_string(y) + ")\"\n"; // one of no length
    }
    const std::string csv = written(folder, "roads.csv", lines);
    const auto named = [&](const std::string& crs) {
        std::string file = (folder / (crs + ".gpkg")).string();
        EXPECT_EQ(run_shell("ogr2ogr -f GPKG " + test::quoted(file) + " " + test::quoted(csv) +
                            " -oo GEOM_POSSIBLE_NAMES=WKT -a_srs EPSG:" + crs)
                      .code,
                  0);
        return file;
    };
    const std::string before = text_of(project);
    const auto refusal = [&](const std::string& file) {
        const Outcome outcome = run_wangge({"import", project, "roads", file, "--json"});
        EXPECT_EQ(outcome.code, 2) << outcome.err;
        EXPECT_EQ(text_of(project), before) << "nothing is half-written";
        return outcome.code == 2 ? outcome.json()["error"] : nlohmann::json::object();
    };
    const nlohmann::json elsewhere = refusal(named("32738"));
    EXPECT_EQ(elsewhere["code"], "import.elsewhere_but");
    EXPECT_NE(elsewhere["message"].get<std::string>().find("EPSG:4549"), std::string::npos) << elsewhere;
    // The zone next door: half of the roads would come to lie in the province, each 290 km from where it is.
    const std::string neighbour = named("4548");
    EXPECT_EQ(refusal(neighbour)["code"], "import.partly_elsewhere");
    const Outcome taken = run_wangge({"import", project, "roads", neighbour, "--crs", "EPSG:4549", "--json"});
    ASSERT_EQ(taken.code, 0) << taken.out << taken.err;
    EXPECT_EQ(taken.json()["imported"], 39);
    EXPECT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(run_wangge({"import", project, "roads", neighbour, "--crs", "EPSG:4548"}).code, 0) << "the user insists";
}

// A whole county, and the same counts from the document by SQL that is not ours.
TEST(Import, ARealCountyComesWhole) {
    if (!std::filesystem::exists(areas))
        GTEST_SKIP() << "no shared data: " << areas;
    for (const auto& [name, townships, villages, outlets, people] :
         std::initializer_list<std::tuple<const char*, int, int, int, double>>{{"yunlin", 20, 389, 198, 673883},
                                                                               {"nantou", 13, 262, 97, 488723}}) {
        const TemporaryFolder folder;
        const std::string project = (folder / "a.wangge").string();
        run_wangge({"new", project, "--crs", "EPSG:4549"});
        for (const auto& [kind, file, rows] : std::initializer_list<std::tuple<const char*, const char*, int>>{
                 {"boundaries", "townships.geojson", townships},
                 {"villages", "villages.geojson", villages},
                 {"sites", "outlets.csv", outlets}}) {
            const Outcome outcome = run_wangge({"import", project, kind, (areas / name / file).string(), "--json"});
            ASSERT_EQ(outcome.code, 0) << outcome.err;
            EXPECT_EQ(outcome.json()["imported"], rows) << outcome.out;
            EXPECT_EQ(outcome.json()["quarantined"], 0) << outcome.out;
        }
        const Outcome sql = run_shell("sqlite3 " + quoted(project) +
                                      " 'select count(*), sum(population) from villages; select count(*) from sites;'");
        EXPECT_EQ(sql.out, std::to_string(villages) + "|" + std::to_string(static_cast<int>(people)) + ".0\n" +
                               std::to_string(outlets) + "\n")
            << sql.err;
    }
}

} // namespace
} // namespace wangge::test
