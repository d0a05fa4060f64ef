// The demands that are open at a step - of whose candidates some are passed and others are not -, a bit each.
#pragma once
#include "base/error.h"
#include "siting/incidence.h"
#include "siting/sweep_bits.h"

#include <algorithm>
#include <utility>

namespace wangge::siting {

template <std::size_t words> class OpenDemands {
public:
    using Bits = SweepBits<words>;
    explicit OpenDemands(std::size_t demands) : m_slot(demands, -1) {}

    // The bit of a demand that is open.
    int slot(std::int32_t demand) const { return m_slot[demand]; }
    // Opens it if it is not. Returns whether it was opened.
    bool open(std::int32_t demand) {
        if (m_slot[demand] >= 0)
            return false;
        m_slot[demand] = m_free.empty() ? m_used++ : m_free.back();
        if (!m_free.empty())
            m_free.pop_back();
        base::ensure(static_cast<std::size_t>(m_slot[demand]) < words * 64, "the words hold the open demands");
        return true;
    }
    void close(std::int32_t demand) {
        m_free.push_back(m_slot[demand]);
        m_slot[demand] = -1;
    }

private:
    std::vector<int> m_slot, m_free; // the bit of each open demand; bits that are free again
    int m_used = 0;
};

// Which of a step's demands later candidates cover: the largest sets of them. A candidate can wait when one of those
// would do as well as it.
template <std::size_t words> class LaterCandidates {
public:
    using Bits = SweepBits<words>;
    // Of the candidates of steps after `step` and before `end` those of which `as_good(step)` holds.
    template <class AsGood>
    void look(const Lists& covers, const Lists& covered_by, std::int32_t step, std::int32_t end,
              const OpenDemands<words>& open, AsGood&& as_good) {
        m_sets.clear();
        for (const std::int32_t d : covers[step]) {
            const auto steps = covered_by[d];
            for (auto at = std::upper_bound(steps.begin(), steps.end(), step); at != steps.end() && *at < end; ++at) {
                const auto ahead = static_cast<std::size_t>(*at - step);
                if (ahead >= m_shared.size())
                    m_shared.resize(2 * ahead, Bits{});
                if (m_shared[ahead] == Bits{})
                    m_near.push_back(*at);
                set(m_shared[ahead], open.slot(d));
            }
        }
        std::sort(m_near.begin(), m_near.end());
        for (const std::int32_t later : m_near) {
            const Bits bits = std::exchange(m_shared[static_cast<std::size_t>(later - step)], Bits{});
            if (!as_good(later) || would_do(bits))
                continue;
            std::erase_if(m_sets, [&](const Bits& b) { return within(b, bits); });
            m_sets.push_back(bits);
        }
        m_near.clear();
    }
    void clear() { m_sets.clear(); }
    // Whether one of them covers all of these.
    bool would_do(const Bits& demands) const {
        return std::ranges::any_of(m_sets, [&](const Bits& b) { return within(demands, b); });
    }

private:
    std::vector<Bits> m_sets;
    std::vector<std::int32_t> m_near; // while looking: later steps, and of each by how far later it is what it shares
    std::vector<Bits> m_shared;
};

} // namespace wangge::siting
