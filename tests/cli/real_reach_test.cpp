// Road and terrain on three real areas, from their raw files: an island, a city, a district. The data has no people, so
// they are made by rule: an informant at every fourth village.
#include "support/program.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace wangge::test {
namespace {

using nlohmann::json;

class RealReach : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(data()))
            GTEST_SKIP() << "the real data is not on this machine: " << data();
    }
    static std::filesystem::path data() { return std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas"; }
    std::string project() const { return (m_folder / "area.wangge").string(); }
    json run(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, project());
        words.insert(words.end(), {"--lang", "en", "--json"});
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << " " << words[2] << ": " << outcome.out << outcome.err;
        return outcome.code == 0 ? outcome.json() : json();
    }
    json import(const std::string& kind, const std::filesystem::path& file, std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"import", kind, file.string()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    // Every fourth village has an informant at its seat.
    void appoint() const {
        run({"export", "villages", (m_folder / "villages.csv").string()});
        std::ifstream villages(m_folder / "villages.csv");
        std::ofstream people(m_folder / "people.csv");
        people << "编号,姓名,角色,lon,lat\n";
        std::string line;
        std::getline(villages, line);
        for (int i = 0; std::getline(villages, line); ++i)
            if (i % 4 == 0) {
                const std::size_t lat = line.rfind(','), lon = line.rfind(',', lat - 1);
                people << "i" << i << ",信息员" << i << ",informant" << line.substr(lon) << "\n";
            }
        people.close();
        import("people", m_folder / "people.csv", {"--datum", "wgs84"});
    }
    // Each person's areas are together those of all, and with what nobody reaches the whole.
    void expect_whole(const std::vector<std::string>& way) const {
        std::vector<std::string> words{"reach"};
        words.insert(words.end(), way.begin(), way.end());
        const json each = run(words);
        words.insert(words.end(), {"--by", "all"});
        const json all = run(words);
        const double area = each["area_m2"];
        EXPECT_GT(each["reached_area_m2"], 0.05 * area);
        EXPECT_NEAR(each["reached_area_m2"].get<double>(), all["reached_area_m2"].get<double>(), 1e-6 * area);
        double sum = 0;
        for (const json& person : each["list"])
            sum += person["area_m2"].get<double>();
        EXPECT_NEAR(sum + each["uncovered_area_m2"].get<double>(), area, 1e-6 * area);
    }

    TemporaryFolder m_folder;
};

TEST_F(RealReach, AnIslandFromItsRawFiles) {
    ASSERT_EQ(run_wangge({"new", project(), "--crs", "EPSG:32738"}).code, 0);
    const auto islands = data() / "comoros";
    const std::filesystem::path osm = islands / "osm/comores-latest.osm.pbf";
    // One of three islands: the population grid has the other two exchanged.
    import("boundaries", osm, {"--only", "大科摩罗岛", "--datum", "wgs84"});
    const json roads = import("roads", osm, {"--datum", "wgs84"});
    EXPECT_GT(roads["imported"], 2000);
    EXPECT_GT(roads["quarantined"], 1000) << "roads of the other islands";
    import("villages", osm, {"--datum", "wgs84"});
    EXPECT_GT(import("sites", osm, {"--datum", "wgs84"})["imported"], 40);
    import("water", osm, {"--datum", "wgs84"});
    import("terrain", islands / "srtm/S12E043.SRTMGL1.hgt.zip");
    import("population", islands / "worldpop/com_ppp_2020_UNadj.tif");
    import("landcover", islands / "landcover/landcover_Tree.tif");
    appoint();
    const json line = run({"coverage", "--population", "raster"}),
               road = run({"coverage", "--travel", "road", "--mode", "walk", "--limit-min", "40"}),
               terrain = run({"coverage", "--travel", "terrain", "--mode", "walk", "--limit-min", "40", "--population",
                              "raster"});
    EXPECT_NEAR(line["area_m2"].get<double>(), 1.0155e9, 1e6);
    EXPECT_NEAR(line["people"].get<double>(), 437000, 1000);
    EXPECT_EQ(terrain["people"], line["people"]);
    EXPECT_GT(terrain["uncovered"], line["uncovered"]) << "3 km in 40 minutes are a plain's, not a volcano's";
    EXPECT_EQ(road["targets"], terrain["targets"]);
    expect_whole({"--travel", "road", "--minutes", "5,15"});
    expect_whole({"--travel", "terrain", "--mode", "walk", "--minutes", "15,60"});
    EXPECT_GT(run({"areatypes"})["grid"].size(), 4u);
    // Its villages are points; a map by village shows what is nearest to each.
    run({"map", (m_folder / "types.png").string(), "--fill", "area_difference", "--width-px", "300", "--height-px",
         "300"});
    EXPECT_GT(run({"access", "--travel", "road"})["score_mean"], 0);
    EXPECT_EQ(run({"site", "--model", "mclp", "--add", "3", "--travel", "road", "--mode", "walk"})["proven"], true);
}

TEST_F(RealReach, ACityOfHexagonsFromItsRawFiles) {
    ASSERT_EQ(run_wangge({"new", project(), "--crs", "EPSG:31982"}).code, 0);
    const auto city = data() / "porto_alegre";
    EXPECT_EQ(import("villages", city / "poa_hexgrid.csv", {"--map", "code=id", "--datum", "wgs84"})["imported"], 1227);
    EXPECT_GT(import("roads", city / "poa_osm.pbf", {"--datum", "wgs84"})["imported"], 15000);
    import("terrain", city / "poa_elevation.tif");
    appoint();
    const json car = run({"coverage", "--travel", "road", "--capacity-people", "0", "--limit-min", "5"}),
               walk = run(
                   {"coverage", "--travel", "road", "--mode", "walk", "--capacity-people", "0", "--limit-min", "5"}),
               hills = run({"coverage", "--travel", "terrain", "--mode", "walk", "--capacity-people", "0"});
    EXPECT_EQ(car["people"], 812935);
    EXPECT_GT(car["people_covered"], walk["people_covered"]);
    EXPECT_LE(car["without_road"], 5);
    EXPECT_GT(hills["covered"], 400);
    // Its files have no boundary: the work is done inside an area around the 1,227 hexagons, each of a tenth of a
    // square kilometre.
    const json outline = run({"outline"});
    EXPECT_NEAR(outline["area_km2"].get<double>(), 122.7, 10);
    std::ofstream inspectors(m_folder / "inspectors.csv");
    inspectors << "编号,姓名,角色,lon,lat\n";
    for (int i = 0; i < 8; ++i)
        inspectors << "j" << i << ",检查员" << i << ",inspector,-51.2" << i << ",-30.0" << 8 - i << "\n";
    inspectors.close();
    import("people", m_folder / "inspectors.csv", {"--datum", "wgs84"});
    std::ofstream sites(m_folder / "sites.csv");
    sites << "编号,名称,类别,lon,lat\n";
    for (int i = 0; i < 40; ++i)
        sites << "s" << i << ",药店" << i << ",零售药店,-51.2" << i % 5 << ",-30.0" << 2 + i / 5 << "\n";
    sites.close();
    EXPECT_EQ(import("sites", m_folder / "sites.csv", {"--datum", "wgs84"})["imported"], 40);
    const json villages = run({"grid", "--shape", "village"});
    EXPECT_EQ(villages["cells"], 1227) << "whole villages although they are points";
    EXPECT_EQ(villages["gaps_m2"], 0);
    EXPECT_EQ(run({"grid", "--shape", "balanced", "--cells", "12", "--seconds", "1"})["cells"], 12);
    EXPECT_EQ(run({"assign", "--travel", "road", "--seconds", "1"})["cell_count"], 12);
}

TEST_F(RealReach, ADistrictWhosePrjNamesNoNumberStaysWhereItIs) {
    ASSERT_EQ(run_wangge({"new", project(), "--crs", "EPSG:26713"}).code, 0);
    const auto district = data() / "spearfish";
    const auto shape = [&](const std::string& folder, const std::string& name) {
        return district / folder / name / (name + ".shp");
    };
    import("boundaries", shape("zone_admin__city", "zone_admin__city"));
    EXPECT_EQ(import("roads", shape("road__demo", "road__demo"))["repaired"], 825) << "classes 1 to 5 are not known";
    import("water", shape("barrier__demo_river", "barrier__demo_river"));
    import("terrain", district / "DEM/dem__dem.GeoTIFF");
    import("landcover", district / "land_cover__demo/land_cover__demo.GeoTIFF");
    std::ofstream(m_folder / "villages.csv") << "code,name,lon,lat,population\n1,Spearfish,-103.8594,44.4908,8000\n"
                                                "2,Central City,-103.7660,44.4060,200\n";
    import("villages", m_folder / "villages.csv", {"--datum", "wgs84"});
    appoint();
    // The roads lie in the metres of the elevation grid, which has the number.
    run({"export", "roads", (m_folder / "roads.gpkg").string()});
    const Outcome stored =
                      run_shell("ogrinfo -so -al " + quoted((m_folder / "roads.gpkg").string()) + " | grep Extent"),
                  given = run_shell("ogrinfo -so -al " + quoted(shape("road__demo", "road__demo").string()) +
                                    " | grep Extent");
    EXPECT_EQ(stored.out, given.out);
    EXPECT_EQ(run({"coverage", "--travel", "terrain", "--mode", "walk", "--capacity-people", "0"})["covered"], 1);
    expect_whole({"--travel", "road", "--minutes", "5,30"});
}

} // namespace
} // namespace wangge::test
