// An answer of the capacitated p-median problem as it is changed: open places with the customers who go there.
#pragma once
#include "base/random.h"
#include "siting/capacitated_core.h"

namespace wangge::siting {

class Clusters {
public:
    explicit Clusters(const CapacitatedCore& core) : m_core(&core) {}

    // Opens these places and gives each its customers anew. False when somebody found no room.
    bool start(const std::vector<std::int32_t>& open, base::Random& random);
    // Sends the customers of those slots away, moves one of the slots to another place (-1 = none) and finds room
    // again.
    bool rearrange(const std::vector<std::int32_t>& slots, std::int32_t moved, std::int32_t to, base::Random& random);
    // Moves that help until none is left: a customer to another place, two customers exchanged, a place for a better
    // one.
    void improve();

    std::int64_t cost() const { return m_cost; }
    std::int32_t slots() const { return static_cast<std::int32_t>(m_slots.size()); }
    std::int32_t place(std::int32_t slot) const { return m_slots[slot].place; }
    bool is_open(std::int32_t place) const { return m_open[place]; }
    CapacitatedPlan plan() const;

private:
    struct Slot {
        std::int32_t place = -1;
        std::int64_t room = 0;
        std::vector<std::int32_t> members;
        bool changed = true;
    };
    std::int64_t cost_at(std::int32_t customer, std::int32_t slot) const {
        return m_core->costs_of(customer)[m_slots[slot].place];
    }
    void join(std::int32_t customer, std::int32_t slot);
    void leave(std::int32_t slot, std::size_t member);
    bool find_room(std::vector<std::int32_t> waiting, base::Random& random);
    bool make_room(std::int32_t customer);
    bool exchange(std::int32_t a, std::int32_t b);
    bool relocate(std::int32_t slot);

    const CapacitatedCore* m_core;
    std::vector<Slot> m_slots;
    std::vector<bool> m_open; // of each place
    std::int64_t m_cost = 0;
};

} // namespace wangge::siting
