// `coverage` and `blindspots` on the demo county, held against SQL on the same file.
#include "support/sql.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

const std::string day = "2026-11-22";

// People of a role in good standing on that day, with or without a position.
std::string standing(const std::string& role) {
    return "SELECT geom, \"key\", position FROM people WHERE role = '" + role +
           "' AND assessment_passed AND ifnull(start_date, '0') <= '" + day + "' AND ifnull(end_date, '9') >= '" + day +
           "' AND last_training >= date('" + day + "', '-12 months')";
}
// Those of them who count as cover.
std::string counting(const std::string& role) {
    return "(" + standing(role) + " AND position <> 'none')";
}

// Villages with the distance to the nearest of `people`.
std::string villages_to(const std::string& people) {
    return "(SELECT v.*, (SELECT min(ST_Distance(v.seat, p.geom)) FROM " + people + " p) AS d FROM villages v)";
}

class DemoCounty : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(project()));
    }
    static void TearDownTestSuite() {
        delete m_folder;
        m_folder = nullptr;
    }
    static std::string project() { return (*m_folder / "demo.wangge").string(); }
    static nlohmann::json run(std::vector<std::string> words) {
        words.insert(words.begin() + 1, project());
        words.insert(words.end(), {"--as-of", day, "--json"});
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    }
    static double number(const std::string& query) { return ask_number(project(), query); }

private:
    static inline TemporaryFolder* m_folder = nullptr;
};

TEST_F(DemoCounty, CoverageOfVillagesEqualsSql) {
    const nlohmann::json result = run({"coverage"});
    const std::string table = villages_to(counting("informant"));
    EXPECT_EQ(result["targets"], number("SELECT count(*) FROM villages"));
    EXPECT_EQ(result["uncovered"], number("SELECT count(*) FROM " + table + " WHERE d > 3000"));
    EXPECT_GT(result["uncovered"], 0);
    EXPECT_GT(result["over_capacity"], 0);
    EXPECT_EQ(result["covered"].get<int>() + result["over_capacity"].get<int>() + result["uncovered"].get<int>(),
              result["targets"]);
    EXPECT_EQ(result["people"], number("SELECT sum(population) FROM villages"));
    EXPECT_EQ(result["people_uncovered"], number("SELECT sum(population) FROM " + table + " WHERE d > 3000"));
    EXPECT_EQ(result["people_covered"].get<int>() + result["people_over_capacity"].get<int>() +
                  result["people_uncovered"].get<int>(),
              result["people"]);
    EXPECT_EQ(result["people_counting"], number("SELECT count(*) FROM " + counting("informant")));
    std::map<std::string, int> uncovered;
    for (const auto& row :
         ask_sql(project(), "SELECT township_code, count(*) FROM " + table + " WHERE d > 3000 GROUP BY township_code"))
        uncovered[row[0]] = std::stoi(row[1]);
    for (const nlohmann::json& township : result["by_township"])
        EXPECT_EQ(township["uncovered"], uncovered[township["code"]]) << township;
}

TEST_F(DemoCounty, UncoveredAreaEqualsSqlBuffersOfManySides) {
    const nlohmann::json result = run({"coverage", "--limit-m", "2000"});
    const std::string discs = "(SELECT ST_Union(ST_Buffer(geom, 2000, 128)) FROM " + counting("informant") + ")";
    const double uncovered =
        number("SELECT ST_Area(ST_Difference(geom, " + discs + ")) FROM boundaries WHERE level = 'county'");
    EXPECT_NEAR(result["uncovered_area_m2"], uncovered, 1e-3 * uncovered);
    EXPECT_LT(result["uncovered_area_m2"], uncovered) << "sides cut corners off the discs";
    EXPECT_NEAR(result["area_m2"], number("SELECT ST_Area(geom) FROM boundaries WHERE level = 'county'"), 1);
    double sum = 0;
    for (const nlohmann::json& township : result["by_township"])
        sum += township.value("uncovered_area_m2", 0.0);
    EXPECT_NEAR(sum, result["uncovered_area_m2"], 1);
}

TEST_F(DemoCounty, CoverageOfSitesAndByCoordinatorsEqualsSql) {
    const nlohmann::json sites = run({"coverage", "--of", "sites", "--limit-m", "1500"});
    EXPECT_EQ(sites["uncovered"], number("SELECT count(*) FROM sites s WHERE s.geom IS NULL OR (SELECT "
                                         "min(ST_Distance(s.geom, p.geom)) FROM " +
                                         counting("informant") + " p) > 1500"));
    EXPECT_GT(sites["people"], 0);
    const nlohmann::json coordinators = run({"coverage", "--role", "coordinator", "--capacity-people", "0"});
    EXPECT_EQ(coordinators["limit_m"], 5000);
    EXPECT_EQ(coordinators["covered"],
              number("SELECT count(*) FROM " + villages_to(counting("coordinator")) + " WHERE d <= 5000"));
    EXPECT_GT(coordinators["covered"], 0);
}

TEST_F(DemoCounty, SupplyAndContactBlindSpotsEqualSql) {
    const nlohmann::json result = run({"blindspots"});
    const std::string supply =
        "(SELECT geom FROM sites WHERE kind IN ('retail_pharmacy', 'chain_store', 'clinic', 'village_clinic', "
        "'hospital') AND position <> 'none' AND ifnull(licence_expiry, '9') >= '" +
        day + "' AND ';' || ifnull(flags, '') || ';' NOT LIKE '%;lost_contact;%')";
    EXPECT_EQ(result["by_kind"]["supply"], number("SELECT count(*) FROM " + villages_to(supply) +
                                                  " WHERE d > CASE WHEN urban_rural_class IN (111, 121, 123) THEN 1000"
                                                  " WHEN urban_rural_class IN (112, 122) THEN 2000 ELSE 3000 END"));
    const std::string named =
        "v.contact_key IN (SELECT \"key\" FROM (" + standing("informant") + " UNION " + standing("coordinator") + "))";
    // A village without a contact has NULL there, and NOT NULL would be neither true nor false.
    EXPECT_EQ(result["by_kind"]["contact"],
              number("SELECT count(*) FROM villages v WHERE NOT ifnull(" + named +
                     ", 0) OR NOT EXISTS (SELECT 1 FROM " + counting("informant") +
                     " p WHERE ST_Distance(v.seat, p.geom) <= 3000) AND NOT EXISTS (SELECT 1 FROM " +
                     counting("coordinator") + " p WHERE ST_Distance(v.seat, p.geom) <= 5000)"));
    EXPECT_GT(result["by_kind"]["contact"], 0);
    EXPECT_EQ(result["by_kind"]["unmapped"], number("SELECT count(*) FROM sites WHERE position = 'none'") +
                                                 number("SELECT count(*) FROM quarantine WHERE kind = 'sites'"));
}

TEST_F(DemoCounty, BlindSpotsAreRankedAndCanBeNarrowed) {
    const nlohmann::json all = run({"blindspots"});
    EXPECT_EQ(all["total"], all["blind_spots"].size());
    double last = 1e300;
    int rank = 0;
    for (const nlohmann::json& spot : all["blind_spots"]) {
        EXPECT_LE(spot["severity"], last);
        last = spot["severity"];
        EXPECT_EQ(spot["rank"], ++rank);
        for (const char* sentence : {"formula", "cause", "evidence", "fix"})
            EXPECT_FALSE(spot[sentence].get<std::string>().empty()) << spot;
        EXPECT_EQ(spot.dump().find("blind."), std::string::npos) << "an id without its sentence: " << spot;
    }
    const nlohmann::json worst = run({"blindspots", "--kind", "visit", "--top", "3"});
    EXPECT_EQ(worst["total"], all["by_kind"]["visit"]);
    ASSERT_EQ(worst["blind_spots"].size(), 3u);
    EXPECT_EQ(worst["blind_spots"][0]["kind"], "visit");
    const std::string code = ask_sql(project(), "SELECT min(code) FROM boundaries WHERE level = 'township'")[0][0];
    const nlohmann::json township = run({"blindspots", "--township", code});
    EXPECT_GT(township["total"], 0);
    EXPECT_LT(township["total"], all["total"]);
    for (const nlohmann::json& spot : township["blind_spots"])
        EXPECT_EQ(spot["township_code"], code);
}

TEST_F(DemoCounty, TheSameBytesForAnyNumberOfThreads) {
    for (const char* verb : {"coverage", "blindspots"}) {
        const auto out = [&](const char* threads) {
            return run_wangge({verb, project(), "--as-of", day, "--json", "--threads", threads}).out;
        };
        EXPECT_EQ(out("1"), out("5"));
        EXPECT_GT(out("1").size(), 1000u);
    }
}

TEST_F(DemoCounty, WhatCannotBeDoneIsSaid) {
    const auto code = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project());
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        return outcome.json()["error"]["code"].get<std::string>();
    };
    EXPECT_EQ(code({"coverage", "--limit-min", "15"}), "coverage.minutes_need_roads");
    EXPECT_EQ(code({"coverage", "--limit-min", "15", "--limit-m", "900"}), "coverage.two_limits");
    EXPECT_EQ(code({"coverage", "--limit-m", "-5"}), "app.bad_value");
    EXPECT_EQ(code({"coverage", "--role", "inspector"}), "app.bad_value");
    EXPECT_EQ(code({"coverage", "--as-of", "yesterday"}), "app.bad_value");
    EXPECT_EQ(code({"coverage", "--as-of", "2010-01-01"}), "coverage.no_norm");
    EXPECT_EQ(code({"blindspots", "--kind", "ugly"}), "app.bad_value");
    EXPECT_EQ(code({"blindspots", "--township", "1"}), "coverage.no_township");
}

TEST(ProjectNorms, AreKeptUndoneAndRefusedWithTheirPath) {
    const TemporaryFolder folder;
    const std::string project = (folder / "p.wangge").string(), good = (folder / "good.json").string(),
                      bad = (folder / "bad.json").string();
    std::ofstream(good) << R"({"norms":[{"norm":"informant_reach","value":1500,"unit":"m","source":"local"}]})";
    std::ofstream(bad) << R"({"norms":[{"norm":"informant_reach","value":1500,"unit":"m","sorce":"local"}]})";
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const auto limit = [&](std::vector<std::string> more = {}) {
        std::vector<std::string> words{"coverage", project, "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_wangge(words).json()["limit_m"];
    };
    EXPECT_EQ(limit(), 3000);
    EXPECT_EQ(limit({"--norms", good}), 1500);
    const Outcome refused = run_wangge({"set-norms", project, bad, "--json"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "coverage.norm_unknown_member");
    EXPECT_EQ(refused.json()["error"]["where"], "bad.json: norms[0].sorce");
    ASSERT_EQ(run_wangge({"set-norms", project, good}).code, 0);
    EXPECT_EQ(limit(), 1500);
    EXPECT_TRUE(run_wangge({"norms", project, "--json"}).json()["project_has_own"]);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(limit(), 3000);
    ASSERT_EQ(run_wangge({"redo", project}).code, 0);
    ASSERT_EQ(run_wangge({"set-norms", project, "--reset"}).code, 0);
    EXPECT_EQ(limit(), 3000);
    EXPECT_EQ(run_wangge({"set-norms", project}).code, 2);
    EXPECT_EQ(run_wangge({"set-norms", project, (folder / "none.json").string()}).code, 3);
}

TEST(EmptyProject, HasNothingToCover) {
    const TemporaryFolder folder;
    const std::string project = (folder / "p.wangge").string();
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const Outcome coverage = run_wangge({"coverage", project, "--json"});
    ASSERT_EQ(coverage.code, 0) << coverage.err;
    EXPECT_EQ(coverage.json()["targets"], 0);
    EXPECT_EQ(coverage.json()["area_m2"], 0);
    EXPECT_EQ(coverage.json()["notices"].size(), 2u);
    const Outcome spots = run_wangge({"blindspots", project, "--json"});
    ASSERT_EQ(spots.code, 0) << spots.err;
    EXPECT_EQ(spots.json()["total"], 0);
}

} // namespace
} // namespace wangge::test
