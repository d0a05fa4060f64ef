// Cells drawn by hand on the command line: totals before and after, codes and their succession, locks, undo.
#include "support/program.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace wangge::test {
namespace {

class CellVerbs : public testing::Test {
protected:
    // Made once: it takes longer than a test.
    static void SetUpTestSuite() {
        s_made = std::make_unique<TemporaryFolder>();
        const std::string made = (*s_made / "county.wangge").string();
        ASSERT_TRUE(put_demo_county(made));
        ASSERT_EQ(run_wangge({"grid", made, "--shape", "village", "--as-of", "2026-11-22"}).code, 0);
    }
    static void TearDownTestSuite() { s_made.reset(); }
    void SetUp() override {
        project = (folder / "县.wangge").string();
        std::filesystem::copy_file(*s_made / "county.wangge", project);
    }
    Outcome ask(std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        return run_wangge(words);
    }
    nlohmann::json done(const std::vector<std::string>& words) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.out << outcome.err;
        return outcome.json();
    }
    // {code: area} of the plan's cells, as exported.
    nlohmann::json cells() {
        const std::string file = (folder / "cells.geojson").string();
        EXPECT_EQ(run_wangge({"export", project, "cells", file}).code, 0);
        return nlohmann::json::parse(text_of(file))["features"];
    }

    static inline std::unique_ptr<TemporaryFolder> s_made;
    TemporaryFolder folder;
    std::string project;
};

// The property of so many digits.
std::string code_of(const nlohmann::json& feature, std::size_t digits = 14) {
    for (const auto& [key, value] : feature["properties"].items())
        if (value.is_string()) {
            const std::string text = value;
            if (text.size() == digits && text.find_first_not_of("0123456789") == std::string::npos)
                return text;
        }
    return "";
}

// A line of longitude and latitude through the middle of a cell, from west to east of it.
std::string line_across(const nlohmann::json& feature) {
    double low_x = 999, high_x = -999, low_y = 999, high_y = -999;
    const std::function<void(const nlohmann::json&)> look = [&](const nlohmann::json& place) {
        if (!place[0].is_number()) {
            for (const auto& each : place)
                look(each);
            return;
        }
        low_x = std::min(low_x, place[0].get<double>());
        high_x = std::max(high_x, place[0].get<double>());
        low_y = std::min(low_y, place[1].get<double>());
        high_y = std::max(high_y, place[1].get<double>());
    };
    look(feature["geometry"]["coordinates"]);
    const double y = (low_y + high_y) / 2;
    return std::to_string(low_x - 0.001) + " " + std::to_string(y) + ", " + std::to_string(high_x + 0.001) + " " +
           std::to_string(y);
}

double sum_of(const nlohmann::json& totals, const char* member) {
    double sum = 0;
    for (const auto& cell : totals["cells"])
        sum += cell[member].get<double>();
    return sum;
}

TEST_F(CellVerbs, SplitMergeUndoAndCodesThatNeverComeBack) {
    const nlohmann::json features = cells();
    const nlohmann::json& feature = features[features.size() / 2];
    const std::string code = code_of(feature);
    const nlohmann::json split = done({"split", code, "--line", line_across(feature), "--lonlat"});
    EXPECT_EQ(split["gone"], nlohmann::json::array({code}));
    ASSERT_GE(split["new"].size(), 2u);
    EXPECT_EQ(split["succession"].size(), split["new"].size());
    EXPECT_EQ(split["succession"][0]["parent"], code);
    for (const char* member : {"sites", "people", "hours"})
        EXPECT_NEAR(sum_of(split["before"], member), sum_of(split["after"], member), 0.01) << member;
    EXPECT_NEAR(sum_of(split["before"], "area_m2"), sum_of(split["after"], "area_m2"), 0.01);
    EXPECT_EQ(split["cells"].get<std::size_t>(), features.size() + split["new"].size() - 1);

    std::vector<std::string> words{"merge", "--cells"};
    std::set<std::string> given{code};
    for (const auto& each : split["new"]) {
        words.push_back(each);
        EXPECT_TRUE(given.insert(each).second);
    }
    const nlohmann::json merged = done(words);
    ASSERT_EQ(merged["new"].size(), 1u);
    EXPECT_TRUE(given.insert(merged["new"][0]).second) << "a retired code was given again";
    EXPECT_EQ(sum_of(merged["after"], "hours"), sum_of(split["before"], "hours"));
    EXPECT_TRUE(done({"check"})["ok"]);

    done({"undo"});
    done({"undo"});
    EXPECT_EQ(cells(), features);
    // Undone codes were never given: they may come again, and the same line gives the same ones.
    EXPECT_EQ(done({"split", code, "--line", line_across(feature), "--lonlat"})["new"], split["new"]);
}

TEST_F(CellVerbs, PaintedVillagesGoOverAndLocksHold) {
    const std::string villages = (folder / "villages.geojson").string();
    ASSERT_EQ(run_wangge({"grid", project, "--shape", "township", "--as-of", "2026-11-22"}).code, 0);
    const nlohmann::json townships = cells();
    ASSERT_EQ(run_wangge({"export", project, "villages", villages}).code, 0);
    std::string village;
    const nlohmann::json exported = nlohmann::json::parse(text_of(villages));
    for (const auto& feature : exported["features"])
        if (village.empty())
            village = code_of(feature, 12);
    std::string source, target;
    for (const auto& feature : townships)
        (code_of(feature).substr(0, 9) == village.substr(0, 9) ? source : target) = code_of(feature);
    ASSERT_FALSE(source.empty() || target.empty());
    const nlohmann::json painted = done({"paint", target, "--villages", village});
    EXPECT_EQ(painted["changed"].size(), 2u);
    EXPECT_NEAR(sum_of(painted["before"], "people"), sum_of(painted["after"], "people"), 1.5);
    EXPECT_NEAR(sum_of(painted["before"], "area_m2"), sum_of(painted["after"], "area_m2"), 1);
    done({"undo"});
    done({"lock", "cell", "--keys", source});
    const Outcome refused = ask({"paint", target, "--villages", village});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "cell.locked");
    done({"lock", "all", "--off"});
    done({"paint", target, "--villages", village});
}

TEST_F(CellVerbs, EachLevelAddsUpToTheOneAbove) {
    const nlohmann::json rows = done({"levels"})["rows"];
    for (const char* member : {"sites", "people", "hours"}) {
        double county = 0, cells = 0;
        std::map<std::string, double> township, villages;
        for (const auto& row : rows) {
            const double value = row[member];
            if (row["level"] == "county")
                county = value;
            else if (row["level"] == "township")
                township[row["code"]] = value;
            else if (row["level"] == "village")
                villages[row["parent"]] += value;
            else
                cells += value;
        }
        double sum = 0;
        for (const auto& [code, value] : township) {
            sum += value;
            EXPECT_NEAR(villages[code], value, 0.5) << member << " " << code;
        }
        EXPECT_GT(county, 0);
        EXPECT_NEAR(sum, county, 0.5) << member;
        EXPECT_NEAR(cells, county, 0.5) << member;
    }
}

TEST_F(CellVerbs, ALockedCellOutlivesANewPlan) {
    const nlohmann::json features = cells();
    const nlohmann::json& kept = features[20];
    done({"lock", "cell", "--keys", code_of(kept)});
    const nlohmann::json made = done({"grid", "--shape", "square", "--size-m", "3000", "--as-of", "2026-11-22"});
    EXPECT_EQ(made["locked_cells"], 1);
    EXPECT_NEAR(made["area_m2"].get<double>(), made["region_m2"].get<double>(), 1);
    EXPECT_NEAR(made["overlaps_m2"].get<double>(), 0, 0.1);
    int found = 0;
    for (const auto& feature : cells())
        found += code_of(feature) == code_of(kept) && feature["geometry"] == kept["geometry"];
    EXPECT_EQ(found, 1);
    EXPECT_TRUE(done({"check"})["ok"]);
}

TEST_F(CellVerbs, AssigningKeepsWhatIsLocked) {
    const auto assigned = [&](const char* seed) {
        std::map<std::string, std::pair<std::string, std::string>> people;
        const nlohmann::json answer = done({"assign", "--seconds", "0.2", "--seed", seed, "--as-of", "2026-11-22"});
        for (const auto& cell : answer["cells"])
            people[cell["code"]] = {cell["lead"].is_null() ? "" : cell["lead"].get<std::string>(),
                                    cell["second"].is_null() ? "" : cell["second"].get<std::string>()};
        return people;
    };
    const auto before = assigned("1");
    std::map<std::string, int> cells_of;
    for (const auto& [code, pair] : before)
        ++cells_of[pair.first];
    const std::string person = before.begin()->second.first, cell = before.rbegin()->first;
    ASSERT_FALSE(person.empty());
    done({"lock", "person", "--keys", person});
    done({"lock", "cell", "--keys", cell});
    const auto after = assigned("77");
    EXPECT_NE(before, after);
    EXPECT_EQ(after.at(cell).first, before.at(cell).first);
    for (const auto& [code, pair] : before)
        EXPECT_EQ(pair.first == person, after.at(code).first == person) << code;
}

TEST_F(CellVerbs, BadInputIsRefusedAndChangesNothing) {
    const nlohmann::json features = cells();
    const std::string code = code_of(features[0]);
    const auto refused = [&](const std::vector<std::string>& words, const char* id) {
        const Outcome outcome = ask(words);
        EXPECT_EQ(outcome.code, 2) << words[0];
        EXPECT_EQ(outcome.json()["error"]["code"], id);
    };
    refused({"split", "nobody", "--line", "0 0, 1 1"}, "grid.unknown_cell");
    refused({"split", code, "--line", "0 0, 1 1"}, "grid.line_misses");
    refused({"split", code, "--line", "0 zero, 1 1"}, "app.bad_value");
    refused({"split", code, "--line", "0 0"}, "app.bad_value");
    refused({"merge", "--cells", code}, "grid.too_few_cells");
    refused({"merge", "--cells", code, code_of(features[features.size() - 1])}, "grid.not_neighbours");
    refused({"paint", code}, "cell.nothing_to_paint");
    refused({"draw-cell", "--ring", "0 0, 1 0, 1 1"}, "grid.nothing_inside");
    refused({"move-corner", "--from", "0 0", "--to", "1 1"}, "grid.no_corner");
    refused({"lock", "cell", "--keys", "nobody"}, "plan.lock_unknown");
    EXPECT_EQ(cells(), features);
    EXPECT_TRUE(done({"check"})["ok"]);
}

} // namespace
} // namespace wangge::test
