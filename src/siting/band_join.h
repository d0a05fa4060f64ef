// Bands put together: as one, or all that are left as the whole country.
#pragma once
#include "siting/cover_band.h"

#include <optional>
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

// All choices in the bands that can be part of a good answer. None where that takes more than `most_arcs` arcs or too
// many open demands, or the deadline is over.
std::optional<CoverBand> joined(const BandTerms& terms, std::span<const CoverBand> bands, std::size_t most_arcs,
                                const Deadline& deadline);

struct BandAnswer {
    std::vector<std::int32_t> chosen; // steps, ascending, of the best good answer; empty = none found
    Value worth = INT64_MIN;          // of it
    Value loss = INT64_MAX;           // all that was not looked at loses more or so much at least
    bool whole = true;                // nothing good was left out
};

struct AnswerLimits {
    std::size_t states = 0; // of more in a layer those that lose most are left out
    std::size_t tries = 0;  // ways on from a state in a band, all together; then the search ends
};

// The best good answer of the whole country, which `bands` cover.
BandAnswer best_answer(const BandTerms& terms, std::span<const CoverBand> bands, const AnswerLimits& limits,
                       const Deadline& deadline);

} // namespace wangge::siting
