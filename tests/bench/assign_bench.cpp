// Districting of the county bench input: 1 km cells into 40 zones, against METIS on the same graph, and the whole
// assignment of 40 inspectors with travel from their bases. Prints one JSON object. argv[1]: folder with region.wkt,
// facilities.csv, villages.csv, inspectors.csv (peers.md); argv[2]: seconds of search (default 5).
#include "assign/assign.h"
#include "assign/bound.h"
#include "assign/solve.h"
#include "assign/start.h"
#include "base/files.h"
#include "geo/area_index.h"
#include "geo/overlay.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <numbers>
#include <sstream>

using namespace wangge;
using nlohmann::json;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<geo::MapPoint> points_of(const std::filesystem::path& file) {
    std::istringstream lines(base::read_file(file));
    std::vector<geo::MapPoint> points;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        geo::MapPoint p;
        long id = 0;
        if (std::sscanf(line.c_str(), "%ld,%lf,%lf", &id, &p.x, &p.y) == 3)
            points.push_back(p);
    }
    return points;
}

geo::MultiPolygon region_of(const std::filesystem::path& file) {
    const std::string text = base::read_file(file);
    geo::Polygon region;
    const char* at = text.c_str() + text.find("((") + 2;
    for (geo::MapPoint p; std::sscanf(at, "%lf %lf", &p.x, &p.y) == 2;) {
        region.outer.push_back(p);
        at += std::strcspn(at, ",)");
        if (*at++ != ',')
            break;
    }
    return geo::normalised({{region}});
}

std::vector<geo::MultiPolygon> kilometre_cells(const geo::MultiPolygon& region) {
    const geo::Box box = geo::bounds(region);
    std::vector<geo::MultiPolygon> cells;
    for (double y = std::floor(box.min_y / 1000) * 1000; y < box.max_y; y += 1000)
        for (double x = std::floor(box.min_x / 1000) * 1000; x < box.max_x; x += 1000) {
            auto cell = geo::intersection(geo::rectangle({x, y, x + 1000, y + 1000}), region);
            if (!cell.empty())
                cells.push_back(std::move(cell));
        }
    return cells;
}

json zones_json(const assign::Problem& problem, const std::vector<std::int32_t>& lead, double seconds) {
    const auto& graph = problem.graph;
    const auto loads = assign::loads_of(problem, lead);
    double total = 0, squares = 0, most = 0, quality = 0;
    for (const auto load : loads)
        total += static_cast<double>(load);
    const double mean = total / problem.people();
    for (const auto load : loads) {
        squares += std::pow(static_cast<double>(load) - mean, 2);
        most = std::max(most, static_cast<double>(load));
    }
    std::vector<double> area(problem.people(), 0), around(problem.people(), 0);
    int cut = 0, broken = 0;
    for (int c = 0; c < problem.cells(); ++c) {
        area[lead[c]] += graph.area[c];
        around[lead[c]] += graph.perimeter[c];
        for (int e = graph.first[c]; e < graph.first[c + 1]; ++e)
            if (lead[graph.neighbour[e]] == lead[c])
                around[lead[c]] -= graph.border[e];
            else
                cut += graph.neighbour[e] > c;
    }
    for (int p = 0; p < problem.people(); ++p)
        quality += 4 * std::numbers::pi * area[p] / (around[p] * around[p]) / problem.people();
    for (const int pieces : assign::pieces_of(problem, lead))
        broken += pieces != 1;
    return {{"seconds", seconds},
            {"cv", std::sqrt(squares / problem.people()) / mean},
            {"max_over_mean", most / mean},
            {"broken", broken},
            {"cut_edges", cut},
            {"polsby_popper", quality},
            {"objective", assign::cost_of(problem, lead).total()}};
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: assign_bench FOLDER [SECONDS]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    base::QuietFeedback quiet;
    const auto cells = kilometre_cells(region_of(folder / "region.wkt"));
    std::vector<const geo::MultiPolygon*> areas;
    for (const auto& cell : cells)
        areas.push_back(&cell);
    json result;

    assign::Problem problem;
    double start = now();
    problem.graph = assign::graph_of(areas, {0.5}, quiet);
    result["cell_graph"] = now() - start;
    // the weights of peers.md: 0.2 a cell, 1 a facility, 0.5 a village; 2,823.4 in all
    const geo::AreaIndex index(areas);
    std::vector<double> weight(cells.size(), 0.2);
    const auto facilities = points_of(folder / "facilities.csv"), villages = points_of(folder / "villages.csv");
    for (const auto& p : facilities)
        if (const auto c = index.find(p); c >= 0)
            weight[c] += 1;
    for (const auto& p : villages)
        if (const auto c = index.find(p); c >= 0)
            weight[c] += 0.5;
    double total = 0;
    for (const double w : weight) {
        total += w;
        problem.on_site.push_back(std::llround(3600 * w));
    }
    const int people = 40;
    problem.seconds_per_metre.assign(cells.size(), 0);
    problem.place = problem.graph.centre;
    problem.asked.assign(cells.size(), 0);
    problem.base.assign(people, {});
    problem.share.assign(people, 1.0 / people);
    problem.granted.assign(people, 0);
    assign::scale(problem, {});
    result["cells"] = cells.size();
    result["total_weight"] = total;
    result["total_weight_of_peers"] = 2823.4;
    start = now();
    const auto first = assign::first_answer(problem, 1);
    result["first_answer"] = zones_json(problem, first, now() - start);
    for (const double budget : {1.0, seconds}) {
        start = now();
        const auto found = assign::solve(problem, {.seed = 1, .seconds = budget}, quiet);
        json one = zones_json(problem, found.lead, now() - start);
        one["bound"] = assign::lower_bound(problem, found.lead, quiet);
        result[fmt::format("search_{:g}", budget)] = one;
    }
    result["peers"] = {
        {"METIS k-way, contiguous", {{"seconds", 0.23}, {"cv", 0.0177}, {"cut_edges", 599}, {"polsby_popper", 0.58}}},
        {"GerryChain ReCom", {{"seconds", 14.2}, {"cv", 0.031}, {"cut_edges", 812}, {"polsby_popper", 0.37}}}};

    // the whole engine: sites with the default visits, inspectors with their bases
    model::Snapshot s;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        model::Cell cell;
        cell.code = fmt::format("{:05}", c);
        cell.area = cells[c];
        s.cells.push_back(std::move(cell));
    }
    for (const auto& p : facilities) {
        s.sites.id.push_back({static_cast<std::int64_t>(s.sites.size()) + 1});
        s.sites.x.push_back(p.x);
        s.sites.y.push_back(p.y);
        s.sites.quality.push_back(model::PositionQuality::exact);
        s.sites.kind.push_back(model::SiteKind::retail_pharmacy);
        s.sites.grade.push_back(model::RiskGrade::a);
        s.sites.flags.push_back(0);
        s.sites.key.push_back(fmt::format("{}", s.sites.size()));
        for (model::TextColumn* column : {&s.sites.tags, &s.sites.licence_scope, &s.sites.credit_code})
            column->push_back("");
    }
    for (const auto& p : points_of(folder / "inspectors.csv")) {
        s.people.id.push_back({static_cast<std::int64_t>(s.people.size()) + 1});
        s.people.x.push_back(p.x);
        s.people.y.push_back(p.y);
        s.people.quality.push_back(model::PositionQuality::exact);
        s.people.role.push_back(model::PersonRole::inspector);
        for (auto* dates : {&s.people.start, &s.people.end, &s.people.certificate_expiry})
            dates->emplace_back();
        s.people.capacity_hours.push_back(0);
        s.people.key.push_back(fmt::format("{}", s.people.size()));
        for (model::TextColumn* column : {&s.people.name, &s.people.skills, &s.people.recusals, &s.people.leave})
            column->push_back("");
    }
    const base::Date day = base::make_date(2026, 11, 22);
    const workload::Rules rules = workload::load_default("", day);
    start = now();
    const auto answer = assign::run(s, rules, {.as_of = day, .seed = 1, .seconds = seconds}, quiet);
    result["assign"] = {{"seconds", now() - start},
                        {"cv", answer.workload_cv},
                        {"max_over_mean", answer.max_over_mean},
                        {"travel_km", answer.travel.value / 1000},
                        {"contiguous", answer.contiguous},
                        {"cut_edges", answer.cut_edges},
                        {"polsby_popper", answer.compactness},
                        {"objective", answer.objective},
                        {"bound", answer.bound},
                        {"gap", answer.gap},
                        {"balance", answer.cost.balance},
                        {"compactness", answer.cost.compactness},
                        {"place", answer.cost.place}};
    fmt::print("{}\n", result.dump(2));
}
