// Runs a script in a window without a display, as the program does, and tells what the window showed at its end.
#pragma once
#include "app/workspace.h"
#include "base/error.h"
#include "support/program.h"
#include "ui/desktop.h"
#include "ui/script.h"

#include <chrono>
#include <gtest/gtest.h>

namespace wangge::test {

struct Seen {
    std::map<std::string, ui::WidgetRecord, std::less<>> widgets;
    std::string error; // id of the last error, "" = none
    std::string value(const std::string& id) const {
        const auto found = widgets.find(id);
        return found == widgets.end() ? "(absent)" : found->second.value;
    }
    bool has(const std::string& id) const { return widgets.contains(id); }
};

// An empty `project` starts with the first screen. Throws what the script throws.
inline Seen drive(const std::filesystem::path& project, const std::string& lines, int width = 1440, int height = 900,
                  const std::filesystem::path& settings = {}) {
    const std::unique_ptr<ui::Host> host = ui::make_headless_host(width, height);
    app::Workspace work(settings, [&host] { host->wake(); });
    ui::Desktop desktop(*host, work);
    if (!project.empty())
        work.open(project);
    ui::Script script = ui::Script::parse(lines, "test");
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(240);
    Seen seen;
    for (;;) {
        if (std::chrono::steady_clock::now() > limit)
            throw base::Error(base::ErrorKind::bug, {"base.bug", {{"what", "the window does not settle"}}});
        host->wait(std::min(desktop.patience(), 0.02), desktop.input);
        desktop.frame(0.03);
        if (!desktop.settled())
            continue;
        if (script.done())
            break;
        script.step(desktop, *host);
        desktop.frame(0.03);
    }
    seen.widgets = desktop.registry().items();
    if (work.notice() && work.notice()->kind == app::Notice::Kind::error)
        seen.error = work.notice()->message.id;
    return seen;
}

} // namespace wangge::test
