// The real window on a display (Xvfb), driven by another program (xdotool) as a person would: click, wheel, drag,
// paste.
#include "support/program.h"

#include <chrono>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <thread>
#include <vector>

namespace wangge::test {
namespace {

using namespace std::chrono_literals;

bool has(const char* program) {
    return run_shell(std::string("command -v ") + program).code == 0;
}

class Display {
public:
    explicit Display(const TemporaryFolder& folder) {
        // Xvfb itself finds a free number and says which.
        const std::string number = (folder / "display").string(), pid = (folder / "xvfb.pid").string();
        run_shell("Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>" + quoted(number) +
                  " >/dev/null 2>&1 & echo $! >" + quoted(pid));
        for (int i = 0; i < 200 && m_name.empty(); ++i) {
            std::this_thread::sleep_for(50ms);
            if (const std::string text = text_of(number); text.ends_with('\n'))
                m_name = ":" + text.substr(0, text.size() - 1);
        }
        m_pid = std::atoi(text_of(pid).c_str());
    }
    ~Display() {
        if (m_pid > 0)
            run_shell("kill " + std::to_string(m_pid));
    }
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;
    const std::string& name() const { return m_name; }

private:
    std::string m_name;
    int m_pid = 0;
};

class RealWindow : public testing::Test {
protected:
    void SetUp() override {
        for (const char* program : {"Xvfb", "xdotool", "xclip"})
            if (!has(program))
                GTEST_SKIP() << program << " is not installed";
        m_display = std::make_unique<Display>(m_folder);
        ASSERT_FALSE(m_display->name().empty()) << "Xvfb does not start";
        const std::string project = (m_folder / "p.wangge").string();
        const std::string window = quoted(WANGGE_PROGRAM), widgets = quoted((m_folder / "widgets.json").string());
        ASSERT_EQ(run_shell("echo 'new " + project + " demo.create' > " + quoted((m_folder / "new.txt").string()) +
                            "; " + window + " --headless --script " + quoted((m_folder / "new.txt").string()))
                      .code,
                  0);
        run_shell("DISPLAY=" + m_display->name() + " XDG_CONFIG_HOME=" + quoted((m_folder / "config").string()) + " " +
                  window + " " + quoted(project) + " --size 1280x720 --lang zh --widgets " + widgets +
                  " >/dev/null 2>&1 & echo $! >" + quoted((m_folder / "window.pid").string()));
        ASSERT_TRUE(until([](const nlohmann::json& w) { return w.contains("map") && w.contains("stage.data"); }))
            << "the window does not show the project";
        tool("search --onlyvisible --name . windowfocus"); // without a window manager nobody gives it the keyboard
    }
    void TearDown() override {
        if (const int pid = std::atoi(text_of(m_folder / "window.pid").c_str()); pid > 0)
            run_shell("kill " + std::to_string(pid));
        m_display.reset();
    }
    void tool(const std::string& words) const {
        run_shell("DISPLAY=" + m_display->name() + " timeout 20 xdotool " + words);
    }
    nlohmann::json widgets() const {
        const nlohmann::json whole = nlohmann::json::parse(text_of(m_folder / "widgets.json"), nullptr, false);
        return whole.is_object() ? whole["widgets"] : nlohmann::json::object();
    }
    // Looks again and again: how long the window takes depends on the machine.
    bool until(const std::function<bool(const nlohmann::json&)>& condition) const {
        const auto limit = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < limit) {
            if (condition(widgets()))
                return true;
            std::this_thread::sleep_for(60ms);
        }
        return false;
    }
    void point_at(const std::string& id) const {
        const auto rect = widgets()[id]["rect"];
        tool("mousemove " + std::to_string(rect[0].get<int>() + rect[2].get<int>() / 2) + " " +
             std::to_string(rect[1].get<int>() + rect[3].get<int>() / 2));
    }
    static std::string value(const nlohmann::json& w, const std::string& id) {
        return w.contains(id) ? w[id]["value"].get<std::string>() : "";
    }

    TemporaryFolder m_folder;
    std::unique_ptr<Display> m_display;
};

TEST_F(RealWindow, ClicksWheelsDragsAndPastes) {
    point_at("stage.data");
    tool("click 1");
    EXPECT_TRUE(until([](const auto& w) { return value(w, "stage.data") == "on"; })) << "a click on a stage";

    const double before = std::stod(value(widgets(), "map"));
    point_at("map");
    tool("click 4");
    tool("click 4");
    EXPECT_TRUE(until([&](const auto& w) { return w.contains("map") && std::stod(value(w, "map")) < before / 1.5; }))
        << "the wheel on the map";

    const auto edge = widgets()["splitter.left"]["rect"];
    const int x = edge[0].get<int>() + edge[2].get<int>() / 2, y = edge[1].get<int>() + edge[3].get<int>() / 2;
    tool("mousemove " + std::to_string(x) + " " + std::to_string(y) + " mousedown 1");
    tool("mousemove " + std::to_string(x + 30) + " " + std::to_string(y));
    tool("mousemove " + std::to_string(x + 60) + " " + std::to_string(y) + " mouseup 1");
    EXPECT_TRUE(until([&](const auto& w) {
        return w.contains("splitter.left") &&
               std::abs(w["splitter.left"]["rect"][0].template get<double>() - edge[0].get<double>() - 60) < 5;
    })) << "a drag of the splitter";

    tool("key ctrl+k");
    EXPECT_TRUE(until([](const auto& w) { return w.contains("palette.words"); })) << "Ctrl+K";
    run_shell("printf %s 城关街道 | DISPLAY=" + m_display->name() + " xclip -selection clipboard >/dev/null 2>&1");
    tool("key ctrl+v");
    EXPECT_TRUE(until([](const auto& w) {
        return value(w, "palette.words") == "城关街道" && w.contains("palette.row.0") &&
               w["palette.row.0"]["label"] == "城关街道";
    })) << "pasted Chinese";
    tool("key Return");
    EXPECT_TRUE(until([](const auto& w) { return !w.contains("palette.words") && w.contains("card.close"); }))
        << "Enter";
}

TEST(RealWindowByScript, GoesThroughAllStages) {
    if (!has("Xvfb"))
        GTEST_SKIP() << "Xvfb is not installed";
    const TemporaryFolder folder;
    const Display display(folder);
    ASSERT_FALSE(display.name().empty()) << "Xvfb does not start";
    const std::vector<std::string> stages{"data", "grids", "coverage", "blind_spots", "assignment", "output"};
    std::string script = "new " + (folder / "p.wangge").string() + " demo.create\n";
    for (const std::string& stage : stages)
        script += "stage " + stage + "\nno_cut\nshot " + (folder / (stage + ".png")).string() + "\n";
    std::ofstream(folder / "script.txt") << script;
    const Outcome outcome = run_shell(
        "DISPLAY=" + display.name() + " WANGGE_SHOW_SCRIPT=1 XDG_CONFIG_HOME=" + quoted((folder / "config").string()) +
        " timeout 100 " + quoted(WANGGE_PROGRAM) + " --size 1280x720 --lang zh --script " +
        quoted((folder / "script.txt").string()));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::set<std::string> pictures;
    for (const std::string& stage : stages) {
        const std::string png = text_of(folder / (stage + ".png"));
        ASSERT_GT(png.size(), 50000u) << stage << " is empty";
        EXPECT_EQ(png.substr(16, 8), std::string("\0\0\x05\0\0\0\x02\xD0", 8)) << stage << " is 1280 x 720";
        pictures.insert(png);
    }
    EXPECT_EQ(pictures.size(), stages.size());
}

} // namespace
} // namespace wangge::test
