// What a maximal covering problem can do without.
#pragma once
#include "siting/max_cover.h"

namespace wangge::siting {

// The part that is still to be decided; `candidate` leads back to the problem's rows.
struct MaxCoverCore {
    MaxCover problem;
    std::vector<std::int32_t> candidate;
    std::vector<std::int32_t> taken; // rows of the problem that are chosen already; problem.p is what is left
    Value sure = 0;                  // what `taken` gives
};

// The whole problem with demands that have the same candidates as one.
MaxCoverCore core_of(const MaxCover& problem);
// Drops candidates whose demands another covers too, for at least the bonus.
void drop_dominated(MaxCoverCore& core, const Deadline& deadline);
// Keeps the candidates with keep[c] = 1, takes those with 2 and merges demands that have become alike.
MaxCoverCore narrowed(const MaxCoverCore& core, const std::vector<char>& keep);

} // namespace wangge::siting
