// How villages share the people who can reach them when each person can serve only so many residents.
#pragma once
#include "base/feedback.h"
#include "reach/reach.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wangge::coverage {

// Residents, whole people, so that no sum depends on rounding.
using Residents = std::int64_t;
inline constexpr Residents no_limit = INT64_MAX;

struct Share {
    std::vector<Residents> served; // a target
    std::vector<Residents> load;   // a source
    std::vector<Residents> flow;   // a link: how many of the target's residents that source serves
};

// A village may be shared by several people. The number of residents served is the largest possible (a maximum flow).
// Among the ways to reach it the choice follows one rule: links are filled in order of distance (then target row, then
// source row), and only what this leaves unserved is made room for, village by village in order of row, by moving
// others along a shortest chain of exchanges. A village that the first step serves wholly stays wholly served.
// `demand` has one value a target, `capacity` one a source (no_limit = any number); `links` as Reach::within gives
// them.
Share share_residents(std::span<const Residents> demand, std::span<const Residents> capacity, const reach::Links& links,
                      base::Feedback& feedback);

} // namespace wangge::coverage
