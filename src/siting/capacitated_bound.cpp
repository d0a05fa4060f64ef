#include "siting/capacitated_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr std::int64_t most_units = 2000; // steps of a knapsack
constexpr double first_step = 1.5, last_step = 0.004, shortened = 0.7, deflection = 0.35;
constexpr int patience = 10;
constexpr float forgetting = 0.06F;

class Relaxation {
public:
    Relaxation(const CapacitatedCore& core, const CapacitatedNode& node) : m_core(core), m_node(node) {
        const std::int64_t most = *std::max_element(core.capacity.begin(), core.capacity.end());
        m_grain = std::max<std::int64_t>(1, (most + most_units - 1) / most_units);
        for (std::int32_t j = 0; j < core.places(); ++j) {
            m_first.push_back(m_ways.size());
            if (node.fate[j] == Fate::closed)
                continue;
            m_places.push_back(j);
            for (std::int32_t i = 0; i < core.customers(); ++i)
                if (node.allowed[node.at(core, i, j)])
                    m_ways.push_back({core.costs_of(i)[j], core.demand_at(i, j) / m_grain, i});
        }
        m_first.push_back(m_ways.size());
        worth.assign(core.places(), 0);
        count.assign(core.customers(), 0);
    }

    // Finds worths, chosen places, and who is taken there.
    void evaluate(const std::vector<std::int64_t>& price) {
        bound = std::accumulate(price.begin(), price.end(), std::int64_t{0});
        for (const std::int32_t j : m_places)
            worth[j] = -filled(j, price, false);
        chosen = m_places;
        const auto before = [&](std::int32_t a, std::int32_t b) {
            const bool open_a = m_node.fate[a] == Fate::open, open_b = m_node.fate[b] == Fate::open;
            if (open_a != open_b)
                return open_a;
            return worth[a] != worth[b] ? worth[a] < worth[b] : a < b;
        };
        std::sort(chosen.begin(), chosen.end(), before);
        chosen.resize(std::min<std::size_t>(chosen.size(), static_cast<std::size_t>(m_core.choose)));
        std::fill(count.begin(), count.end(), 0);
        taken.clear();
        for (const std::int32_t j : chosen) {
            bound += worth[j];
            filled(j, price, true);
        }
    }

    std::int64_t bound = 0;
    std::vector<std::int64_t> worth;
    std::vector<std::int32_t> chosen;
    std::vector<std::int32_t> count;                          // how often each customer is taken
    std::vector<std::pair<std::int32_t, std::int32_t>> taken; // customer, place

private:
    // The most that customers can be worth at a place within its capacity; with `keep`, they are noted.
    std::int64_t filled(std::int32_t place, const std::vector<std::int64_t>& price, bool keep) {
        const std::int64_t capacity = m_core.capacity[place] / m_grain;
        std::int64_t sum = 0, need = 0;
        m_items.clear();
        for (std::size_t w = m_first[place]; w < m_first[place + 1]; ++w) {
            const auto [cost, demand, customer] = m_ways[w];
            const std::int64_t gain = price[customer] - cost;
            if (gain <= 0)
                continue;
            m_items.push_back({gain, demand, customer});
            sum += gain;
            need += demand;
        }
        if (need <= capacity) {
            if (keep)
                for (const Item& item : m_items)
                    take(item.customer, place);
            return sum;
        }
        const auto size = static_cast<std::size_t>(capacity) + 1;
        m_best.assign(size, 0);
        if (keep)
            m_used.assign(size * m_items.size(), 0);
        for (std::size_t n = 0; n < m_items.size(); ++n) {
            const auto demand = static_cast<std::size_t>(m_items[n].demand);
            if (demand >= size)
                continue;
            const std::int64_t gain = m_items[n].gain;
            for (std::size_t q = size - 1; q + 1 > demand; --q) {
                const std::int64_t with = m_best[q - demand] + gain;
                if (with > m_best[q]) {
                    m_best[q] = with;
                    if (keep)
                        m_used[n * size + q] = 1;
                }
                if (q == 0)
                    break;
            }
        }
        if (keep) {
            std::size_t q = size - 1;
            for (std::size_t n = m_items.size(); n-- > 0;)
                if (m_used[n * size + q]) {
                    take(m_items[n].customer, place);
                    q -= static_cast<std::size_t>(m_items[n].demand);
                }
        }
        return m_best[size - 1];
    }
    void take(std::int32_t customer, std::int32_t place) {
        ++count[customer];
        taken.emplace_back(customer, place);
    }

    struct Item {
        std::int64_t gain, demand;
        std::int32_t customer;
    };
    const CapacitatedCore& m_core;
    const CapacitatedNode& m_node;
    std::int64_t m_grain = 1;
    std::vector<std::int32_t> m_places;
    struct Way {
        std::int64_t cost, demand;
        std::int32_t customer;
    };
    std::vector<Way> m_ways; // who may go to each place
    std::vector<std::size_t> m_first;
    std::vector<Item> m_items;
    std::vector<std::int64_t> m_best;
    std::vector<char> m_used;
};

// Somebody with one way left needs that place open, and takes room there from the others.
bool followed(const CapacitatedCore& core, CapacitatedNode& node) {
    for (bool changed = true; changed;) {
        changed = false;
        std::vector<std::int64_t> room = core.capacity;
        std::vector<std::int32_t> only(core.customers(), -1);
        for (std::int32_t i = 0; i < core.customers(); ++i) {
            int ways = 0;
            for (std::int32_t j = 0; j < core.places(); ++j)
                if (node.allowed[node.at(core, i, j)] && node.fate[j] != Fate::closed) {
                    ++ways;
                    only[i] = j;
                }
            if (ways == 0)
                return false;
            if (ways > 1) {
                only[i] = -1;
                continue;
            }
            room[only[i]] -= core.demand_at(i, only[i]);
            if (room[only[i]] < 0)
                return false;
            if (node.fate[only[i]] == Fate::free) {
                node.fate[only[i]] = Fate::open;
                changed = true;
            }
        }
        for (std::int32_t i = 0; i < core.customers(); ++i)
            for (std::int32_t j = 0; j < core.places(); ++j)
                if (only[i] < 0 && core.demand_at(i, j) > room[j] && node.allowed[node.at(core, i, j)]) {
                    node.allowed[node.at(core, i, j)] = 0;
                    changed = true;
                }
        const auto open = std::count(node.fate.begin(), node.fate.end(), Fate::open);
        const auto free = std::count(node.fate.begin(), node.fate.end(), Fate::free);
        if (open > core.choose || open + free < core.choose)
            return false;
        if (free > 0 && (open == core.choose || open + free == core.choose)) {
            for (Fate& fate : node.fate)
                if (fate == Fate::free)
                    fate = open == core.choose ? Fate::closed : Fate::open;
            changed = true;
        }
    }
    return true;
}

// What the bound rises by when a place that is open for certain must take a customer, or must not.
class Losses {
public:
    Losses(const CapacitatedCore& core, const CapacitatedNode& node, const CapacitatedDual& dual)
        : m_core(core), m_node(node), m_dual(dual), m_taking(core.cost.size(), 0), m_refusing(core.cost.size(), 0),
          m_refused(core.customers(), 0) {
        const std::int64_t most = *std::max_element(core.capacity.begin(), core.capacity.end());
        m_grain = std::max<std::int64_t>(1, (most + most_units - 1) / most_units);
        for (std::int32_t j = 0; j < core.places(); ++j)
            if (node.fate[j] == Fate::open)
                look_at(j);
    }

    // When the customer goes to this open place, and so to no other.
    std::int64_t of(std::int32_t customer, std::int32_t place) const {
        const std::size_t at = m_node.at(m_core, customer, place);
        return m_taking[at] + m_refused[customer] - m_refusing[at];
    }

private:
    // Knapsacks of the customers before each one, and of those from each one on: together, all without that one.
    void look_at(std::int32_t place) {
        const std::int64_t capacity = m_core.capacity[place] / m_grain;
        const auto size = static_cast<std::size_t>(capacity) + 1;
        m_items.clear();
        for (std::int32_t i = 0; i < m_core.customers(); ++i)
            if (m_node.allowed[m_node.at(m_core, i, place)] && gain(i, place) > 0 && need(i, place) <= capacity)
                m_items.push_back(i);
        const std::size_t count = m_items.size();
        m_before.assign((count + 1) * size, 0);
        m_after.assign((count + 1) * size, 0);
        for (std::size_t n = 0; n < count; ++n)
            filled(&m_before[n * size], &m_before[(n + 1) * size], m_items[n], place, size);
        for (std::size_t n = count; n-- > 0;)
            filled(&m_after[(n + 1) * size], &m_after[n * size], m_items[n], place, size);
        const std::int64_t* const best = &m_before[count * size];
        const std::int64_t whole = best[size - 1];
        for (std::int32_t i = 0; i < m_core.customers(); ++i) {
            const std::size_t at = m_node.at(m_core, i, place);
            if (m_node.allowed[at] && need(i, place) <= capacity)
                m_taking[at] = whole - gain(i, place) - best[size - 1 - static_cast<std::size_t>(need(i, place))];
        }
        for (std::size_t n = 0; n < count; ++n) {
            const std::size_t at = m_node.at(m_core, m_items[n], place);
            const std::int64_t* const before = &m_before[n * size];
            const std::int64_t* const after = &m_after[(n + 1) * size];
            m_refusing[at] = whole - joined(before, after, size - 1);
            m_taking[at] = whole - gain(m_items[n], place) -
                           joined(before, after, size - 1 - static_cast<std::size_t>(need(m_items[n], place)));
            m_refused[m_items[n]] += m_refusing[at];
        }
    }
    std::int64_t gain(std::int32_t customer, std::int32_t place) const {
        return m_dual.price[customer] - m_core.costs_of(customer)[place];
    }
    std::int64_t need(std::int32_t customer, std::int32_t place) const {
        return m_core.demand_at(customer, place) / m_grain;
    }
    void filled(const std::int64_t* from, std::int64_t* to, std::int32_t customer, std::int32_t place,
                std::size_t size) const {
        const auto taken = static_cast<std::size_t>(need(customer, place));
        const std::int64_t more = gain(customer, place);
        for (std::size_t q = 0; q < size; ++q)
            to[q] = q >= taken ? std::max(from[q], from[q - taken] + more) : from[q];
    }
    static std::int64_t joined(const std::int64_t* before, const std::int64_t* after, std::size_t room) {
        std::int64_t most = 0;
        for (std::size_t q = 0; q <= room; ++q)
            most = std::max(most, before[q] + after[room - q]);
        return most;
    }

    const CapacitatedCore& m_core;
    const CapacitatedNode& m_node;
    const CapacitatedDual& m_dual;
    std::int64_t m_grain = 1;
    std::vector<std::int64_t> m_taking, m_refusing; // customers x places
    std::vector<std::int64_t> m_refused;            // of each customer: refusing, by all places together
    std::vector<std::int32_t> m_items;
    std::vector<std::int64_t> m_before, m_after;
};

} // namespace

CapacitatedDual ascended(const CapacitatedCore& core, const CapacitatedNode& node, std::int64_t goal,
                         std::int64_t known, int iterations, const Deadline& deadline) {
    Relaxation now(core, node);
    CapacitatedDual best{.bound = std::numeric_limits<std::int64_t>::min()};
    best.place_share.assign(core.places(), 0);
    best.pair_share.assign(core.cost.size(), 0);
    std::vector<std::int64_t> price = node.price;
    std::vector<double> direction(price.size(), 0);
    double step = first_step;
    int waited = 0;
    for (int round = 0; round < iterations; ++round) {
        now.evaluate(price);
        for (float& share : best.place_share)
            share *= 1 - forgetting;
        for (float& share : best.pair_share)
            share *= 1 - forgetting;
        for (const std::int32_t j : now.chosen)
            best.place_share[j] += forgetting;
        for (const auto& [i, j] : now.taken)
            best.pair_share[node.at(core, i, j)] += forgetting;
        if (best.place.empty() && std::count(now.count.begin(), now.count.end(), 1) == core.customers()) {
            best.place.resize(core.customers());
            for (const auto& [i, j] : now.taken)
                best.place[i] = j;
        }
        if (now.bound > best.bound) {
            best.bound = now.bound;
            best.price = price;
            best.worth = now.worth;
            best.chosen = now.chosen;
            waited = 0;
        } else if (++waited >= patience) {
            waited = 0;
            step *= shortened;
        }
        if (best.bound > goal || step < last_step || (round % 8 == 0 && deadline.over()))
            break;
        double norm = 0;
        for (std::size_t i = 0; i < price.size(); ++i) {
            direction[i] = 1 - now.count[i] + deflection * direction[i];
            norm += direction[i] * direction[i];
        }
        if (norm <= 0)
            break;
        const double pace = step * static_cast<double>(std::max<std::int64_t>(1, known - now.bound)) / norm;
        for (std::size_t i = 0; i < price.size(); ++i)
            price[i] = std::clamp<std::int64_t>(price[i] + std::llround(pace * direction[i]), 0, known);
    }
    return best;
}

bool narrowed(const CapacitatedCore& core, CapacitatedNode& node, const CapacitatedDual* dual, std::int64_t goal) {
    if (dual) {
        // What a free place that is not chosen displaces, and what replaces a chosen one.
        std::int64_t worst_in = std::numeric_limits<std::int64_t>::min(), best_out = 0;
        std::vector<char> chosen(core.places(), 0);
        for (const std::int32_t j : dual->chosen) {
            chosen[j] = 1;
            if (node.fate[j] == Fate::free)
                worst_in = std::max(worst_in, dual->worth[j]);
        }
        bool any_out = false;
        for (std::int32_t j = 0; j < core.places(); ++j)
            if (!chosen[j] && node.fate[j] == Fate::free) {
                best_out = any_out ? std::min(best_out, dual->worth[j]) : dual->worth[j];
                any_out = true;
            }
        for (std::int32_t j = 0; j < core.places(); ++j) {
            if (node.fate[j] == Fate::closed)
                continue;
            // What it costs besides to have this place open at all.
            const std::int64_t opening = chosen[j] ? 0 : dual->worth[j] - worst_in;
            for (std::int32_t i = 0; i < core.customers(); ++i) {
                const std::int64_t joining = std::max<std::int64_t>(0, core.costs_of(i)[j] - dual->price[i]);
                if (dual->bound + opening + joining > goal)
                    node.allowed[node.at(core, i, j)] = 0;
            }
            if (node.fate[j] != Fate::free)
                continue;
            if (!chosen[j] && dual->bound + opening > goal)
                node.fate[j] = Fate::closed;
            else if (chosen[j] && any_out && dual->bound + best_out - dual->worth[j] > goal)
                node.fate[j] = Fate::open;
        }
        const Losses losses(core, node, *dual);
        for (std::int32_t j = 0; j < core.places(); ++j)
            for (std::int32_t i = 0; i < core.customers() && node.fate[j] == Fate::open; ++i)
                if (char& allowed = node.allowed[node.at(core, i, j)]; allowed && dual->bound + losses.of(i, j) > goal)
                    allowed = 0;
    }
    return followed(core, node);
}

} // namespace wangge::siting
