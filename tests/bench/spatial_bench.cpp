// Points, areas and cells of the synthetic county, province or nation: seconds and values beside those of the peers.
#include "base/feedback.h"
#include "bench/bench_input.h"
#include "geo/area_index.h"
#include "geo/convex_cut.h"
#include "geo/disc_cover.h"
#include "geo/point_index.h"
#include "geo/voronoi.h"
#include "grid/lattice.h"

#include <cmath>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>

using namespace wangge;
using nlohmann::json;

namespace {

// What correct programs agree on, and the seconds of the fastest peer (null = none finished or was tried).
json peers(const std::string& size) {
    const char* text = R"({
"county": {"nearest": {"sum": 1924943.5, "max": 4047.76}, "nearest_5": {"sum": 16927527.0, "max": 5582.50},
 "townships": {"sum_of_squares": 299870, "max": 276},
 "squares_joined": {"joined": 2000, "non_empty": 742, "sum_of_squares": 11466},
 "squares": {"cells": 2617, "area_m2": 2499990255.5},
 "nearest_cells": {"cells": 600, "sum_of_squares_km4": 19821.99503, "max_km2": 28.68222},
 "uncovered": {"km2": 144.1472, "seconds": 0.083}},
"province": {"nearest": {"sum": 55498633.0, "max": 8756.02, "seconds": 0.077},
 "nearest_5": {"sum": 549779780.3, "max": 9879.67, "seconds": 0.124},
 "townships": {"sum_of_squares": 31964730, "max": 3610, "seconds": 0.286},
 "squares_joined": {"joined": 60000, "seconds": 2.5},
 "squares": {"cells": 201067, "area_m2": 199999966302.3, "seconds": 7.4}, "hexagons": {"seconds": 10.1},
 "nearest_cells": {"cells": 40000, "sum_of_squares_km4": 2013048.41683, "max_km2": 61.21319, "seconds": 1.8},
 "uncovered": {"km2": 17176.2, "seconds": 8.5}},
"nation": {"nearest": {"sum": 1947723204.8, "max": 13326.64, "seconds": 3.9},
 "townships": {"sum_of_squares": 1022550562, "max": 14109, "seconds": 5.9}, "uncovered": {"seconds": null}}})";
    return json::parse(text).value(size, json::object());
}

// True when a value agrees to the digits that the peers' figure has.
bool agrees(double ours, double theirs) {
    return std::abs(ours - theirs) <= 2e-6 * std::abs(theirs) + 0.006;
}

class Report {
public:
    explicit Report(const std::string& size) : m_peers(peers(size)) {}
    void put(const char* what, const bench::Timing& time, json values) {
        const json known = m_peers.value(what, json::object());
        for (const auto& [key, theirs] : known.items())
            if (key != "seconds" && !agrees(values.at(key), theirs))
                m_wrong.push_back(std::string(what) + "." + key);
        values["seconds"] = time.seconds;
        values["best_seconds"] = time.best;
        values["processor_seconds"] = time.processor;
        m_out[what] = std::move(values);
        std::fprintf(stderr, "%s %s\n", what, m_out[what].dump().c_str());
    }
    int print() {
        m_out["peers"] = m_peers;
        m_out["wrong"] = m_wrong;
        std::printf("%s\n", m_out.dump(2).c_str());
        return m_wrong.empty() ? 0 : 1;
    }

private:
    json m_peers, m_out, m_wrong = json::array();
};

struct Tally {
    std::int64_t joined = 0, non_empty = 0, largest = 0;
    double squares = 0;
};

Tally tally_of(const std::vector<std::int32_t>& rows, std::size_t count) {
    std::vector<std::int64_t> counts(count, 0);
    Tally tally;
    for (const std::int32_t row : rows)
        if (row >= 0) {
            ++counts[row];
            ++tally.joined;
        }
    for (const std::int64_t n : counts) {
        tally.non_empty += n > 0;
        tally.squares += static_cast<double>(n) * static_cast<double>(n);
        tally.largest = std::max(tally.largest, n);
    }
    return tally;
}

void nearest(Report& report, const bench::Points& sites, const bench::Points& informants, int runs) {
    base::QuietFeedback quiet;
    std::vector<geo::Neighbour> near;
    const auto values = [&] {
        double sum = 0, most = 0;
        for (const geo::Neighbour& n : near) {
            sum += n.distance;
            most = std::max(most, n.distance);
        }
        return json{{"sum", sum}, {"max", most}};
    };
    bench::Timing time = bench::timed(
        runs, [&] { near = geo::PointIndex(informants.x, informants.y).nearest_of(sites.x, sites.y, quiet); });
    report.put("nearest", time, values());
    time = bench::timed(
        runs, [&] { near = geo::PointIndex(informants.x, informants.y).nearest_of(sites.x, sites.y, 5, quiet); });
    report.put("nearest_5", time, values());
}

void townships(Report& report, const std::vector<geo::MultiPolygon>& areas, const bench::Points& sites, int runs) {
    base::QuietFeedback quiet;
    const bench::Timing building = bench::timed(1, [&] { geo::AreaIndex index(areas); });
    const geo::AreaIndex index(areas);
    std::vector<std::int32_t> rows;
    const bench::Timing time = bench::timed(runs, [&] { rows = index.find(sites.x, sites.y, quiet); });
    const Tally tally = tally_of(rows, areas.size());
    report.put("townships", time,
               {{"index_seconds", building.best}, {"sum_of_squares", tally.squares}, {"max", tally.largest}});
}

// Cells of any kind cut to the region.
void cut_cells(Report& report, const char* name, const std::function<geo::ConvexCells()>& make,
               const geo::MultiPolygon& region, int runs) {
    base::QuietFeedback quiet;
    std::vector<geo::CutCell> pieces;
    geo::ConvexCells cells;
    std::vector<geo::MultiPolygon> areas;
    const bench::Timing time = bench::timed(runs, [&] {
        cells = make();
        pieces = geo::cut(cells, region, quiet);
        areas.clear();
        areas.reserve(pieces.size());
        for (geo::CutCell& piece : pieces)
            areas.push_back(piece.whole ? cells.area(piece.cell) : std::move(piece.area));
    });
    double sum = 0, squares = 0, most = 0;
    for (const geo::MultiPolygon& area : areas) {
        const double km2 = geo::area(area).value / 1e6;
        sum += km2;
        squares += km2 * km2;
        most = std::max(most, km2);
    }
    report.put(name, time,
               {{"cells", areas.size()},
                {"area_m2", sum * 1e6},
                {"area_in_m2", geo::area(region).value},
                {"sum_of_squares_km4", squares},
                {"max_km2", most}});
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
    const geo::MultiPolygon region = geo::normalised(bench::read_areas(folder / (size + ".gpkg"), "region").at(0));
    Report report(size);
    nearest(report, sites, informants, runs);
    townships(report, bench::read_areas(folder / (size + ".gpkg"), "townships"), sites, runs);

    const grid::SquareLattice lattice = grid::square_lattice(geo::bounds(region), {1000});
    std::vector<std::int32_t> rows;
    const bench::Timing joining = bench::timed(runs, [&] { rows = grid::cell_of(lattice, sites.x, sites.y); });
    const Tally tally = tally_of(rows, lattice.cells());
    report.put("squares_joined", joining,
               {{"joined", tally.joined}, {"non_empty", tally.non_empty}, {"sum_of_squares", tally.squares}});
    if (size != "nation") {
        cut_cells(
            report, "squares", [&] { return grid::cells_of(grid::square_lattice(geo::bounds(region), {1000})); },
            region, runs);
        cut_cells(
            report, "hexagons", [&] { return grid::hexagons(geo::bounds(region), {1000}); }, region, runs);
    }
    cut_cells(
        report, "nearest_cells", [&] { return geo::nearest_cells(informants.x, informants.y).cells; }, region, runs);

    base::SquareMetres uncovered;
    const bench::Timing time = bench::timed(runs, [&] {
        uncovered = geo::DiscCover(informants.x, informants.y, base::Metres{3000}, quiet).uncovered(region, quiet);
    });
    report.put("uncovered", time, {{"km2", uncovered.value / 1e6}});
    if (size != "nation") {
        geo::MultiPolygon outline;
        const geo::DiscCover cover(informants.x, informants.y, base::Metres{3000}, quiet);
        const bench::Timing drawing = bench::timed(1, [&] { outline = cover.uncovered_polygon(region, quiet); });
        report.put("uncovered_polygon", drawing,
                   {{"km2", geo::area(outline).value / 1e6}, {"parts", outline.parts.size()}});
    }
    return report.print();
}
