// p-median problems, also with capacities: OR-Library files, tables of distances.
#include "app/solve/distance_table.h"
#include "app/solve/instance_files.h"
#include "app/solve/number_file.h"
#include "app/solve/solvers.h"
#include "siting/capacitated_median.h"
#include "siting/p_median.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::app {
namespace {

SolveResult solve_graph(const SolveRequest& request, base::Feedback& feedback) {
    const GraphInstance graph = read_graph(request.file, feedback);
    const siting::DistanceMatrix& distances = graph.distances;
    siting::MedianProblem problem{.places = static_cast<std::int32_t>(distances.candidates)};
    problem.add = static_cast<std::int32_t>(checked_p(request.p, graph.p, distances.candidates));
    problem.offers.resize(distances.demands);
    for (std::size_t i = 0; i < distances.demands; ++i)
        for (std::int32_t j = 0; j < problem.places; ++j)
            if (distances.row(i)[j] != siting::DistanceMatrix::unreachable)
                problem.offers[i].push_back({distances.row(i)[j], j});
    return {siting::solve_p_median(problem, request.budget, feedback)};
}

// People x metres, as fine as whole numbers allow.
SolveResult solve_table(const SolveRequest& request, base::Feedback& feedback) {
    const DistanceTable table = read_distance_table(request.file);
    siting::MedianProblem problem{.places = static_cast<std::int32_t>(table.places.size())};
    problem.add = static_cast<std::int32_t>(checked_p(request.p, 0, table.places.size()));
    std::vector<double> most(table.demands.size(), 0);
    for (const auto& [demand, place, distance] : table.pairs)
        most[demand] = std::max(most[demand], table.weight[demand] * distance);
    double units = 1e9;
    while (std::accumulate(most.begin(), most.end(), 1.0) * units > 5e17)
        units /= 10;
    problem.offers.resize(table.demands.size());
    for (const auto& [demand, place, distance] : table.pairs)
        problem.offers[demand].push_back(
            {std::llround(table.weight[demand] * distance * units), static_cast<std::int32_t>(place)});
    return {siting::solve_p_median(problem, request.budget, feedback), units};
}

// OR-Library pmedcap: number and best known value, then `customers p capacity`, then `number x y demand` of each
// customer. Every customer's place is a candidate; distances are cut to whole numbers.
SolveResult solve_capacitated(const SolveRequest& request, base::Feedback& feedback) {
    constexpr std::int64_t most = 1'000'000'000;
    NumberFile file(request.file);
    file.number();
    file.number();
    const std::int64_t customers = file.integer(1, 5000), p = file.integer(1, customers);
    siting::CapacitatedMedian problem{.capacity = std::vector<siting::Value>(customers, file.integer(0, most))};
    problem.add = static_cast<std::int32_t>(checked_p(request.p, p, customers));
    std::vector<std::pair<double, double>> points(customers);
    for (auto& [x, y] : points) {
        file.integer(0, most);
        x = static_cast<double>(file.integer(-most, most));
        y = static_cast<double>(file.integer(-most, most));
        problem.demand.push_back(file.integer(0, most));
    }
    problem.costs = {.demands = points.size(), .candidates = points.size(), .cells = {}};
    for (const auto& from : points)
        for (const auto& to : points)
            problem.costs.cells.push_back(
                static_cast<siting::Value>(std::floor(std::hypot(from.first - to.first, from.second - to.second))));
    return {siting::solve_capacitated_median(problem, request.budget, feedback)};
}

constexpr Solver rows[] = {
    {"p-median", "orlib", solve_graph},
    {"p-median", "distances", solve_table},
    {"capacitated-p-median", "orlib", solve_capacitated},
};

} // namespace

std::span<const Solver> median_solvers() {
    return rows;
}

} // namespace wangge::app
