// Lagrangian bound of the p-median problem, and what it proves about single places.
#pragma once
#include "siting/answer.h"
#include "siting/p_median_core.h"

namespace wangge::siting {

// What an ascent found. `price` has a number for each customer: what being served is worth.
struct MedianDual {
    std::int64_t bound = 0; // no choice costs less
    std::vector<std::int64_t> price;
    std::vector<std::int64_t> worth;  // of each place at the best prices: sum of min(0, cost - price), never above 0
    std::vector<std::int32_t> chosen; // the places of least worth, `choose` of them
    std::vector<double> share;        // how often each place was chosen of late: a fractional solution
};

// Cornuejols, Fisher and Nemhauser (1977): the demand that everybody is served once is relaxed with prices. For any
// prices the bound is settled + sum of prices + the `choose` least worths. Prices climb by deflected subgradients. All
// that a bound is made of is a whole number, so the bound holds exactly; multiply the costs by a power of two to let
// prices be fractions. Ends after `iterations`, when bound > `goal`, or when steps have become too small.
// `price` is where the ascent begins; `share` of a round begins empty.
MedianDual ascended(const MedianCore& core, std::vector<std::int64_t> price, std::int64_t goal, std::int64_t known,
                    int iterations, const Deadline& deadline);

// Places that must be open or closed in every choice that costs no more than `goal`.
std::vector<Fate> proven_fates(const MedianCore& core, const MedianDual& dual, std::int64_t goal);

// Prices to begin with: half way between what a customer pays and what it would pay without its place.
std::vector<std::int64_t> prices_of(const MedianCore& core, const std::vector<bool>& open);

} // namespace wangge::siting
