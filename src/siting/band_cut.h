// A country cut into bands side by side, and all choices in each.
#pragma once
#include "siting/band_search.h"

#include <memory>

namespace wangge::siting {

struct BandCut {
    std::vector<std::unique_ptr<BandSearch>> bands;
    std::int32_t steps_a_layer = 0; // of the country
    Value least = 0; // that is lost in all bands together; more than the room: there is nothing within it

    // What a band's choices may lose when every other band loses the least and all together at most `room`.
    Value room_in(const BandSearch& band, Value room) const { return room - least + band.least(); }
    // How many arcs those choices of all bands are likely to take.
    double likely_arcs(Value room) const;
};

// Bands of equal width; `across`: where each step lies across the country. None where the choices that lose at most
// `room` together are likely to take more than `most_arcs`, or too many demands are open at a time, or the deadline is
// over. Sets the country's steps_a_layer; country and prices must outlive the cut.
std::optional<BandCut> band_cut(CoverCountry& country, const std::vector<double>& across, std::size_t count,
                                const BandPrices& prices, Value room, std::size_t most_arcs, const Deadline& deadline);

// In each band all choices that lose no more than its least and `above`. None where they take more than `most_arcs`
// together or the deadline is over. Sets the country's steps_a_layer.
std::optional<std::vector<CoverBand>> chosen_in(CoverCountry& country, BandCut& cut, Value above, std::size_t most_arcs,
                                                const Deadline& deadline);

} // namespace wangge::siting
