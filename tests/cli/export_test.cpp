// `export` on the demo county: every format, the public copy, and the way back through `import`.
#include "support/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <unordered_set>

namespace wangge::test {
namespace {

class Exported : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(project()));
    }
    static void TearDownTestSuite() {
        delete m_folder;
        m_folder = nullptr;
    }
    static std::string path(const std::string& name) { return (*m_folder / name).string(); }
    static std::string project() { return path("demo.wangge"); }
    static Outcome put(const std::string& layer, const std::string& name, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"export", project(), layer, path(name), "--as-of", "2026-11-01", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_wangge(words);
    }

private:
    static inline TemporaryFolder* m_folder = nullptr;
};

// Records of a CSV file as this program writes them.
std::vector<std::vector<std::string>> records(const std::string& bytes) {
    std::vector<std::vector<std::string>> rows{{""}};
    bool inside = false;
    for (std::size_t i = 3; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (c == '"' && inside && i + 1 < bytes.size() && bytes[i + 1] == '"')
            rows.back().back() += bytes[++i];
        else if (c == '"')
            inside = !inside;
        else if (c == ',' && !inside)
            rows.back().emplace_back();
        else if (c == '\n' && !inside)
            rows.push_back({""});
        else if (c != '\r' || inside)
            rows.back().back() += c;
    }
    rows.pop_back();
    return rows;
}

TEST_F(Exported, EveryLayerGoesIntoEveryFormatThatHoldsIt) {
    for (const std::string layer : {"sites", "villages", "roads"})
        for (const std::string extension : {"gpkg", "shp", "geojson", "kml", "kmz", "csv", "xlsx"}) {
            const std::string name = "层 " + layer + "." + extension;
            const Outcome outcome = put(layer, name);
            EXPECT_EQ(outcome.code, 0) << name << outcome.err;
            // A stranger opens it and finds as many rows.
            const Outcome seen = run_shell("ogrinfo -so -al " + quoted(path(name)) +
                                           " | sed '/^Layer name: layer_styles/,$d' | grep 'Feature Count'");
            EXPECT_EQ(seen.out, "Feature Count: " + outcome.json()["rows"].dump() + "\n") << name;
        }
    EXPECT_EQ(put("all", "all.gpkg").json()["tables"], 14);
    EXPECT_EQ(run_shell("ogrinfo -q " + quoted(path("all.gpkg")) + " | grep -v layer_styles | wc -l").out, "14\n");
    EXPECT_EQ(put("all", "all.xlsx").json()["tables"], 14);
}

TEST_F(Exported, BadWishesAreToldFromMachineTrouble) {
    EXPECT_EQ(put("sites", "a.docx").code, 2);
    EXPECT_EQ(put("shops", "a.csv").code, 2);
    EXPECT_EQ(put("all", "a.csv").code, 2);
    EXPECT_EQ(put("quarantine", "a.shp").code, 2);
    EXPECT_EQ(put("sites", "no-such-folder/a.csv").code, 3);
    EXPECT_FALSE(std::filesystem::exists(path("a.csv")));
}

TEST_F(Exported, PublicCopyHoldsNobodysData) {
    ASSERT_EQ(put("people", "full.csv").code, 0);
    ASSERT_EQ(put("sites", "full-sites.csv").code, 0);
    std::unordered_set<std::string> numbers;
    std::set<std::string> names;
    const auto take = [&](const std::string& file, const std::string& heading, auto& into) {
        const auto rows = records(text_of(path(file)));
        const auto column = std::find(rows[0].begin(), rows[0].end(), heading) - rows[0].begin();
        ASSERT_LT(static_cast<std::size_t>(column), rows[0].size()) << heading;
        for (std::size_t r = 1; r < rows.size(); ++r)
            if (!rows[r][static_cast<std::size_t>(column)].empty())
                into.insert(rows[r][static_cast<std::size_t>(column)]);
    };
    for (const std::string heading : {"id number", "Phone", "Certificate number"})
        take("full.csv", heading, numbers);
    take("full-sites.csv", "Phone", numbers);
    take("full.csv", "Name", names);
    ASSERT_GT(numbers.size(), 2500u);
    std::set<std::size_t> lengths;
    for (const std::string& number : numbers)
        lengths.insert(number.size());
    ASSERT_GT(names.size(), 300u);
    for (const std::string layer : {"people", "coverage", "villages", "sites", "blindspots"}) {
        for (const std::string extension : {"csv", "geojson", "gpkg", "kml"}) {
            const std::string name = "public-" + layer + "." + extension;
            const Outcome outcome = put(layer, name, {"--public"});
            ASSERT_EQ(outcome.code, 0) << outcome.err;
            const std::string bytes = text_of(path(name));
            // At every byte and for every length that a number has: also inside pages of a database.
            std::string leaks;
            for (const std::size_t length : lengths)
                for (std::size_t at = 0; at + length <= bytes.size(); ++at)
                    if (bytes[at + length - 2] >= '0' && bytes[at + length - 2] <= '9' &&
                        numbers.count(bytes.substr(at, length)))
                        leaks += bytes.substr(at, length) + " ";
            EXPECT_EQ(leaks, "") << name;
        }
        // A name may be part of a village's or a clinic's; as a cell of its own it is a person's.
        std::string leaks;
        for (const auto& row : records(text_of(path("public-" + layer + ".csv"))))
            for (const std::string& cell : row)
                if (names.count(cell))
                    leaks += cell + " ";
        EXPECT_EQ(leaks, "") << layer;
        // What is withheld from blind spots: cause, evidence and fix, which name people in sentences.
        EXPECT_EQ(text_of(path("public-" + layer + ".csv")).find("Evidence"), std::string::npos);
    }
    // A site stands somewhere in its cell or at its village's seat, never at its door.
    const auto places = [&](const std::string& name) {
        const auto rows = records(text_of(path(name)));
        const auto column = [&](const char* heading) {
            return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), heading) - rows[0].begin());
        };
        std::vector<std::string> list;
        for (std::size_t r = 1; r < rows.size(); ++r)
            list.push_back(rows[r].at(column("lon")) + " " + rows[r].at(column("lat")));
        return list;
    };
    const auto exact = places("full-sites.csv"), shown = places("public-sites.csv");
    ASSERT_EQ(exact.size(), shown.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < exact.size(); ++i)
        same += exact[i] == shown[i] && exact[i] != " ";
    EXPECT_EQ(same, 0u);
    EXPECT_LT(std::set<std::string>(shown.begin(), shown.end()).size(),
              std::set<std::string>(exact.begin(), exact.end()).size() / 2);
    // Where a person lives is theirs too.
    const std::string people = text_of(path("public-people.geojson"));
    EXPECT_EQ(people.find("\"Point\""), std::string::npos);
}

TEST_F(Exported, LedgersComeBackThroughImport) {
    const std::string copy = path("copy.wangge");
    ASSERT_EQ(run_wangge({"new", copy, "--crs", "EPSG:4549"}).code, 0);
    // Geometry by GIS file, then the registers as people have them.
    for (const auto& [kind, file] : std::vector<std::pair<std::string, std::string>>{
             {"boundaries", "b.gpkg"}, {"villages", "v.gpkg"}, {"sites", "s.xlsx"}, {"people", "p.csv"}}) {
        ASSERT_EQ(put(kind, file, {"--lang", "zh"}).code, 0);
        const Outcome outcome = run_wangge({"import", copy, kind, path(file), "--json"});
        ASSERT_EQ(outcome.code, 0) << kind << outcome.out << outcome.err;
        const nlohmann::json report = outcome.json();
        EXPECT_EQ(report["read"],
                  report["imported"].get<int>() + report["repaired"].get<int>() + report["quarantined"].get<int>());
        EXPECT_EQ(report["quarantined"], 0) << report;
    }
    const nlohmann::json before = run_wangge({"info", project(), "--json"}).json(),
                         after = run_wangge({"info", copy, "--json"}).json();
    EXPECT_EQ(before["pharmacies"]["count"], after["pharmacies"]["count"]);
    EXPECT_EQ(before["pharmacies"]["grades"], after["pharmacies"]["grades"]);
    EXPECT_EQ(before["pharmacies"]["regraded"], after["pharmacies"]["regraded"]);
    EXPECT_EQ(before["pharmacies"]["visited_this_year"], after["pharmacies"]["visited_this_year"]);
    EXPECT_EQ(before["pharmacies"]["sells_online"], after["pharmacies"]["sells_online"]);
    EXPECT_EQ(before["pharmacies"]["hazards_found"], after["pharmacies"]["hazards_found"]);
    EXPECT_EQ(before["people_by_role"], after["people_by_role"]);
    EXPECT_EQ(before["residents"], after["residents"]);
}

} // namespace
} // namespace wangge::test
