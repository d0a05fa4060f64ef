// Proof for a maximal covering problem whose places lie along a strip: what every part of it loses adds up.
#pragma once
#include "siting/max_cover_core.h"

namespace wangge::siting {

struct StripProof {
    std::vector<std::int32_t> chosen; // rows of the core, ascending, worth more than `known`; empty = none found
    Value bound = INT64_MAX;          // of the core: no answer is better than the larger of this and `known`
    bool finished = false;            // `chosen` is the best, or `known` is
};

// Sweeps over longer and longer parts of the strip (see cover_sweep.h). The least loss of the part that follows
// tells which beginnings are worth going on with, as in "Russian doll search" (Verfaillie, Lemaitre and Schiex, 1996).
// Nothing but a bound comes of a problem that is no strip. `known`: what an answer of the core is worth; `states`: how
// many states a sweep may keep in the end, at least 30,000.
StripProof prove_along_strip(const MaxCoverCore& core, Value known, std::size_t states, const Deadline& deadline);

} // namespace wangge::siting
