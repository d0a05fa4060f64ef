// What the makers of decision diagrams share: an index of states and the demands of a row.
#pragma once
#include "siting/cover_band.h"
#include "siting/open_demands.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

namespace wangge::siting {

template <std::size_t words> std::uint64_t hash_of(const SweepBits<words>& bits) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : bits) {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return hash;
}

// Numbers for states in the order in which they come.
class StateIndex {
public:
    explicit StateIndex(std::size_t expected = 16) : m_table(std::bit_ceil(2 * expected + 16), -1) {}

    struct Place {
        std::int32_t at;
        bool fresh;
    };
    // `same(at)`: whether a state of the same hash is this one.
    template <class Same> Place put(std::uint64_t hash, Same&& same) {
        if (2 * m_hashes.size() >= m_table.size())
            grow();
        std::size_t at = free_or(hash, [&](std::int32_t other) { return m_hashes[other] == hash && same(other); });
        if (m_table[at] >= 0)
            return {m_table[at], false};
        m_table[at] = static_cast<std::int32_t>(m_hashes.size());
        m_hashes.push_back(hash);
        return {m_table[at], true};
    }

private:
    template <class Same> std::size_t free_or(std::uint64_t hash, Same&& same) const {
        std::size_t at = hash & (m_table.size() - 1);
        while (m_table[at] >= 0 && !same(m_table[at]))
            at = (at + 1) & (m_table.size() - 1);
        return at;
    }
    void grow() {
        m_table.assign(2 * m_table.size(), -1);
        for (std::size_t i = 0; i < m_hashes.size(); ++i)
            m_table[free_or(m_hashes[i], [](std::int32_t) { return false; })] = static_cast<std::int32_t>(i);
    }

    std::vector<std::int32_t> m_table;
    std::vector<std::uint64_t> m_hashes;
};

// Numbers for sets of rows.
class SetNumbers {
public:
    explicit SetNumbers(Lists& sets) : m_sets(sets) {}
    std::uint32_t number(std::span<const std::int32_t> set) {
        std::uint64_t hash = set.size();
        for (const std::int32_t row : set) {
            hash = (hash ^ static_cast<std::uint64_t>(row)) * 0x9E3779B97F4A7C15u;
            hash ^= hash >> 29;
        }
        const auto [at, fresh] = m_index.put(
            hash, [&](std::int32_t other) { return std::ranges::equal(m_sets[static_cast<std::size_t>(other)], set); });
        if (fresh)
            m_sets.add(set);
        return static_cast<std::uint32_t>(at);
    }

private:
    Lists& m_sets;
    StateIndex m_index;
};

// Whether so many arcs before a layer are too many, or the whole is going to have far more than too many.
inline bool too_many(std::size_t arcs, std::int32_t layer, std::int32_t layers, std::size_t most) {
    const double pace = 2.0 * static_cast<double>(layer + 1) / static_cast<double>(layers);
    return arcs > most || static_cast<double>(arcs) > (0.05 + pace) * static_cast<double>(most);
}

// Does the work with as few words as hold so many demands; false when they are too many.
template <class Work> bool with_words(std::size_t open, Work&& work) {
    return open <= 128    ? work.template operator()<2>()
           : open <= 192  ? work.template operator()<3>()
           : open <= 256  ? work.template operator()<4>()
           : open <= 384  ? work.template operator()<6>()
           : open <= 512  ? work.template operator()<8>()
           : open <= 768  ? work.template operator()<12>()
           : open <= 1024 ? work.template operator()<16>()
           : open <= 1536 ? work.template operator()<24>()
                          : false;
}

// A layer while its candidates are decided upon: their demands are open, and those that close in it are settled.
template <std::size_t words> class BandLayer {
public:
    using Bits = SweepBits<words>;
    struct Settled {
        std::uint32_t paid;  // the number of the set of demands that are covered
        Value worth, missed; // of those, and what the others lose
    };

    // `worth` and `missed`: of each demand; `paid` gets the sets.
    BandLayer(const BandSteps& steps, std::int32_t layer, OpenDemands<words>& open, const std::vector<Value>& worth,
              const std::vector<Value>& missed, Lists& paid)
        : m_open(open), m_worth(worth), m_missed(missed), m_paid(paid) {
        for (std::int32_t row = steps.begin[layer]; row < steps.begin[layer + 1]; ++row) {
            Bits& of_row = mine.emplace_back();
            for (const std::int32_t d : steps.covers[row]) {
                open.open(d);
                set(of_row, open.slot(d));
                if (steps.closes(d, layer) && !has(m_closing_bits, open.slot(d))) {
                    m_closing.push_back(d);
                    set(m_closing_bits, open.slot(d));
                }
            }
        }
    }

    std::vector<Bits> mine; // of each of the layer's rows its demands

    // Takes the demands that are settled out of `covered`.
    Settled settle(Bits& covered) {
        const Bits key = both(covered, m_closing_bits);
        covered = without(covered, m_closing_bits);
        const auto [at, fresh] = m_index.put(hash_of(key), [&](std::int32_t other) { return m_keys[other] == key; });
        if (fresh) {
            m_keys.push_back(key);
            Settled settled{static_cast<std::uint32_t>(at), 0, 0};
            std::vector<std::int32_t> paid;
            for (const std::int32_t d : m_closing)
                if (has(key, m_open.slot(d))) {
                    paid.push_back(d);
                    settled.worth += m_worth[d];
                } else {
                    settled.missed += m_missed[d];
                }
            m_paid.add(paid);
            m_settled.push_back(settled);
        }
        return m_settled[at];
    }
    void close() {
        for (const std::int32_t d : m_closing)
            m_open.close(d);
    }

private:
    OpenDemands<words>& m_open;
    const std::vector<Value>&m_worth, &m_missed;
    Lists& m_paid;
    std::vector<std::int32_t> m_closing;
    Bits m_closing_bits{};
    StateIndex m_index;
    std::vector<Bits> m_keys;
    std::vector<Settled> m_settled;
};

} // namespace wangge::siting
