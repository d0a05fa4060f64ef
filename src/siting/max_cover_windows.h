// Better answers to a maximal covering problem: one neighbourhood at a time annealed by itself.
#pragma once
#include "siting/max_cover_core.h"

namespace wangge::siting {

struct WindowSearch {
    int windows = 30;
    std::int64_t trials = 2000; // of annealing, for each candidate of a window
    std::uint64_t seed = 1;
};

// Windows are a few members that lie together and all candidates around them; the other members stay. A window is
// annealed from its members and changed when that wins. What a long annealing of the whole country leaves undone here
// and there is found so, because each place need be lucky only once. Returns rows of the core, ascending, worth at
// least as much as `members`; a deadline ends it early.
std::vector<std::int32_t> searched_in_windows(const MaxCoverCore& core, std::vector<std::int32_t> members,
                                              const WindowSearch& options, const Deadline& deadline);

} // namespace wangge::siting
