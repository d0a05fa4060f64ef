// Whether anything is cheaper than a known answer to a covering problem, by sweeps along the country.
#pragma once
#include "siting/cover_bound.h"
#include "siting/mip.h"

#include <optional>

namespace wangge::siting {

struct CoverProof {
    std::vector<std::int32_t> chosen; // rows of the core, ascending: an answer that costs at most `most`; empty = none
    bool finished = false;            // `chosen` is the cheapest, or nothing costs at most `most`
};

// Every demand covered as often as it asks, at the least cost; a column for each candidate.
Mip cover_program(const CoverCore& core);

// The linear relaxation's prices, the best there are; empty when cut off. Value and reduced costs follow from the
// prices alone, so they are a bound whatever the relaxation's rounding.
std::optional<CoverBound> relaxed_cover(const CoverCore& core, const Deadline& deadline);

// Looks for the cheapest answer of at most `most` by dynamic programming (see cover_sweep.h) with the prices of
// `bound`; gives up soon when that leads nowhere, because the places lie neither along a strip nor on a map. One
// thread's work. Nothing comes of a core in which a demand asks for more than one.
CoverProof sweep_cover(const CoverCore& core, const CoverBound& bound, Value most, const Deadline& deadline);

} // namespace wangge::siting
