// The capacitated p-median problem in numbers, as its search and its bound read it.
#pragma once
#include "siting/p_median_core.h"

namespace wangge::siting {

// `choose` of the places are open; each customer goes wholly to one of them, and no place takes more than its capacity.
struct CapacitatedCore {
    std::int32_t choose = 0;            // with those that must be open
    std::vector<std::int64_t> cost;     // customers x places
    std::vector<std::int64_t> demand;   // of customers; of customers x places where it differs by place
    std::vector<std::int64_t> capacity; // of places
    std::vector<Fate> fate;             // of places

    std::int32_t customers() const { return static_cast<std::int32_t>(cost.size() / capacity.size()); }
    std::int32_t places() const { return static_cast<std::int32_t>(capacity.size()); }
    std::int64_t demand_at(std::int32_t customer, std::int32_t place) const {
        return demand.size() < cost.size() ? demand[customer] : demand[customer * capacity.size() + place];
    }
    const std::int64_t* costs_of(std::int32_t customer) const {
        return cost.data() + static_cast<std::size_t>(customer) * capacity.size();
    }
};

// The place of each customer, and the sum of their costs.
struct CapacitatedPlan {
    std::int64_t cost = 0;
    std::vector<std::int32_t> open, place; // open: ascending
};

} // namespace wangge::siting
