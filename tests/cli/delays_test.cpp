// How long people need before they set out: `delays`, `set-delays`, and what `reach` makes of them.
#include "support/sql.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace wangge::test {
namespace {

using nlohmann::json;

const std::string day = "2026-11-22";

class DelayedCounty : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(file("demo.wangge")));
    }
    static void TearDownTestSuite() {
        delete m_folder;
        m_folder = nullptr;
    }
    void SetUp() override {
        std::filesystem::copy_file(file("demo.wangge"), project(), std::filesystem::copy_options::overwrite_existing);
    }
    static std::string file(const std::string& name) { return (*m_folder / name).string(); }
    static std::string project() { return file("p.wangge"); }
    static Outcome run(std::vector<std::string> words) {
        words.insert(words.begin() + 1, project());
        return run_wangge(words);
    }
    static json answer(std::vector<std::string> words) {
        words.emplace_back("--json");
        const Outcome outcome = run(std::move(words));
        EXPECT_EQ(outcome.code, 0) << outcome.out << outcome.err;
        return outcome.json();
    }
    static json error(std::vector<std::string> words) {
        words.emplace_back("--json");
        const Outcome outcome = run(std::move(words));
        EXPECT_EQ(outcome.code, 2) << outcome.out;
        return outcome.json()["error"];
    }
    static json reach(std::vector<std::string> more = {}) {
        std::vector<std::string> words = {"reach", "--travel", "road", "--minutes", "15", "--as-of", day};
        words.insert(words.end(), more.begin(), more.end());
        return answer(words);
    }
    static double area_of(const json& areas, const std::string& key) {
        double area = 0;
        for (const json& each : areas["list"])
            area += each["key"] == key ? each["area_m2"].get<double>() : 0;
        return area;
    }
    // 0 for whoever is not listed.
    static double minutes_of(const std::string& key) {
        const json answered = answer({"delays"});
        for (const json& each : answered["delays"])
            if (each["key"] == key)
                return each["minutes"];
        return 0;
    }
    static inline const std::string one = "XX0005", two = "XX0004";

private:
    static inline TemporaryFolder* m_folder = nullptr;
};

TEST_F(DelayedCounty, ServiceAreasGoByThemUnlessTheRunSaysOtherwise) {
    const json usual = reach();
    EXPECT_EQ(usual["people_delayed"], 0);
    EXPECT_FALSE(usual.contains("notices"));
    EXPECT_EQ(answer({"set-delays", "--set", one + "=3"})["delayed"], 1);
    const json delayed = reach();
    EXPECT_EQ(delayed["people_delayed"], 1);
    EXPECT_EQ(delayed["notices"].size(), 1U);
    EXPECT_LT(area_of(delayed, one), 0.9 * area_of(usual, one));
    // As if it had been asked for in the run; which is heard before the project.
    EXPECT_EQ(reach({"--delay", one + "=3"})["list"], delayed["list"]);
    EXPECT_EQ(reach({"--delay", one + "=0"})["list"], usual["list"]);
    EXPECT_LT(area_of(reach({"--delay", one + "=14"}), one), area_of(delayed, one));
    const json both = reach({"--delay", two + "=14"}); // the others keep theirs
    EXPECT_EQ(both["people_delayed"], 2);
    EXPECT_LT(area_of(both, two), area_of(delayed, two));
    // What a coordinator needs is nothing to the areas of informants.
    answer({"set-delays", "--set", one + "=default," + "XG0001=10"});
    EXPECT_EQ(reach()["list"], usual["list"]);
    // Over terrain too; metres know no minutes.
    EXPECT_EQ(answer({"reach", "--travel", "terrain", "--mode", "walk", "--minutes", "30", "--role", "coordinator",
                      "--as-of", day})["people_delayed"],
              1);
    const json line = answer({"reach", "--metres", "3000", "--role", "coordinator", "--as-of", day});
    EXPECT_EQ(line["people_delayed"], 0);
    EXPECT_EQ(line["notices"].size(), 1U);
    EXPECT_EQ(error({"reach", "--metres", "3000", "--delay", one + "=5"})["code"], "reach.no_delays");
}

TEST_F(DelayedCounty, WhatIsJudgedByTheWayDoesNotCountThem) {
    const std::vector<std::string> coverage = {"coverage", "--travel", "road", "--as-of", day};
    const json before = answer(coverage);
    answer({"set-delays", "--set", one + "=60," + two + "=60"});
    EXPECT_EQ(answer(coverage), before);
}

TEST_F(DelayedCounty, TheyAreUndoneAndDoneAgain) {
    answer({"set-delays", "--set", one + "=１２.5", "--set", two + "=3"});
    EXPECT_EQ(minutes_of(one), 12.5);
    EXPECT_EQ(minutes_of(two), 3);
    const json steps = answer({"history"});
    answer({"set-delays", "--set", one + "=12.5"});
    EXPECT_EQ(answer({"history"}), steps) << "nothing changed: no step";
    ASSERT_EQ(run({"undo"}).code, 0);
    EXPECT_EQ(answer({"delays"})["delayed"], 0);
    ASSERT_EQ(run({"redo"}).code, 0);
    EXPECT_EQ(answer({"delays"})["delayed"], 2);
    answer({"set-delays", "--reset"});
    EXPECT_EQ(answer({"delays"})["delayed"], 0);
}

TEST_F(DelayedCounty, TheTableComesBackFromASpreadsheet) {
    for (const std::string language : {"zh", "en"})
        for (const std::string ending : {"csv", "xlsx", "json"}) {
            const std::string table = file("delays-" + language + "." + ending);
            answer({"set-delays", "--set", one + "=7.5,XG0001=20"});
            const json before = answer({"delays", table, "--lang", language})["delays"];
            answer({"set-delays", "--reset"});
            EXPECT_EQ(answer({"set-delays", table})["delayed"], 2) << table;
            EXPECT_EQ(answer({"delays"})["delays"], before) << table;
            answer({"set-delays", "--reset"});
        }
    const std::string text = text_of(file("delays-zh.csv"));
    EXPECT_NE(text.find("人员编号,姓名,人员类别,乡镇名称,出发准备（分钟）"), std::string::npos);
    EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 400) << "everybody";
    // Two columns are enough, the minutes may be missing; whoever is not in the file has none.
    answer({"set-delays", "--set", "XG0001=20"});
    std::ofstream(file("two.csv")) << "person id,start delay (min)\n" << one << ",５\n" << two << ",\n";
    EXPECT_EQ(answer({"set-delays", file("two.csv")})["delayed"], 1);
    EXPECT_EQ(minutes_of(one), 5);
}

TEST_F(DelayedCounty, WhoeverIsNoLongerThereDoesNoHarm) {
    answer({"set-delays", "--set", one + "=10," + two + "=10"});
    ASSERT_EQ(run({"export", "people", file("people.csv"), "--lang", "zh"}).code, 0);
    std::istringstream lines(text_of(file("people.csv")));
    std::ofstream fewer(file("fewer.csv"));
    for (std::string line; std::getline(lines, line);)
        if (line.find(one) == std::string::npos)
            fewer << line << "\n";
    fewer.close();
    ASSERT_EQ(run({"import", "people", file("fewer.csv"), "--replace"}).code, 0);
    const json list = answer({"delays"});
    EXPECT_EQ(list["delayed"], 1);
    EXPECT_EQ(list["not_in_register"], 1);
    EXPECT_EQ(reach()["people_delayed"], 1);
    answer({"set-delays", "--set", two + "=5"});
    EXPECT_EQ(error({"set-delays", "--set", one + "=5"})["code"], "delays.unknown_person");
    // Who comes back has it again.
    ASSERT_EQ(run({"import", "people", file("people.csv"), "--replace"}).code, 0);
    EXPECT_EQ(minutes_of(one), 10);
    EXPECT_EQ(minutes_of(two), 5);
}

TEST_F(DelayedCounty, BadInputIsRefusedAndNothingChanges) {
    answer({"set-delays", "--set", one + "=10"});
    const std::string before = text_of(project());
    const auto set = [](const std::string& pair) { return error({"set-delays", "--set", pair})["code"]; };
    EXPECT_EQ(set("nobody=3"), "delays.unknown_person");
    EXPECT_EQ(set(one + "=-1"), "rules.out_of_range");
    EXPECT_EQ(set(one + "=481"), "rules.out_of_range");
    EXPECT_EQ(set(one + "=nan"), "rules.out_of_range");
    EXPECT_EQ(set(one + "=soon"), "rules.not_a_number");
    EXPECT_EQ(set(one + "="), "rules.not_a_number");
    EXPECT_EQ(set(one), "delays.bad_pair");
    EXPECT_EQ(set(two + "=5,nobody=3"), "delays.unknown_person") << "all or nothing";
    EXPECT_EQ(error({"set-delays"})["code"], "delays.file_or_reset");
    EXPECT_EQ(error({"set-delays", "--reset", "--set", one + "=3"})["code"], "delays.file_or_reset");
    EXPECT_EQ(error({"delays", file("t.doc")})["code"], "rules.unknown_format");
    const auto read = [](const std::string& name, const std::string& text) {
        std::ofstream(file(name)) << text;
        return error({"set-delays", file(name), "--lang", "zh"});
    };
    const std::string head = "人员编号,出发准备（分钟）\n";
    EXPECT_EQ(read("t.csv", head + one + ",5\nnobody,3\n")["code"], "delays.unknown_person");
    EXPECT_EQ(read("t.csv", head + one + ",5\n" + one + ",6\n")["code"], "delays.said_twice");
    const json wrong = read("t.csv", head + one + ",很久\n");
    EXPECT_EQ(wrong["code"], "rules.not_a_number");
    EXPECT_EQ(wrong["where"], "t.csv: 第 2 行");
    EXPECT_EQ(wrong["message"], "“很久”不是数字。");
    EXPECT_EQ(read("t.csv", "人员编号,分钟\n" + one + ",5\n")["code"], "rules.missing_columns");
    for (const std::string text :
         {"[]", "{", R"({"start_delays":[{"person":"XX0005"}]})", R"({"start_delays":[{"person":1,"minutes":2}]})",
          R"({"start_delays":[{"person":"XX0005","minutes":"2"}]})"})
        EXPECT_EQ(read("t.json", text)["code"], "delays.bad_json") << text;
    const json far = read("t.json", R"({"start_delays":[{"person":"XX0005","minutes":1e9}]})");
    EXPECT_EQ(far["code"], "rules.out_of_range");
    EXPECT_EQ(far["where"], "t.json: start_delays[0]");
    EXPECT_EQ(error({"reach", "--travel", "road", "--delay", one + "=-5"})["code"], "rules.out_of_range");
    EXPECT_EQ(text_of(project()), before);
}

} // namespace
} // namespace wangge::test
