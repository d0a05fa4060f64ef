#include "assign/balanced.h"

#include "assign/bound.h"
#include "assign/solve.h"
#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace wangge::assign {

BalancedResult balanced_zones(const std::vector<const geo::MultiPolygon*>& pieces, const std::vector<double>& work,
                              const BalancedOptions& options, base::Feedback& feedback) {
    if (pieces.empty())
        base::fail_input("assign.no_cells");
    if (options.zones < 1 || static_cast<std::size_t>(options.zones) > pieces.size())
        base::fail_input("assign.too_many_zones",
                         {{"zones", fmt::format("{}", options.zones)}, {"pieces", fmt::format("{}", pieces.size())}});
    base::ensure(work.size() == pieces.size(), "one amount of work a piece");
    Problem problem;
    feedback.progress(0, "assign.reading");
    problem.graph = graph_of(pieces, options.border_tolerance, feedback);
    const std::vector<double>* amount = &work;
    double total = std::accumulate(work.begin(), work.end(), 0.0);
    if (!(total > 0)) {
        amount = &problem.graph.area;
        total = std::accumulate(amount->begin(), amount->end(), 0.0);
    }
    // whole numbers of which a zone holds a million, whatever the unit of the work
    const double units = total > 0 ? 1e6 * options.zones / total : 0;
    for (const double piece : *amount)
        problem.on_site.push_back(std::llround(units * piece));
    problem.seconds_per_metre.assign(pieces.size(), 0);
    problem.place = problem.graph.centre;
    problem.asked.assign(pieces.size(), 0);
    problem.base.assign(options.zones, {});
    problem.share.assign(options.zones, 1.0 / options.zones);
    problem.granted.assign(options.zones, 0);
    scale(problem, options.weights);

    base::StepFeedback step(feedback, 0.05, 0.9);
    Solution solution =
        solve(problem, {.seed = options.seed, .seconds = options.seconds, .better = options.better}, step);
    BalancedResult result;
    result.stopped = solution.stopped;
    result.zone = std::move(solution.lead);
    result.objective = cost_of(problem, result.zone).total();
    if (!result.stopped)
        result.bound = lower_bound(problem, result.zone, feedback);
    const auto loads = loads_of(problem, result.zone);
    const double mean =
        static_cast<double>(std::accumulate(loads.begin(), loads.end(), std::int64_t{0})) / options.zones;
    double squares = 0;
    for (const std::int64_t load : loads) {
        const double off = static_cast<double>(load) - mean;
        squares += off * off;
        result.max_over_mean = std::max(result.max_over_mean, mean > 0 ? static_cast<double>(load) / mean : 0);
    }
    result.workload_cv = mean > 0 ? std::sqrt(squares / options.zones) / mean : 0;
    // A zone that crosses a link is connected for the search, but not on the map.
    result.contiguous = true;
    for (const CellGraph::Link& link : problem.graph.links)
        result.contiguous = result.contiguous && result.zone[link.a] != result.zone[link.b];
    return result;
}

} // namespace wangge::assign
