// The two languages say the same things: same keys, same placeholders, and every text id that the sources speak of
// exists.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::map<std::string, std::string> texts(const std::string& language) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator(fs::path(WANGGE_DATA_DIR) / "lang" / language)) {
        const nlohmann::json file = nlohmann::json::parse(text_of(entry.path()));
        for (const auto& [key, value] : file.items())
            EXPECT_TRUE(all.emplace(key, value.get<std::string>()).second) << key << " is given twice in " << language;
    }
    return all;
}

std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> names;
    const std::regex braces(R"(\{(\w+)\})");
    for (std::sregex_iterator match(text.begin(), text.end(), braces), end; match != end; ++match)
        names.insert((*match)[1]);
    return names;
}

TEST(Texts, BothLanguagesHaveTheSameKeysAndPlaceholders) {
    const auto chinese = texts("zh"), english = texts("en");
    EXPECT_GT(chinese.size(), 100u);
    for (const auto& [key, text] : chinese) {
        ASSERT_TRUE(english.contains(key)) << key << " has no English text";
        EXPECT_EQ(placeholders(text), placeholders(english.at(key))) << key;
    }
    for (const auto& [key, text] : english)
        EXPECT_TRUE(chinese.contains(key)) << key << " has no Chinese text";
}

TEST(Texts, EveryIdThatTheSourcesNameExists) {
    const auto english = texts("en");
    std::set<std::string> families;
    for (const auto& [key, text] : english)
        families.insert(key.substr(0, key.find('.')));
    // A literal like "import.no_columns" whose first word is a family of texts is a text id, unless it is a file name.
    const std::regex literal(R"re("@?([a-z_]+(?:\.[a-z0-9_-]+)+)")re");
    const std::set<std::string> endings = {"json",    "sql", "csv", "xlsx", "gpkg", "shp", "cpg", "kml",
                                           "geojson", "txt", "pbf", "glsl", "png",  "prj", "dbf", "shx"};
    for (const auto& entry : fs::recursive_directory_iterator(WANGGE_SOURCE_DIR)) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
            continue;
        const std::string source = text_of(entry.path());
        // In the window's folder "panel.item" is a widget; its texts are of the family "ui".
        const bool window = fs::relative(entry.path(), WANGGE_SOURCE_DIR).begin()->string() == "ui";
        for (std::sregex_iterator match(source.begin(), source.end(), literal), end; match != end; ++match) {
            const std::string id = (*match)[1];
            if (window && !id.starts_with("ui."))
                continue;
            if (!families.contains(id.substr(0, id.find('.'))) || endings.contains(id.substr(id.rfind('.') + 1)) ||
                english.contains(id + ".title")) // the name of an Action
                continue;
            EXPECT_TRUE(english.contains(id)) << entry.path() << " speaks of " << id;
        }
    }
}

} // namespace
