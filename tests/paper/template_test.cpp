#include "base/error.h"
#include "base/files.h"
#include "paper/page_template.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace wangge::paper {
namespace {

// Code and place of the error that a template text raises.
std::pair<std::string, std::string> error_of(const std::string& json) {
    const std::string file =
        (std::filesystem::temp_directory_path() / ("模 板-" + std::to_string(getpid()) + ".json")).string();
    base::write_file(file, json);
    std::pair<std::string, std::string> found;
    try {
        load_template(file);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        found = {error.message().id, error.where().substr(std::min(error.where().size(), file.size() + 2))};
    }
    std::filesystem::remove(file);
    return found;
}

std::string with_item(const std::string& item) {
    return R"({"title": "t", "landscape": {"width": 297, "height": 210, "items": [{"item": "map", "box": [0, 0, 9, 9]}, )" +
           item + "]}}";
}

using Pair = std::pair<std::string, std::string>;

TEST(Template, EveryOneOfOursCanBeRead) {
    const std::vector<std::string> names = template_names();
    EXPECT_GE(names.size(), 7u);
    for (const std::string& name : names) {
        const Template page = load_template(name);
        EXPECT_EQ(page.name, name);
        for (const char* size : {"A0", "A3", "A4"})
            for (const bool landscape : {true, false}) {
                const Paper paper = paper_named(size, landscape);
                for (const Item& item : laid_on(page, paper).items) {
                    EXPECT_LE(item.box.x + item.box.width, paper.width.value + 0.01) << name;
                    EXPECT_LE(item.box.y + item.box.height, paper.height.value + 0.01) << name;
                }
            }
    }
}

TEST(Template, NamesTheWrongKey) {
    EXPECT_EQ(error_of(with_item(R"({"item": "text", "box": [0,0,9,9], "text": "x", "colour": 3})")),
              Pair("paper.template.unknown_key", "landscape.items[1].colour"));
    EXPECT_EQ(error_of(with_item(R"({"item": "text", "box": [0,0,9,9]})")),
              Pair("paper.template.missing_key", "landscape.items[1].text"));
    EXPECT_EQ(error_of(with_item(R"({"item": "text", "box": [0,0,9,9], "text": "{titel}"})")),
              Pair("paper.template.bad_value", "landscape.items[1].text"));
    EXPECT_EQ(error_of(with_item(R"({"item": "map", "box": [200,0,98,9]})")),
              Pair("paper.template.bad_value", "landscape.items[1].box"));
    EXPECT_EQ(error_of(with_item(R"({"item": "table", "box": [0,0,9,9], "of": "people2"})")),
              Pair("paper.template.bad_value", "landscape.items[1].of"));
    EXPECT_EQ(error_of(with_item(R"({"item": "picture", "box": [0,0,9,9]})")),
              Pair("paper.template.bad_value", "landscape.items[1].item"));
    EXPECT_EQ(error_of(R"({"title": "t", "layers": ["raods"], "portrait": {}})"),
              Pair("paper.template.bad_value", "layers[0]"));
    EXPECT_EQ(error_of(R"({"title": "t"})"), Pair("paper.template.missing_key", "landscape"));
    EXPECT_EQ(error_of("{").first, "paper.template.bad_json");
    EXPECT_THROW(load_template("poster"), base::Error);
    EXPECT_THROW(load_template("/nowhere/a.json"), base::Error);
    EXPECT_THROW(paper_named("B4", true), base::Error);
}

// ISO 216.
TEST(Template, PaperHasItsSizes) {
    EXPECT_EQ(paper_named("A0", false).height.value, 1189);
    EXPECT_EQ(paper_named("A4", false).width.value, 210);
    EXPECT_EQ(paper_named("A3", true).width.value, 420);
}

} // namespace
} // namespace wangge::paper
