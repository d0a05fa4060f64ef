// Styles are checked when they are read: what is wrong is named with its place.
#include "base/error.h"
#include "base/files.h"
#include "style/style.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace {

using namespace wangge;
using nlohmann::json;

json shipped(const char* name) {
    return json::parse(base::read_file(base::data_folder() / "styles" / (std::string(name) + ".json")));
}

class StyleFile : public testing::Test {
protected:
    std::filesystem::path m_file =
        std::filesystem::temp_directory_path() / ("style_" + std::to_string(::getpid()) + ".json");
    ~StyleFile() override { std::filesystem::remove(m_file); }

    style::Style load(const std::string& text) {
        std::ofstream(m_file) << text;
        return style::Style::load(m_file, base::data_folder() / "palettes");
    }
    // "<text id> at <path>" of the error; the path without the file's name.
    std::string fault(const json& value) { return fault_of(value.dump()); }
    std::string fault_of(const std::string& text) {
        try {
            load(text);
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
            const std::string prefix = m_file.filename().string();
            EXPECT_TRUE(error.where().starts_with(prefix)) << error.where();
            return error.message().id + error.where().substr(prefix.size());
        }
        return "no error";
    }
    static std::size_t rule_at(const json& value, const std::string& layer) {
        for (std::size_t i = 0; i < value["rules"].size(); ++i)
            if (value["rules"][i]["layer"] == layer)
                return i;
        return 9999;
    }
};

TEST_F(StyleFile, ShippedStylesHaveEveryRuleAndTheSameOnes) {
    const style::Style light = style::Style::named("light"), dark = style::Style::named("dark");
    ASSERT_EQ(light.rules().size(), dark.rules().size());
    for (const style::Rule& rule : light.rules()) {
        const style::Rule* other = dark.find(rule.layer, rule.kind);
        ASSERT_TRUE(other && other->kind == rule.kind) << rule.layer << " " << rule.kind;
        EXPECT_EQ(rule.line.has_value(), other->line.has_value()) << rule.layer << " " << rule.kind;
        EXPECT_EQ(rule.symbol.has_value(), other->symbol.has_value()) << rule.layer << " " << rule.kind;
        EXPECT_EQ(rule.label.has_value(), other->label.has_value()) << rule.layer << " " << rule.kind;
    }
    EXPECT_EQ(light.roles().size(), dark.roles().size());
    for (const char* use : {"inspectors", "coverage", "workload", "area_types", "change"})
        EXPECT_EQ(light.palette(use).colours.size(), dark.palette(use).colours.size()) << use;
}

TEST_F(StyleFile, FaultsCarryTheirJsonPath) {
    const json good = shipped("light");
    ASSERT_EQ(fault(good), "no error");
    const std::size_t water = rule_at(good, "water"), blind = rule_at(good, "blind_spots");
    const auto rule = [](std::size_t i) { return ": /rules/" + std::to_string(i); };
    json bad = good;
    bad["rules"][water]["line"]["widht"] = 2;
    EXPECT_EQ(fault(bad), "style.unknown_key" + rule(water) + "/line/widht");
    bad = good;
    bad["rules"][water]["line"].erase("width");
    EXPECT_EQ(fault(bad), "style.missing_key" + rule(water) + "/line/width");
    bad = good;
    bad["rules"][water]["line"]["colour"] = "blue";
    EXPECT_EQ(fault(bad), "style.bad_value" + rule(water) + "/line/colour");
    bad = good;
    bad["rules"][blind]["hatch"]["kind"] = "zigzag";
    EXPECT_EQ(fault(bad), "style.bad_value" + rule(blind) + "/hatch/kind");
    bad = good;
    bad["rules"][water]["layer"] = "watre";
    EXPECT_EQ(fault(bad), "style.bad_value" + rule(water) + "/layer");
    bad = good;
    bad["rules"][water]["line"]["dash"] = {1, 2, 3};
    EXPECT_EQ(fault(bad), "style.bad_value" + rule(water) + "/line/dash");
    bad = good;
    bad["rules"].push_back(bad["rules"][water]);
    EXPECT_EQ(fault(bad), "style.twice" + rule(good["rules"].size()));
    bad = good;
    bad["palettes"]["coverage"] = "no-such-palette";
    EXPECT_EQ(fault(bad), "style.bad_value: /palettes/coverage");
    bad = good;
    bad["roles"]["text"] = "#12";
    EXPECT_EQ(fault(bad), "style.bad_value: /roles/text");
    bad = good;
    bad["extra"] = 1;
    EXPECT_EQ(fault(bad), "style.unknown_key: /extra");
    EXPECT_EQ(fault_of("{\"rules\": ["), "style.bad_json");
    EXPECT_EQ(fault(json::array()), "style.bad_value: ");
}

TEST_F(StyleFile, AClassWithoutARuleTakesTheGeneralOne) {
    const style::Style light = style::Style::named("light");
    ASSERT_TRUE(light.find("sites", "hospital") && light.find("sites", "cosmetics_seller"));
    EXPECT_EQ(light.find("sites", "hospital")->kind, "hospital");
    EXPECT_EQ(light.find("sites", "cosmetics_seller")->kind, "*");
    EXPECT_EQ(light.find("no such layer"), nullptr);
}

TEST(Style, LinesGrowByTheGuidesRule) {
    EXPECT_DOUBLE_EQ(style::Style::line_scale({98}), 1);
    EXPECT_DOUBLE_EQ(style::Style::line_scale({1}), 1.7);
    EXPECT_NEAR(style::Style::line_scale({196}), 0.6598, 1e-4);
}

} // namespace
