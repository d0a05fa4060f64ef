// Points, areas and cells of the synthetic county, province or nation: seconds and values beside those of the peers.
#include "base/feedback.h"
#include "bench/bench_input.h"
#include "geo/area_index.h"
#include "geo/convex_cut.h"
#include "geo/disc_cover.h"
#include "geo/point_index.h"
#include "geo/voronoi.h"

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

using namespace wangge;

namespace {

double sum_of_squares(const std::vector<std::int32_t>& rows, std::size_t count, std::int64_t& largest) {
    std::vector<std::int64_t> tally(count, 0);
    for (const std::int32_t row : rows)
        if (row >= 0)
            ++tally[row];
    double sum = 0;
    for (const std::int64_t n : tally) {
        sum += static_cast<double>(n) * static_cast<double>(n);
        largest = std::max(largest, n);
    }
    return sum;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: spatial_bench FOLDER [RUNS]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const std::string size = folder.filename().string();
    const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
    base::QuietFeedback quiet;
    const bench::Points sites = bench::read_points(folder / "facilities.csv");
    const bench::Points informants = bench::read_points(folder / "informants.csv");
    const auto townships = bench::read_areas(folder / (size + ".gpkg"), "townships");
    const geo::MultiPolygon region = geo::normalised(bench::read_areas(folder / (size + ".gpkg"), "region").at(0));

    nlohmann::json out;
    const auto put = [&](const char* what, double time, nlohmann::json values) {
        values["seconds"] = time;
        out[what] = std::move(values);
        std::fprintf(stderr, "%s %s\n", what, out[what].dump().c_str());
    };

    std::vector<geo::Neighbour> near;
    const auto sum_max = [&] {
        double sum = 0, most = 0;
        for (const geo::Neighbour& n : near) {
            sum += n.distance;
            most = std::max(most, n.distance);
        }
        return nlohmann::json{{"sum", sum}, {"max", most}};
    };
    double time = bench::seconds(
        runs, [&] { near = geo::PointIndex(informants.x, informants.y).nearest_of(sites.x, sites.y, quiet); });
    put("nearest", time, sum_max());
    time = bench::seconds(
        runs, [&] { near = geo::PointIndex(informants.x, informants.y).nearest_of(sites.x, sites.y, 5, quiet); });
    put("nearest_5", time, sum_max());

    const double index_time = bench::seconds(1, [&] { geo::AreaIndex index(townships); });
    const geo::AreaIndex index(townships);
    std::vector<std::int32_t> rows;
    time = bench::seconds(runs, [&] { rows = index.find(sites.x, sites.y, quiet); });
    std::int64_t largest = 0;
    const double squares = sum_of_squares(rows, townships.size(), largest);
    put("townships", time, {{"index_seconds", index_time}, {"sum_of_squares", squares}, {"max", largest}});

    geo::NearestCells cells;
    std::vector<geo::CutCell> pieces;
    const double voronoi_time = bench::seconds(runs, [&] { cells = geo::nearest_cells(informants.x, informants.y); });
    time = bench::seconds(runs, [&] { pieces = geo::cut(cells.cells, region, quiet); });
    double sum = 0, square_sum = 0, most = 0;
    for (const geo::CutCell& piece : pieces) {
        const double km2 = (piece.whole ? geo::area(cells.cells.area(piece.cell)) : geo::area(piece.area)).value / 1e6;
        sum += km2;
        square_sum += km2 * km2;
        most = std::max(most, km2);
    }
    put("nearest_cells", voronoi_time + time,
        {{"cut_seconds", time},
         {"cells", pieces.size()},
         {"sum_of_squares_km4", square_sum},
         {"max_km2", most},
         {"area_in_km2", geo::area(region).value / 1e6},
         {"area_out_km2", sum}});

    base::SquareMetres uncovered;
    time = bench::seconds(runs, [&] {
        uncovered = geo::DiscCover(informants.x, informants.y, base::Metres{3000}, quiet).uncovered(region, quiet);
    });
    put("uncovered", time, {{"km2", uncovered.value / 1e6}});
    std::printf("%s\n", out.dump(2).c_str());
    return 0;
}
