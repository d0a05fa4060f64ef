#include "assign/solve.h"

#include "assign/search.h"
#include "assign/start.h"

#include <algorithm>
#include <iterator>

namespace wangge::assign {
namespace {

// Proposals a cell that one round takes at least: enough to move every border many times. Many rounds of that length
// find more than one long one.
constexpr std::int64_t round_per_cell = 600;
constexpr std::int64_t most_rounds = 40;
// How far into the schedule of temperatures the rounds that reheat an answer begin, in turn.
constexpr double reheat[] = {0.35, 0.2, 0.5};

} // namespace

Solution solve(const Problem& problem, const SolveOptions& options, base::Feedback& feedback) {
    feedback.progress(0, "assign.first_answer");
    Solution best;
    best.lead = problem.present.empty() ? first_answer(problem, options.seed) : repaired(problem, problem.present);
    std::int64_t best_cost = cost_of(problem, best.lead).total();
    if (options.better)
        options.better(best.lead);
    const auto budget = static_cast<std::int64_t>(options.seconds * proposals_per_second);
    const std::int64_t round =
        std::max({budget / most_rounds, std::min(budget / 3, round_per_cell * problem.cells()), std::int64_t{1}});
    const std::int64_t rounds = std::max<std::int64_t>(1, budget / round);
    for (std::int64_t number = 0; number < rounds && !best.stopped; ++number) {
        base::StepFeedback step(feedback, static_cast<double>(number) / static_cast<double>(rounds),
                                static_cast<double>(number + 1) / static_cast<double>(rounds));
        const std::uint64_t seed = options.seed + 7919 * static_cast<std::uint64_t>(number);
        SearchOptions search{.seed = seed, .proposals = number + 1 < rounds ? round : budget - round * (rounds - 1)};
        std::vector<std::int32_t> start = best.lead;
        // In the first half every other round starts afresh, unless there is a plan to keep. The rest reheat the best,
        // every other time after a new match: its zones have moved, perhaps others should have them now.
        if (number > 0 && number % 2 == 0 && 2 * number < rounds && problem.present.empty()) {
            start = first_answer(problem, seed);
        } else if (number > 0) {
            search.begin = reheat[number % std::size(reheat)];
            if (number % 4 == 1)
                start = matched_to_people(problem, best.lead);
        }
        const SearchResult found = improve(problem, start, search, step);
        const std::int64_t cost = cost_of(problem, found.lead).total();
        if (cost < best_cost) {
            best_cost = cost;
            best.lead = found.lead;
            if (options.better)
                options.better(best.lead);
        }
        best.stopped = found.stopped;
    }
    return best;
}

} // namespace wangge::assign
