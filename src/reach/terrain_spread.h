// The search over one rectangle of a TerrainGrid: labels are corrected in buckets of one shortest step, and what leaves
// the rectangle is written down for its neighbours.
#pragma once
#include "reach/bucket_queue.h"
#include "reach/terrain_step.h"

#include <atomic>

namespace wangge::reach {

// What all rectangles of a search share.
struct SpreadGround {
    SpreadGround(const TerrainGrid& g, const CostOptions& o);
    const TerrainGrid& grid;
    CostOptions options;
    std::array<Step, 16> steps;
    double bucket = 1; // seconds: no step is shorter than this by much, so few cells are done twice
};

// A time that somebody outside a rectangle has for a cell in it.
struct Offer {
    std::uint32_t cell = 0;
    std::int32_t source = -1;
    double seconds = 0;
};

// Columns [left, right) and rows [top, bottom) of the frame.
struct GridPart {
    int left = 0, top = 0, right = 0, bottom = 0;
};

// Labels of cells in the rectangle are written by its Spread alone; those of cells within two steps of it may be read.
class Spread {
public:
    // Where an offer goes: (row above, same, below) * 3 + (column left of, same, right of) of the neighbour.
    static constexpr int neighbours = 9, own = 4;
    using Offers = std::array<std::vector<Offer>, neighbours>;

    // `touched`, when given, takes the cells that are reached for the first time.
    Spread(const SpreadGround& ground, CostField& field, const GridPart& part, std::size_t buckets,
           std::vector<std::uint32_t>* touched = nullptr);
    // Neighbours lie on other sides than the rim of the grid; their cells are told apart from then on.
    void mark_rim();

    void clear() { m_queue.clear(); }
    void offer(std::size_t cell, double seconds, std::int32_t source) {
        CostLabel& known = m_field[cell];
        if (seconds > known.seconds || (seconds == known.seconds && source >= known.source))
            return;
        if (m_touched != nullptr && known.source < 0)
            m_touched->push_back(static_cast<std::uint32_t>(cell));
        // Others may be looking at it.
        std::atomic_ref(known.seconds).store(seconds, std::memory_order_relaxed);
        known.source = source;
        known.done = false;
        m_queue.push(static_cast<std::uint32_t>(cell), seconds);
    }
    // Settles the cells of which the time falls into a bucket before the one of `until`; nothing goes beyond `limit`.
    void run(double until, double limit, Offers& out, base::Feedback& feedback);
    // Takes up times before the ones that were settled last.
    void rewind(double seconds) { m_queue.rewind(seconds); }
    bool idle() const { return m_queue.empty(); }
    // Beginning of the first bucket that holds something. Precondition: not idle.
    double next() { return m_queue.next() * m_ground.bucket; }

private:
    template <Slope slope, int first, int last, bool rim> void relax(std::size_t cell, double limit, Offers& out);
    template <Slope slope> void settle(double until, double limit, Offers& out, base::Feedback& feedback);
    void fetch_ahead(std::uint32_t cell) const;
    int side_of(int column, int row) const {
        const int across = column < m_part.left    ? 0
                           : column < m_part.right ? 1
                                                   : 2,
                  down = row < m_part.top      ? 0
                         : row < m_part.bottom ? 1
                                               : 2;
        return down * 3 + across;
    }

    const SpreadGround& m_ground;
    CostField& m_field;
    GridPart m_part;
    std::vector<std::uint32_t>* m_touched;
    BucketQueue m_queue;
};

} // namespace wangge::reach
