// Travel by road on the demo county: `travel`, `set-travel`, `reach`, `access`, and the switch in the other verbs.
#include "support/sql.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace wangge::test {
namespace {

using nlohmann::json;

const std::string day = "2026-11-22";

class RoadCounty : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(project()));
    }
    static void TearDownTestSuite() {
        delete m_folder;
        m_folder = nullptr;
    }
    static std::string file(const std::string& name) { return (*m_folder / name).string(); }
    static std::string project() { return file("demo.wangge"); }
    static json run(std::vector<std::string> words) {
        words.insert(words.begin() + 1, project());
        words.insert(words.end(), {"--as-of", day, "--json"});
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
        return outcome.json();
    }
    static std::string refused(std::vector<std::string> words) {
        words.insert(words.begin() + 1, project());
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        return outcome.json()["error"]["code"];
    }

private:
    static inline TemporaryFolder* m_folder = nullptr;
};

TEST_F(RoadCounty, CoverageByRoadCountsInMinutes) {
    const json norm = run({"coverage", "--travel", "road", "--list"});
    EXPECT_EQ(norm["limit_min"], 15);
    EXPECT_FALSE(norm.contains("limit_m"));
    EXPECT_EQ(norm["mode"], "car");
    int uncovered = 0;
    for (const json& village : norm["list"]) {
        const bool out = village["minutes"].is_null() || village["minutes"].get<double>() > 15;
        EXPECT_EQ(out, village["state"] == "uncovered") << village;
        uncovered += out;
        if (!village["minutes"].is_null()) {
            EXPECT_NE(village["reason"].get<std::string>().find(" min"), std::string::npos) << village["reason"];
        }
    }
    EXPECT_EQ(norm["uncovered"], uncovered);
    const json tight = run({"coverage", "--travel", "road", "--limit-min", "3"}),
               on_foot = run({"coverage", "--travel", "road", "--mode", "walk", "--limit-min", "15"});
    EXPECT_GT(tight["uncovered"].get<int>(), norm["uncovered"].get<int>());
    EXPECT_GT(tight["uncovered_area_m2"].get<double>(), norm["uncovered_area_m2"].get<double>());
    EXPECT_GT(on_foot["uncovered_area_m2"].get<double>(), norm["uncovered_area_m2"].get<double>());
    EXPECT_EQ(norm["without_road"].get<int>() + norm["cut_off"].get<int>() > 0, !norm["notices"].empty());
}

TEST_F(RoadCounty, TheExportedTableGoesByRoadToo) {
    const json norm = run({"coverage", "--travel", "road", "--mode", "motorbike", "--list"});
    const Outcome put = run_wangge({"export", project(), "coverage", file("覆盖.csv"), "--travel", "road", "--mode",
                                    "motorbike", "--as-of", day, "--lang", "en"});
    ASSERT_EQ(put.code, 0) << put.err;
    std::istringstream lines(text_of(file("覆盖.csv")));
    std::string head, line;
    std::getline(lines, head);
    EXPECT_NE(head.find("Minutes"), std::string::npos) << head;
    std::size_t rows = 0, covered = 0;
    while (std::getline(lines, line)) {
        ++rows;
        covered += line.find(",covered,") != std::string::npos;
    }
    EXPECT_EQ(rows, norm["list"].size());
    EXPECT_EQ(covered, norm["covered"].get<std::size_t>());
}

TEST_F(RoadCounty, RoadsOfAnotherZoneThanDeclaredAreRefusedInBothLanguages) {
    // The county's own roads in their metres, declared as the zone of 117 E.
    ASSERT_EQ(run_wangge({"export", project(), "roads", file("roads.shp")}).code, 0);
    const Outcome made =
        run_shell("ogr2ogr -a_srs EPSG:4548 " + quoted(file("wrong.shp")) + " " + quoted(file("roads.shp")));
    ASSERT_EQ(made.code, 0) << made.err;
    for (const std::string language : {"zh", "en"}) {
        const Outcome outcome =
            run_wangge({"import", project(), "roads", file("wrong.shp"), "--lang", language, "--replace"});
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        EXPECT_NE(outcome.err.find("EPSG:4549"), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find(language == "zh" ? "坐标系" : "--crs"), std::string::npos) << outcome.err;
    }
    // Nothing was cleared, nothing was kept.
    EXPECT_GT(run({"coverage", "--travel", "road"})["covered"].get<int>(), 0);
}

TEST_F(RoadCounty, BlindSpotsByRoadSpeakOfMinutes) {
    const json line = run({"blindspots", "--kind", "supply"}),
               road = run({"blindspots", "--kind", "supply", "--travel", "road", "--mode", "walk"});
    EXPECT_NE(line["total"], road["total"]);
    ASSERT_GT(road["total"].get<int>(), 0);
    for (const json& spot : road["blind_spots"])
        EXPECT_NE(spot["evidence"].get<std::string>().find(" min"), std::string::npos) << spot["evidence"];
    const json tight = run({"blindspots", "--kind", "contact", "--travel", "road", "--limit-min", "1"}),
               wide = run({"blindspots", "--kind", "contact", "--travel", "road", "--limit-min", "60"});
    EXPECT_GT(tight["total"].get<int>(), wide["total"].get<int>());
}

TEST_F(RoadCounty, ServiceAreasAreAPartitionOfWhatIsReached) {
    const json areas = run({"reach", file("areas.gpkg"), "--travel", "road", "--minutes", "5,15"});
    double sum = 0;
    for (const json& area : areas["list"])
        sum += area["area_m2"].get<double>();
    const double reached = areas["reached_area_m2"];
    EXPECT_NEAR(sum, reached, 1e-6 * reached);
    EXPECT_NEAR(areas["bands"][0]["area_m2"].get<double>() + areas["bands"][1]["area_m2"].get<double>(), reached,
                1e-6 * reached);
    EXPECT_EQ(areas["areas"], areas["list"].size());
    EXPECT_GT(areas["areas"], areas["people_counting"]);
    EXPECT_GT(std::filesystem::file_size(file("areas.gpkg")), 10000u);
    // All together reach as much, and coverage tells the same area. Where two areas and the outside meet, the corners
    // of the lattice squares are cut a little differently.
    const json whole = run({"reach", "--travel", "road", "--minutes", "15", "--by", "all"});
    EXPECT_NEAR(whole["reached_area_m2"].get<double>(), reached, 0.01 * reached);
    const json coverage = run({"coverage", "--travel", "road"});
    EXPECT_NEAR(coverage["uncovered_area_m2"].get<double>(), whole["uncovered_area_m2"].get<double>(), 1e-6 * reached);
    // Somebody who sets out late serves less.
    const std::string late = areas["list"][0]["key"];
    const auto area_of = [&](const json& result) {
        double area = 0;
        for (const json& each : result["list"])
            area += each["key"] == late ? each["area_m2"].get<double>() : 0;
        return area;
    };
    const json delayed = run({"reach", "--travel", "road", "--minutes", "15", "--delay", late + "=10"});
    EXPECT_LT(area_of(delayed), 0.9 * area_of(areas));
    const std::string other = areas["list"].back()["key"];
    EXPECT_EQ(run({"reach", "--travel", "road", "--minutes", "15", "--delay", other + "=0," + late + "=10"})["list"],
              delayed["list"]);
    const json line = run({"reach", "--metres", "3000"});
    const json by_line = run({"coverage", "--limit-m", "3000"});
    EXPECT_NEAR(line["uncovered_area_m2"].get<double>(), by_line["uncovered_area_m2"].get<double>(),
                0.01 * line["area_m2"].get<double>());
}

TEST_F(RoadCounty, TravelRulesAreListedChangedAndTakenBack) {
    const json before = run({"travel"});
    EXPECT_GT(before["count"].get<int>(), 40);
    EXPECT_EQ(before["project_has_own"], false);
    const auto speed = [&] {
        const json found = run({"travel"});
        for (const json& rule : found["rules"])
            if (rule["rule"] == "road_speed" && rule["mode"] == "car" && rule["of"] == "primary")
                return rule["value"].get<double>();
        return 0.0;
    };
    const double shipped = speed();
    const json usual = run({"coverage", "--travel", "road", "--limit-min", "5"});
    std::ofstream(file("slow.json")) << R"({"travel":[
        {"rule":"road_speed","mode":"car","value":6,"unit":"km/h","source":"snow"},
        {"rule":"road_speed","mode":"car","of":"primary","value":7,"unit":"km/h","source":"snow"}]})";
    ASSERT_EQ(run_wangge({"set-travel", project(), file("slow.json")}).code, 0);
    EXPECT_EQ(speed(), 7);
    EXPECT_GT(run({"coverage", "--travel", "road", "--limit-min", "5"})["uncovered"].get<int>(),
              usual["uncovered"].get<int>());
    ASSERT_EQ(run_wangge({"undo", project()}).code, 0);
    EXPECT_EQ(speed(), shipped);
    std::ofstream(file("bad.json"))
        << R"({"travel":[{"rule":"road_speed","mode":"horse","value":7,"unit":"km/h","source":""}]})";
    const Outcome bad = run_wangge({"set-travel", project(), file("bad.json"), "--json"});
    EXPECT_EQ(bad.code, 2);
    EXPECT_EQ(bad.json()["error"]["code"], "reach.rule_bad_mode");
    EXPECT_EQ(bad.json()["error"]["where"], "bad.json: travel[0].mode");
    EXPECT_EQ(refused({"set-travel"}), "reach.file_or_reset");
}

TEST_F(RoadCounty, AccessSharesWhatIsThere) {
    const json access = run({"access", "--list"});
    EXPECT_EQ(access["villages"], access["list"].size());
    EXPECT_EQ(access["villages_none"].get<int>() + access["villages_one"].get<int>() +
                  access["villages_two"].get<int>(),
              access["villages"]);
    double people = 0, given = 0;
    for (const json& village : access["list"]) {
        people += village["people"].get<double>();
        given += village["people"].get<double>() * village["score"].get<double>() / 1000;
    }
    EXPECT_NEAR(access["score_mean"].get<double>(), given / people * 1000, 1e-9);
    EXPECT_LE(given, access["suppliers"].get<double>() + 1e-9);
    EXPECT_GT(given, 0.8 * access["suppliers"].get<double>());
    const json steps = run({"access", "--travel", "road", "--decay", "steps", "--limit-min", "20"});
    EXPECT_GT(steps["score_mean"], 0);
    const json contacts = run({"access", "--to", "informant", file("access.csv")});
    EXPECT_GT(contacts["suppliers"].get<int>(), 100);
    EXPECT_TRUE(std::filesystem::exists(file("access.csv")));
}

TEST_F(RoadCounty, AVillageWithoutResidentsIsNotTheWorstServed) {
    const std::string copy = file("empty.wangge");
    std::filesystem::copy_file(project(), copy);
    const std::string query = "UPDATE villages SET population = 0 WHERE id % 5 = 0";
    const Outcome emptied =
        run_shell("sqlite3 -batch -cmd '.load mod_spatialite' " + quoted(copy) + " " + quoted(query));
    ASSERT_EQ(emptied.code, 0) << emptied.err;
    const auto ask = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"access", copy, "--as-of", day});
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome;
    };
    const json access = ask({"--list", file("empty.csv"), "--lang", "en", "--json"}).json();
    int empty = 0;
    for (const json& village : access["list"]) {
        EXPECT_EQ(village["score"].is_null(), village["people"] == 0) << village;
        empty += village["score"].is_null();
    }
    EXPECT_GT(empty, 10);
    EXPECT_EQ(access["villages_empty"], empty);
    EXPECT_EQ(access["notices"].size(), 1U);
    std::istringstream lines(text_of(file("empty.csv")));
    int blank = 0;
    for (std::string line; std::getline(lines, line);)
        blank += line.find(",0,,") != std::string::npos; // residents, no score
    EXPECT_EQ(blank, empty);
    const std::string count = std::to_string(empty);
    EXPECT_NE(ask({"--lang", "zh"}).out.find(count + " 个村没有登记居民"), std::string::npos);
    EXPECT_NE(ask({"--lang", "en"}).out.find(count + " villages have no residents"), std::string::npos);
    EXPECT_FALSE(run({"access"}).contains("notices"));
}

TEST_F(RoadCounty, TheMapShowsIsochrones) {
    const json map = run({"map", file("road.png"), "--fill", "coverage", "--travel", "road", "--limit-min", "10",
                          "--width-px", "400", "--height-px", "300"});
    EXPECT_EQ(map["fill"], "coverage");
    EXPECT_GT(std::filesystem::file_size(file("road.png")), 5000u);
}

TEST_F(RoadCounty, TheSameBytesForAnyNumberOfThreads) {
    const auto out = [&](const char* verb, const char* threads) {
        return run_wangge({verb, project(), "--travel", "road", "--as-of", day, "--json", "--threads", threads}).out;
    };
    for (const char* verb : {"coverage", "reach", "access"}) {
        EXPECT_EQ(out(verb, "1"), out(verb, "5"));
        EXPECT_GT(out(verb, "1").size(), 200u);
    }
}

TEST_F(RoadCounty, WhatCannotBeDoneIsSaid) {
    EXPECT_EQ(refused({"coverage", "--travel", "road", "--limit-m", "3000"}), "coverage.metres_need_line");
    EXPECT_EQ(refused({"reach", "--minutes", "15"}), "coverage.minutes_need_roads");
    EXPECT_EQ(refused({"reach", "--travel", "road", "--minutes", "soon"}), "app.bad_value");
    EXPECT_EQ(refused({"reach", "--travel", "road", "--delay", "nobody=3"}), "reach.unknown_person");
    EXPECT_EQ(refused({"reach", file("areas.doc")}), "export.unknown_format");
    EXPECT_EQ(refused({"access", "--to", "moon"}), "app.bad_value");
    const TemporaryFolder folder;
    const std::string empty = (folder / "p.wangge").string();
    ASSERT_EQ(run_wangge({"new", empty, "--crs", "EPSG:4549"}).code, 0);
    const Outcome none = run_wangge({"coverage", empty, "--travel", "road", "--json"});
    EXPECT_EQ(none.code, 2);
    EXPECT_EQ(none.json()["error"]["code"], "reach.no_roads");
}

} // namespace
} // namespace wangge::test
