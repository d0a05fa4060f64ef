// The whole window without a display, run by scripts on a demo county.
#pragma once
#include "app/workspace.h"
#include "base/error.h"
#include "support/program.h"
#include "ui/desktop.h"
#include "ui/script.h"

#include <chrono>
#include <gtest/gtest.h>

namespace wangge {

// A copy of the demo county for all tests of a suite.
class Window : public testing::Test {
protected:
    static void SetUpTestSuite() {
        static const test::TemporaryFolder made; // once for all suites
        static const std::filesystem::path county = made / "demo.wangge";
        s_folder = std::make_unique<test::TemporaryFolder>();
        if (!std::filesystem::exists(county))
            run_lines("new " + county.string() + " demo.create\n", false);
        std::filesystem::copy_file(county, project());
    }
    static void TearDownTestSuite() { s_folder.reset(); }
    static std::string project() { return (*s_folder / "demo.wangge").string(); }
    static std::string folder_of_test() { return (*s_folder / "").string(); }

    // Runs a script to its end, as the program does. Throws what the script throws.
    static void run_lines(const std::string& lines, bool open = true, int width = 1440, int height = 900) {
        const std::unique_ptr<ui::Host> host = ui::make_headless_host(width, height);
        app::Workspace work({}, [&host] { host->wake(); });
        ui::Desktop desktop(*host, work);
        if (open)
            work.open(project());
        ui::Script script = ui::Script::parse(lines, "test");
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(240);
        for (;;) {
            ASSERT_LT(std::chrono::steady_clock::now(), limit) << "the window does not settle";
            host->wait(std::min(desktop.patience(), 0.1), desktop.input);
            desktop.frame(0.03);
            if (!desktop.settled())
                continue;
            if (work.notice() && work.notice()->kind == app::Notice::Kind::error)
                throw base::Error(base::ErrorKind::bad_input, work.notice()->message);
            if (script.done())
                return;
            script.step(desktop, *host);
            desktop.frame(0.03);
        }
    }
    static nlohmann::json dump_after(const std::string& lines) {
        const std::string file = (*s_folder / "widgets.json").string();
        run_lines(lines + "dump " + file + "\n");
        return nlohmann::json::parse(test::text_of(file))["widgets"];
    }
    static inline std::unique_ptr<test::TemporaryFolder> s_folder;
};

} // namespace wangge
