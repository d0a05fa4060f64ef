#include "siting/capacitated_clusters.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace wangge::siting {

void Clusters::join(std::int32_t customer, std::int32_t slot) {
    Slot& s = m_slots[slot];
    s.members.push_back(customer);
    s.room -= m_core->demand[customer];
    s.changed = true;
    m_cost += cost_at(customer, slot);
}

void Clusters::leave(std::int32_t slot, std::size_t member) {
    Slot& s = m_slots[slot];
    const std::int32_t customer = s.members[member];
    m_cost -= cost_at(customer, slot);
    s.room += m_core->demand[customer];
    s.changed = true;
    s.members[member] = s.members.back();
    s.members.pop_back();
}

bool Clusters::start(const std::vector<std::int32_t>& open, base::Random& random) {
    m_slots.assign(open.size(), {});
    m_open.assign(m_core->places(), false);
    m_cost = 0;
    for (std::size_t s = 0; s < open.size(); ++s) {
        m_slots[s].place = open[s];
        m_slots[s].room = m_core->capacity[open[s]];
        m_open[open[s]] = true;
    }
    std::vector<std::int32_t> all(m_core->customers());
    std::iota(all.begin(), all.end(), 0);
    return find_room(std::move(all), random);
}

bool Clusters::rearrange(const std::vector<std::int32_t>& slots, std::int32_t moved, std::int32_t to,
                         base::Random& random) {
    std::vector<std::int32_t> waiting;
    for (const std::int32_t slot : slots)
        while (!m_slots[slot].members.empty()) {
            waiting.push_back(m_slots[slot].members.back());
            leave(slot, m_slots[slot].members.size() - 1);
        }
    if (moved >= 0) {
        Slot& s = m_slots[moved];
        m_open[s.place] = false;
        m_open[to] = true;
        s.place = to;
        s.room = m_core->capacity[to];
        s.changed = true;
    }
    return find_room(std::move(waiting), random);
}

// Who would lose most by not getting the best place comes first; every now and then, who needs most room.
bool Clusters::find_room(std::vector<std::int32_t> waiting, base::Random& random) {
    const bool largest_first = random.below(3) == 0;
    while (!waiting.empty()) {
        std::size_t next = 0;
        std::int32_t into = -1;
        double urgent = -1;
        for (std::size_t w = 0; w < waiting.size(); ++w) {
            const std::int32_t i = waiting[w];
            std::int64_t best = std::numeric_limits<std::int64_t>::max(), second = best;
            std::int32_t slot = -1;
            for (std::int32_t s = 0; s < slots(); ++s) {
                if (m_slots[s].room < m_core->demand[i])
                    continue;
                const std::int64_t cost = cost_at(i, s);
                if (cost < best) {
                    second = best;
                    best = cost;
                    slot = s;
                } else {
                    second = std::min(second, cost);
                }
            }
            if (slot < 0) {
                if (!make_room(i))
                    return false;
                waiting[w] = waiting.back();
                waiting.pop_back();
                into = -1;
                break;
            }
            const double now = largest_first ? static_cast<double>(m_core->demand[i]) * (0.8 + 0.2 * random.uniform())
                                             : static_cast<double>(second - best) * (0.7 + 0.3 * random.uniform());
            if (now > urgent) {
                urgent = now;
                next = w;
                into = slot;
            }
        }
        if (into < 0)
            continue;
        join(waiting[next], into);
        waiting[next] = waiting.back();
        waiting.pop_back();
    }
    return true;
}

// Somebody else gives way to a customer for whom no place has room, at the least cost.
bool Clusters::make_room(std::int32_t customer) {
    const std::int64_t need = m_core->demand[customer];
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int32_t from = -1, to = -1;
    std::size_t who = 0;
    for (std::int32_t s = 0; s < slots(); ++s)
        for (std::size_t m = 0; m < m_slots[s].members.size(); ++m) {
            const std::int32_t other = m_slots[s].members[m];
            if (m_slots[s].room + m_core->demand[other] < need)
                continue;
            for (std::int32_t t = 0; t < slots(); ++t) {
                if (t == s || m_slots[t].room < m_core->demand[other])
                    continue;
                const std::int64_t cost = cost_at(customer, s) + cost_at(other, t) - cost_at(other, s);
                if (cost < least) {
                    least = cost;
                    from = s;
                    to = t;
                    who = m;
                }
            }
        }
    if (from < 0)
        return false;
    const std::int32_t other = m_slots[from].members[who];
    leave(from, who);
    join(other, to);
    join(customer, from);
    return true;
}

// The best shift or exchange between two slots; false when none helps.
bool Clusters::exchange(std::int32_t a, std::int32_t b) {
    std::int64_t most = 0;
    std::int32_t first = -1, second = -1; // positions in the lists; -1 = nobody
    const auto& in_a = m_slots[a].members;
    const auto& in_b = m_slots[b].members;
    const std::int64_t room_a = m_slots[a].room, room_b = m_slots[b].room;
    const std::int32_t place_a = m_slots[a].place, place_b = m_slots[b].place;
    // What each of b saves by going to a is wanted for each of a.
    static thread_local std::vector<std::int64_t> saves_b;
    saves_b.clear();
    for (std::size_t m = 0; m < in_b.size(); ++m) {
        const std::int64_t* costs = m_core->costs_of(in_b[m]);
        saves_b.push_back(costs[place_b] - costs[place_a]);
        if (saves_b[m] > most && m_core->demand[in_b[m]] <= room_a) {
            most = saves_b[m];
            first = -1;
            second = static_cast<std::int32_t>(m);
        }
    }
    for (std::size_t n = 0; n < in_a.size(); ++n) {
        const std::int64_t* costs = m_core->costs_of(in_a[n]);
        const std::int64_t saves_a = costs[place_a] - costs[place_b], demand = m_core->demand[in_a[n]];
        if (saves_a > most && demand <= room_b) {
            most = saves_a;
            first = static_cast<std::int32_t>(n);
            second = -1;
        }
        for (std::size_t m = 0; m < in_b.size(); ++m) {
            if (saves_a + saves_b[m] <= most)
                continue;
            const std::int64_t more = m_core->demand[in_b[m]] - demand; // that a would have to bear
            if (more > room_a || -more > room_b)
                continue;
            most = saves_a + saves_b[m];
            first = static_cast<std::int32_t>(n);
            second = static_cast<std::int32_t>(m);
        }
    }
    if (most <= 0)
        return false;
    const std::int32_t from_a = first < 0 ? -1 : in_a[first], from_b = second < 0 ? -1 : in_b[second];
    if (first >= 0)
        leave(a, static_cast<std::size_t>(first));
    if (second >= 0)
        leave(b, static_cast<std::size_t>(second));
    if (first >= 0)
        join(from_a, b);
    if (second >= 0)
        join(from_b, a);
    return true;
}

// The best place for the customers of a slot.
bool Clusters::relocate(std::int32_t slot) {
    Slot& s = m_slots[slot];
    if (m_core->fate[s.place] == Fate::open)
        return false;
    static thread_local std::vector<std::int64_t> sum;
    sum.assign(m_core->places(), 0);
    for (const std::int32_t i : s.members) {
        const std::int64_t* costs = m_core->costs_of(i);
        for (std::int32_t j = 0; j < m_core->places(); ++j)
            sum[j] += costs[j];
    }
    const std::int64_t used = m_core->capacity[s.place] - s.room;
    std::int32_t best = s.place;
    for (std::int32_t j = 0; j < m_core->places(); ++j)
        if (sum[j] < sum[best] && !m_open[j] && m_core->fate[j] == Fate::free && m_core->capacity[j] >= used)
            best = j;
    if (best == s.place)
        return false;
    m_cost += sum[best] - sum[s.place];
    m_open[s.place] = false;
    m_open[best] = true;
    s.place = best;
    s.room = m_core->capacity[best] - used;
    return true;
}

void Clusters::improve() {
    for (bool better = true; better;) {
        better = false;
        // A pair is looked at again only after one of the two has changed.
        std::vector<bool> look(slots());
        for (std::int32_t s = 0; s < slots(); ++s) {
            look[s] = m_slots[s].changed;
            if (look[s] && relocate(s))
                better = true;
            m_slots[s].changed = false;
        }
        for (std::int32_t a = 0; a < slots(); ++a)
            for (std::int32_t b = a + 1; b < slots(); ++b)
                while ((look[a] || look[b] || m_slots[a].changed || m_slots[b].changed) && exchange(a, b))
                    better = true;
        for (std::int32_t s = 0; s < slots(); ++s)
            better = better || m_slots[s].changed;
    }
}

CapacitatedPlan Clusters::plan() const {
    CapacitatedPlan plan{.cost = m_cost};
    plan.place.resize(m_core->customers());
    for (const Slot& slot : m_slots) {
        plan.open.push_back(slot.place);
        for (const std::int32_t i : slot.members)
            plan.place[i] = slot.place;
    }
    std::sort(plan.open.begin(), plan.open.end());
    return plan;
}

} // namespace wangge::siting
