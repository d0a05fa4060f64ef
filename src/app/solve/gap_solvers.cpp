// Generalised assignment problems.
#include "app/solve/number_file.h"
#include "app/solve/solvers.h"
#include "assign/gap.h"

namespace wangge::app {
namespace {

// OR-Library and Yagiura: agents, jobs; costs, then needs, an agent a row; capacities.
SolveResult solve_gap(const SolveRequest& request, base::Feedback& feedback) {
    constexpr std::int64_t most = 1'000'000'000;
    NumberFile file(request.file);
    assign::GapTable table{.agents = static_cast<std::int32_t>(file.integer(1, 10000))};
    const auto jobs = static_cast<std::int32_t>(file.integer(1, 100000));
    const std::size_t pairs = static_cast<std::size_t>(jobs) * static_cast<std::size_t>(table.agents);
    table.capacity.resize(static_cast<std::size_t>(table.agents));
    for (auto* values : {&table.cost, &table.need}) {
        values->resize(pairs);
        for (std::int32_t a = 0; a < table.agents; ++a)
            for (std::int32_t j = 0; j < jobs; ++j)
                (*values)[table.at(j, a)] = file.integer(values == &table.cost ? -most : 0, most);
    }
    for (std::int64_t& capacity : table.capacity)
        capacity = file.integer(0, most);
    return {assign::solve_gap(table, request.maximise, request.budget, feedback)};
}

constexpr Solver rows[] = {
    {"gap", "orlib", solve_gap},
};

} // namespace

std::span<const Solver> gap_solvers() {
    return rows;
}

} // namespace wangge::app
