// What bands earn together at prices, and prices at which they earn less.
#pragma once
#include "siting/band_search.h"

namespace wangge::siting {

// A demand that several bands cover earns its price, any other its weight. `bands_of`: of each demand how many bands of
// the country cover it.
BandRates rates_of(const CoverCountry& country, const std::vector<std::int32_t>& bands_of, const BandPrices& prices);

// No answer is worth more; 0 when there is no good one. Finds each band's `ahead`.
Value bound_of(const CoverCountry& country, std::vector<CoverBand>& bands, const BandRates& rates);

struct PriceTerms {
    const CoverCountry& country;
    const std::vector<std::int32_t>& bands_of;
    Value enough = 0; // what an answer has to be worth to be better
};

// Rounds of subgradient descent from the prices to the best ones on the way (Held, Wolfe and Crowder, 1974; a step is
// `step` times what the bound is above enough, over the square of the direction). Returns the bound at them.
Value lower(const PriceTerms& terms, std::vector<CoverBand>& bands, BandPrices& prices, double step,
            const Deadline& deadline);

} // namespace wangge::siting
