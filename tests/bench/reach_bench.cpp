// What moving the reach costs in the window, in a straight line, by road and over terrain, on the demo county; and an
// import of roads by the hundred thousand. Prints one JSON object, times in milliseconds ("cpu" of all threads).
// usage: reach_bench [slider] [import EDGES] [PROJECT.wangge to move the reach on]
#include "app/action.h"
#include "app/project.h"
#include "app/reach_areas.h"
#include "app/view/coverage_view.h"
#include "base/files.h"
#include "bench/bench_input.h"

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

using namespace wangge;
using nlohmann::json;

namespace {

json report(const bench::Timing& timing) {
    return {{"median", timing.seconds * 1e3}, {"best", timing.best * 1e3}, {"cpu", timing.processor * 1e3}};
}

json run(app::Project& project, const char* name, const json& arguments) {
    base::QuietFeedback quiet;
    return app::run_action(*app::find_action(name), project, arguments, quiet);
}

// The first look at the county, the same again (another role and back), and the slider in ten places.
json slider(app::Project& project, reach::Travel travel, reach::Mode mode) {
    base::QuietFeedback quiet;
    const model::SnapshotPtr snapshot = project.snapshot(quiet);
    app::CoverageChoice choice{.travel = travel, .mode = mode};
    std::shared_ptr<const reach::Reach> reach;
    std::shared_ptr<const app::CoverageGround> ground;
    json answer;
    const auto take = [&] {
        reach = project.reaches()->take(snapshot, travel, mode, base::today(), quiet);
        ground = std::make_shared<const app::CoverageGround>(snapshot, reach, choice, quiet);
    };
    answer["first"] = report(bench::timed(1, take));
    answer["again"] = report(bench::timed(1, take));
    const app::EffortScale& scale = app::scale_of(ground->unit());
    double worst_numbers = 0, worst_view = 0, worst_processor = 0;
    for (int i = 1; i <= 10; ++i) {
        choice.reach = reach::Effort{scale.highest * scale.unit * i / 10};
        coverage::Limits limits;
        limits.values.fill(choice.reach);
        const bench::Timing counted =
            bench::timed(3, [&] { (void)coverage::measure(ground->prepared(), limits, quiet); });
        const bench::Timing seen = bench::timed(3, [&] { (void)app::measure_coverage(ground, choice, quiet); });
        worst_numbers = std::max(worst_numbers, counted.best);
        worst_view = std::max(worst_view, seen.best);
        worst_processor = std::max(worst_processor, seen.processor);
    }
    answer["slider_numbers_worst"] = worst_numbers * 1e3;
    answer["slider_with_areas_worst"] = worst_view * 1e3;
    answer["slider_with_areas_worst_cpu"] = worst_processor * 1e3;
    answer["people"] = ground->prepared().sources.size();
    answer["villages"] = ground->prepared().x.size();
    return answer;
}

// A lattice of streets with loops, points that repeat, pieces without length and classes that nobody knows.
void write_roads(const std::filesystem::path& file, std::int64_t edges) {
    std::ofstream out(file);
    out << R"({"type":"FeatureCollection","features":[)";
    const auto side = static_cast<std::int64_t>(std::sqrt(static_cast<double>(edges) / 2));
    for (std::int64_t i = 0; i < edges; ++i) {
        const std::int64_t at = i / 2, column = at % side, row = at / side;
        const double step = 0.4 / static_cast<double>(side), x = 119.8 + static_cast<double>(column) * step,
                     y = 29.8 + static_cast<double>(row) * step;
        const double dx = i % 2 == 0 ? step : 0, dy = i % 2 == 0 ? 0 : step;
        const char* classes[] = {"residential", "secondary", "", "moon", "track"};
        char text[400];
        if (i % 1000 == 7) // a loop
            std::snprintf(text, sizeof text, "[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f],[%.7f,%.7f]", x, y, x + step / 3, y,
                          x, y + step / 3, x, y);
        else if (i % 1000 == 8) // no length
            std::snprintf(text, sizeof text, "[%.7f,%.7f],[%.7f,%.7f]", x, y, x, y);
        else
            std::snprintf(text, sizeof text, "[%.7f,%.7f],[%.7f,%.7f]", x, y, x + dx, y + dy);
        out << (i == 0 ? "" : ",\n") << R"({"type":"Feature","properties":{"id":"r)" << i << R"(","highway":")"
            << classes[i % 5] << R"("},"geometry":{"type":"LineString","coordinates":[)" << text << "]}}";
    }
    out << "]}";
}

json import_roads(const std::filesystem::path& folder, const base::Catalog& catalog, std::int64_t edges) {
    const std::filesystem::path file = folder / "roads.geojson";
    write_roads(file, edges);
    app::Project project(folder / "roads.wangge", catalog);
    project.create("roads", 4549);
    json answer;
    const bench::Timing read = bench::timed(1, [&] {
        const json got =
            run(project, "import.run", {{"kind", "roads"}, {"file", file.string()}, {"datum", "cgcs2000"}});
        answer = {{"read", got["read"]},
                  {"imported", got["imported"]},
                  {"repaired", got["repaired"]},
                  {"quarantined", got["quarantined"]}};
    });
    answer["import"] = report(read);
    base::QuietFeedback quiet;
    const model::SnapshotPtr snapshot = project.snapshot(quiet);
    std::shared_ptr<const reach::Reach> reach;
    answer["graph"] = report(bench::timed(1, [&] {
        reach = project.reaches()->take(snapshot, reach::Travel::road, reach::Mode::car, base::today(), quiet);
    }));
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    answer["peak_mb"] = static_cast<double>(usage.ru_maxrss) / 1024;
    return answer;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const base::Catalog catalog = base::Catalog::load(base::data_folder() / "lang" / "en");
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("wangge_reach_bench_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    json answer;
    std::int64_t edges = 0;
    std::filesystem::path county;
    bool move = words.empty();
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == "slider")
            move = true;
        else if (words[i] == "import" && i + 1 < words.size())
            edges = std::atoll(words[++i].c_str());
        else
            county = words[i];
    if (move || !county.empty()) {
        const bool given = !county.empty();
        app::Project project(given ? county : folder / "demo.wangge", catalog);
        if (given)
            project.open(store::OpenMode::read);
        else
            run(project, "demo.create", json::object());
        if (!project.is_open())
            project.open(store::OpenMode::read);
        answer["line"] = slider(project, reach::Travel::line, reach::Mode::car);
        answer["road_car"] = slider(project, reach::Travel::road, reach::Mode::car);
        answer["road_walk"] = slider(project, reach::Travel::road, reach::Mode::walk);
        answer["terrain_car"] = slider(project, reach::Travel::terrain, reach::Mode::car);
        answer["terrain_walk"] = slider(project, reach::Travel::terrain, reach::Mode::walk);
    }
    if (edges > 0)
        answer["import_roads"] = import_roads(folder, catalog, edges);
    std::filesystem::remove_all(folder);
    std::printf("%s\n", answer.dump(1).c_str());
}
