// Covering problems on public files: set covering, p-center.
#include "app/solve/instance_files.h"
#include "app/solve/number_file.h"
#include "app/solve/solvers.h"
#include "siting/p_center.h"
#include "siting/set_cover.h"

#include <algorithm>

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

constexpr Solver rows[] = {
    {"lscp", "orlib", solve_scp},
    {"p-center", "orlib", solve_center},
};

} // namespace

std::span<const Solver> cover_solvers() {
    return rows;
}

} // namespace wangge::app
