#include "assign/solve.h"

#include "assign/search.h"
#include "assign/start.h"

#include <algorithm>

namespace wangge::assign {
namespace {

// A round must be long enough to move every border cell many times; ten rounds gain more than one ten times as long.
constexpr std::int64_t round_per_cell = 600;
constexpr double reheat = 0.35; // how far into the schedule later rounds begin

} // namespace

Solution solve(const Problem& problem, const SolveOptions& options, base::Feedback& feedback) {
    feedback.progress(0, "assign.first_answer");
    Solution best;
    best.lead = problem.present.empty() ? first_answer(problem, options.seed) : repaired(problem, problem.present);
    std::int64_t best_cost = cost_of(problem, best.lead).total();
    const auto budget = static_cast<std::int64_t>(options.seconds * proposals_per_second);
    const std::int64_t round =
        std::max<std::int64_t>(budget / 12, std::min(budget / 3, round_per_cell * problem.cells()));
    std::int64_t left = budget;
    bool rematch = true; // after the first round: the zones have moved, perhaps others should have them now
    for (int number = 0; !best.stopped; ++number) {
        const double from = 1 - static_cast<double>(left) / static_cast<double>(std::max<std::int64_t>(1, budget));
        // the first round counts double: it moves the zones, the others only their borders
        const std::int64_t proposals = std::min(left, number == 0 ? 2 * round : round);
        left -= proposals;
        const double to = 1 - static_cast<double>(left) / static_cast<double>(std::max<std::int64_t>(1, budget));
        base::StepFeedback step(feedback, from, to);
        std::vector<std::int32_t> start = best.lead;
        if (number == 1 && rematch) {
            start = matched_to_people(problem, best.lead);
            rematch = false;
        }
        const SearchResult found = improve(problem, start,
                                           {.seed = options.seed + 7919 * static_cast<std::uint64_t>(number),
                                            .proposals = proposals,
                                            .begin = number == 0 ? 0 : reheat},
                                           step);
        const std::int64_t cost = cost_of(problem, found.lead).total();
        if (cost < best_cost) {
            best_cost = cost;
            best.lead = found.lead;
        }
        best.stopped = found.stopped;
        if (left <= 0 && number >= 1)
            break;
    }
    return best;
}

} // namespace wangge::assign
