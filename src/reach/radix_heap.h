// A queue for shortest paths: what is taken out never comes before what was taken out last (Ahuja, Mehlhorn, Orlin and
// Tarjan 1990, the one-level radix heap).
#pragma once
#include "base/error.h"

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace wangge::reach {

// Milliseconds on the way. Whole numbers, so that no result depends on compiler or order of adding.
using Time = std::uint32_t;
inline constexpr Time never = UINT32_MAX;
// The sum, which stays `never` instead of running over.
inline Time later(Time time, Time more) {
    return more >= never - time ? never : time + more;
}

// Item has a member `time`. push() takes no time before that of the last batch.
template <class Item> class RadixHeap {
public:
    bool empty() const { return m_size == 0; }
    void clear() {
        for (auto& bucket : m_buckets)
            bucket.clear();
        m_size = 0;
        m_last = 0;
    }
    void push(const Item& item) {
        m_buckets[bucket_of(item.time)].push_back(item);
        ++m_size;
    }
    // All items of the least time, in no order. The batch stays valid until the next call.
    std::vector<Item>& take_least() {
        m_batch.clear();
        if (m_buckets[0].empty()) {
            std::size_t first = 1;
            while (m_buckets[first].empty())
                ++first;
            m_last = never;
            for (const Item& item : m_buckets[first])
                m_last = item.time < m_last ? item.time : m_last;
            // Nothing falls back into the same bucket: all now share one more leading bit with the least.
            for (const Item& item : m_buckets[first])
                m_buckets[bucket_of(item.time)].push_back(item);
            m_buckets[first].clear();
        }
        m_batch.swap(m_buckets[0]);
        m_size -= m_batch.size();
        return m_batch;
    }

private:
    std::size_t bucket_of(Time time) const { return static_cast<std::size_t>(std::bit_width(time ^ m_last)); }

    std::array<std::vector<Item>, 33> m_buckets;
    std::vector<Item> m_batch;
    std::size_t m_size = 0;
    Time m_last = 0;
};

} // namespace wangge::reach
