#include "siting/band_prices.h"

#include "base/parallel.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

// What is left of a step after so many rounds without a better bound, and how much of a direction is new.
constexpr double shorter = 0.7, fresh_share = 0.3;
constexpr int patience = 8, rounds = 60;

} // namespace

BandRates rates_of(const CoverCountry& country, const std::vector<std::int32_t>& bands_of, const BandPrices& prices) {
    BandRates rates{prices.demand, prices.place};
    for (std::size_t d = 0; d < rates.worth.size(); ++d)
        if (bands_of[d] < 2)
            rates.worth[d] = country.weight[d];
    return rates;
}

Value bound_of(const CoverCountry& country, std::vector<CoverBand>& bands, const BandRates& rates) {
    Value bound = rates.place * country.places;
    for (std::size_t d = 0; d < rates.worth.size(); ++d)
        bound += country.weight[d] - rates.worth[d];
    std::vector<Value> most(bands.size());
    base::parallel_blocks(bands.size(), 1,
                          [&](std::size_t band, std::size_t) { most[band] = bands[band].most_earned(rates); });
    for (const Value of_band : most) {
        if (of_band < CoverBand::nothing)
            return 0;
        bound += of_band;
    }
    return bound;
}

Value lower(const PriceTerms& terms, std::vector<CoverBand>& bands, BandPrices& prices, double step,
            const Deadline& deadline) {
    std::vector<double> price(prices.demand.begin(), prices.demand.end()), direction(price.size(), 0);
    double place = static_cast<double>(prices.place), place_direction = 0;
    Value least = INT64_MAX;
    std::vector<std::int32_t> times;
    int stale = 0;
    for (int round = 0; round < rounds && !deadline.over(); ++round) {
        BandPrices tried{{}, std::llround(place)};
        for (const double of : price)
            tried.demand.push_back(std::llround(of));
        const BandRates now = rates_of(terms.country, terms.bands_of, tried);
        const Value bound = bound_of(terms.country, bands, now);
        const double room = static_cast<double>(std::max<Value>(bound - terms.enough, 0) + 1);
        if (bound < least) {
            least = bound;
            prices = tried;
            stale = 0;
        } else if (++stale >= patience) {
            step *= shorter;
            stale = 0;
            price.assign(prices.demand.begin(), prices.demand.end());
            place = static_cast<double>(prices.place);
        }
        times.assign(price.size(), 0);
        int places = 0;
        for (const CoverBand& band : bands)
            places += band.best_choice(now, times);
        double length = 0;
        for (std::size_t d = 0; d < price.size(); ++d) {
            if (terms.bands_of[d] < 2)
                continue;
            direction[d] = fresh_share * (times[d] - 1) + (1 - fresh_share) * direction[d];
            const bool at_end = (price[d] <= 0 && direction[d] > 0) ||
                                (price[d] >= static_cast<double>(terms.country.weight[d]) && direction[d] < 0);
            length += at_end ? 0 : direction[d] * direction[d];
        }
        place_direction = fresh_share * (terms.country.places - places) + (1 - fresh_share) * place_direction;
        length += place_direction * place_direction;
        const double by = step * room / std::max(length, 1e-9);
        for (std::size_t d = 0; d < price.size(); ++d)
            if (terms.bands_of[d] > 1)
                price[d] = std::clamp(price[d] - by * direction[d], 0.0, static_cast<double>(terms.country.weight[d]));
        place = std::max(0.0, place - by * place_direction);
    }
    return least;
}

} // namespace wangge::siting
