#include "ui/run.h"

#include "app/language.h"
#include "base/error.h"
#include "base/text.h"
#include "ui/desktop.h"
#include "ui/script.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

namespace wangge::ui {
namespace {

struct Arguments {
    std::filesystem::path project, script, screenshot, settings, widgets;
    std::string language, theme, stage, text_size;
    float scale = 1;
    int width = 1440, height = 900;
    bool headless = false, help = false;
};

// A value that has no meaning is told, with those that have.
void check_one_of(const char* option, const std::string& value, const std::vector<std::string_view>& right) {
    if (value.empty() || std::find(right.begin(), right.end(), value) != right.end())
        return;
    std::string expected;
    for (const std::string_view word : right)
        expected += (expected.empty() ? "" : ", ") + std::string(word);
    base::fail_input("app.bad_value", {{"param", option}, {"value", value}, {"expected", expected}});
}

Arguments read(int argc, const char* const* argv) {
    Arguments a;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&]() -> std::string {
            if (i + 1 >= argc)
                base::fail_input("cli.missing_value", {{"option", word}});
            return argv[++i];
        };
        if (word == "--script")
            a.script = value();
        else if (word == "--screenshot")
            a.screenshot = value();
        else if (word == "--settings")
            a.settings = value();
        else if (word == "--widgets")
            a.widgets = value();
        else if (word == "--lang")
            a.language = value();
        else if (word == "--theme")
            a.theme = value();
        else if (word == "--stage")
            a.stage = value();
        else if (word == "--text-size")
            a.text_size = value();
        else if (word == "--scale") {
            const std::string text = value();
            double scale = 0;
            if (!base::parse_number(text, scale) || scale < 1 || scale > 3)
                base::fail_input("app.bad_value", {{"param", "--scale"}, {"value", text}, {"expected", "1 ... 3"}});
            a.scale = static_cast<float>(scale);
        } else if (word == "--size") {
            const std::string text = value();
            if (std::sscanf(text.c_str(), "%dx%d", &a.width, &a.height) != 2 || a.width < 640 || a.height < 400 ||
                a.width > 8000 || a.height > 8000)
                base::fail_input("app.bad_value", {{"param", "--size"}, {"value", text}, {"expected", "1440x900"}});
        } else if (word == "--headless")
            a.headless = true;
        else if (word == "--help")
            a.help = true;
        else if (word.starts_with("--") || !a.project.empty())
            base::fail_input("cli.unknown_option", {{"option", word}, {"verb", "desktop"}});
        else
            a.project = word;
    }
    std::vector<std::string_view> stages, text_sizes;
    for (int i = 0; i < app::stage_count; ++i)
        stages.push_back(app::key_of(static_cast<app::Stage>(i)));
    for (int i = 0; i < app::text_size_count; ++i)
        text_sizes.push_back(app::key_of(static_cast<app::TextSize>(i)));
    check_one_of("--stage", a.stage, stages);
    check_one_of("--text-size", a.text_size, text_sizes);
    check_one_of("--theme", a.theme, {"light", "dark"});
    check_one_of("--lang", a.language, {"zh", "en"});
    return a;
}

using Clock = std::chrono::steady_clock;

void loop(Desktop& desktop, Host& host, std::optional<Script> script, const Arguments& a) {
    const bool scripted = script.has_value() || !a.screenshot.empty();
    Clock::time_point last = Clock::now();
    bool written = false;
    while (!host.closing()) {
        const double patience = desktop.patience();
        host.wait(scripted ? std::min(patience, 0.1) : patience, desktop.input);
        const Clock::time_point now = Clock::now();
        // After a long sleep nothing should jump by the time slept.
        desktop.frame(std::min(0.1, std::chrono::duration<double>(now - last).count()));
        last = now;
        // For programs that drive the real window: where everything is, each time nothing moves any more.
        if (!a.widgets.empty() && desktop.settled() && !std::exchange(written, true))
            desktop.registry().write(a.widgets);
        written = written && desktop.settled();
        if (!scripted || !desktop.settled())
            continue;
        if (desktop.work().notice() && desktop.work().notice()->kind == app::Notice::Kind::error &&
            !desktop.work().busy()) {
            const app::Notice notice = *desktop.work().notice();
            throw base::Error(base::ErrorKind::bad_input, notice.message, notice.where);
        }
        if (script && !script->done()) {
            script->step(desktop, host);
            // A frame at least, so that what the line asked for has begun before the next is judged.
            desktop.frame(0.016);
            continue;
        }
        if (!a.screenshot.empty())
            host.save_picture(a.screenshot);
        return;
    }
}

int open_window(const Arguments& arguments) {
    Arguments a = arguments;
    a.headless = a.headless || !a.screenshot.empty() || (!a.script.empty() && !std::getenv("WANGGE_SHOW_SCRIPT"));
    std::optional<Script> script;
    if (!a.script.empty())
        script = Script::load(a.script);
    std::unique_ptr<Host> host;
    std::atomic<Host*> awake = nullptr;
    // Scripts start from the same settings everywhere and leave none behind.
    const std::filesystem::path settings = !a.settings.empty() ? a.settings
                                           : a.headless        ? std::filesystem::path()
                                                               : app::Settings::usual_file();
    app::Workspace work(settings, [&awake] {
        if (Host* there = awake)
            there->wake();
    });
    if (!a.language.empty())
        work.set_language(a.language);
    if (!a.theme.empty())
        work.settings.dark = a.theme == "dark";
    for (int i = 0; i < app::text_size_count; ++i)
        if (app::key_of(static_cast<app::TextSize>(i)) == a.text_size)
            work.settings.text_size = static_cast<app::TextSize>(i);
    for (int i = 0; i < app::stage_count; ++i)
        if (app::key_of(static_cast<app::Stage>(i)) == a.stage)
            work.stage = static_cast<app::Stage>(i);
    // The project is read and the letters are rasterised while the window is made.
    auto letters = std::make_unique<FirstFonts>(work.catalog(),
                                                a.scale * static_cast<float>(app::factor_of(work.settings.text_size)));
    if (!a.project.empty())
        work.open(a.project);
    else
        work.reopen_unfinished();
    host = a.headless ? make_headless_host(a.width, a.height, a.scale) : make_desktop_host(a.width, a.height);
    awake = host.get();
    Desktop desktop(*host, work, std::move(letters));
    loop(desktop, *host, std::move(script), a);
    return 0;
}

} // namespace

int run(int argc, const char* const* argv) {
    std::string language = "zh";
    for (int i = 1; i + 1 < argc; ++i)
        if (std::string(argv[i]) == "--lang" && std::string(argv[i + 1]) == "en")
            language = "en";
    const base::Catalog nothing;
    const base::Catalog* catalog = &nothing;
    try {
        try {
            catalog = &app::catalog_of(language);
            const Arguments arguments = read(argc, argv);
            if (arguments.help) {
                fmt::print("{}\n", catalog->say("ui.help"));
                return 0;
            }
            return open_window(arguments);
        } catch (const base::Error&) {
            throw;
        } catch (const std::exception& other) {
            throw base::Error(base::ErrorKind::bug, {"base.bug", {{"what", other.what()}}});
        }
    } catch (const base::Error& error) {
        fmt::print(stderr, "wangge-desktop: {}{}\n", catalog->say(error.message()),
                   error.where().empty() ? "" : fmt::format(" [{}]", error.where()));
        return static_cast<int>(error.kind());
    }
}

} // namespace wangge::ui
