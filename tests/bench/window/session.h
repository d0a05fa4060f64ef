// The whole window in a loop of its own, worked as a person works it and measured while it is.
#pragma once
#include "app/workspace.h"
#include "base/error.h"
#include "ui/desktop.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <epoxy/gl.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace wangge::bench {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

inline constexpr int width = 1600, height = 1000;

struct Spent {
    double wall = 0, cpu = 0;
    json report(double count = 1) const { return {{"cpu", cpu / count}, {"wall", wall / count}}; }
};

class Stopwatch {
public:
    Spent spent() const {
        return {std::chrono::duration<double, std::milli>(Clock::now() - m_wall).count(),
                1e3 * static_cast<double>(std::clock() - m_cpu) / CLOCKS_PER_SEC};
    }

private:
    Clock::time_point m_wall = Clock::now();
    std::clock_t m_cpu = std::clock();
};

class Session {
public:
    Session(bool display, const std::filesystem::path& file);
    app::Workspace& work() { return m_work; }
    Spent since_opened() const { return m_opened.spent(); }
    // One turn of the program's loop.
    void turn() {
        m_host->wait(std::min(m_window->patience(), 0.1), m_window->input);
        frame();
    }
    void frame() {
        m_window->frame(1.0 / 30);
        if (m_work.notice() && m_work.notice()->kind == app::Notice::Kind::error)
            throw base::Error(base::ErrorKind::bad_input, m_work.notice()->message);
    }
    // Until nothing moves and nothing is computed.
    void settle() {
        do
            turn();
        while (!m_window->settled());
        glFinish();
    }
    // Until the picture shows what was asked for.
    void until_sharp() {
        do
            turn();
        while (!m_window->map().sharp() || m_work.busy() || m_work.views_busy());
        glFinish();
    }
    ImVec2 centre_of(const std::string& id) const {
        const ui::WidgetRecord* widget = m_window->registry().find(id);
        if (!widget)
            throw base::Error(base::ErrorKind::bug, {"base.bug", {{"what", "not shown: " + id}}});
        return widget->rect.centre();
    }
    ImVec2 map_centre() const { return centre_of("map"); }
    ui::InputQueue& input() { return m_window->input; }
    bool first_picture() const { return m_window->map().sharp(); }

    json pan(int frames);
    json zoom(int turns);
    // From the button's release to the picture that shows what was chosen, on the map, in the card and in the table.
    // "later" tells how many pixels changed after that: none, else the picture was not the whole answer.
    json click();
    // The register in the drawer: a turn of the wheel, sorting by name, a filter typed.
    json table();
    template <class Change> json change(int times, const Change& make) {
        std::vector<Spent> all;
        for (int i = 0; i < times; ++i) {
            const Stopwatch watch;
            make(i);
            frame();
            until_sharp();
            all.push_back(watch.spent());
        }
        std::sort(all.begin(), all.end(), [](const Spent& a, const Spent& b) { return a.cpu < b.cpu; });
        settle();
        return all.front().report();
    }
    // Share of one processor that the settled window takes, its loop running as it does.
    json idle();

private:
    // The window's pixels.
    std::vector<std::uint32_t> picture() const;

    Stopwatch m_opened;
    std::unique_ptr<ui::Host> m_host;
    std::atomic<ui::Host*> m_awake = nullptr;
    app::Workspace m_work;
    std::unique_ptr<ui::Desktop> m_window;
};

} // namespace wangge::bench
