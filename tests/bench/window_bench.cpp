// What the whole window costs, 1600 x 1000: from start to the first picture, a frame of panning and of zooming, a
// click, a slider, nothing at all, and memory. Each document is measured by a program of its own, so that one does not
// inflate the next. Prints one JSON object; needs no input.
//
//   window_bench [--display] [--keep FOLDER] [--frames N] [CASE ...]
//       CASE: county, sites_100k, sites_1m; all when left out. --display opens a real window (GLFW) instead of an EGL
//       surface. --keep leaves the documents in FOLDER and takes those that are there already. --frames: of a pan, 200.
//
// "cpu" is processor time of all threads, which other programs on the machine do not change; times in milliseconds.
// "start_" counts from the start of the process, "load_" from the call that opens the document. "limits" holds each
// figure that has a limit against it.
#include "app/workspace.h"
#include "base/error.h"
#include "base/feedback.h"
#include "base/files.h"
#include "store/document.h"
#include "ui/desktop.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <epoxy/gl.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace wangge;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int width = 1600, height = 1000;
int pan_frames = 200;
constexpr double x0 = 450000, y0 = 3550000, side = 50000;

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

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

model::Position at(double x, double y) {
    return {{x, y}, model::PositionQuality::exact, 0};
}

// Sites gather in towns, as they do.
std::vector<model::Site> sites(int count) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> near(0, 900);
    const auto share = [&] { return static_cast<double>(random() >> 11) / 9007199254740992.0; };
    std::vector<geo::MapPoint> towns;
    for (int i = 0; i < 400; ++i)
        towns.push_back({x0 + share() * side, y0 + share() * side});
    std::vector<model::Site> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        model::Site& site = result[static_cast<std::size_t>(i)];
        site.key = "s" + std::to_string(i);
        site.name = "康民大药房第" + std::to_string(i) + "分店";
        site.kind = static_cast<model::SiteKind>(i % 6);
        const geo::MapPoint town = towns[random() % towns.size()];
        site.position =
            at(std::clamp(town.x + near(random), x0, x0 + side), std::clamp(town.y + near(random), y0, y0 + side));
    }
    return result;
}

// 20,000 sites, 1,521 villages, 50,176 cells, 25 inspectors, 400 informants: the county of the design's targets.
void fill_county(store::Edit& edit) {
    std::vector<model::Boundary> boundaries{
        {{}, model::BoundaryLevel::county, "990101", "标准县", geo::rectangle({x0, y0, x0 + side, y0 + side})}};
    for (int t = 0; t < 25; ++t) {
        const double size = side / 5, x = x0 + t % 5 * size, y = y0 + t / 5 * size;
        boundaries.push_back({{},
                              model::BoundaryLevel::township,
                              "9901011" + std::to_string(10 + t),
                              "镇" + std::to_string(t),
                              geo::rectangle({x, y, x + size, y + size})});
    }
    edit.put(std::span<const model::Boundary>(boundaries));
    std::vector<model::Village> villages;
    constexpr int villages_a_side = 39, cells_a_side = 224;
    for (int i = 0; i < villages_a_side * villages_a_side; ++i) {
        const double size = side / villages_a_side, x = x0 + i % villages_a_side * size,
                     y = y0 + i / villages_a_side * size;
        const int t =
            static_cast<int>((y - y0 + size / 2) / side * 5) * 5 + static_cast<int>((x - x0 + size / 2) / side * 5);
        model::Village& v = villages.emplace_back();
        v.township_code = boundaries[static_cast<std::size_t>(t) + 1].code;
        v.township_name = boundaries[static_cast<std::size_t>(t) + 1].name;
        v.code = v.township_code + std::to_string(10000 + i).substr(1);
        v.name = "第" + std::to_string(i) + "村";
        v.urban_rural_class = 220;
        v.population = 800 + i % 700;
        v.area = geo::rectangle({x, y, x + size, y + size});
        v.position = at(x + size / 2, y + size / 2);
    }
    edit.put(std::span<const model::Village>(villages));
    std::vector<model::Person> people;
    for (int i = 0; i < 425; ++i) {
        const model::Village& home = villages[static_cast<std::size_t>(i) * 3];
        model::Person& p = people.emplace_back();
        p.key = "p" + std::to_string(i);
        p.name = "王" + std::to_string(i);
        p.role = i < 25 ? model::PersonRole::inspector : model::PersonRole::informant;
        p.village_code = home.code;
        p.township_code = home.township_code;
        p.position = home.position;
    }
    edit.put(std::span<const model::Person>(people));
    std::vector<model::Cell> cells;
    for (int i = 0; i < cells_a_side * cells_a_side; ++i) {
        const double size = side / cells_a_side;
        const int column = i % cells_a_side, row = i / cells_a_side;
        const double x = x0 + column * size, y = y0 + row * size;
        model::Cell& cell = cells.emplace_back();
        cell.code = "990101" + std::to_string(100000 + i);
        cell.area = geo::rectangle({x, y, x + size, y + size});
        cell.lead_key = "p" + std::to_string(column * 5 / cells_a_side * 5 + row * 5 / cells_a_side);
        cell.hours = i % 97;
    }
    edit.put_plan({.name = "bench", .shape = model::CellShape::square, .current = true}, cells);
}

void make_document(const std::string& name, const std::filesystem::path& file) {
    store::Document document = store::Document::create(file, name, 4549);
    const int count = name == "county" ? 20000 : name == "sites_100k" ? 100000 : 1000000;
    store::Edit edit(document, "bench");
    const std::vector<model::Site> all = sites(count);
    for (std::size_t first = 0; first < all.size(); first += 20000)
        edit.put(std::span(all).subspan(first, std::min<std::size_t>(20000, all.size() - first)));
    if (name == "county")
        fill_county(edit);
    edit.commit();
}

class Session {
public:
    Session(bool display, const std::filesystem::path& file)
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

    json pan() {
        const int frames = pan_frames;
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
    json zoom(int turns) {
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
    // From the button's release to the picture that shows what was chosen, on the map, in the card and in the table.
    // "later" tells how many pixels changed after that: none, else the picture was not the whole answer.
    json click() {
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
    // The register in the drawer: a turn of the wheel, sorting by name, a filter typed.
    json table() {
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
    json idle() {
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

private:
    // The window's pixels.
    std::vector<std::uint32_t> picture() const {
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height);
        glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
        return pixels;
    }

    Stopwatch m_opened;
    std::unique_ptr<ui::Host> m_host;
    std::atomic<ui::Host*> m_awake = nullptr;
    app::Workspace m_work;
    std::unique_ptr<ui::Desktop> m_window;
};

// What the window promises of each document: where the figure stands, and its limit.
json limits(const std::string& name, const json& figures) {
    struct Limit {
        const char *which, *figure;
        double most;
    };
    constexpr double frames_30 = 1000 / 30., frames_20 = 1000 / 20.;
    static constexpr Limit all[] = {
        {"county", "/start_to_first_picture", 1000},
        {"county", "/pan/cpu", frames_30},
        {"county", "/zoom/cpu", frames_30},
        {"county", "/cells_pan/cpu", frames_30},
        {"county", "/cells_zoom/cpu", frames_30},
        {"county", "/assignment_pan/cpu", frames_30},
        {"county", "/coverage_pan/cpu", frames_30},
        {"county", "/click/wall", 16},
        {"county", "/cells_click/wall", 16},
        {"county", "/slider/wall", 200},
        {"county", "/idle/cpu_percent", 1},
        {"sites_100k", "/load_to_full_detail/wall", 300},
        {"sites_100k", "/table/scroll/cpu", frames_30},
        {"sites_100k", "/idle/cpu_percent", 1},
        {"sites_1m", "/load_to_full_detail/wall", 1000},
        {"sites_1m", "/pan/cpu", frames_20},
        {"sites_1m", "/pan/sharp_after/wall", 300},
        {"sites_1m", "/peak_megabytes", 300},
        {"sites_1m", "/idle/cpu_percent", 1},
    };
    json result;
    for (const Limit& limit : all)
        if (name == limit.which) {
            const double is = figures.at(json::json_pointer(limit.figure)).get<double>();
            result[limit.figure + 1] = {{"is", is}, {"limit", limit.most}, {"holds", is < limit.most}};
        }
    return result;
}

json measure(const std::string& name, const std::filesystem::path& file, bool display, std::int64_t started) {
    const auto since_start = [&] {
        return static_cast<double>(Clock::now().time_since_epoch().count() - started) / 1e6;
    };
    json result;
    Session session(display, file);
    result["start_to_load"] = since_start() - session.since_opened().wall;
    session.turn();
    glFinish();
    result["start_to_window"] = since_start();
    result["megabytes_empty"] = peak_megabytes();
    while (!session.first_picture())
        session.turn();
    glFinish();
    result["start_to_first_picture"] = since_start();
    result["load_to_first_picture"] = session.since_opened().report();
    session.until_sharp();
    result["load_to_full_detail"] = session.since_opened().report();
    result["start_to_full_detail"] = {{"cpu", 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC},
                                      {"wall", since_start()}};
    session.settle();
    result["megabytes_first_picture"] = peak_megabytes();
    result["pan"] = session.pan();
    result["zoom"] = session.zoom(24);
    result["click"] = session.click();
    if (name == "sites_100k")
        result["table"] = session.table();
    if (name == "county") {
        result["cells_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::grids; });
        result["cells_pan"] = session.pan();
        result["cells_zoom"] = session.zoom(24);
        result["cells_click"] = session.click();
        result["assignment_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::assignment; });
        result["assignment_pan"] = session.pan();
        result["coverage_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::coverage; });
        result["slider"] = session.change(8, [&](int i) { session.work().coverage_choice.reach = {2000.0 + 250 * i}; });
        result["coverage_pan"] = session.pan();
        result["fill_change"] = session.change(
            6, [&](int i) { session.work().stage = i % 2 ? app::Stage::assignment : app::Stage::grids; });
    }
    result["idle"] = session.idle();
    result["peak_megabytes"] = peak_megabytes();
    result["limits"] = limits(name, result);
    return result;
}

} // namespace

int main(int count, char** arguments) {
    bool display = false;
    std::filesystem::path kept;
    std::vector<std::string> words;
    for (int i = 1; i < count; ++i)
        if (std::string(arguments[i]) == "--display")
            display = true;
        else if (std::string(arguments[i]) == "--keep" && i + 1 < count)
            kept = arguments[++i];
        else if (std::string(arguments[i]) == "--frames" && i + 1 < count)
            pan_frames = std::stoi(arguments[++i]);
        else
            words.emplace_back(arguments[i]);
    if (words.size() == 3) { // a run of its own: case, document, clock at the start
        std::cout << measure(words[0], words[1], display, std::stoll(words[2])).dump() << "\n";
        return 0;
    }
    if (words.empty())
        words = {"county", "sites_100k", "sites_1m"};
    json result;
    const std::filesystem::path folder =
        kept.empty() ? std::filesystem::temp_directory_path() / ("window_bench_" + std::to_string(::getpid())) : kept;
    std::filesystem::create_directories(folder);
    for (const std::string& name : words) {
        const std::filesystem::path file = folder / (name + ".wangge"), answer = folder / "answer.json";
        if (!std::filesystem::exists(file))
            make_document(name, file);
        const std::string command = std::string(arguments[0]) + (display ? " --display" : "") + " --frames " +
                                    std::to_string(pan_frames) + " " + name + " " + file.string() + " " +
                                    std::to_string(Clock::now().time_since_epoch().count()) + " > " + answer.string();
        result[name] = std::system(command.c_str()) == 0 ? json::parse(base::read_file(answer)) : json("failed");
    }
    if (kept.empty())
        std::filesystem::remove_all(folder);
    std::cout << result.dump(2) << "\n";
}
