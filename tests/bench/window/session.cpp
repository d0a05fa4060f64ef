#include "bench/window/session.h"

#include <cmath>

namespace wangge::bench {

Session::Session(bool display, const std::filesystem::path& file)
    : m_work({}, [this] {
          if (ui::Host* there = m_awake)
              there->wake();
      }) {
    m_work.stage = app::Stage::data;
    m_opened = Stopwatch();
    m_work.open(file); // as the program does, before the window is made
    auto letters = std::make_unique<ui::FirstFonts>(m_work.catalog(), 1.f);
    m_host = display ? ui::make_desktop_host(width, height) : ui::make_headless_host(width, height);
    m_awake = m_host.get();
    m_window = std::make_unique<ui::Desktop>(*m_host, m_work, std::move(letters));
}

json Session::pan(int frames) {
    const ImVec2 middle = map_centre();
    input().mouse_at(middle);
    input().mouse_button(0, true);
    frame();
    frame();
    float x = middle.x, step = 16;
    std::vector<double> walls;
    const Stopwatch watch;
    for (int i = 0; i < frames; ++i) {
        if (std::abs(x + step - middle.x) > 300)
            step = -step;
        x += step;
        const Stopwatch one;
        input().mouse_at({x, middle.y + (x - middle.x) / 4});
        m_host->wait(0, input());
        frame();
        glFinish();
        walls.push_back(one.spent().wall);
    }
    json result = watch.spent().report(frames);
    std::sort(walls.begin(), walls.end());
    result["wall_median"] = walls[walls.size() / 2];
    result["wall_worst"] = walls.back();
    input().mouse_button(0, false);
    const Stopwatch rest;
    until_sharp();
    result["sharp_after"] = rest.spent().report();
    settle();
    return result;
}

json Session::zoom(int turns) {
    input().mouse_at(map_centre());
    frame();
    int frames = 0;
    const Stopwatch watch;
    for (int i = 0; i < turns; ++i) {
        input().wheel(i % 8 < 4 ? 1.f : -1.f);
        for (int k = 0; k < 5; ++k, ++frames) {
            m_host->wait(0, input());
            frame();
            glFinish();
        }
    }
    json result = watch.spent().report(frames);
    const Stopwatch rest;
    until_sharp();
    result["sharp_after"] = rest.spent().report();
    settle();
    return result;
}

json Session::click() {
    std::vector<Spent> all;
    std::size_t later = 0;
    for (int i = 0; i < 5; ++i) {
        const ImVec2 middle = map_centre();
        input().mouse_at({middle.x + static_cast<float>(i) * 9, middle.y + 5});
        settle();
        input().mouse_button(0, true);
        frame();
        const Stopwatch watch;
        input().mouse_button(0, false);
        frame();
        glFinish();
        while (!m_window->map().sharp() || m_work.busy() || m_work.views_busy()) {
            turn();
            glFinish();
        }
        all.push_back(watch.spent());
        const std::vector<std::uint32_t> shown = picture();
        settle();
        const std::vector<std::uint32_t> rest = picture();
        for (std::size_t p = 0; p < shown.size(); ++p)
            later += shown[p] != rest[p];
    }
    std::sort(all.begin(), all.end(), [](const Spent& a, const Spent& b) { return a.cpu < b.cpu; });
    m_work.selection.clear();
    settle();
    json result = all[all.size() / 2].report();
    result["later"] = later;
    return result;
}

json Session::table() {
    const auto press = [&](const char* id) {
        input().mouse_at(centre_of(id));
        settle();
        const Stopwatch watch;
        input().mouse_button(0, true);
        input().mouse_button(0, false);
        settle();
        return watch.spent().report();
    };
    json result;
    // The rows that are seen depend on what was clicked before; they begin below the heading.
    const ImVec2 head = centre_of("table.sites.sort.name");
    input().mouse_at({head.x, head.y + 60});
    settle();
    constexpr int turns = 100;
    const Stopwatch watch;
    for (int i = 0; i < turns; ++i) {
        input().wheel(-1);
        m_host->wait(0, input());
        frame();
        glFinish();
    }
    result["scroll"] = watch.spent().report(turns);
    result["sort"] = press("table.sites.sort.name");
    press("drawer.filter");
    const Stopwatch typing;
    input().character(U'7');
    settle();
    result["filter"] = typing.spent().report();
    return result;
}

json Session::idle() {
    settle();
    const Stopwatch watch;
    int turns = 0;
    while (watch.spent().wall < 3000) {
        m_host->wait(std::min(m_window->patience(), 3.0), input());
        frame();
        ++turns;
    }
    const Spent s = watch.spent();
    return {{"cpu_percent", 100 * s.cpu / s.wall}, {"frames", turns}};
}

std::vector<std::uint32_t> Session::picture() const {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    return pixels;
}

} // namespace wangge::bench
