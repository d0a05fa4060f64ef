// Bands put together: two as one, or all that are left as the whole country.
#pragma once
#include "siting/cover_band.h"

#include <span>

namespace wangge::siting {

// What both steps below start from: what the bands earned when their `ahead` was found last (a demand that several
// cover its price, any other its weight), of each demand how many bands of the country cover it, and how much a good
// answer may lose against what all bands earn together.
struct BandTerms {
    const CoverCountry& country;
    const BandRates& rates;
    const std::vector<std::int32_t>& bands_of;
    Value room = 0;
};

// All choices in both bands that can be part of a good answer. None where that takes more than `most_nodes` nodes or
// too many open demands, or the deadline is over.
std::optional<CoverBand> joined(const BandTerms& terms, const CoverBand& a, const CoverBand& b, std::size_t most_nodes,
                                const Deadline& deadline);

struct BandAnswer {
    std::vector<std::int32_t> chosen; // steps, ascending, of the best good answer; empty = none found
    Value worth = INT64_MIN;          // of it
    Value loss = INT64_MAX;           // all that was not looked at loses more or so much at least
    bool whole = true;                // nothing good was left out
};

// The best good answer of the whole country: `bands` are one or two and cover all of it. Of more than `most_states`
// states at a time those that lose most are left out.
BandAnswer best_answer(const BandTerms& terms, std::span<const CoverBand> bands, std::size_t most_states,
                       const Deadline& deadline);

} // namespace wangge::siting
