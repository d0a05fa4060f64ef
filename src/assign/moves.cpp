#include "assign/moves.h"

namespace wangge::assign {

std::int32_t foreign_neighbour(const Problem& problem, const Zones& zones, std::int32_t cell, base::Random& random) {
    const std::int32_t begin = problem.graph.first[cell], end = problem.graph.first[cell + 1];
    std::int32_t count = 0, chosen = -1;
    for (std::int32_t e = begin; e < end; ++e)
        if (zones.lead(problem.graph.neighbour[e]) != zones.lead(cell) &&
            random.below(static_cast<std::uint64_t>(++count)) == 0)
            chosen = problem.graph.neighbour[e];
    return chosen;
}

std::int32_t swap_partner(const Problem& problem, const Zones& zones, std::int32_t cell, std::int32_t beyond,
                          base::Random& random) {
    const CellGraph& graph = problem.graph;
    const auto degree = static_cast<std::uint64_t>(graph.first[beyond + 1] - graph.first[beyond]);
    const auto pick = static_cast<std::int32_t>(random.below(degree + 1));
    const std::int32_t partner =
        pick == static_cast<std::int32_t>(degree) ? beyond : graph.neighbour[graph.first[beyond] + pick];
    if (zones.lead(partner) != zones.lead(beyond))
        return -1;
    for (std::int32_t e = graph.first[partner]; e < graph.first[partner + 1]; ++e)
        if (graph.neighbour[e] != cell && zones.lead(graph.neighbour[e]) == zones.lead(cell))
            return partner;
    return -1;
}

} // namespace wangge::assign
