// The choices in a band that lose little against what prices give, from those that lose least on.
#pragma once
#include "siting/cover_band.h"

#include <optional>

namespace wangge::siting {

// Lagrangian prices: a demand that several bands cover is worth `demand` to each of them and the rest of its weight to
// nobody; to the band that covers it alone it is worth its weight. The prices of the latter only guide the search.
struct BandPrices {
    std::vector<Value> demand; // 0 .. weight
    Value place = 0;
};

// A choice loses against the sum over steps of max(0, gain + prices of its demands - place).
class BandSearch {
public:
    // Finds what every choice loses at least. `shared`: of each demand whether other bands cover it; `room`: nobody
    // will ask for choices that lose more.
    BandSearch(const CoverCountry& country, BandSteps steps, std::vector<char> shared, const BandPrices& prices,
               Value room, const Deadline& deadline);

    // Looks at the choices that lose least, and at more until there are enough to tell how their number grows. False
    // when there seem to be far more than `most_arcs`, or too many open demands, or the deadline is over.
    bool look(std::size_t most_arcs, const Deadline& deadline);
    Value least() const { return m_least; } // more than the room: there is no choice within it
    // How many arcs all choices that lose at most so much are likely to take.
    double expected_arcs(Value room) const;
    std::size_t seen_arcs() const { return m_seen.empty() ? 0 : m_seen.back().arcs; }

    // All choices that lose at most so much. None where they take more than `most_arcs` or the deadline is over.
    std::optional<CoverBand> within(Value room, std::size_t most_arcs, const Deadline& deadline);

private:
    struct Seen {
        Value room = 0;
        std::size_t arcs = 0;
    };

    const CoverCountry& m_country;
    const BandSteps m_steps;
    const std::vector<char> m_shared;
    const BandPrices& m_prices;
    const Value m_room;
    std::vector<Value> m_ahead; // of each row and what follows the last what is lost from there on at least
    Value m_least = 0;
    std::vector<Seen> m_seen; // with growing room, from the least on
};

} // namespace wangge::siting
