#include "reach/terrain_spread.h"

#include "base/error.h"

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double shortest_step(const TerrainGrid& grid, Slope slope) {
    float walk = TerrainGrid::impassable, ride = TerrainGrid::impassable;
    for (const float pace : grid.walk)
        walk = std::min(walk, pace > 0 ? pace : TerrainGrid::impassable);
    for (const float pace : grid.ride)
        ride = std::min(ride, pace > 0 ? pace : TerrainGrid::impassable);
    double pace = std::min(walk * (slope == Slope::tobler ? ToblerTable::get().least() : 1), static_cast<double>(ride));
    if (slope == Slope::langmuir)
        pace = (std::isfinite(pace) ? pace : 0) + 0.72 - 1.9998 * 0.2125;
    if (!std::isfinite(pace) || !(pace > 0))
        pace = 1;
    return pace * std::min(grid.frame().cell_x, grid.frame().cell_y);
}

} // namespace

SpreadGround::SpreadGround(const TerrainGrid& g, const CostOptions& o) : grid(g), options(o), steps(steps_of(g)) {
    base::ensure(options.directions == 8 || options.directions == 16, "8 or 16 directions");
    base::ensure(grid.size() < 0xffffffffu, "cells are counted in 32 bits");
    bucket = shortest_step(grid, options.slope);
    if (grid.height.empty() && options.slope == Slope::tobler)
        options.slope = Slope::none;
}

Spread::Spread(const SpreadGround& ground, CostField& field, const GridPart& part, std::size_t buckets,
               std::vector<std::uint32_t>* touched)
    : m_ground(ground), m_field(field), m_part(part), m_touched(touched), m_queue(ground.bucket, buckets) {}

void Spread::mark_rim() {
    const auto mark = [&](int column, int row) { m_field[m_ground.grid.cell(column, row)].rim = true; };
    for (int row = m_part.top; row < m_part.bottom; ++row) {
        const bool whole = row < m_part.top + 2 || row >= m_part.bottom - 2;
        for (int column = m_part.left; column < m_part.right; ++column)
            if (whole || column < m_part.left + 2 || column >= m_part.right - 2)
                mark(column, row);
            else
                column = std::max(column, m_part.right - 3);
    }
}

template <Slope slope, int first, int last, bool rim> void Spread::relax(std::size_t cell, double limit, Offers& out) {
    const TerrainGrid& grid = m_ground.grid;
    const double time = m_field[cell].seconds;
    const std::int32_t source = m_field[cell].source;
    const unsigned barred = grid.blocked.empty() ? 0 : grid.blocked[cell];
    for (int d = first; d < last; ++d) {
        const Step& step = m_ground.steps[d];
        const std::size_t end = cell + static_cast<std::size_t>(step.offset);
        const double known = std::atomic_ref(m_field[end].seconds).load(std::memory_order_relaxed);
        // Most of the cells around lie behind, where no slope needs to be looked up.
        if (known < time || (barred >> d & 1u))
            continue;
        const Crossed sum = crossed<(first >= 8), (first >= 4 && first < 8)>(grid, cell, step);
        if (!sum.possible)
            continue;
        if constexpr (slope == Slope::tobler)
            if (time + least_seconds_over<slope>(step, sum) > known)
                continue;
        const double reached = time + seconds_over<slope>(grid, cell, step, sum, m_ground.options.towards);
        if (reached > known || reached > limit || !(reached < infinite))
            continue;
        if constexpr (rim) {
            const int side = side_of(grid.column(end), grid.row(end));
            if (side != own) {
                out[static_cast<std::size_t>(side)].push_back({static_cast<std::uint32_t>(end), source, reached});
                continue;
            }
        }
        offer(end, reached, source);
    }
}

// The front is scattered over the country, so the memory around a cell is asked for before its turn comes.
void Spread::fetch_ahead(std::uint32_t cell) const {
    const TerrainGrid& grid = m_ground.grid;
    const std::size_t stride = static_cast<std::size_t>(grid.stride());
    for (const std::size_t row : {cell - stride, std::size_t{cell}, cell + stride}) {
        __builtin_prefetch(&m_field[row], 1);
        __builtin_prefetch(&grid.walk[row]);
        if (!grid.height.empty())
            __builtin_prefetch(&grid.height[row]);
    }
}

template <Slope slope> void Spread::settle(double until, double limit, Offers& out, base::Feedback& feedback) {
    const std::uint64_t end = m_queue.bucket_of(until);
    for (std::uint32_t count = 0; !m_queue.empty() && m_queue.next() < end; ++count) {
        if (count % 65536 == 65535)
            feedback.check();
        const std::uint32_t cell = m_queue.pop();
        fetch_ahead(m_queue.upcoming());
        CostLabel& label = m_field[cell];
        if (label.done)
            continue;
        if (m_queue.bucket_of(label.seconds) > m_queue.current()) {
            m_queue.push(cell, label.seconds); // it was parked
            continue;
        }
        label.done = true;
        const auto around = [&]<bool rim>() {
            relax<slope, 0, 4, rim>(cell, limit, out);
            relax<slope, 4, 8, rim>(cell, limit, out);
            if (m_ground.options.directions == 16)
                relax<slope, 8, 16, rim>(cell, limit, out);
        };
        if (label.rim)
            around.template operator()<true>();
        else
            around.template operator()<false>();
    }
}

void Spread::run(double until, double limit, Offers& out, base::Feedback& feedback) {
    if (m_ground.options.slope == Slope::none)
        settle<Slope::none>(until, limit, out, feedback);
    else if (m_ground.options.slope == Slope::tobler)
        settle<Slope::tobler>(until, limit, out, feedback);
    else
        settle<Slope::langmuir>(until, limit, out, feedback);
}

} // namespace wangge::reach
