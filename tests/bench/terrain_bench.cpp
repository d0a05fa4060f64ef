// Travel over terrain: times and values beside scikit-image, GRASS r.cost and r.walk on the synthetic county or
// province. usage: terrain_bench FOLDER (with dem.tif, friction.tif, raster_starts.csv) [runs [part of a job's name]]
#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/text.h"
#include "bench/bench_input.h"
#include "coverage/degurba.h"
#include "reach/terrain_cost.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace wangge;

namespace {

std::vector<reach::Start> read_starts(const std::filesystem::path& file, const reach::TerrainGrid& grid) {
    std::vector<reach::Start> starts;
    const std::string text = base::read_file(file);
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t bar = text.find('|', line), end = text.find('\n', line);
        double x = 0, y = 0;
        base::ensure(base::parse_number(std::string_view(text).substr(line, bar - line), x) &&
                         base::parse_number(std::string_view(text).substr(bar + 1, end - bar - 1), y),
                     "two numbers");
        int column = 0, row = 0;
        base::ensure(grid.locate({x, y}, column, row), "a start on the grid");
        starts.push_back({grid.cell(column, row), {0}, static_cast<std::int32_t>(starts.size())});
        line = end + 1;
    }
    return starts;
}

nlohmann::json summary(const reach::TerrainGrid& grid, const reach::CostField& field) {
    double sum = 0, most = 0;
    std::int64_t cells = 0;
    for (int row = 0; row < grid.frame().height; ++row)
        for (int column = 0; column < grid.frame().width; ++column)
            if (const double seconds = field[grid.cell(column, row)].seconds; std::isfinite(seconds)) {
                sum += seconds;
                most = std::max(most, seconds);
                ++cells;
            }
    return {{"mean", sum / static_cast<double>(cells)}, {"max", most}, {"reached", cells}};
}

} // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp/bench/county";
    const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
    const geo::Raster friction = bench::read_raster(folder / "friction.tif"),
                      dem = bench::read_raster(folder / "dem.tif");
    reach::TerrainGrid grid(geo::frame_of(friction), 1);
    grid.height.assign(grid.size(), 0);
    for (int row = 0; row < dem.height; ++row)
        for (int column = 0; column < dem.width; ++column) {
            grid.walk[grid.cell(column, row)] = friction.at(column, row);
            grid.height[grid.cell(column, row)] = dem.at(column, row);
        }
    const std::vector<reach::Start> starts = read_starts(folder / "raster_starts.csv", grid);
    base::QuietFeedback quiet;
    nlohmann::json answer = {{"folder", folder.filename().string()},
                             {"cells", grid.frame().size()},
                             {"starts", starts.size()},
                             {"cell_m", friction.cell_x}};
    const struct {
        const char* name;
        reach::CostOptions options;
    } jobs[] = {
        {"level_8", {8, reach::Slope::none, false}},        {"level_16", {16, reach::Slope::none, false}},
        {"langmuir_8", {8, reach::Slope::langmuir, false}}, {"langmuir_16", {16, reach::Slope::langmuir, false}},
        {"tobler_8", {8, reach::Slope::tobler, false}},     {"tobler_16", {16, reach::Slope::tobler, false}}};
    for (const auto& job : jobs) {
        if (argc > 3 && std::string(job.name).find(argv[3]) == std::string::npos)
            continue;
        reach::CostField field;
        const bench::Timing time =
            bench::timed(runs, [&] { field = reach::cost_field(grid, starts, job.options, quiet); });
        nlohmann::json& row = answer[job.name] = summary(grid, field);
        row["seconds"] = time.seconds;
        row["best"] = time.best;
        row["processor"] = time.processor;
        row["mean_cells"] = row["mean"].get<double>() / friction.cell_x;
        row["max_cells"] = row["max"].get<double>() / friction.cell_x;
    }
    // Degree of Urbanisation of a million square kilometres: clusters of towns on a thinly settled plain.
    coverage::DegurbaGrid country;
    country.frame = {1000, 1000, {0, 1e6}, 1000, 1000};
    base::Random random(1);
    for (std::size_t i = 0; i < country.frame.size(); ++i)
        country.people.push_back(static_cast<float>(random.uniform(0, 200)));
    for (int town = 0; town < 4000; ++town) {
        const int x = static_cast<int>(random.below(990)), y = static_cast<int>(random.below(990)),
                  size = 1 + static_cast<int>(random.below(9));
        for (int row = y; row < y + size; ++row)
            for (int column = x; column < x + size; ++column)
                country.people[country.frame.index(column, row)] += static_cast<float>(random.uniform(200, 4000));
    }
    country.land.assign(country.frame.size(), 1);
    const bench::Timing classified =
        bench::timed(runs, [&] { (void)coverage::classify(country, coverage::DegurbaRules{}, quiet); });
    answer["degurba_1000"] = {
        {"seconds", classified.seconds}, {"best", classified.best}, {"processor", classified.processor}};
    std::printf("%s\n", answer.dump(1).c_str());
}
