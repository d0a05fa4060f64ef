#include "reach/terrain_cost.h"

#include "base/error.h"
#include "reach/bucket_queue.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// exp(3.5 u) over exp(3.5 * 0.05) for u = |s + 0.05|, by linear interpolation between 1/1024: 1.5e-6 too much at most.
// The kink at -0.05 lies on a node. Slopes beyond 395 % count as 395 %.
class ToblerTable {
public:
    ToblerTable() {
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i] = std::exp(3.5 * (static_cast<double>(i) / per_unit - 0.05));
    }
    double operator()(double slope) const {
        const double u = std::min(std::abs(slope + 0.05) * per_unit, last);
        const auto i = static_cast<std::size_t>(u);
        return m_values[i] + (m_values[i + 1] - m_values[i]) * (u - static_cast<double>(i));
    }

private:
    static constexpr double per_unit = 1024, last = 4 * per_unit;
    std::array<double, 4 * 1024 + 2> m_values;
};

const ToblerTable& tobler_table() {
    static const ToblerTable table;
    return table;
}

// Seconds of r.walk's formula without friction, for `run` metres and `rise` metres.
double langmuir(double run, double rise) {
    constexpr double level = 0.72, climb = 6, moderate = 1.9998, steep = -1.9998, steep_slope = -0.2125;
    return level * run + rise * (rise >= 0 ? climb : rise / run > steep_slope ? moderate : steep);
}

// One step as the search needs it.
struct Step {
    std::ptrdiff_t offset = 0;         // to the cell where it ends
    std::ptrdiff_t beside[2] = {0, 0}; // the two other cells of a diagonal's corner or a knight move's line
    double length = 0;
    double share = 0; // of the length in each cell that counts: 1/2 or 1/4, in metres
};

std::array<Step, 16> steps_of(const TerrainGrid& grid) {
    std::array<Step, 16> steps;
    const std::ptrdiff_t stride = grid.stride();
    for (int d = 0; d < 16; ++d) {
        const auto [dx, dy] = grid_steps[d];
        Step& step = steps[d];
        step.offset = dy * stride + dx;
        step.length = grid.length(d);
        step.share = step.length / (d < 8 ? 2 : 4);
        const int sx = dx > 0 ? 1 : -1, sy = dy > 0 ? 1 : -1;
        if (d >= 8) { // the line leaves through the longer side's neighbour, then the diagonal one
            step.beside[0] = std::abs(dx) == 2 ? sx : sy * stride;
            step.beside[1] = sy * stride + sx;
        } else if (d >= 4) {
            step.beside[0] = dx;
            step.beside[1] = dy * stride;
        }
    }
    return steps;
}

// Seconds of step D out of `cell`; infinite when impassable cells are in the way. Barriers are the caller's affair.
template <Slope slope, bool knight, bool diagonal>
double cost(const TerrainGrid& grid, std::size_t cell, const Step& step, bool towards, const ToblerTable& table) {
    const std::size_t end = cell + static_cast<std::size_t>(step.offset);
    const float* walk = grid.walk.data();
    double walking = static_cast<double>(walk[cell]) + walk[end];
    if (walking == infinite)
        return infinite;
    const std::size_t a = cell + static_cast<std::size_t>(step.beside[0]),
                      b = cell + static_cast<std::size_t>(step.beside[1]);
    if constexpr (knight)
        walking += static_cast<double>(walk[a]) + walk[b];
    if constexpr (diagonal)
        if (walk[a] == TerrainGrid::impassable && walk[b] == TerrainGrid::impassable)
            return infinite;
    double riding = 0;
    if (!grid.ride.empty()) {
        const float* ride = grid.ride.data();
        riding = static_cast<double>(ride[cell]) + ride[end];
        if constexpr (knight)
            riding += static_cast<double>(ride[a]) + ride[b];
    }
    if constexpr (slope == Slope::none)
        return (walking + riding) * step.share;
    double rise = grid.height.empty() ? 0 : static_cast<double>(grid.height[end]) - grid.height[cell];
    if (!(rise == rise))
        rise = 0;
    if (towards)
        rise = -rise;
    if constexpr (slope == Slope::tobler)
        return (walking * table(rise / step.length) + riding) * step.share;
    return langmuir(step.length, rise) + (walking + riding) * step.share;
}

double least_walking_factor(Slope slope) {
    return slope == Slope::tobler ? std::exp(-3.5 * 0.05) : 1;
}

// A bucket's width: no step is shorter than this by much, so few cells are done twice.
double shortest_step(const TerrainGrid& grid, Slope slope) {
    float walk = TerrainGrid::impassable, ride = TerrainGrid::impassable;
    for (std::size_t i = 0; i < grid.walk.size(); ++i) {
        if (const float pace = grid.walk[i]; pace > 0)
            walk = std::min(walk, pace);
        if (!grid.ride.empty() && grid.ride[i] > 0)
            ride = std::min(ride, grid.ride[i]);
    }
    double pace = std::min(walk * least_walking_factor(slope), static_cast<double>(ride));
    if (slope == Slope::langmuir)
        pace = (std::isfinite(pace) ? pace : 0) + 0.72 - 1.9998 * 0.2125;
    if (!std::isfinite(pace) || !(pace > 0))
        pace = 1;
    return pace * std::min(grid.frame().cell_x, grid.frame().cell_y);
}

} // namespace

struct CostSearch::State {
    State(const TerrainGrid& g, const CostOptions& o)
        : grid(g), options(o), steps(steps_of(g)), queue(shortest_step(g, o.slope), 1 << 14) {
        base::ensure(options.directions == 8 || options.directions == 16, "8 or 16 directions");
        base::ensure(grid.size() < 0xffffffffu, "cells are counted in 32 bits");
        if (grid.height.empty() && options.slope == Slope::tobler)
            options.slope = Slope::none;
        field.resize(grid.size());
    }

    void offer(std::size_t cell, double time, std::int32_t source) {
        CostLabel& known = field[cell];
        if (time > known.seconds || (time == known.seconds && source >= known.source))
            return;
        if (known.seconds == infinite)
            touched.push_back(static_cast<std::uint32_t>(cell));
        known = {time, source, false};
        queue.push(static_cast<std::uint32_t>(cell), time);
    }

    template <Slope slope, int first, int last> void relax(std::size_t cell, double limit) {
        const double time = field[cell].seconds;
        const std::int32_t source = field[cell].source;
        const unsigned barred = grid.blocked.empty() ? 0 : grid.blocked[cell];
        const ToblerTable& table = tobler_table();
        for (int d = first; d < last; ++d) {
            if (barred >> d & 1u)
                continue;
            const double reached = time + cost<slope, (first >= 8), (first >= 4 && first < 8)>(grid, cell, steps[d],
                                                                                               options.towards, table);
            if (reached <= limit && reached < infinite)
                offer(cell + static_cast<std::size_t>(steps[d].offset), reached, source);
        }
    }

    // The front is scattered over the country, so the memory around a cell is asked for before its turn comes.
    void fetch_ahead(std::uint32_t cell) const {
        const std::size_t stride = static_cast<std::size_t>(grid.stride());
        for (const std::size_t row : {cell - stride, std::size_t{cell}, cell + stride}) {
            __builtin_prefetch(&field[row], 1);
            __builtin_prefetch(&grid.walk[row]);
            if (!grid.height.empty())
                __builtin_prefetch(&grid.height[row]);
        }
    }

    template <Slope slope> void spread(double limit, base::Feedback& feedback) {
        for (std::uint32_t count = 0; !queue.empty(); ++count) {
            if (count % 65536 == 0)
                feedback.check();
            const std::uint32_t cell = queue.pop();
            fetch_ahead(queue.upcoming());
            CostLabel& label = field[cell];
            if (label.done)
                continue;
            if (queue.bucket_of(label.seconds) > queue.current()) {
                queue.push(cell, label.seconds); // it was parked
                continue;
            }
            label.done = true;
            relax<slope, 0, 4>(cell, limit);
            relax<slope, 4, 8>(cell, limit);
            if (options.directions == 16)
                relax<slope, 8, 16>(cell, limit);
        }
    }

    const TerrainGrid& grid;
    CostOptions options;
    std::array<Step, 16> steps;
    BucketQueue queue;
    CostField field;
    std::vector<std::uint32_t> touched;
};

CostSearch::CostSearch(const TerrainGrid& grid, const CostOptions& options)
    : m_state(std::make_unique<State>(grid, options)) {}
CostSearch::~CostSearch() = default;

const CostField& CostSearch::run(std::span<const Start> starts, Seconds limit, base::Feedback& feedback) {
    State& s = *m_state;
    for (const std::uint32_t cell : s.touched)
        s.field[cell] = {};
    s.touched.clear();
    s.queue.clear();
    for (const Start& start : starts)
        if (s.grid.passable(start.cell) && start.seconds <= limit)
            s.offer(start.cell, start.seconds.value, start.source);
    if (s.options.slope == Slope::none)
        s.spread<Slope::none>(limit.value, feedback);
    else if (s.options.slope == Slope::tobler)
        s.spread<Slope::tobler>(limit.value, feedback);
    else
        s.spread<Slope::langmuir>(limit.value, feedback);
    return s.field;
}

std::span<const std::uint32_t> CostSearch::reached() const {
    return m_state->touched;
}

CostField CostSearch::take() {
    return std::move(m_state->field);
}

CostField cost_field(const TerrainGrid& grid, std::span<const Start> starts, const CostOptions& options,
                     base::Feedback& feedback) {
    CostSearch search(grid, options);
    search.run(starts, {infinite}, feedback);
    return search.take();
}

Seconds step_cost(const TerrainGrid& grid, std::size_t cell, int step, const CostOptions& options) {
    if (!grid.blocked.empty() && (grid.blocked[cell] >> step & 1u))
        return {infinite};
    const Step one = steps_of(grid)[step];
    const Slope slope = grid.height.empty() ? Slope::none : options.slope;
    const auto seconds = [&]<bool knight, bool diagonal>() {
        switch (slope) {
        case Slope::tobler:
            return cost<Slope::tobler, knight, diagonal>(grid, cell, one, options.towards, tobler_table());
        case Slope::langmuir:
            return cost<Slope::langmuir, knight, diagonal>(grid, cell, one, options.towards, tobler_table());
        default:
            return cost<Slope::none, knight, diagonal>(grid, cell, one, options.towards, tobler_table());
        }
    };
    return {step >= 8   ? seconds.operator()<true, false>()
            : step >= 4 ? seconds.operator()<false, true>()
                        : seconds.operator()<false, false>()};
}

} // namespace wangge::reach
