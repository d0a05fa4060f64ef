// Travel over terrain, land cover, area types and people where they live, through the program.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

std::filesystem::path areas() {
    return std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas";
}

class DemoTerrain : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(project()));
    }
    static void TearDownTestSuite() {
        delete s_folder;
        s_folder = nullptr;
    }
    static std::string project() { return (*s_folder / "demo.wangge").string(); }

private:
    inline static TemporaryFolder* s_folder = nullptr;
};

TEST_F(DemoTerrain, BothMethodsStandSideBySideWithReasons) {
    const Outcome outcome = run_wangge({"areatypes", project(), "--list", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const nlohmann::json answer = outcome.json();
    EXPECT_EQ(answer["source"], "official");
    EXPECT_EQ(answer["list"].size(), answer["villages"]);
    std::int64_t differ = 0, people = 0;
    for (const auto& village : answer["list"]) {
        EXPECT_EQ(village["area_type"], village["official"]);
        EXPECT_FALSE(village["degurba_reason"].get<std::string>().empty());
        differ += village["differs"].get<bool>();
        people += village["people"].get<std::int64_t>();
    }
    EXPECT_EQ(differ, answer["differ"]);
    std::int64_t grouped = 0;
    for (const auto& [type, row] : answer["official"].items())
        grouped += row["people"].get<std::int64_t>();
    EXPECT_EQ(grouped, people);
    EXPECT_TRUE(answer["grid"].contains("30") || answer["grid"].contains("23"));
    EXPECT_EQ(run_wangge({"areatypes", project(), "--edition", "1999"}).code, 2);
}

TEST_F(DemoTerrain, AWordByHandWinsAndCanBeTakenBackAndUndone) {
    const auto list = run_wangge({"areatypes", project(), "--source", "official", "--list", "--json"}).json()["list"];
    std::string code;
    for (const auto& village : list)
        if (village["area_type"] == "rural")
            code = village["key"];
    ASSERT_FALSE(code.empty());
    const auto type_of = [&](const nlohmann::json& answer) {
        for (const auto& village : answer["list"])
            if (village["key"] == code)
                return village["area_type"].get<std::string>();
        return std::string();
    };
    const Outcome set = run_wangge({"areatypes", project(), "--set", code + "=fringe", "--list", "--json"});
    ASSERT_EQ(set.code, 0) << set.err;
    EXPECT_EQ(type_of(set.json()), "fringe");
    EXPECT_EQ(set.json()["by_hand"], 1);
    const std::string other = list[0]["key"].get<std::string>() == code ? list[1]["key"] : list[0]["key"];
    const Outcome both = run_wangge({"areatypes", project(), "--set", code + "=fringe," + other + "=urban", "--json"});
    ASSERT_EQ(both.code, 0) << both.err;
    EXPECT_EQ(both.json()["by_hand"], 2);
    EXPECT_EQ(run_wangge({"undo", project()}).code, 0);
    // Coverage follows.
    const nlohmann::json coverage = run_wangge({"coverage", project(), "--list", "--json"}).json();
    for (const auto& village : coverage["list"])
        if (village["key"] == code) {
            EXPECT_EQ(village["area_type"], "fringe");
            EXPECT_EQ(village["area_reason"], "set by hand");
        }
    EXPECT_EQ(run_wangge({"undo", project()}).code, 0);
    EXPECT_EQ(type_of(run_wangge({"areatypes", project(), "--list", "--json"}).json()), "rural");
    EXPECT_EQ(run_wangge({"areatypes", project(), "--set", "000=fringe"}).code, 2);
    EXPECT_EQ(run_wangge({"areatypes", project(), "--set", code + "=ugly"}).code, 2);
}

TEST_F(DemoTerrain, AProjectsOwnThresholdsWinAndCanBeTakenBack) {
    const TemporaryFolder folder;
    const std::string file = (folder / "own.json").string();
    std::ofstream(file) << R"({"degurba": [{"rule": "centre_people", "value": 9000000, "unit": "people"},)"
                           R"({"rule": "dense_people", "value": 9000000, "unit": "people"}]})";
    const auto grid = [] { return run_wangge({"areatypes", project(), "--json"}).json()["grid"]; };
    const nlohmann::json before = grid();
    const Outcome set = run_wangge({"areatypes", project(), "--thresholds", file, "--json"});
    ASSERT_EQ(set.code, 0) << set.err;
    const nlohmann::json answer = set.json();
    EXPECT_TRUE(answer["own_thresholds"].get<bool>());
    EXPECT_FALSE(answer["grid"].contains("30") || answer["grid"].contains("23")) << "nowhere live so many";
    EXPECT_EQ(grid(), answer["grid"]) << "kept";
    EXPECT_EQ(run_wangge({"undo", project()}).code, 0);
    EXPECT_EQ(grid(), before);
    EXPECT_EQ(run_wangge({"areatypes", project(), "--thresholds", file}).code, 0);
    EXPECT_EQ(run_wangge({"areatypes", project(), "--reset"}).code, 0);
    EXPECT_EQ(grid(), before);
    std::ofstream(file) << R"({"degurba": [{"rule": "centre_people", "value": -1, "unit": "people"}]})";
    EXPECT_EQ(run_wangge({"areatypes", project(), "--thresholds", file}).code, 2);
    EXPECT_EQ(run_wangge({"areatypes", project(), "--thresholds", file, "--reset"}).code, 2);
    EXPECT_EQ(grid(), before);
}

TEST_F(DemoTerrain, PeopleSpreadInsideVillagesKeepTheirNumber) {
    const auto people = [&](const char* source) {
        const Outcome outcome =
            run_wangge({"coverage", project(), "--population", source, "--limit-m", "2000", "--json"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    };
    const nlohmann::json register_ = people("villages"), spread = people("dasymetric"), raster = people("raster");
    EXPECT_NEAR(spread["people"].get<double>(), register_["people"].get<double>(),
                0.002 * register_["people"].get<double>());
    EXPECT_GT(spread["people_covered"].get<double>(), 0);
    EXPECT_GT(raster["people"].get<double>(), 0);
    EXPECT_EQ(spread["people_uncovered"].get<std::int64_t>() + spread["people_covered"].get<std::int64_t>(),
              spread["people"].get<std::int64_t>());
}

TEST(Terrain, AWholeIslandFromItsGrids) {
    if (!std::filesystem::exists(areas() / "comoros"))
        GTEST_SKIP() << "no shared data: " << areas();
    const TemporaryFolder folder;
    const std::string project = (folder / "island.wangge").string();
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err << outcome.out;
        return outcome.code == 0 ? outcome.json() : nlohmann::json();
    };
    EXPECT_EQ(run_wangge({"new", project, "--crs", "EPSG:32738"}).code, 0);
    const Outcome nothing = run_wangge({"coverage", project, "--travel", "terrain", "--json"});
    EXPECT_EQ(nothing.code, 2);
    EXPECT_EQ(nothing.json()["error"]["code"], "reach.no_terrain");
    const auto stack = areas() / "comoros/stack_1km";
    run({"import", "terrain", (stack / "elevation.tif").string()});
    const auto cover = run({"import", "landcover", (stack / "landcover_Tree.tif").string()});
    EXPECT_EQ(cover["notices"][0]["id"], "import.notice.cover_fractions");
    run({"import", "population", (stack / "population.tif").string()});
    EXPECT_EQ(run({"info"})["layers"]["landcover"], 1);

    std::ofstream(folder / "people.csv") << "name,role,lon,lat,village_code\nA,informant,43.26,-11.70,1\n"
                                            "B,informant,43.38,-11.85,2\n";
    std::ofstream(folder / "villages.csv") << "code,name,lon,lat,population\n1,Moroni,43.2551,-11.7022,60000\n"
                                              "2,Foumbouni,43.49,-11.86,6000\n3,Mbeni,43.37,-11.48,5000\n";
    run({"import", "villages", (folder / "villages.csv").string(), "--datum", "wgs84"});
    run({"import", "people", (folder / "people.csv").string(), "--datum", "wgs84"});
    const auto travel = run({"coverage", "--travel", "terrain", "--mode", "walk", "--population", "raster"});
    EXPECT_EQ(travel["targets"], 3);
    EXPECT_GT(travel["people"].get<double>(), 300000);
    const auto types = run({"areatypes"});
    EXPECT_TRUE(types["grid"].contains("30")); // Moroni
}

} // namespace
} // namespace wangge::test
