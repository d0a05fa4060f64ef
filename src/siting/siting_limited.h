// The covering problem of a country whose people take no more than they can.
#pragma once
#include "siting/capacitated_cover.h"
#include "siting/siting_ground.h"

namespace wangge::siting {

struct LimitedGround {
    CapacitatedCover problem;           // places: the candidates of the ground, then everybody who stands
    std::vector<std::int32_t> demand;   // of each demand of the problem: its row in the ground
    std::vector<base::Message> notices; // what was left out and why
};

// Without `add` demands that nobody could ever take are left out and named, so that the others can all be served.
LimitedGround limited_ground(const Input& input, const Options& options, const Ground& ground);

} // namespace wangge::siting
