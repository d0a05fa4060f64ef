// Fast interchange for the p-median problem: what opening one place and closing another would save.
#pragma once
#include "siting/p_median_core.h"

#include "base/random.h"

namespace wangge::siting {

// The offers of each place, by customer; made once and read by all searches.
class MedianColumns {
public:
    explicit MedianColumns(const MedianCore& core);
    struct Served {
        std::int64_t cost;
        std::int32_t customer;
    };
    std::span<const Served> of(std::int32_t place) const {
        return {m_served.data() + m_first[place], m_served.data() + m_first[place + 1]};
    }

private:
    std::vector<std::size_t> m_first;
    std::vector<Served> m_served;
};

// A set of open places with each customer's cheapest and second cheapest offer. A swap is priced as Whitaker (1983) and
// Resende and Werneck ("A fast swap-based local search procedure for location problems", 2007) do: gain of the place
// that comes, less the loss of the place that goes, corrected for customers whom both touch; the correction is found
// along the coming place's own customers, so memory stays that of the lists.
class Interchange {
public:
    Interchange(const MedianCore& core, const MedianColumns& columns);

    void set(const std::vector<std::int32_t>& open); // replaces the set; any number of places
    void open(std::int32_t place);
    void close(std::int32_t place);

    struct Swap {
        std::int64_t saves = 0;
        std::int32_t comes = -1, goes = -1;
    };
    // What opening the place alone saves.
    std::int64_t gain(std::int32_t place) const;
    // The best place to close when `comes` is opened; with `may_go`, only places marked there.
    Swap best_swap(std::int32_t comes, const std::vector<bool>* may_go = nullptr);
    void apply(const Swap& swap);
    // Applies improving swaps, going round the closed places in a random order, until none is left or `stop` says so.
    template <class Stop> void descend(base::Random& random, const Stop& stop);

    std::int64_t cost() const { return m_cost; }
    const std::vector<std::int32_t>& open_places() const { return m_open; } // in no order
    bool is_open(std::int32_t place) const { return m_slot[place] >= 0; }

private:
    struct Customer {
        std::int64_t best, second; // what it pays, and would pay without its place
        std::int32_t place = -1, second_place = -1;
    };
    void take(std::size_t customer, const Customer& now);
    Customer looked_up(std::size_t customer) const;

    const MedianCore& m_core;
    const MedianColumns& m_columns;
    std::vector<Customer> m_customers;
    std::vector<std::int32_t> m_open, m_slot; // slot of each place in m_open, -1 = closed
    std::vector<std::int64_t> m_loss;         // of closing each place
    std::vector<std::int64_t> m_relief;       // scratch of best_swap, zero between calls
    std::vector<std::int32_t> m_touched, m_order;
    std::int64_t m_cost = 0;
};

template <class Stop> void Interchange::descend(base::Random& random, const Stop& stop) {
    const auto places = static_cast<std::int32_t>(m_slot.size());
    m_order.resize(places);
    for (std::int32_t j = 0; j < places; ++j) {
        m_order[j] = j;
        std::swap(m_order[j], m_order[random.below(static_cast<std::uint64_t>(j) + 1)]);
    }
    std::int32_t unchanged = 0;
    for (std::int32_t at = 0; unchanged < places && !stop(); at = at + 1 == places ? 0 : at + 1) {
        const std::int32_t comes = m_order[at];
        ++unchanged;
        if (is_open(comes))
            continue;
        const Swap swap = best_swap(comes);
        if (swap.saves > 0) {
            apply(swap);
            unchanged = 0;
        }
    }
}

} // namespace wangge::siting
