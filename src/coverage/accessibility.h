// How much supply the residents of a village really have: what is in reach, shared with everybody else who reaches it.
//
// Two-step floating catchment area (Luo and Wang 2003): a supplier's rate is its supply over the residents who reach
// it; a village's score is the sum of the rates of the suppliers that it reaches. Enhanced form (Luo and Qi 2009): both
// steps weigh by how far it is, so that the near count more.
//
//   R_j = S_j / sum over villages k that reach j of P_k w(k, j)        A_i = sum over j that i reaches of R_j w(i, j)
//
// The residents' scores add up to the supply of all suppliers that anybody lives near: sum P_i A_i = sum S_j.
//
// Nothing can be shared among nobody: R_j of a supplier that no resident reaches is S_j / 0, and a village without
// residents has no share to speak of. Neither is the lowest score there is, so both are NaN.
#pragma once
#include "coverage/share.h"

#include <array>
#include <optional>
#include <string_view>

namespace wangge::coverage {

// none: w = 1 within the limit. steps: 1, 0.68 and 0.22 in the first, second and last third of the limit (Luo and Qi
// 2009). gauss: (exp(-(d/d0)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2)) (Dai 2010).
enum class Decay : std::uint8_t { none, steps, gauss };
std::string_view key_of(Decay decay);
std::optional<Decay> decay_from_key(std::string_view key);
// The weight of an effort within `limit`, 0 beyond.
double decay_weight(Decay decay, reach::Effort effort, reach::Effort limit);

struct Accessibility {
    std::vector<double> score;          // a target: supply for each resident; NaN where nobody lives
    std::vector<double> rate;           // a source: supply for each weighted resident; NaN where nobody reaches it
    std::vector<std::int32_t> in_reach; // a target: suppliers within its limit; two and more back each other up
    double mean = 0;                    // of the score over all residents; NaN when there are none
    std::int64_t empty = 0;             // targets where nobody lives
    // Targets, and their residents, with no supplier in reach, with exactly one, with two or more.
    std::array<std::int64_t, 3> targets{};
    std::array<Residents, 3> residents{};
};

// `links` are all sources within limits[t] of target t, as Reach::within gives them; one supply a source, one number of
// residents and one limit a target.
Accessibility two_step(std::span<const Residents> residents, std::span<const double> supply, const reach::Links& links,
                       std::span<const reach::Effort> limits, Decay decay);

} // namespace wangge::coverage
