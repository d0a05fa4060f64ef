// Cells drawn with the mouse: each tool does what its Action does, with live totals before it is done, and undo.
#include "window.h"

using namespace wangge;

namespace {

class DrawingTools : public Window {
protected:
    static void SetUpTestSuite() {
        Window::SetUpTestSuite();
        run_lines("stage grids\nclick grids.make\n");
    }
    static int cells(const nlohmann::json& widgets) {
        return std::stoi(widgets["grids.cells"]["value"].get<std::string>());
    }
    // A cell in the middle of the map.
    static inline const std::string at_cell = "stage grids\nselect cell 40\nkey f\n";
};

TEST_F(DrawingTools, SplitShowsWhatItWouldDoAndDoesIt) {
    const int before = cells(dump_after("stage grids\n"));
    const std::string line = at_cell + "click draw.split\npress map 0.3 0.5\nmove map 0.97 0.52\n";
    const nlohmann::json drawing = dump_after(line);
    EXPECT_EQ(drawing["draw.line"]["value"], "1");
    EXPECT_TRUE(drawing["draw.line"]["enabled"].get<bool>()) << "the line crosses the cell, so it can be done";
    ASSERT_TRUE(drawing.contains("draw.live.new1"));
    ASSERT_TRUE(drawing.contains("draw.live.new2"));
    EXPECT_TRUE(drawing.contains("draw.balance"));
    const nlohmann::json after = dump_after(line + "press map 0.97 0.52\nkey enter\nkey escape\n");
    EXPECT_GT(cells(after), before);
    EXPECT_EQ(cells(dump_after("key ctrl+z\nstage grids\n")), before);
}

TEST_F(DrawingTools, ALineThatMissesChangesNothing) {
    const int before = cells(dump_after("stage grids\n"));
    const nlohmann::json widgets = dump_after(at_cell + "click draw.split\npress map 0.49 0.49\nmove map 0.5 0.5\n");
    EXPECT_FALSE(widgets["draw.line"]["enabled"].get<bool>());
    EXPECT_FALSE(widgets.contains("draw.balance"));
    EXPECT_EQ(cells(dump_after("stage grids\n")), before);
}

TEST_F(DrawingTools, ANewCellAndAMergeAndTheirUndo) {
    const int before = cells(dump_after("stage grids\n"));
    const std::string ring = "press map 0.45 0.45\npress map 0.55 0.45\npress map 0.55 0.55\npress map 0.45 0.55\n";
    const nlohmann::json drawn = dump_after(at_cell + "click draw.cell\n" + ring + "key enter\nkey escape\n");
    EXPECT_EQ(cells(drawn), before + 1);
    const nlohmann::json merged = dump_after("stage grids\nselect cell 40\nkey f\nkey escape\npress map 0.5 0.5\npress "
                                             "map 0.6 0.5 shift\nclick draw.merge\n");
    EXPECT_LT(cells(merged), before + 1);
    EXPECT_EQ(cells(dump_after("key ctrl+z\nkey ctrl+z\nstage grids\n")), before);
}

// Held halfway through a stroke, as no script can.
TEST_F(DrawingTools, PaintingFollowsWithLiveTotals) {
    const std::unique_ptr<ui::Host> host = ui::make_headless_host(1440, 900);
    app::Workspace work({}, [&host] { host->wake(); });
    ui::Desktop desktop(*host, work);
    const auto settle = [&] {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(120);
        do {
            host->wait(std::min(desktop.patience(), 0.05), desktop.input);
            desktop.frame(0.03);
        } while (!desktop.settled() && std::chrono::steady_clock::now() < limit);
    };
    const auto rect = [&](const char* id) { return desktop.registry().find(id)->rect; };
    const auto click = [&](const char* id) {
        desktop.input.mouse_at(rect(id).centre());
        desktop.input.mouse_button(0, true);
        desktop.input.mouse_button(0, false);
        settle();
    };
    work.open(project());
    settle();
    click("stage.grids");
    const auto before = work.snapshot();
    work.selection.pick({app::PickedKind::cell, 40});
    work.selection.fly_to(geo::bounds(before->cells[40].area).grown(3000));
    settle();
    click("draw.paint");
    const ui::Rect map = rect("map");
    desktop.input.mouse_at(map.centre());
    desktop.input.mouse_button(0, true);
    settle();
    for (int i = 1; i <= 10; ++i) {
        desktop.input.mouse_at({map.centre().x + map.w * .03f * static_cast<float>(i), map.centre().y});
        settle();
    }
    ASSERT_TRUE(work.drawing.live.has_value());
    const app::LiveTotals live = *work.drawing.live;
    ASSERT_GT(live.rows.size(), 1u) << "the stroke crossed other villages";
    int sites = 0;
    double area = 0;
    for (const app::LiveRow& row : live.rows) {
        sites += row.after.sites - row.before.sites;
        area += row.after.area.value - row.before.area.value;
    }
    EXPECT_EQ(sites, 0);
    EXPECT_NEAR(area, 0, 1);
    EXPECT_GT(live.rows[0].after.area.value, live.rows[0].before.area.value);
    EXPECT_NE(desktop.registry().find("draw.stroke"), nullptr);
    desktop.input.mouse_button(0, false);
    settle();
    // What was promised is what came.
    const auto after = work.snapshot();
    ASSERT_NE(after, before);
    const auto ground = work.drawing.ground(after);
    settle();
    const std::string code = before->cells[40].code;
    for (std::size_t i = 0; i < after->cells.size(); ++i)
        if (after->cells[i].code == code) {
            EXPECT_NEAR(geo::area(after->cells[i].area).value, live.rows[0].after.area.value, 10);
            EXPECT_NEAR(app::compactness_of(after->cells[i].area), live.rows[0].after.compactness, 0.02);
        }
    work.run("edit.undo");
    settle();
    EXPECT_EQ(work.snapshot()->cells.size(), before->cells.size());
}

TEST_F(DrawingTools, PlansAreComparedOnTheMap) {
    run_lines("run plan.edit {\"what\": \"copy\", \"name\": \"去年\"}\n");
    run_lines(at_cell + "click draw.split\npress map 0.3 0.5\npress map 0.97 0.52\nkey enter\nkey escape\n");
    const nlohmann::json widgets = dump_after("stage grids\nclick compare.plan\nclick compare.plan.1\n");
    EXPECT_GE(std::stoi(widgets["compare.marks"]["value"].get<std::string>()), 3);
    EXPECT_TRUE(widgets.contains("compare.row.0"));
    EXPECT_TRUE(widgets.contains("compare.coverage") || widgets.contains("compare.balance"));
    run_lines("key ctrl+z\nkey ctrl+z\n");
}

} // namespace
