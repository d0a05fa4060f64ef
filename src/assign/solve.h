// From a problem to an answer: first zones, a match to people, and improvement in rounds.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

struct SolveOptions {
    std::uint64_t seed = 1;
    double seconds = 5; // of proposals (search.h), not of the clock
};

struct Solution {
    std::vector<std::int32_t> lead; // every cell has one; every zone is connected
    bool stopped = false;           // the user asked to stop; `lead` is the best so far
};

// Starts from Problem::present where there is a plan to keep, else from first_answer(). The search is cut into rounds:
// some start afresh, the others reheat the best answer a little, which frees what froze in a bad place.
Solution solve(const Problem& problem, const SolveOptions& options, base::Feedback& feedback);

} // namespace wangge::assign
