// The whole window without a display, driven as a person would, on the demo county.
#include "window.h"

using namespace wangge;

namespace {

TEST_F(Window, SliderChangesTheNumbers) {
    const double before = std::stod(dump_after("stage coverage\n")["cover.people_share"]["value"].get<std::string>());
    const double near = std::stod(
        dump_after("stage coverage\nset cover.reach 0.15\n")["cover.people_share"]["value"].get<std::string>());
    const double far = std::stod(
        dump_after("stage coverage\nclick cover.capacity\nset cover.reach 0.95\n")["cover.people_share"]["value"]
            .get<std::string>());
    EXPECT_LT(near, before - 5);
    EXPECT_GT(far, before + 3);
}

TEST_F(Window, TravelsByTheMeansThatIsChosen) {
    const std::string road = "stage coverage\nclick cover.travel\nclick cover.travel.1\n";
    const auto share = [](const nlohmann::json& widgets) {
        return std::stod(widgets["cover.people_share"]["value"].get<std::string>());
    };
    const auto car = dump_after(road), walk = dump_after(road + "click cover.mode\nclick cover.mode.3\n");
    EXPECT_FALSE(dump_after("stage coverage\n").contains("cover.mode")) << "the straight line knows no means";
    EXPECT_GT(share(car), share(walk) + 1);
    EXPECT_TRUE(dump_after("stage blind_spots\nclick siting.travel\nclick siting.travel.1\n").contains("siting.mode"));
}

TEST_F(Window, AccessibilityAndTheDifferenceOfMethodsAreFillsOfTheMap) {
    for (const auto& [click, fill] : {std::pair{"access.map", "access"},
                                      {"access.backup_map", "backup"},
                                      {"areas.difference_map", "area_difference"}}) {
        // High enough for the whole panel: a fill that stayed from before shows its figures there.
        const std::string file = folder_of_test() + "fills.json";
        run_lines(std::string("stage coverage\nclick ") + click + "\ndump " + file + "\n", true, 1440, 1600);
        const auto widgets = nlohmann::json::parse(test::text_of(file))["widgets"];
        const std::string shown = widgets["layers.fill"]["value"];
        EXPECT_TRUE(shown == app::catalog_of("zh").say(std::string("ui.fill.") + fill) ||
                    shown == app::catalog_of("en").say(std::string("ui.fill.") + fill))
            << shown;
    }
}

constexpr const char* stages[] = {"data", "grids", "coverage", "blind_spots", "assignment", "output"};

TEST_F(Window, SaysNoTextIdInEitherLanguage) {
    for (const std::string language : {"zh", "en"}) {
        const base::Catalog& texts = app::catalog_of(language);
        std::string lines = "language " + language + "\n";
        for (const std::string stage : stages)
            lines += "stage " + stage + "\ndump " + (*s_folder / (stage + ".json")).string() + "\n";
        run_lines(lines);
        for (const std::string stage : stages) {
            const auto widgets = nlohmann::json::parse(test::text_of(*s_folder / (stage + ".json")))["widgets"];
            ASSERT_GT(widgets.size(), 20u);
            for (const auto& [id, widget] : widgets.items()) {
                const std::string label = widget["label"];
                EXPECT_FALSE(label.starts_with("ui.") || label.starts_with("kind.")) << id << " says " << label;
                EXPECT_FALSE(texts.has(label)) << id << " says the id " << label;
            }
        }
    }
}

TEST_F(Window, GridIsMadeUndoneAndRedone) {
    const nlohmann::json made = dump_after("stage grids\nclick grids.shape.township\nclick grids.make\n");
    const int cells = std::stoi(made["grids.cells"]["value"].get<std::string>());
    EXPECT_GE(cells, 20);
    EXPECT_EQ(dump_after("stage grids\nclick top.undo\n")["grids.cells"]["value"], "0");
    EXPECT_EQ(dump_after("stage grids\nkey ctrl+y\n")["grids.cells"]["value"], std::to_string(cells));
}

TEST_F(Window, TableSortsByItsHeadings) {
    const auto first = [&](const std::string& clicks) {
        return dump_after("stage coverage\n" + clicks)["table.townships.row.0"]["label"].get<std::string>();
    };
    const std::string worst = first(""), best = first("click table.townships.sort.share\n");
    EXPECT_NE(worst, best);
    EXPECT_EQ(first("click table.townships.sort.share\nclick table.townships.sort.share\n"), worst);
}

TEST_F(Window, SearchFindsWhatIsTypedAndSelectsIt) {
    const nlohmann::json widgets = dump_after("stage data\nkey ctrl+k\ntype 镇\nclick palette.row.0\n");
    EXPECT_TRUE(widgets.contains("card.close"));
    EXPECT_FALSE(widgets.contains("palette.words"));
}

TEST_F(Window, MapZoomsAboutTheMouseAndFits) {
    const auto scale = [&](const std::string& lines) {
        return std::stod(dump_after(lines)["map"]["value"].get<std::string>());
    };
    const double whole = scale("stage data\n"), near = scale("stage data\nwheel map 4\n");
    EXPECT_NEAR(whole / near, std::pow(1.35, 4), 0.02);
    EXPECT_NEAR(scale("stage data\nwheel map 4\nclick canvas.fit\n"), whole, whole * 1e-6);
}

TEST_F(Window, NoLabelIsCutAtTheSmallestSize) {
    std::string lines;
    for (const std::string language : {"zh", "en"}) {
        lines += "language " + language + "\n";
        for (const std::string stage : stages)
            lines += "stage " + stage + "\nno_cut\n";
    }
    EXPECT_NO_THROW(run_lines(lines, true, 1280, 720));
}

TEST_F(Window, LargeTextLiesOnNothing) {
    std::string lines;
    for (const std::string stage : stages)
        lines += "stage " + stage + "\nno_cut\n";
    EXPECT_NO_THROW(run_lines("stage data\nclick top.text_size\nlanguage en\n" + lines, true, 1280, 720));
}

TEST_F(Window, ErrorStandsWhereTheActionWasStarted) {
    try {
        run_lines("stage data\nrun import.run {\"kind\": \"sites\", \"file\": \"/nowhere/none.csv\"}\n");
        FAIL() << "a file that does not exist was imported";
    } catch (const base::Error& error) {
        EXPECT_NE(std::string(error.what()).find("none.csv"), std::string::npos) << error.what();
    }
}

TEST_F(Window, AScriptGoesThroughAllSixStages) {
    run_lines(
        "stage data\nstage grids\nclick grids.shape.village\nclick grids.make\nstage coverage\nset cover.reach 0.3\n"
        "stage blind_spots\nclick spots.item.0\nexpect_text 为什么\nstage assignment\nclick assignment.seconds.less\n"
        "click assignment.seconds.less\nclick assignment.seconds.less\nclick assignment.seconds.less\nclick "
        "assignment.run\n"
        "expect assignment.assigned 459\nstage output\n");
}

TEST(Script, RefusesAnUnknownCommandWithItsLine) {
    try {
        ui::Script::parse("# comment\nstage data\nfrobnicate x\n", "s");
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.where(), "s:3");
    }
}

TEST(Glyphs, CharactersBeyondTheBmpComeBackAsTheyWere) {
    ui::Glyphs glyphs;
    const std::string text = "𬭎村 한글 abc";
    const std::string shown(glyphs.shown(text));
    EXPECT_NE(shown, text);
    EXPECT_EQ(glyphs.meant(shown), text);
    EXPECT_EQ(glyphs.slots().size(), 3u);
}

// Only what changed is drawn; the picture must be the one that drawing all of it gives.
TEST_F(Window, DrawingPartsLeavesNoTrace) {
    const std::unique_ptr<ui::Host> host = ui::make_headless_host(1280, 720);
    app::Workspace work({}, [&host] { host->wake(); });
    ui::Desktop desktop(*host, work);
    work.open(project());
    const auto settle = [&] {
        do {
            host->wait(std::min(desktop.patience(), 0.1), desktop.input);
            desktop.frame(0.03);
        } while (!desktop.settled());
    };
    settle();
    for (const char* lines : {"stage data\ndrag map 60 40\n", "wheel map 2\ndrag map -111 -30\n",
                              "stage blind_spots\nkey ctrl+k\n", "key escape\nclick map\ntheme dark\n"}) {
        ui::Script script = ui::Script::parse(lines, "test");
        while (!script.done()) {
            script.step(desktop, *host);
            settle();
        }
        host->save_picture(*s_folder / "parts.png");
        desktop.redraw();
        desktop.frame(0.03);
        host->save_picture(*s_folder / "whole.png");
        EXPECT_EQ(test::text_of(*s_folder / "parts.png"), test::text_of(*s_folder / "whole.png")) << lines;
    }
}

// A host whose dropped files cannot be taken: a fault in the middle of a frame.
class FaultyHost final : public ui::Host {
public:
    ImVec2 framebuffer() const override { return m_host->framebuffer(); }
    float scale() const override { return m_host->scale(); }
    void wait(double seconds, ui::InputQueue& input) override { m_host->wait(seconds, input); }
    void wake() override { m_host->wake(); }
    bool closing() const override { return false; }
    void begin_draw() override { m_host->begin_draw(); }
    void present() override { m_host->present(); }
    std::string clipboard() override { return {}; }
    void set_clipboard(const std::string&) override {}
    void set_title(const std::string&) override {}
    void show_cursor(ImGuiMouseCursor) override {}
    void save_picture(const std::filesystem::path& png) override { m_host->save_picture(png); }
    std::vector<std::filesystem::path> take_dropped() override {
        if (std::exchange(faulty, false))
            throw std::length_error("a fault in the frame");
        return {};
    }
    bool faulty = false;

private:
    std::unique_ptr<ui::Host> m_host = ui::make_headless_host(1280, 720);
};

TEST_F(Window, AFaultInAFrameIsSaidAndTheWindowGoesOn) {
    FaultyHost host;
    app::Workspace work({}, [&host] { host.wake(); });
    ui::Desktop desktop(host, work);
    work.open(project());
    const auto settle = [&] {
        do {
            host.wait(std::min(desktop.patience(), 0.1), desktop.input);
            desktop.frame(0.03);
        } while (!desktop.settled());
    };
    settle();
    const std::size_t widgets = desktop.registry().items().size();
    host.faulty = true;
    desktop.frame(0.03);
    ASSERT_TRUE(work.notice());
    EXPECT_EQ(work.notice()->message.id, "base.bug");
    settle();
    EXPECT_GE(desktop.registry().items().size(), widgets);
    host.save_picture(*s_folder / "after_fault.png");
}

} // namespace
