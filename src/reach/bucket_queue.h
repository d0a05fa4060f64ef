// A queue of cells by tentative time, in buckets of equal width: what the searches over terrain draw from.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace wangge::reach {

// Numbers come out bucket by bucket, in no order within one. A ring of buckets: what lies more than the ring ahead is
// parked in the last bucket and asked for its time again when that comes up.
class BucketQueue {
public:
    // Precondition: width > 0.
    BucketQueue(double width, std::size_t buckets) : m_inverse(1 / width), m_heads(buckets, none) {}

    std::uint64_t bucket_of(double time) const { return static_cast<std::uint64_t>(std::min(time * m_inverse, 1e18)); }
    std::uint64_t current() const { return m_current; }
    bool empty() const { return m_count == 0; }

    // Starts again at time 0; keeps its memory.
    void clear() {
        std::fill(m_heads.begin(), m_heads.end(), none);
        m_chunks.clear();
        m_free = none;
        m_count = 0;
        m_current = 0;
    }

    void push(std::uint32_t cell, double time) {
        const std::uint64_t bucket =
            std::clamp(bucket_of(time), m_current, m_current + static_cast<std::uint64_t>(m_heads.size()) - 1);
        std::uint32_t& head = m_heads[bucket % m_heads.size()];
        if (head == none || m_chunks[head].count == chunk_size)
            head = fresh(head);
        Chunk& chunk = m_chunks[head];
        chunk.cells[chunk.count++] = cell;
        ++m_count;
    }

    // Goes back to earlier times; what waits for later ones stays.
    void rewind(double time) { m_current = std::min(m_current, bucket_of(time)); }

    // Precondition: not empty. Moves on to the first bucket that holds something.
    std::uint64_t next() {
        while (m_heads[m_current % m_heads.size()] == none)
            ++m_current;
        return m_current;
    }

    // Precondition: not empty. A cell of the first bucket that holds something.
    std::uint32_t pop() {
        next();
        std::uint32_t& head = m_heads[m_current % m_heads.size()];
        Chunk& chunk = m_chunks[head];
        const std::uint32_t cell = chunk.cells[--chunk.count];
        m_upcoming = chunk.count >= ahead ? chunk.cells[chunk.count - ahead] : cell;
        --m_count;
        if (chunk.count == 0) {
            const std::uint32_t next = chunk.next;
            chunk.next = m_free;
            m_free = head;
            head = next;
        }
        return cell;
    }

    // A cell that will come out soon, for fetching its memory; the one that came out last when that is not known.
    std::uint32_t upcoming() const { return m_upcoming; }

private:
    static constexpr std::uint32_t none = 0xffffffff;
    static constexpr std::uint32_t chunk_size = 62, ahead = 4;
    struct Chunk {
        std::uint32_t next = none, count = 0;
        std::array<std::uint32_t, chunk_size> cells;
    };

    std::uint32_t fresh(std::uint32_t next) {
        std::uint32_t chunk = m_free;
        if (chunk == none) {
            chunk = static_cast<std::uint32_t>(m_chunks.size());
            m_chunks.emplace_back();
        } else {
            m_free = m_chunks[chunk].next;
        }
        m_chunks[chunk].next = next;
        m_chunks[chunk].count = 0;
        return chunk;
    }

    double m_inverse;
    std::vector<std::uint32_t> m_heads;
    std::vector<Chunk> m_chunks;
    std::uint32_t m_free = none, m_upcoming = 0;
    std::uint64_t m_current = 0;
    std::size_t m_count = 0;
};

} // namespace wangge::reach
