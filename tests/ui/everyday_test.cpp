// What people do all day without thinking of it: hovering, lassoing, asking why, another language, theme, size, screen.
#include "window.h"

#include <cmath>

using namespace wangge;

namespace {

// A window that a test moves step by step.
class Driven {
public:
    Driven(const std::string& project, int width, int height, float scale = 1)
        : host(ui::make_headless_host(width, height, scale)), work({}, [this] { host->wake(); }), desktop(*host, work) {
        work.open(project);
        settle();
    }
    void settle() {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(120);
        do {
            host->wait(std::min(desktop.patience(), 0.1), desktop.input);
            desktop.frame(0.03);
        } while (!desktop.settled() && std::chrono::steady_clock::now() < limit);
    }
    void run(const std::string& lines) {
        ui::Script script = ui::Script::parse(lines, "test");
        while (!script.done()) {
            script.step(desktop, *host);
            desktop.frame(0.03);
            settle();
        }
    }
    const ui::WidgetRecord* find(const std::string& id) const { return desktop.registry().find(id); }

    std::unique_ptr<ui::Host> host;
    app::Workspace work;
    ui::Desktop desktop;
};

class Everyday : public Window {};

TEST_F(Everyday, ALassoTakesWhatLiesInsideIt) {
    Driven window(project(), 1440, 900);
    window.run("stage data\nclick canvas.lasso\n");
    const ui::Rect map = window.find("map")->rect;
    // A circle about the middle: everything picked must lie within it, and something must.
    const ImVec2 centre{map.x + map.w / 2, map.y + map.h / 2};
    const float radius = map.h * 0.15f;
    const auto at = [&](int step) {
        const float turn = 2 * 3.14159265f * static_cast<float>(step) / 24;
        return ImVec2{centre.x + radius * std::cos(turn), centre.y + radius * std::sin(turn)};
    };
    ui::InputQueue& input = window.desktop.input;
    input.mouse_at(at(0));
    window.settle();
    input.mouse_button(0, true);
    window.desktop.frame(0.03);
    for (int step = 1; step <= 24; ++step) {
        input.mouse_at(at(step));
        window.desktop.frame(0.03);
    }
    input.mouse_button(0, false);
    window.settle();
    const auto sites = window.work.selection.rows(app::PickedKind::site);
    ASSERT_GT(sites.size(), 10u);
    const model::Snapshot& s = *window.work.snapshot();
    const double metres = std::stod(window.find("map")->value) * 0.0254 / 96 * radius;
    geo::Box box;
    for (const model::Row row : sites)
        box.add(s.sites.point(static_cast<std::size_t>(row)));
    EXPECT_LE(box.width(), 2.02 * metres);
    EXPECT_LE(box.height(), 2.02 * metres);
    EXPECT_LT(sites.size(), s.sites.size());
}

TEST_F(Everyday, ASymbolUnderTheMouseSaysWhatItIs) {
    Driven window(project(), 1440, 900);
    window.run("stage coverage\nclick canvas.zoom_in\nclick canvas.zoom_in\nclick canvas.zoom_in\n");
    const ui::Rect map = window.find("map")->rect;
    bool found = false;
    for (int step = 0; step < 400 && !found; ++step) {
        window.desktop.input.mouse_at({map.x + map.w * (0.2f + 0.03f * static_cast<float>(step % 20)),
                                       map.y + map.h * (0.2f + 0.03f * static_cast<float>(step / 20))});
        window.desktop.frame(0.03);
        window.desktop.frame(0.03);
        found = window.find("canvas.hover") != nullptr;
    }
    ASSERT_TRUE(found);
    EXPECT_FALSE(window.find("canvas.hover")->label.empty());
}

TEST_F(Everyday, VillageSiteCellAndPersonSayWhyWithNumbers) {
    run_lines("stage grids\nclick grids.make\n");
    for (const std::string kind : {"village", "site", "cell", "person"}) {
        const nlohmann::json card = dump_after("stage coverage\nselect " + kind + " 3\n");
        ASSERT_TRUE(card.contains("card.why")) << kind;
        const std::string why = card["card.why"]["label"];
        EXPECT_FALSE(why.empty()) << kind;
        if (kind != "person") { // in post or not, and whether a cell is theirs: words
            EXPECT_NE(why.find_first_of("0123456789"), std::string::npos) << kind << ": " << why;
        }
    }
    run_lines("key ctrl+z\n");
}

// What an Action would change is told before it is stored; stored, there is nothing left to store.
TEST_F(Everyday, GradesAndContactsAreTriedBeforeTheyAreStored) {
    for (const auto& [stage, id] : {std::pair("data", "grade"), std::pair("coverage", "contacts")}) {
        Driven window(project(), 1440, 1600);
        window.run(std::string("stage ") + stage + "\n");
        const std::string store = std::string(id) + ".store", attempt = std::string(id) + ".try";
        EXPECT_EQ(window.find(store), nullptr) << id << ": nothing was tried yet";
        window.run("click " + attempt + "\n");
        ASSERT_NE(window.find(store), nullptr) << id;
        const auto done = [&] {
            return std::ranges::count_if(window.work.steps(), [](const app::Step& step) { return !step.undone; });
        };
        const auto before = done();
        window.run("click " + store + "\n");
        EXPECT_EQ(done(), before + 1) << id;
        EXPECT_EQ(window.find(store), nullptr) << id;
        window.run("key ctrl+z\n");
    }
}

TEST_F(Everyday, LanguageThemeAndSizeChangeWhileItRuns) {
    Driven window(project(), 1280, 720);
    window.run("stage coverage\n");
    EXPECT_NE(window.desktop.registry().said().find("人口覆盖率"), std::string::npos);
    window.run("language en\n");
    EXPECT_NE(window.desktop.registry().said().find("People covered"), std::string::npos);
    EXPECT_EQ(window.desktop.registry().said().find("人口覆盖率"), std::string::npos);
    const bool dark = window.work.settings.dark;
    ASSERT_TRUE(window.find("areas.map"));
    const float before = window.find("areas.map")->rect.h;
    window.run("click top.theme\nclick top.text_size\n");
    EXPECT_NE(window.work.settings.dark, dark);
    ASSERT_TRUE(window.find("areas.map"));
    EXPECT_GT(window.find("areas.map")->rect.h, before) << "larger text has taller rows";
    EXPECT_NO_THROW(window.run("no_cut\n"));
}

TEST_F(Everyday, ADenseScreenShowsTheSameTwiceAsLarge) {
    const char* ids[] = {"drawer.ledger", "spots.item.0", "canvas.fit", "top.undo", "map"};
    std::vector<ui::Rect> once;
    for (const float scale : {1.0f, 2.0f}) { // one after the other: only one window lives at a time
        Driven window(project(), static_cast<int>(1280 * scale), static_cast<int>(720 * scale), scale);
        window.run("stage blind_spots\nclick spots.item.0\nno_cut\n");
        for (std::size_t i = 0; i < std::size(ids); ++i) {
            ASSERT_TRUE(window.find(ids[i])) << ids[i];
            const ui::Rect rect = window.find(ids[i])->rect;
            if (scale == 1) {
                once.push_back(rect);
                continue;
            }
            EXPECT_NEAR(rect.x, 2 * once[i].x, 4) << ids[i];
            EXPECT_NEAR(rect.w, 2 * once[i].w, 4) << ids[i];
        }
    }
}

TEST_F(Everyday, UndoAndRedoSayWhatTheyWillDo) {
    const nlohmann::json made = dump_after("stage grids\nclick grids.make\n");
    const std::string undo = made["top.undo"]["label"];
    EXPECT_GT(undo.size(), std::string("撤销").size() + 3) << undo;
    const nlohmann::json undone = dump_after("key ctrl+z\n");
    EXPECT_GT(undone["top.redo"]["label"].get<std::string>().size(), std::string("重做").size() + 3);
}

} // namespace
