#include "siting/p_median_core.h"

#include <algorithm>

namespace wangge::siting {

MedianCore reduced(const MedianCore& core, const std::vector<Fate>& fate, std::vector<std::int32_t>& opened,
                   std::vector<std::size_t>& kept) {
    MedianCore next{.choose = core.choose, .settled = core.settled};
    std::vector<std::int32_t> number(fate.size(), -1);
    for (std::size_t j = 0; j < fate.size(); ++j) {
        if (fate[j] == Fate::free) {
            number[j] = next.places();
            next.name.push_back(core.name[j]);
        } else if (fate[j] == Fate::open) {
            opened.push_back(core.name[j]);
            --next.choose;
        }
    }
    // Of any `enough` places at least one is open.
    const std::size_t enough = static_cast<std::size_t>(std::max(0, next.places() - next.choose)) + 1;
    kept.clear();
    next.first.push_back(0);
    for (std::size_t i = 0; i < core.customers(); ++i) {
        std::int64_t beyond = core.beyond[i];
        const std::size_t begin = next.offers.size();
        for (const Offer& offer : core.offers_of(i)) {
            if (offer.cost >= beyond)
                break;
            if (fate[offer.place] == Fate::open) {
                beyond = offer.cost;
                break;
            }
            if (number[offer.place] < 0)
                continue;
            if (next.offers.size() - begin + 1 == enough) {
                beyond = offer.cost;
                break;
            }
            next.offers.push_back({offer.cost, number[offer.place]});
        }
        while (next.offers.size() > begin && next.offers.back().cost >= beyond)
            next.offers.pop_back();
        if (next.offers.size() == begin) {
            next.settled += beyond;
            continue;
        }
        kept.push_back(i);
        next.beyond.push_back(beyond);
        next.first.push_back(next.offers.size());
    }
    return next;
}

std::int64_t cost_of(const MedianCore& core, const std::vector<bool>& open) {
    std::int64_t cost = core.settled;
    for (std::size_t i = 0; i < core.customers(); ++i) {
        std::int64_t pays = core.beyond[i];
        for (const Offer& offer : core.offers_of(i))
            if (open[offer.place]) {
                pays = offer.cost;
                break;
            }
        cost += pays;
    }
    return cost;
}

} // namespace wangge::siting
