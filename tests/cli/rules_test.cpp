// Tables of rules as files that a person edits: `travel`, `set-travel`, `thresholds`, `set-thresholds` by CSV, XLSX,
// JSON and one by one.
#include "support/sql.h"

#include <fstream>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

using nlohmann::json;

class RuleTables : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(run_wangge({"new", project(), "--crs", "EPSG:4549"}).code, 0); }
    std::string file(const std::string& name) const { return (m_folder / name).string(); }
    std::string project() const { return file("p.wangge"); }
    Outcome run(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, project());
        return run_wangge(words);
    }
    json answer(std::vector<std::string> words) const {
        words.emplace_back("--json");
        const Outcome outcome = run(std::move(words));
        EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
        return outcome.json();
    }
    json error(std::vector<std::string> words) const {
        words.emplace_back("--json");
        const Outcome outcome = run(std::move(words));
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        return outcome.json()["error"];
    }
    // "" when the rule does not hold.
    static json value(const json& list, const std::string& rule, const std::string& member, const std::string& key,
                      const std::string& of = "") {
        for (const json& row : list["rules"])
            if (row["rule"] == rule && row[member] == key && (of.empty() || row["of"] == of))
                return row["value"];
        return "";
    }
    json car_on_secondary(const std::string& day = "2026-11-23") const {
        return value(answer({"travel", "--as-of", day}), "road_speed", "mode", "car", "secondary");
    }
    json history() const { return answer({"history"}); }
    // The file with one text in place of another.
    void change(const std::string& name, const std::string& from, const std::string& to,
                const std::string& into) const {
        std::string text = text_of(file(name));
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from << " is not in " << text;
        std::ofstream(file(into)) << text.replace(at, from.size(), to);
    }
    // What another program makes of a spreadsheet.
    void to_csv(const std::string& from, const std::string& to) const {
        const Outcome made = run_shell("ogr2ogr -f CSV " + quoted(file(to)) + " " + quoted(file(from)));
        ASSERT_EQ(made.code, 0) << made.err;
    }

private:
    TemporaryFolder m_folder;
};

TEST_F(RuleTables, SpeedsComeBackFromASpreadsheet) {
    for (const std::string language : {"zh", "en"})
        for (const std::string ending : {"csv", "xlsx", "json"}) {
            const std::string table = "speeds-" + language + "." + ending;
            answer({"set-travel", "--set", "road_speed/car/secondary=38.5,ferry_wait=20", "--as-of", "2026-11-01"});
            const json before = answer({"travel", "--as-of", "2026-11-23"});
            EXPECT_EQ(car_on_secondary(), 38.5);
            answer({"travel", file(table), "--lang", language, "--as-of", "2026-11-23"});
            answer({"set-travel", "--reset"});
            EXPECT_EQ(car_on_secondary(), 45);
            const json read = answer({"set-travel", file(table)}); // the words may be of the other language
            EXPECT_EQ(read["own_rows"].get<int>() == 2, ending != "json") << read << table;
            json after = answer({"travel", "--as-of", "2026-11-23"});
            EXPECT_EQ(after["rules"].size(), before["rules"].size()) << table;
            for (const json& row : before["rules"])
                EXPECT_NE(std::find(after["rules"].begin(), after["rules"].end(), row), after["rules"].end())
                    << table << row;
        }
}

TEST_F(RuleTables, ATableThatSaysWhatShipsChangesNothing) {
    for (const std::string table : {"t.csv", "t.xlsx"}) {
        answer({"travel", file(table)});
        EXPECT_EQ(answer({"set-travel", file(table)})["project_has_own"], false);
        answer({"thresholds", file(table)});
        EXPECT_EQ(answer({"set-thresholds", file(table)})["project_has_own"], false);
    }
}

TEST_F(RuleTables, AnEditedSheetIsReadWithItsWords) {
    answer({"travel", file("t.csv"), "--lang", "zh"});
    change("t.csv", "道路速度,开车,县道,45,", "道路速度,开车,县道,４０,", "edited.csv");
    EXPECT_EQ(answer({"set-travel", file("edited.csv")})["own_rows"], 1);
    EXPECT_EQ(car_on_secondary(), 40);
    answer({"thresholds", file("h.csv"), "--lang", "en"});
    change("h.csv", "Urban centre: density,any,1500,", "Urban centre: density,any,1200,", "h2.csv");
    EXPECT_EQ(answer({"areatypes", "--thresholds", file("h2.csv"), "--source", "official"})["own_thresholds"], true);
    EXPECT_EQ(value(answer({"thresholds"}), "centre_density", "edition", "any"), 1200);
    ASSERT_EQ(run({"undo"}).code, 0);
    EXPECT_EQ(value(answer({"thresholds"}), "centre_density", "edition", "any"), 1500);
}

TEST_F(RuleTables, ASpreadsheetMayBeTurnedIntoAnother) {
    answer({"set-thresholds", "--set", "semi_people/2024=3000"});
    answer({"thresholds", file("h.xlsx"), "--lang", "zh"});
    to_csv("h.xlsx", "h.csv");
    answer({"set-thresholds", "--reset"});
    EXPECT_EQ(answer({"set-thresholds", file("h.csv")})["own_rows"], 1);
    const json list = answer({"thresholds"});
    EXPECT_EQ(value(list, "semi_people", "edition", "2024"), 3000);
    EXPECT_EQ(value(list, "semi_people", "edition", "2021"), 5000);
}

TEST_F(RuleTables, AChangeHoldsFromItsDayOn) {
    answer({"set-travel", "--set", "road_speed/开车/县道=40", "--as-of", "2026-06-01"});
    answer({"set-travel", "--set", "road_speed/car/secondary=30", "--as-of", "2026-09-01"});
    EXPECT_EQ(car_on_secondary("2026-05-31"), 45);
    EXPECT_EQ(car_on_secondary("2026-08-31"), 40);
    EXPECT_EQ(car_on_secondary("2026-09-01"), 30);
    answer({"set-travel", "--set", "road_speed/car/secondary=default", "--as-of", "2026-09-01"});
    EXPECT_EQ(car_on_secondary("2026-08-31"), 40);
    EXPECT_EQ(car_on_secondary(), 45);
    // What ships comes back even where a wider row of the project would win.
    answer({"set-travel", "--set", "road_speed/car/any=20"});
    answer({"set-travel", "--set", "road_speed/car/secondary=default"});
    EXPECT_EQ(car_on_secondary("2030-01-01"), 45);
    EXPECT_EQ(value(answer({"travel", "--as-of", "2030-01-01"}), "road_speed", "mode", "car", "any"), 20);
}

TEST_F(RuleTables, ThresholdsThatContradictOneAnotherAreRefused) {
    const json before = history();
    const auto set = [&](const std::string& changes) {
        return error({"set-thresholds", "--set", changes, "--as-of", "2026-11-01", "--lang", "zh"});
    };
    for (const std::string changes :
         {"centre_density=200", "cluster_density=1501", "centre_people=4000", "cluster_people=400", "dense_density=299",
          "dense_density/2024=899", "dense_people=50001", "rural_density=301", "cluster_density=299", "low_density=301",
          "rural_people=5001", "semi_density/2021=1501"})
        EXPECT_EQ(set(changes)["code"], "rules.contradiction") << changes;
    const json said = set("low_density=400");
    EXPECT_EQ(said["message"], "阈值互相矛盾：“低密度农村：人口密度”为 400，高于“农村聚居群：人口密度”的 300（2021 "
                               "版手册，自 2026-11-01 起）。"
                               "请先改另一项，或一并修改。");
    EXPECT_EQ(history(), before);
    // Both at once go together; another day's row is looked at too.
    answer(
        {"set-thresholds", "--set", "low_density=400,rural_density=500,cluster_density=500", "--as-of", "2027-01-01"});
    EXPECT_EQ(error({"set-thresholds", "--set", "dense_density=450"})["code"], "rules.contradiction");
    answer({"thresholds", file("h.csv"), "--lang", "en", "--as-of", "2026-11-23"});
    change("h.csv", "Rural cluster: people,any,500,", "Rural cluster: people,any,5500,", "bad.csv");
    const json read = error({"set-thresholds", file("bad.csv")});
    EXPECT_EQ(read["code"], "rules.contradiction");
    EXPECT_EQ(read["where"], "bad.csv");
    EXPECT_EQ(error({"areatypes", "--thresholds", file("bad.csv")})["code"], "rules.contradiction");
    // What a document says already can still be changed piece by piece.
    std::ofstream(file("odd.json")) << R"({"degurba":[{"edition":"any","rule":"low_density","value":350,)"
                                       R"("unit":"people/km2","source":""}]})";
    EXPECT_EQ(error({"set-thresholds", file("odd.json")})["code"], "rules.contradiction");
}

TEST_F(RuleTables, ListsForPeopleSpeakInWords) {
    for (const std::string language : {"zh", "en"}) {
        const bool zh = language == "zh";
        const std::string travel = run({"travel", "--lang", language}).out;
        for (const std::string word :
             {zh ? "开车" : "by car", zh ? "县道" : "secondary", zh ? "公里/时" : "km/h", "road_speed/car/secondary"})
            EXPECT_NE(travel.find(word), std::string::npos) << word << travel;
        EXPECT_EQ(travel.find("  car "), std::string::npos) << travel;
        const std::string thresholds = run({"thresholds", "--lang", language}).out;
        for (const std::string word : {zh ? "人/平方公里" : "people/km", zh ? "不限" : "any", "semi_density/2024"})
            EXPECT_NE(thresholds.find(word), std::string::npos) << word << thresholds;
        EXPECT_EQ(thresholds.find("  yes "), std::string::npos) << thresholds;
    }
    EXPECT_EQ(answer({"travel"})["rules"][0]["mode"], "car") << "programs read keys";
}

TEST_F(RuleTables, BadNumbersAreRefusedAndNothingChanges) {
    answer({"set-travel", "--set", "road_speed/car/secondary=40"});
    answer({"travel", file("t.csv"), "--lang", "zh"});
    const json before = history();
    const auto refused = [&](const std::string& from, const std::string& to) {
        change("t.csv", from, to, "bad.csv");
        return error({"set-travel", file("bad.csv"), "--lang", "zh"});
    };
    EXPECT_EQ(refused("县道,40,", "县道,400,")["code"], "rules.out_of_range");
    EXPECT_EQ(refused("县道,40,", "县道,-1,")["code"], "rules.out_of_range");
    EXPECT_EQ(refused("县道,40,", "县道,快,")["code"], "rules.not_a_number");
    EXPECT_EQ(refused("县道,40,", "县道,nan,")["code"], "rules.out_of_range");
    EXPECT_EQ(refused("县道,40,", "县道,,")["code"], "rules.not_a_number");
    EXPECT_EQ(refused("道路速度,开车,县道", "道路速度,开车,水渠")["code"], "reach.rule_bad_kind");
    EXPECT_EQ(refused("道路速度,开车,县道", "道路速度,骑马,县道")["code"], "reach.rule_bad_mode");
    EXPECT_EQ(refused("道路速度,开车,县道", "飞行速度,开车,县道")["code"], "reach.rule_unknown");
    EXPECT_EQ(refused("道路速度,开车,县道", "道路速度,,县道")["code"], "rules.blank");
    EXPECT_EQ(refused("2016-01-01", "2016-13-01")["code"], "rules.bad_date");
    EXPECT_EQ(refused("出行方式,", "交通,")["code"], "rules.missing_columns");
    EXPECT_EQ(refused("道路速度,开车,国道,65", "道路速度,开车,高速公路,65")["code"], "rules.said_twice");
    const json where = refused("县道,40,", "县道,400,");
    EXPECT_NE(where["where"].get<std::string>().find("第 2 行"), std::string::npos) << where;
    EXPECT_NE(where["message"].get<std::string>().find("150"), std::string::npos) << where;
    std::ofstream(file("fast.json"))
        << R"({"travel":[{"rule":"road_speed","mode":"walk","value":90,"unit":"km/h","source":""}]})";
    EXPECT_EQ(error({"set-travel", file("fast.json")})["where"], "fast.json: travel[0].value");
    std::ofstream(file("empty.csv")) << "";
    EXPECT_EQ(run({"set-travel", file("empty.csv")}).code, 2);
    EXPECT_EQ(error({"set-travel", "--set", "road_speed/car/secondary"})["code"], "rules.bad_change");
    EXPECT_EQ(error({"set-travel", "--set", "road_speed/walk/secondary=20"})["code"], "rules.out_of_range");
    EXPECT_EQ(error({"set-thresholds", "--set", "water_land=2"})["code"], "rules.out_of_range");
    EXPECT_EQ(error({"set-thresholds", "--set", "semi_neighbours/2021=6"})["code"], "rules.only_two");
    EXPECT_EQ(error({"set-thresholds", "--set", "centre_density/1999=6"})["code"], "coverage.degurba_rule");
    EXPECT_EQ(error({"set-thresholds"})["code"], "thresholds.file_or_reset");
    EXPECT_EQ(error({"travel", file("t.doc")})["code"], "rules.unknown_format");
    EXPECT_EQ(history(), before);
    EXPECT_EQ(car_on_secondary("2030-01-01"), 40);
}

} // namespace
} // namespace wangge::test
