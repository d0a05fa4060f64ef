// Selecting, measuring, going to places, tables, keys: what people do with mouse and keyboard.
#include "window.h"

#include "base/files.h"
#include "coverage/area_types.h"
#include "geo/geodesic.h"
#include "geo/projection.h"
#include "store/document.h"
#include "ui/table_filter.h"

using namespace wangge;

namespace {

class Tools : public Window {
protected:
    static void SetUpTestSuite() {
        Window::SetUpTestSuite();
        run_lines("stage grids\nclick grids.make\n");
    }
    static std::string value(const nlohmann::json& widgets, const std::string& id) {
        return widgets.contains(id) ? widgets[id]["value"].get<std::string>() : "(absent)";
    }
    static std::string label(const nlohmann::json& widgets, const std::string& id) {
        return widgets.contains(id) ? widgets[id]["label"].get<std::string>() : "(absent)";
    }
    // How many rows the drawer says are selected.
    static int selected(const nlohmann::json& widgets) {
        const std::string text = label(widgets, "drawer.status");
        const std::size_t at = text.find("选中 ");
        return at == std::string::npos ? 0 : std::atoi(text.c_str() + at + std::string("选中 ").size());
    }
};

TEST_F(Tools, RectangleSelectsAddsAndTakesAway) {
    const std::string whole = "stage grids\nclick canvas.rectangle\ndrag_to map 0.25 0.1 0.9 0.9\n";
    const int all = selected(dump_after(whole));
    EXPECT_GT(all, 100);
    const std::string part = "stage grids\nclick canvas.rectangle\ndrag_to map 0.4 0.4 0.5 0.5\n";
    const int some = selected(dump_after(part));
    EXPECT_GT(some, 2);
    EXPECT_LT(some, all);
    EXPECT_EQ(selected(dump_after(whole + "drag_to map 0.4 0.4 0.5 0.5 ctrl\n")), all - some);
    EXPECT_EQ(selected(dump_after(part + "drag_to map 0.25 0.1 0.9 0.9 shift\n")), all);
    EXPECT_EQ(selected(dump_after(part + "key escape\nkey escape\n")), 0);
}

TEST_F(Tools, TableAndMapShareTheSelection) {
    // Three rows by Shift and Ctrl, one taken out again, then one more by the map.
    const std::string rows = "stage grids\nclick table.cells.row.0\n";
    EXPECT_EQ(selected(dump_after(rows)), 1);
    const std::string range = rows + "press table.cells.row.4 0.5 0.5 shift\n";
    EXPECT_EQ(selected(dump_after(range)), 5);
    EXPECT_EQ(selected(dump_after(range + "press table.cells.row.2 0.5 0.5 ctrl\n")), 4);
    EXPECT_EQ(selected(dump_after(rows + "key down\nkey down\n")), 1);
    EXPECT_EQ(value(dump_after(rows + "key down\nkey down\n"), "table.cells.row.2"), "on");
    const nlohmann::json clicked = dump_after("stage grids\npress map 0.5 0.5\n");
    EXPECT_EQ(selected(clicked), 1);
    EXPECT_TRUE(clicked.contains("card.why"));
}

// Lengths on the screen against those of the project.
TEST_F(Tools, WhatIsPickedIsShownAtOnceWithoutANewPicture) {
    const std::unique_ptr<ui::Host> host = ui::make_headless_host(1440, 900);
    app::Workspace work({}, [&host] { host->wake(); });
    ui::Desktop desktop(*host, work);
    const auto settle = [&] {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(120);
        do {
            host->wait(std::min(desktop.patience(), 0.1), desktop.input);
            desktop.frame(0.03);
        } while (!desktop.settled() && std::chrono::steady_clock::now() < limit);
    };
    work.open(project());
    work.stage = app::Stage::data;
    settle();
    const model::Snapshot& s = *work.snapshot();
    const auto scene = work.map({});
    ASSERT_NE(scene, nullptr);
    const double metres = std::stod(desktop.registry().find("map")->value) * 0.0254 / 96; // of a pixel
    EXPECT_EQ(desktop.registry().find("canvas.reach"), nullptr);
    EXPECT_EQ(desktop.registry().find("canvas.link"), nullptr);

    const auto pick = [&](app::PickedKind kind, std::size_t row) {
        work.selection.pick({kind, static_cast<model::Row>(row)});
        settle();
    };
    const auto role_at = [&](model::PersonRole role) {
        std::size_t i = 0;
        while (i < s.people.size() && (s.people.role[i] != role || !s.people.placed(i)))
            ++i;
        return i;
    };
    pick(app::PickedKind::person, role_at(model::PersonRole::informant));
    const ui::WidgetRecord* reach = desktop.registry().find("canvas.reach");
    ASSERT_NE(reach, nullptr);
    EXPECT_NEAR(reach->rect.w * metres, 2 * work.coverage()->reach.value, 2 * metres);
    pick(app::PickedKind::person, role_at(model::PersonRole::inspector));
    EXPECT_EQ(desktop.registry().find("canvas.reach"), nullptr) << "an inspector counts as an informant";

    std::size_t site = 0;
    double apart = 0;
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        const model::Row village = s.sites.village[i];
        const model::Row person = village < 0 ? village : s.villages.contact[static_cast<std::size_t>(village)];
        if (person < 0)
            continue;
        const geo::MapPoint from = s.sites.point(i), to = s.people.point(static_cast<std::size_t>(person));
        if (const double length = std::hypot(from.x - to.x, from.y - to.y); length > apart) { // NaN compares false
            apart = length;
            site = i;
        }
    }
    ASSERT_GT(apart, 1000);
    pick(app::PickedKind::site, site);
    const ui::WidgetRecord* link = desktop.registry().find("canvas.link");
    ASSERT_NE(link, nullptr);
    EXPECT_NEAR(std::hypot(link->rect.w, link->rect.h) * metres, apart, 2 * metres);
    EXPECT_EQ(work.map({}), scene) << "picking made a new picture";

    // The frame that hears of a choice shows it whole: its row is in sight, wherever it stood.
    const std::size_t last = s.sites.size() - 1;
    ASSERT_EQ(desktop.registry().find("table.sites.row." + std::to_string(last)), nullptr);
    work.selection.pick({app::PickedKind::site, static_cast<model::Row>(last)});
    desktop.frame(0.03);
    const ui::WidgetRecord* row = desktop.registry().find("table.sites.row." + std::to_string(last));
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->value, "on");
    EXPECT_TRUE(desktop.registry().find("drawer.status")->rect.y > row->rect.y);
}

TEST_F(Tools, FiltersNarrowAndTheTableIsSavedAsShown) {
    const nlohmann::json before = dump_after("stage grids\n");
    const int all = std::stoi(value(before, "drawer.status"));
    const std::string narrow =
        "stage grids\nclick table.cells.filter.area\nclick table.cells.condition.from\ntype 10\nkey escape\n";
    const int wide = std::stoi(value(dump_after(narrow), "drawer.status"));
    EXPECT_GT(wide, 0);
    EXPECT_LT(wide, all);
    EXPECT_TRUE(dump_after("click drawer.save\n").contains("save.run"));
    EXPECT_FALSE(dump_after("click drawer.save\nkey escape\n").contains("save.run"));
    const std::string file = (*s_folder / "table.csv").string();
    run_lines(
        narrow +
        "click drawer.columns\nclick drawer.columns.township\nkey escape\nclick drawer.save\nclick save.format.csv\n"
        "click save.file\nkey ctrl+a\ntype " +
        file + "\nclick save.run\n");
    const std::string saved = test::text_of(file);
    EXPECT_EQ(std::count(saved.begin(), saved.end(), '\n'), wide + 1);
    EXPECT_EQ(saved.find("乡镇"), std::string::npos);
    EXPECT_NE(saved.find("面积"), std::string::npos);
}

TEST_F(Tools, MeasuresOnTheEllipsoid) {
    const nlohmann::json widgets =
        dump_after("stage data\nclick canvas.measure\npress map 0.3 0.5\npress map 0.7 0.5\nkey enter\n");
    const double length = std::stod(value(widgets, "canvas.measured"));
    // The same from the scale: the map's width in ground metres, but for the scale error of the projection (< 0.1 %).
    const double scale = std::stod(value(widgets, "map"));
    const double width = widgets["map"]["rect"][2];
    EXPECT_NEAR(length, 0.4 * width * scale * 0.0254 / 96, length * 2e-3);
    const nlohmann::json area = dump_after(
        "stage data\nkey a\npress map 0.3 0.3\npress map 0.7 0.3\npress map 0.7 0.6\npress map 0.3 0.6\nkey enter\n");
    const double height = area["map"]["rect"][3];
    const double m = scale * 0.0254 / 96;
    EXPECT_NEAR(std::stod(value(area, "canvas.measured")), 0.4 * width * m * 0.3 * height * m, 1e-2 * length * length);
    EXPECT_NE(label(area, "canvas.measured").find("亩"), std::string::npos);
}

TEST_F(Tools, GoesToCoordinatesAndComesBack) {
    const auto scale = [&](const std::string& lines) { return std::stod(value(dump_after(lines), "map")); };
    const nlohmann::json pinned = dump_after("stage data\nkey ctrl+g\ntype 28.5N 120.2E\nkey enter\n");
    EXPECT_EQ(label(pinned, "canvas.pin"), "120.20000°E  28.50000°N");
    const double whole = scale("stage data\n");
    EXPECT_LT(scale("stage data\nkey ctrl+k\ntype 120.2 28.5\nkey enter\n"), whole / 3);
    EXPECT_NEAR(scale("stage data\nkey ctrl+g\ntype 120.2 28.5\nkey enter\nkey alt+left\n"), whole, whole * 1e-6);
    EXPECT_TRUE(dump_after("stage data\nkey ctrl+g\ntype 城关\nkey enter\n").contains("goto.words"));
}

TEST_F(Tools, NamedViewsAreKeptInTheProject) {
    run_lines("stage data\nwheel map 6\nkey b\nclick views.name\ntype 城区\nclick views.save\n");
    const nlohmann::json later = dump_after("stage data\nkey b\nclick views.go.0\n");
    EXPECT_EQ(label(later, "views.go.0"), "城区");
    const double whole = std::stod(value(dump_after("stage data\n"), "map"));
    EXPECT_NEAR(whole / std::stod(value(later, "map")), std::pow(1.35, 6), 0.1);
    run_lines("stage data\nkey b\nclick views.delete.0\n");
}

TEST_F(Tools, SearchKnowsPinyinInitials) {
    const nlohmann::json widgets = dump_after("stage data\nkey ctrl+k\ntype cgjd\n");
    EXPECT_EQ(label(widgets, "palette.row.0"), "城关街道");
    EXPECT_TRUE(dump_after("stage data\nkey ctrl+k\ntype cgjd\nkey enter\n").contains("card.why"));
}

TEST_F(Tools, PaletteRunsAnActionByItsForm) {
    const std::string file = (*s_folder / "村.csv").string();
    run_lines(
        "stage data\nkey ctrl+k\ntype export\nkey enter\nclick form.layer\ntype villages\nclick form.file\ntype " +
        file + "\nclick form.run\n");
    EXPECT_NE(test::text_of(file).find("335121"), std::string::npos);
}

TEST_F(Tools, HistoryGoesToAnyStep) {
    const nlohmann::json first = dump_after("stage grids\nclick grids.shape.township\nclick grids.make\n");
    const int townships = std::stoi(value(first, "grids.cells"));
    const nlohmann::json list = dump_after("stage grids\nkey ctrl+h\n");
    ASSERT_EQ(value(list, "history.step.0"), "here");
    // Everything undone at one click, and done again at another.
    int rows = 0;
    while (list.contains("history.step." + std::to_string(rows)))
        ++rows;
    const std::string beginning = "stage grids\nkey ctrl+h\nclick history.step.1\n";
    EXPECT_NE(std::stoi(value(dump_after(beginning), "grids.cells")), townships);
    EXPECT_EQ(std::stoi(value(dump_after("stage grids\nkey ctrl+h\nclick history.step.0\n"), "grids.cells")),
              townships);
    EXPECT_GT(rows, 2);
}

TEST_F(Tools, TabReachesAControlAndEnterPressesIt) {
    const std::string file = (*s_folder / "focus.json").string();
    run_lines("stage data\nkey ctrl+g\nkey tab\nkey tab\nkey enter\ndump " + file + "\n");
    const auto widgets = nlohmann::json::parse(test::text_of(file))["widgets"];
    EXPECT_FALSE(widgets.contains("goto.words")); // its close button was pressed by the keyboard
}

TEST_F(Tools, SheetOfKeysOpensAndCloses) {
    EXPECT_TRUE(dump_after("stage data\nkey f1\n").contains("shortcuts.close"));
    EXPECT_FALSE(dump_after("stage data\nkey f1\nkey escape\n").contains("shortcuts.close"));
}

TEST_F(Tools, WrittenCountsFilesNotClicks) {
    EXPECT_THROW(run_lines("stage output\nclick output.part.1\nclick output.folder\nkey ctrl+a\ntype "
                           "/nowhere/at/all\nclick output.export\n"),
                 base::Error);
    const nlohmann::json widgets = dump_after("stage output\nclick output.part.1\nclick output.export\n");
    EXPECT_EQ(value(widgets, "output.written"), "1");
}

TEST_F(Tools, BooksAreWrittenByTheirTemplates) {
    const nlohmann::json widgets =
        dump_after("stage output\nclick output.part.1\nclick output.book_template\nclick output.book_template.3\n"
                   "click output.write_book\n");
    EXPECT_EQ(value(widgets, "output.written"), "1");
    bool found = false;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_test()))
        found = found ||
                (entry.path().extension() == ".xlsx" &&
                 entry.path().filename().string().find(value(widgets, "output.book_template")) != std::string::npos);
    EXPECT_TRUE(found) << value(widgets, "output.book_template");
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(
            run_lines("language " + language + "\nstage output\nclick output.part.1\nno_cut\n", true, 1280, 720));
}

TEST_F(Tools, AreaTypesAreSetByHandWhereOneDrewRound) {
    // How many villages are set by hand after the script; a tall window, so that the whole panel is in sight.
    const auto by_hand = [](const std::string& lines) {
        run_lines(lines, true, 1440, 1700);
        base::QuietFeedback quiet;
        const auto snapshot = store::Document::open(project(), store::OpenMode::read).snapshot(quiet);
        return coverage::area_type_choice(*snapshot).by_hand;
    };
    const std::string widgets = (*s_folder / "areas.json").string();
    run_lines("stage coverage\nclick areas.lasso\ndump " + widgets + "\n", true, 1440, 1700);
    EXPECT_EQ(value(nlohmann::json::parse(test::text_of(widgets))["widgets"], "drawer.villages"), "on")
        << "what is drawn round is villages";
    const std::string pick = "stage coverage\nclick areas.lasso\nclick canvas.rectangle\n"
                             "drag_to map 0.4 0.4 0.6 0.6\n";
    const auto fringe = by_hand(pick + "click areas.set.fringe\n");
    ASSERT_GT(fringe.size(), 3u);
    for (const auto& [code, type] : fringe)
        EXPECT_EQ(type, model::AreaType::fringe) << code;
    EXPECT_TRUE(by_hand(pick + "click areas.set.auto\n").empty());
    run_lines("key ctrl+z\n");
    EXPECT_EQ(by_hand("stage coverage\n"), fringe) << "one step of history each";
    run_lines("key ctrl+z\n");
    EXPECT_TRUE(by_hand("stage coverage\n").empty());
}

TEST_F(Tools, GapsAndOverlapsAreLookedForInThePanel) {
    const nlohmann::json looked = dump_after("stage grids\nclick grids.make\nwheel grids.cells -60\nclick mend.look\n");
    EXPECT_EQ(value(looked, "mend.faults"), "0") << "a plan of ours tiles the county";
    EXPECT_EQ(value(dump_after("stage grids\n"), "mend.faults"), "") << "nobody looked";
    run_lines("key ctrl+z\n");
}

// Brute force over random tables.
TEST(TableFilter, KeepsAndSortsAsAskedFor) {
    model::Table table{
        .id = "t", .columns = {{"name", "name"}, {"amount", "amount", model::ColumnType::integer}, {"kind", "kind"}}};
    for (std::int64_t i = 0; i < 500; ++i)
        table.rows.push_back({std::string(1, static_cast<char>('A' + i * 7 % 26)) + std::to_string(i),
                              i % 11 == 0 ? model::Value{} : model::Value{(i * 37) % 101},
                              std::string(i % 3 ? "x" : "y")});
    ui::TableQuestion question{.words = "a", .sort = "amount", .descending = true};
    question.columns["amount"].from = 20;
    question.columns["amount"].to = 80;
    question.columns["kind"].left_out = {"y"};
    const std::vector<std::uint32_t> rows = ui::rows_of(app::shown(table), question);
    std::size_t expected = 0;
    for (const auto& row : table.rows) {
        const auto* amount = std::get_if<std::int64_t>(&row[1]);
        expected += std::get<std::string>(row[0])[0] == 'A' && amount && *amount >= 20 && *amount <= 80 &&
                    std::get<std::string>(row[2]) == "x";
    }
    ASSERT_GT(expected, 2u);
    ASSERT_EQ(rows.size(), expected);
    for (std::size_t i = 1; i < rows.size(); ++i)
        EXPECT_GE(std::get<std::int64_t>(table.rows[rows[i - 1]][1]), std::get<std::int64_t>(table.rows[rows[i]][1]));
    // Blanks stand last in both directions.
    for (const bool descending : {false, true}) {
        const auto sorted = ui::rows_of(app::shown(table), {.sort = "amount", .descending = descending});
        EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[sorted.back()][1]));
        EXPECT_FALSE(std::holds_alternative<std::monostate>(table.rows[sorted.front()][1]));
    }
}

} // namespace
