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
#include "base/files.h"
#include "bench/window/document.h"
#include "bench/window/session.h"

#include <iostream>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace wangge;
using namespace wangge::bench;

int pan_frames = 200;

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

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
    result["pan"] = session.pan(pan_frames);
    result["zoom"] = session.zoom(24);
    result["click"] = session.click();
    if (name == "sites_100k")
        result["table"] = session.table();
    if (name == "county") {
        result["cells_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::grids; });
        result["cells_pan"] = session.pan(pan_frames);
        result["cells_zoom"] = session.zoom(24);
        result["cells_click"] = session.click();
        result["assignment_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::assignment; });
        result["assignment_pan"] = session.pan(pan_frames);
        result["coverage_first"] = session.change(1, [&](int) { session.work().stage = app::Stage::coverage; });
        result["slider"] = session.change(8, [&](int i) { session.work().coverage_choice.reach = {2000.0 + 250 * i}; });
        result["coverage_pan"] = session.pan(pan_frames);
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
    if (words.size() == 4 && words[3] == "alone") { // a run of its own: case, document, clock at the start
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
        if (!std::filesystem::exists(file)) { // made aside, so that what a crash left behind is never measured
            const std::filesystem::path half = folder / (name + ".part");
            std::filesystem::remove(half);
            make_document(name, half);
            std::filesystem::rename(half, file);
        }
        const std::string command = std::string(arguments[0]) + (display ? " --display" : "") + " --frames " +
                                    std::to_string(pan_frames) + " " + name + " " + file.string() + " " +
                                    std::to_string(Clock::now().time_since_epoch().count()) + " alone > " +
                                    answer.string();
        result[name] = std::system(command.c_str()) == 0 ? json::parse(base::read_file(answer)) : json("failed");
    }
    if (kept.empty())
        std::filesystem::remove_all(folder);
    std::cout << result.dump(2) << "\n";
}
