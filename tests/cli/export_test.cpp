// `export` on the demo county: every format, the public copy, and the way back through `import`.
#include "support/program.h"

#include <gtest/gtest.h>

#include <set>

namespace wangge::test {
namespace {

class Exported : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        const Outcome made = run_wangge({"demo", project(), "--quiet"});
        ASSERT_EQ(made.code, 0) << made.err;
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
    for (const std::string layer : {"sites", "villages", "people", "roads", "boundaries", "waters", "lakes", "coverage",
                                    "coverage_by_township", "blindspots"})
        for (const std::string extension : {"gpkg", "shp", "geojson", "kml", "csv", "xlsx"}) {
            const std::string name = "层 " + layer + "." + extension;
            const Outcome outcome = put(layer, name);
            EXPECT_EQ(outcome.code, 0) << name << outcome.err;
            // A stranger opens it and finds as many rows.
            const Outcome seen = run_shell("ogrinfo -so -al " + quoted(path(name)) + " | grep 'Feature Count'");
            EXPECT_EQ(seen.out, "Feature Count: " + outcome.json()["rows"].dump() + "\n") << name;
        }
    EXPECT_EQ(put("all", "all.gpkg").json()["tables"], 13);
    EXPECT_EQ(put("all", "all.xlsx").json()["tables"], 13);
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
    std::set<std::string> personal;
    const auto take = [&](const std::string& file, const std::set<std::string>& headings) {
        const auto rows = records(text_of(path(file)));
        std::size_t found = 0;
        for (std::size_t c = 0; c < rows[0].size(); ++c) {
            if (!headings.count(rows[0][c]))
                continue;
            ++found;
            for (std::size_t r = 1; r < rows.size(); ++r)
                if (rows[r][c].size() >= 6)
                    personal.insert(rows[r][c]);
        }
        EXPECT_EQ(found, headings.size());
    };
    take("full.csv", {"Id number", "Phone", "Name", "Certificate number"});
    take("full-sites.csv", {"Phone"});
    ASSERT_GT(personal.size(), 2000u);
    // Clinics may carry their owner's name in their registered one, so names are looked for in the people's own tables.
    for (const std::string layer : {"people", "coverage", "villages", "sites", "blindspots"})
        for (const std::string extension : {"csv", "geojson", "gpkg"}) {
            const std::string name = "public-" + layer + "." + extension;
            const Outcome outcome = put(layer, name, {"--public"});
            ASSERT_EQ(outcome.code, 0) << outcome.err;
            const std::string bytes = text_of(path(name));
            const bool names_too = layer != "sites" && layer != "blindspots";
            int leaks = 0;
            std::string first;
            for (const std::string& value : personal) {
                const bool digits = value.find_first_of("0123456789") != std::string::npos;
                if ((digits || names_too) && bytes.find(value) != std::string::npos && leaks++ == 0)
                    first = value;
            }
            EXPECT_EQ(leaks, 0) << name << ": " << first;
        }
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
    EXPECT_EQ(before["pharmacies"]["sells_online"], after["pharmacies"]["sells_online"]);
    EXPECT_EQ(before["pharmacies"]["hazards_found"], after["pharmacies"]["hazards_found"]);
    EXPECT_EQ(before["people_by_role"], after["people_by_role"]);
    EXPECT_EQ(before["residents"], after["residents"]);
}

} // namespace
} // namespace wangge::test
