// Whether anything is better than a known answer to a maximal covering problem: the country in bands, then
// relaxation, branch and cut.
#pragma once
#include "siting/max_cover_core.h"

#include <atomic>

namespace wangge::siting {

struct MaxCoverProof {
    std::vector<std::int32_t> chosen; // an answer better than `known`, rows of the problem, ascending; empty = none
    Value bound = INT64_MAX;          // no answer is better than the larger of this and `known`
    bool finished = false;            // the search was exhausted: `chosen` is the best, or `known` is
};

// Until it is done or time is over. `known`: the value of an answer of the whole problem, which may grow meanwhile. A
// core may be narrowed() by what rules out answers up to `known`. `quick`: it gives up soon where success is unlikely.
MaxCoverProof prove_max_cover(MaxCoverCore core, const std::atomic<Value>& known, bool quick, base::Feedback& feedback,
                              const Deadline& deadline);

} // namespace wangge::siting
