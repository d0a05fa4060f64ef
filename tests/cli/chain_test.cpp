// Two real counties, from their own files to coverage and blind spots, held against SpatiaLite SQL on the same project.
//
// The data has no people, so they are made by rule: an informant at the seat of each village whose code does not end in
// 7, and a coordinator at an inner point of each township. Villages name the informant at their own seat.
#include "support/sql.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

struct Area {
    const char* name;
    int townships, villages, people, sites;
};
void PrintTo(const Area& area, std::ostream* out) {
    *out << area.name;
}

class RealCounty : public testing::TestWithParam<Area> {
protected:
    void SetUp() override {
        const std::filesystem::path data = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas" / GetParam().name;
        if (!std::filesystem::exists(data))
            GTEST_SKIP() << "the real data is not on this machine: " << data;
        expect_done({"new", project(), "--crs", "EPSG:4549"});
        expect_done({"import", project(), "boundaries", (data / "townships.geojson").string()});
        expect_done({"import", project(), "villages", (data / "villages.geojson").string(), "--datum", "wgs84"});
        expect_done({"import", project(), "sites", (data / "outlets.csv").string(), "--datum", "wgs84"});
        write_people();
        expect_done({"import", project(), "people", (m_folder / "people.csv").string(), "--crs", "EPSG:4549"});
        std::ofstream contacts(m_folder / "contacts.csv");
        contacts << "村代码,信息员编号\n";
        for (const auto& row : ask_sql(project(), "SELECT code FROM villages WHERE code NOT LIKE '%7'"))
            contacts << row[0] << ",i" << row[0] << "\n";
        contacts.close();
        expect_done({"import", project(), "villages", (m_folder / "contacts.csv").string(), "--update"});
    }

    void write_people() {
        std::ofstream people(m_folder / "people.csv");
        people << "编号,姓名,角色,x坐标,y坐标\n";
        for (const auto& row :
             ask_sql(project(), "SELECT 'i' || code, name || '信息员', '信息员', ST_X(seat), ST_Y(seat) FROM villages "
                                "WHERE code NOT LIKE '%7' UNION ALL SELECT 'c' || code, name || '协管员', '协管员', "
                                "ST_X(ST_PointOnSurface(geom)), ST_Y(ST_PointOnSurface(geom)) FROM boundaries "
                                "WHERE level = 'township'"))
            people << row[0] << "," << row[1] << "," << row[2] << "," << row[3] << "," << row[4] << "\n";
    }

    std::string project() const { return (m_folder / "county.wangge").string(); }
    double number(const std::string& query) const { return ask_number(project(), query); }
    static void expect_done(const std::vector<std::string>& words) {
        const Outcome outcome = run_wangge(words);
        ASSERT_EQ(outcome.code, 0) << words[0] << " " << words.back() << ": " << outcome.err;
    }
    nlohmann::json run(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, project());
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    }
    std::map<std::string, int> counts(const std::string& query) const {
        std::map<std::string, int> all;
        for (const auto& row : ask_sql(project(), query))
            all[row[0]] = std::stoi(row[1]);
        return all;
    }
    // Rows of `table` with the distance d to the nearest person of the role.
    static std::string nearest(const std::string& table, const std::string& point, const std::string& role) {
        return "(SELECT t.*, (SELECT min(ST_Distance(t." + point + ", p.geom)) FROM people p WHERE p.role = '" + role +
               "') AS d FROM " + table + " t)";
    }

private:
    TemporaryFolder m_folder;
};

TEST_P(RealCounty, CoverageAndBlindSpotsEqualSql) {
    const Area& area = GetParam();
    EXPECT_EQ(number("SELECT count(*) FROM villages"), area.villages);
    EXPECT_EQ(number("SELECT count(*) FROM boundaries WHERE level = 'township'"), area.townships);
    EXPECT_EQ(number("SELECT count(*) FROM sites"), area.sites);

    for (const auto& [role, limit] : {std::pair{"informant", 3000}, {"informant", 900}, {"coordinator", 5000}}) {
        const std::string villages = nearest("villages", "seat", role), far = " WHERE d > " + std::to_string(limit);
        const nlohmann::json result =
            run({"coverage", "--role", role, "--limit-m", std::to_string(limit), "--capacity-people", "0", "--list"});
        EXPECT_EQ(result["targets"], area.villages);
        EXPECT_EQ(result["people"], area.people);
        EXPECT_EQ(result["uncovered"], number("SELECT count(*) FROM " + villages + far)) << role << limit;
        EXPECT_EQ(result["covered"],
                  number("SELECT count(*) FROM " + villages + " WHERE d <= " + std::to_string(limit)));
        EXPECT_EQ(result["people_uncovered"], number("SELECT ifnull(sum(population), 0) FROM " + villages + far));
        auto uncovered = counts("SELECT township_code, count(*) FROM " + villages + far + " GROUP BY township_code");
        for (const nlohmann::json& township : result["by_township"])
            EXPECT_EQ(township["uncovered"], uncovered[township["code"]]) << township;
        double sum = 0;
        for (const nlohmann::json& village : result["list"])
            sum += village["distance_m"].get<double>();
        EXPECT_NEAR(sum, number("SELECT sum(d) FROM " + villages), 1e-3);

        const std::string discs = "(SELECT ST_Union(ST_Buffer(geom, " + std::to_string(limit) +
                                  ", 128)) FROM people WHERE role = '" + role + "')";
        const double blind = number("SELECT ST_Area(ST_Difference(ST_Union(geom), " + discs +
                                    ")) FROM boundaries WHERE level = 'township'");
        EXPECT_NEAR(result["uncovered_area_m2"], blind, 1e-3 * blind);
        EXPECT_LE(result["uncovered_area_m2"], blind) << "128 sides a quarter cut corners off the discs";
    }

    EXPECT_GT(run({"coverage", "--limit-m", "900"})["uncovered"], 0) << "the comparison must have something to compare";
    const nlohmann::json sites = run({"coverage", "--of", "sites", "--limit-m", "700", "--list"});
    EXPECT_EQ(sites["uncovered"],
              number("SELECT count(*) FROM " + nearest("sites", "geom", "informant") + " WHERE ifnull(d, 1e9) > 700"));
    std::map<std::string, int> by_village;
    for (const nlohmann::json& site : sites["list"])
        if (!site["distance_m"].is_null())
            ++by_village[site["village_code"]];
    by_village.erase("");
    EXPECT_EQ(by_village, counts("SELECT v.code, count(*) FROM villages v JOIN sites s ON ST_Contains(v.area, s.geom) "
                                 "GROUP BY v.code"));

    const nlohmann::json spots = run({"blindspots"});
    const std::string medicine = "(SELECT t.*, (SELECT min(ST_Distance(t.seat, s.geom)) FROM sites s WHERE s.kind IN "
                                 "('retail_pharmacy', 'chain_store', 'clinic', 'village_clinic', 'hospital')) AS d "
                                 "FROM villages t)";
    // Codes of this country are no 12-digit codes, so every village is held to the norm of the country: 3 km.
    EXPECT_EQ(spots["by_kind"]["supply"], number("SELECT count(*) FROM " + medicine + " WHERE d > 3000"));
    EXPECT_EQ(spots["by_kind"]["contact"], number("SELECT count(*) FROM villages WHERE code LIKE '%7'"))
        << "a neighbour is within 3 km of each of them or not: nobody is named either way";
    EXPECT_EQ(spots["by_kind"]["unmapped"], number("SELECT count(*) FROM sites WHERE position = 'none'"));
    double severity = 0;
    for (const nlohmann::json& spot : spots["blind_spots"])
        if (spot["kind"] == "supply")
            severity += spot["severity"].get<double>();
    EXPECT_NEAR(
        severity,
        number("SELECT ifnull(sum(population * min(d / 3000 - 1, 10)), 0) FROM " + medicine + " WHERE d > 3000"), 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Areas, RealCounty,
                         testing::Values(Area{"yunlin", 20, 389, 673883, 198}, Area{"nantou", 13, 262, 488723, 97}),
                         [](const auto& area) { return area.param.name; });

} // namespace
} // namespace wangge::test
