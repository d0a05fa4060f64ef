#include "base/error.h"
#include "base/files.h"
#include "paper/page_changes.h"
#include "paper/page_flow.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
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

TEST(Template, ItemsHaveNamesOfTheirOwn) {
    for (const std::string& name : template_names()) {
        const Template page = load_template(name);
        for (const auto* layout : {&page.landscape, &page.portrait})
            if (*layout) {
                const std::vector<std::string> names = item_names(**layout);
                EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), (*layout)->items.size()) << name;
            }
    }
    const std::vector<std::string> names = item_names(*load_template("responsibility").landscape);
    for (const char* wanted :
         {"map", "inset", "roster", "legend", "legend-text", "scale-bar", "north", "title", "frame-2"})
        EXPECT_NE(std::find(names.begin(), names.end(), wanted), names.end()) << wanted;
}

TEST(Template, ChangesAreReadAsTheyWereWritten) {
    PageChanges changes;
    changes.landscape["legend"].box = Rect{1, 2.5, 30, 40};
    changes.landscape["map"].ticks = Ticks{true, false};
    changes.portrait["inset"].hidden = true;
    const std::string text = text_of(changes);
    EXPECT_EQ(text_of(read_changes(text)), text);
    EXPECT_EQ(text_of(read_changes("")), "");
    EXPECT_THROW(read_changes("{\"landscape\": {\"legend\": {\"box\": [1, 2]}}}"), base::Error);
    EXPECT_THROW(read_changes("["), base::Error);

    Template page = load_template("responsibility");
    const Template before = page;
    apply(page, read_changes(text));
    const std::vector<std::string> names = item_names(*page.landscape);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Item &now = page.landscape->items[i], &was = before.landscape->items[i];
        EXPECT_EQ(now.box.x, names[i] == "legend" ? 1 : was.box.x);
        EXPECT_EQ(now.placed, names[i] == "legend");
        EXPECT_EQ(now.degree_ticks, names[i] == "map" ? false : was.degree_ticks);
        EXPECT_FALSE(now.hidden);
    }
    EXPECT_TRUE(std::ranges::any_of(page.portrait->items, [](const Item& item) { return item.hidden; }));
}

// What is hidden gives its room to what stands below; what was placed by hand stays.
TEST(Template, AColumnClosesOverWhatIsHidden) {
    Item table, legend, fixed;
    table.kind = ItemKind::table;
    table.box = {100, 10, 50, 60};
    legend.kind = ItemKind::legend;
    legend.box = {100, 75, 50, 30};
    fixed = legend;
    fixed.placed = true;
    const auto need = [](const Item& item) { return item.hidden ? 0.0 : item.box.height; };
    EXPECT_EQ(flowed({table, legend}, need)[1].box.y, 75);
    table.hidden = true;
    EXPECT_NEAR(flowed({table, legend}, need)[1].box.y, 15, 5.01);
    EXPECT_EQ(flowed({table, fixed}, need)[1].box.y, 75);
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
