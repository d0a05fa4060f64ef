// The step into a new year from the command line: one edit, an archived plan, a report on paper and in JSON.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

class RollOver : public testing::Test {
protected:
    nlohmann::json done(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.err << outcome.out;
        return outcome.json();
    }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    // A column of an exported layer by the key column.
    std::map<std::string, std::string> column(const std::string& layer, const std::string& key,
                                              const std::string& wanted) const {
        const std::string file = (folder / (layer + ".geojson")).string();
        done({"export", layer, file});
        std::map<std::string, std::string> values;
        const nlohmann::json all = nlohmann::json::parse(text_of(file));
        for (const nlohmann::json& feature : all["features"]) {
            const nlohmann::json& of = feature["properties"];
            values[of[key]] = of[wanted].is_null() ? "" : of[wanted].get<std::string>();
        }
        return values;
    }

    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
};

TEST_F(RollOver, CodesGradesCellsAndLedgerGoIntoTheNewYearInOneStep) {
    ASSERT_EQ(run_wangge({"demo", project}).code, 0);
    done({"grid", "--shape", "village", "--name", "2026"});
    done({"assign", "--seconds", "0.1", "--as-of", "2026-11-22"});
    done({"ledger-open", "--kind", "contact", "--top", "1"});
    const auto villages = column("villages", "code", "township_code");
    ASSERT_GE(villages.size(), 4u);
    std::vector<std::string> codes;
    for (const auto& [code, township] : villages)
        codes.push_back(code);
    const std::string township = villages.begin()->second, renamed = township.substr(0, 6) + "599";
    // a township with a new code, one village of another township into its neighbour, a code that nobody has
    std::string gone, heir;
    for (std::size_t i = 0; i + 1 < codes.size() && gone.empty(); ++i)
        if (villages.at(codes[i]) != township && villages.at(codes[i]) == villages.at(codes[i + 1])) {
            heir = codes[i];
            gone = codes[i + 1];
        }
    const std::string table =
        write("对照表.csv", "\xEF\xBB\xBF旧代码,新代码,新名称\n" + township + "," + renamed + ",新名镇\n" + gone + "," +
                                heir + ",\n999999999999,999999999998,\n");
    const std::string report = (folder / "核对 清单.csv").string();
    const nlohmann::json looked =
        done({"roll-over", "--year", "2027", "--codes", table, "--report", report, "--dry-run"});
    EXPECT_EQ(done({"plans"})["plans"].size(), 1u);
    const nlohmann::json rolled = done({"roll-over", "--year", "2027", "--codes", table, "--report", report});
    EXPECT_EQ(looked["mismatches"], rolled["mismatches"]);
    EXPECT_EQ(rolled["by_kind"]["merged"], 1);
    EXPECT_EQ(rolled["by_kind"]["unknown"], 1);
    EXPECT_EQ(rolled["archived"], "2026");
    EXPECT_EQ(rolled["cells_recoded"], rolled["villages_changed"]); // a cell a village
    EXPECT_GT(rolled["grades_carried"].get<int>(), 0);
    EXPECT_EQ(rolled["unmatched"], rolled["mismatches"].size());
    const std::string listed = text_of(report);
    EXPECT_NE(listed.find("999999999999"), std::string::npos);
    EXPECT_NE(listed.find(gone), std::string::npos);

    const auto after = column("villages", "code", "township_name");
    EXPECT_EQ(after.size(), villages.size() - 1);
    EXPECT_FALSE(after.contains(gone));
    EXPECT_EQ(after.at(renamed + villages.begin()->first.substr(9)), "新名镇");
    const auto grades = column("sites", "key", "grade"), previous = column("sites", "key", "previous_grade");
    EXPECT_EQ(grades, previous);
    const nlohmann::json plans = done({"plans"})["plans"];
    ASSERT_EQ(plans.size(), 2u);
    EXPECT_EQ(plans[0]["state"], "archived");
    EXPECT_TRUE(plans[0]["sealed"]);
    EXPECT_EQ(plans[1]["name"], "2027");
    EXPECT_EQ(plans[1]["cells"], plans[0]["cells"]);
    EXPECT_EQ(plans[1]["assigned"], plans[0]["assigned"]);
    EXPECT_TRUE(plans[1]["current"]);
    EXPECT_TRUE(done({"check"})["ok"]);
    EXPECT_EQ(run_wangge({"roll-over", project, "--year", "2027"}).code, 2); // the plan's name is taken

    done({"undo"});
    EXPECT_EQ(column("villages", "code", "township_code"), villages);
    EXPECT_EQ(done({"plans"})["plans"].size(), 1u);
    EXPECT_TRUE(done({"check"})["ok"]);
}

TEST_F(RollOver, ATableWithoutTheTwoColumnsIsRefused) {
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const std::string table = write("表.csv", "代码,名称\n1,2\n");
    const Outcome refused = run_wangge({"roll-over", project, "--year", "2027", "--codes", table, "--json"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "import.no_code_columns");
    EXPECT_EQ(run_wangge({"roll-over", project, "--year", "2027", "--codes", "没有.csv"}).code, 3);
    EXPECT_EQ(done({"roll-over", "--year", "2027"})["unmatched"], 0); // a year without new codes
}

} // namespace
} // namespace wangge::test
