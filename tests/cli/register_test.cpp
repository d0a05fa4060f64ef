// Many rows of a register changed at once, and assistants who would watch themselves.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

class Registers : public testing::Test {
protected:
    Outcome run(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        return run_wangge(words);
    }
    std::map<std::string, nlohmann::json> rows(const std::string& layer, const std::string& key) const {
        const std::string file = (folder / (layer + ".geojson")).string();
        EXPECT_EQ(run({"export", layer, file, "--lang", "en"}).code, 0);
        std::map<std::string, nlohmann::json> all;
        const nlohmann::json read = nlohmann::json::parse(text_of(file));
        for (const nlohmann::json& feature : read["features"])
            all[feature["properties"][key]] = feature["properties"];
        return all;
    }
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
};

TEST_F(Registers, OneFieldOfManyRowsIsSetAndWrongOnesChangeNothing) {
    ASSERT_EQ(run_wangge({"demo", project}).code, 0);
    const auto people = rows("people", "key");
    std::vector<std::string> some;
    for (const auto& [key, row] : people)
        if (row["role"] == "informant" && some.size() < 5)
            some.push_back(key);
    std::vector<std::string> words{"set", "people", "--keys"};
    words.insert(words.end(), some.begin(), some.end());
    const auto set = [&](const std::vector<std::string>& values) {
        std::vector<std::string> line = words;
        line.emplace_back("--set");
        line.insert(line.end(), values.begin(), values.end());
        return run(line);
    };
    const Outcome done = set({"last_training=2026-11-20", "training_hours=8", "employer=一村, \"东\""});
    ASSERT_EQ(done.code, 0) << done.out;
    EXPECT_EQ(done.json()["changed"], 5);
    auto wanted = people;
    for (const std::string& key : some) {
        wanted[key]["last_training"] = "2026-11-20";
        wanted[key]["training_hours"] = 8;
        wanted[key]["employer"] = "一村, \"东\"";
    }
    const auto after = rows("people", "key");
    for (const auto& [key, row] : wanted)
        EXPECT_EQ(after.at(key)["training_hours"].get<double>(), row["training_hours"].get<double>()) << key;
    for (const auto& [key, row] : after)
        for (const char* field : {"name", "role", "phone", "village_code", "last_training", "employer", "lon", "lat"})
            EXPECT_EQ(row[field], wanted.at(key)[field]) << key << field;

    for (const auto& [values, code] :
         std::vector<std::pair<std::vector<std::string>, std::string>>{{{"last_training=明天"}, "register.refused"},
                                                                       {{"training_hours=很多"}, "register.refused"},
                                                                       {{"没有=1"}, "import.unknown_field"},
                                                                       {{"key=1"}, "register.key_stays"}}) {
        const Outcome refused = set(values);
        EXPECT_EQ(refused.code, 2) << values[0];
        EXPECT_EQ(refused.json()["error"]["code"], code) << values[0];
    }
    EXPECT_EQ(run({"set", "people", "--keys", "谁", "--set", "employer=x"}).json()["error"]["code"],
              "register.no_such_row");
    EXPECT_EQ(rows("people", "key"), after);
    EXPECT_EQ(run({"undo"}).code, 0);
    EXPECT_EQ(rows("people", "key"), people);

    const auto sites = rows("sites", "key");
    const std::string site = sites.begin()->first;
    ASSERT_EQ(run({"set", "sites", "--keys", site, "--set", "grade=C", "tags=回访"}).code, 0);
    EXPECT_EQ(rows("sites", "key").at(site)["grade"], "C");
    EXPECT_EQ(rows("sites", "key").size(), sites.size());
    const auto villages = rows("villages", "code");
    const std::string village = villages.begin()->first;
    ASSERT_EQ(run({"set", "villages", "--keys", village, "--set", "urban_rural_class=112"}).code, 0);
    EXPECT_EQ(rows("villages", "code").at(village)["population"], villages.at(village)["population"]);
    EXPECT_TRUE(run({"check"}).json()["ok"]);
}

TEST_F(Registers, WhoRunsAPharmacyIsNamed) {
    ASSERT_EQ(run_wangge({"new", project, "--crs", "EPSG:4549"}).code, 0);
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
        return (folder / name).string();
    };
    const std::string sites = write("药店.csv", "编号,名称,类型,负责人,联系电话,村代码,x,y\n"
                                                "S1,东药店,零售药店,王一,13800000001,330424101201,40500000,3300000\n"
                                                "S2,西药店,零售药店,李二,13800000002,330424101202,40500500,3300000\n");
    const std::string people =
        write("人员.csv", "编号,姓名,角色,联系电话,村代码,是否经营药店\n"
                          "A,王一,信息员,13900000001,330424101201,\n"   // the owner of the same village
                          "B,李二,信息员,13900000002,330424101201,\n"   // a namesake of another village
                          "C,张三,协管员,13800000002,330424101202,\n"   // the phone of a pharmacy
                          "D,赵四,信息员,13900000004,330424101202,是\n" // the register says so
                          "E,王一,检查员,13800000001,330424101201,\n"); // officers have recusals
    ASSERT_EQ(run({"import", "sites", sites, "--crs", "EPSG:4528", "--datum", "cgcs2000"}).code, 0);
    ASSERT_EQ(run({"import", "people", people}).code, 0);
    const nlohmann::json found = run({"conflicts"}).json();
    std::map<std::string, std::string> told;
    for (const nlohmann::json& row : found["conflicts"])
        told[row["key"]] = row["why"].get<std::string>() + " " + row["site"].get<std::string>();
    EXPECT_EQ(told, (std::map<std::string, std::string>{{"A", "owner S1"}, {"C", "phone S2"}, {"D", "flagged "}}));
    EXPECT_EQ(found["people"], 3);
    // The register that leaves the house says it beside the person; a public copy does not.
    const auto register_text = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"book",   project, "people_register", (folder / "名册.xlsx").string(),
                                       "--lang", "zh"};
        words.insert(words.end(), more.begin(), more.end());
        EXPECT_EQ(run_wangge(words).code, 0);
        return run_shell("unzip -p " + quoted((folder / "名册.xlsx").string())).out;
    };
    const std::string inside = register_text({});
    for (const char* words : {"利益关联单位", "东药店（负责人同名）", "西药店（电话相同）", "登记表注明"})
        EXPECT_NE(inside.find(words), inside.npos) << words;
    EXPECT_EQ(register_text({"--public"}).find("东药店"), std::string::npos);
}

} // namespace
} // namespace wangge::test
