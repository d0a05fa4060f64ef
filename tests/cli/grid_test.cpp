// wangge grid on the demo county: every shape, its numbers against each other, and plans that replace one another.
#include "support/program.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

class GridVerb : public testing::Test {
protected:
    void SetUp() override {
        project = (folder / "p.wangge").string();
        const Outcome made = run_wangge({"demo", project, "--seed", "3", "--json"});
        ASSERT_EQ(made.code, 0) << made.err;
    }
    nlohmann::json grid(std::vector<std::string> words) {
        words.insert(words.begin(), {"grid", project, "--json"});
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err << outcome.out;
        return outcome.code == 0 ? outcome.json() : nlohmann::json();
    }
    const TemporaryFolder folder;
    std::string project;
};

TEST_F(GridVerb, EveryShapeKeepsTheCountysArea) {
    double county = 0;
    for (const char* shape : {"square", "hexagon", "village", "township", "nearest"}) {
        const nlohmann::json made = grid({"--shape", shape});
        SCOPED_TRACE(made.dump());
        const double area = made["area_m2"];
        EXPECT_NEAR(area, made["region_m2"], 1e-9 * area);
        EXPECT_LT(made["gaps_m2"].get<double>(), 0.01);
        EXPECT_LT(made["overlaps_m2"].get<double>(), 0.01);
        EXPECT_GT(made["workload_cv"].get<double>(), 0);
        EXPECT_GT(made["cells"], 0);
        county = county == 0 ? area : county;
        EXPECT_NEAR(area, county, 1e-9 * county) << "each shape covers the same ground";
    }
    const nlohmann::json info = run_wangge({"info", project, "--json"}).json();
    EXPECT_NEAR(info["county_area_m2"], county, 1e-9 * county);
    EXPECT_EQ(info["plans"].size(), 5u);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
}

TEST_F(GridVerb, TheSameAgainGivesTheSameCodesAndUndoTakesItBack) {
    const nlohmann::json first = grid({"--shape", "square", "--size-m", "2000", "--as-of", "2026-01-01"});
    const nlohmann::json again = grid({"--shape", "square", "--size-m", "2000", "--as-of", "2026-01-01"});
    EXPECT_EQ(first, again);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(run_wangge({"info", project, "--json"}).json()["layers"]["cells"], 0);
}

TEST_F(GridVerb, SaysWhatIsWrong) {
    const auto code_of = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"grid", project, "--json"});
        return run_wangge(words).json()["error"]["code"];
    };
    EXPECT_EQ(code_of({"--shape", "circle"}), "app.bad_value");
    EXPECT_EQ(code_of({}), "app.missing_parameter");
    EXPECT_EQ(code_of({"--shape", "square", "--within", "1"}), "grid.unknown_area");
    EXPECT_EQ(code_of({"--shape", "square", "--size-m", "-5"}), "app.bad_value");
    EXPECT_EQ(code_of({"--shape", "square", "--code-template", "x"}), "app.bad_value");
    const std::string empty = (folder / "empty.wangge").string();
    ASSERT_EQ(run_wangge({"new", empty, "--crs", "EPSG:4549"}).code, 0);
    EXPECT_EQ(run_wangge({"grid", empty, "--shape", "square", "--json"}).json()["error"]["code"], "grid.no_region");
    EXPECT_EQ(run_wangge({"outline", empty, "--json"}).json()["error"]["code"], "outline.no_places");
    EXPECT_EQ(run_wangge({"outline", project, "--json"}).json()["error"]["code"], "outline.has_area");
    EXPECT_EQ(run_wangge({"outline", project}).code, 2);
}

TEST_F(GridVerb, AnAreaAroundVillagesServesWhereThereIsNoBoundary) {
    const std::string points = (folder / "points.wangge").string();
    const auto done = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, points);
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
        return outcome.json();
    };
    std::ofstream(folder / "villages.csv") << "代码,名称,lon,lat,人口\n330122101201,甲村,119.60,29.80,800\n"
                                              "330122101202,乙村,119.62,29.80,500\n330122101203,丙村,119.61,29.82,90\n";
    done({"new", "--crs", "EPSG:4549"});
    done({"import", "villages", (folder / "villages.csv").string(), "--datum", "wgs84"});
    const auto outline = done({"outline", "--margin-m", "1500"});
    EXPECT_EQ(outline["code"], "330122");
    EXPECT_EQ(outline["margin_m"], 1500);
    EXPECT_EQ(outline["parts"], 1);
    const auto plan = done({"grid", "--shape", "village"});
    EXPECT_EQ(plan["cells"], 3);
    EXPECT_EQ(plan["gaps_m2"], 0);
    EXPECT_EQ(plan["first_code"], "33012210120101");
    done({"undo"});
    done({"undo"});
    EXPECT_EQ(done({"info"})["layers"]["boundaries"], 0);
    const std::string before = text_of(points);
    for (const std::string bad : {"33", "abcdef", "33019x", "3301990000001", "330199 a"}) {
        const Outcome refused = run_wangge({"outline", points, "--code", bad, "--json"});
        EXPECT_EQ(refused.code, 2) << bad;
        EXPECT_EQ(refused.json()["error"]["code"], "outline.bad_code") << bad;
    }
    EXPECT_EQ(text_of(points), before);
    const auto named = done({"outline", "--name", "临时范围", "--code", "３３０１９９"});
    EXPECT_EQ(named["code"], "330199");
    EXPECT_EQ(named["redrawn"], false);
    // Drawn again with another margin it stays what it was called, in one step.
    const auto steps = done({"history"})["count"].get<int>();
    const auto wider = done({"outline", "--margin-m", "3000"});
    EXPECT_EQ(wider["redrawn"], true);
    EXPECT_EQ(wider["code"], "330199");
    EXPECT_EQ(wider["name"], "临时范围");
    EXPECT_GT(wider["area_km2"].get<double>(), named["area_km2"].get<double>());
    EXPECT_EQ(done({"history"})["count"].get<int>(), steps + 1);
    EXPECT_EQ(done({"info"})["layers"]["boundaries"], 1);
    EXPECT_NEAR(done({"levels"})["rows"][0]["area_m2"].get<double>() / 1e6, wider["area_km2"].get<double>(), 1e-6);
    EXPECT_EQ(done({"outline", "--margin-m", "3000"})["area_km2"], wider["area_km2"]);
    EXPECT_EQ(done({"history"})["count"].get<int>(), steps + 1) << "as it is drawn already";
    done({"undo"});
    EXPECT_NEAR(done({"levels"})["rows"][0]["area_m2"].get<double>() / 1e6, named["area_km2"].get<double>(), 1e-6);
    done({"redo"});
    // A sketch refuses nobody, and gives way to a boundary.
    std::ofstream(folder / "more.csv") << "代码,名称,lon,lat,人口\n330122101204,远村,119.90,29.80,70\n";
    EXPECT_EQ(done({"import", "villages", (folder / "more.csv").string(), "--datum", "wgs84"})["imported"], 1);
    std::ofstream(folder / "county.geojson")
        << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"330122","name":"桐庐县"},)"
           R"("geometry":{"type":"Polygon","coordinates":[[[119.5,29.7],[120,29.7],[120,29.9],[119.5,29.9],[119.5,29.7]]]}}]})";
    EXPECT_EQ(done({"import", "boundaries", (folder / "county.geojson").string(), "--datum", "wgs84"})["imported"], 1);
    EXPECT_EQ(done({"info"})["layers"]["boundaries"], 1);
    EXPECT_EQ(done({"levels"})["rows"][0]["name"], "桐庐县");
    EXPECT_EQ(run_wangge({"outline", points, "--json"}).json()["error"]["code"], "outline.has_area");
    std::ofstream(folder / "wrong.csv") << "代码,名称,lon,lat,人口\n330122101205,界外村,121.90,29.80,70\n";
    EXPECT_EQ(done({"import", "villages", (folder / "wrong.csv").string(), "--datum", "wgs84"})["quarantined"], 1);
}

TEST_F(GridVerb, BalancedCellsAreWholeVillagesOfEvenWork) {
    const double by_village = grid({"--shape", "village"})["workload_cv"];
    const nlohmann::json made = grid({"--shape", "balanced", "--cells", "30"});
    EXPECT_EQ(made["cells"], 30);
    EXPECT_EQ(made["gaps_m2"], 0);
    EXPECT_EQ(made["overlaps_m2"], 0);
    EXPECT_NEAR(made["area_m2"].get<double>(), made["region_m2"].get<double>(), 1e-9 * made["region_m2"].get<double>());
    EXPECT_LT(made["workload_cv"].get<double>(), 0.1);
    EXPECT_GT(by_village, 1);
    EXPECT_EQ(run_wangge({"check", project}).code, 0);
    EXPECT_EQ(
        run_wangge({"grid", project, "--shape", "balanced", "--cells", "100000", "--json"}).json()["error"]["code"],
        "assign.too_many_zones");
}

} // namespace
} // namespace wangge::test
