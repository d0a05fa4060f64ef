// From a problem to an answer: first zones, a match to people, and improvement in rounds.
#pragma once
#include "assign/problem.h"

#include <functional>

namespace wangge::assign {

struct SolveOptions {
    std::uint64_t seed = 1;
    double seconds = 5; // of proposals (search.h), not of the clock
    // Told of the first answer and of each better one, at most once a round; may be empty.
    std::function<void(const std::vector<std::int32_t>& lead)> better;
};

struct Solution {
    std::vector<std::int32_t> lead; // every cell has one; every zone is connected
    bool stopped = false;           // the user asked to stop; `lead` is the best so far
};

// Starts from Problem::present where there is a plan to keep, else from first_answer(). The search is cut into rounds:
// some start afresh, the others reheat the best answer a little, which frees what froze in a bad place.
Solution solve(const Problem& problem, const SolveOptions& options, base::Feedback& feedback);

} // namespace wangge::assign
