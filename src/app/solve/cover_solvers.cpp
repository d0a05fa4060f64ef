// Covering problems on public files: set covering, maximal covering, p-center.
#include "app/solve/distance_table.h"
#include "app/solve/instance_files.h"
#include "app/solve/number_file.h"
#include "app/solve/solvers.h"
#include "siting/max_cover.h"
#include "siting/p_center.h"
#include "siting/set_cover.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

// OR-Library scp: rows, columns; the cost of each column; for each row the number of columns that cover it and those.
SolveResult solve_scp(const SolveRequest& request, base::Feedback& feedback) {
    constexpr std::int64_t most = 10'000'000;
    NumberFile file(request.file);
    const std::int64_t rows = file.integer(1, most), columns = file.integer(1, most);
    siting::SetCover problem;
    for (std::int64_t c = 0; c < columns; ++c)
        problem.cost.push_back(file.integer(0, 1'000'000'000));
    siting::Lists by_demand;
    std::vector<std::int32_t> row;
    for (std::int64_t r = 0; r < rows; ++r) {
        row.resize(file.integer(0, columns));
        for (std::int32_t& column : row)
            column = static_cast<std::int32_t>(file.integer(1, columns) - 1);
        std::sort(row.begin(), row.end());
        row.erase(std::unique(row.begin(), row.end()), row.end());
        by_demand.add(row);
    }
    problem.covers = siting::incidence_of(std::move(by_demand), columns);
    return {siting::solve_set_cover(problem, request.budget, feedback)};
}

SolveResult solve_center(const SolveRequest& request, base::Feedback& feedback) {
    GraphInstance graph = read_graph(request.file, feedback);
    siting::PCenter problem;
    problem.p = static_cast<int>(checked_p(request.p, graph.p, graph.distances.candidates));
    problem.distances = std::move(graph.distances);
    return {siting::solve_p_center(problem, request.budget, feedback)};
}

// A table's distances in micrometres: as fine as the file's decimals, and sums stay far below 2^63.
constexpr double table_units = 1e6;

siting::DistanceMatrix matrix_of(const DistanceTable& table) {
    siting::DistanceMatrix matrix;
    matrix.demands = table.demands.size();
    matrix.candidates = table.places.size();
    matrix.cells.assign(matrix.demands * matrix.candidates, siting::DistanceMatrix::unreachable);
    for (const auto& [demand, place, distance] : table.pairs)
        matrix.cells[demand * matrix.candidates + place] = std::llround(distance * table_units);
    return matrix;
}

siting::Incidence within(const DistanceTable& table, base::Metres radius) {
    return siting::within(matrix_of(table), static_cast<siting::Value>(std::floor(radius.value * table_units)));
}

SolveResult solve_center_of_table(const SolveRequest& request, base::Feedback& feedback) {
    siting::PCenter problem;
    problem.distances = matrix_of(read_distance_table(request.file));
    problem.p = static_cast<int>(checked_p(request.p, 0, problem.distances.candidates));
    return {siting::solve_p_center(problem, request.budget, feedback), table_units};
}

SolveResult solve_cover_of_table(const SolveRequest& request, base::Feedback& feedback) {
    siting::SetCover problem;
    problem.covers = within(read_distance_table(request.file), checked_radius(request.radius));
    return {siting::solve_set_cover(problem, request.budget, feedback)};
}

SolveResult solve_cover_of_points(const SolveRequest& request, base::Feedback& feedback) {
    siting::SetCover problem;
    problem.covers = within(read_points(request.file), checked_radius(request.radius), feedback);
    return {siting::solve_set_cover(problem, request.budget, feedback)};
}

SolveResult best_cover(siting::Incidence covers, std::vector<siting::Value> weight, std::vector<geo::MapPoint> at,
                       const SolveRequest& request, base::Feedback& feedback) {
    siting::MaxCover problem;
    problem.at = std::move(at);
    problem.p = static_cast<int>(checked_p(request.p, 0, covers.candidates()));
    problem.covers = std::move(covers);
    problem.weight = std::move(weight);
    return {siting::solve_max_cover(problem, request.budget, feedback)};
}

SolveResult solve_max_cover_of_points(const SolveRequest& request, base::Feedback& feedback) {
    PointInstance points = read_points(request.file);
    siting::Incidence covers = within(points, checked_radius(request.radius), feedback);
    return best_cover(std::move(covers), std::move(points.weight), on_a_plane(points), request, feedback);
}

SolveResult solve_max_cover_of_table(const SolveRequest& request, base::Feedback& feedback) {
    const DistanceTable table = read_distance_table(request.file);
    std::vector<siting::Value> weight;
    for (const double people : table.weight)
        weight.push_back(std::llround(people));
    return best_cover(within(table, checked_radius(request.radius)), std::move(weight), {}, request, feedback);
}

constexpr Solver rows[] = {
    {"lscp", "orlib", solve_scp},
    {"lscp", "points", solve_cover_of_points},
    {"lscp", "distances", solve_cover_of_table},
    {"mclp", "points", solve_max_cover_of_points},
    {"mclp", "distances", solve_max_cover_of_table},
    {"p-center", "orlib", solve_center},
    {"p-center", "distances", solve_center_of_table},
};

} // namespace

std::span<const Solver> cover_solvers() {
    return rows;
}

} // namespace wangge::app
