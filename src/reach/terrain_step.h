// What one step over the ground costs: the arithmetic that every search over a TerrainGrid shares to the last digit.
#pragma once
#include "reach/terrain_cost.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::reach {

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
    // No slope is faster.
    double least() const { return m_values[0]; }

    static const ToblerTable& get() {
        static const ToblerTable table;
        return table;
    }

private:
    static constexpr double per_unit = 1024, last = 4 * per_unit;
    std::array<double, 4 * 1024 + 2> m_values;
};

// Seconds of r.walk's formula without friction, for `run` metres and `rise` metres.
inline double langmuir(double run, double rise) {
    constexpr double level = 0.72, climb = 6, moderate = 1.9998, steep = -1.9998, steep_slope = -0.2125;
    return level * run + rise * (rise >= 0 ? climb : rise / run > steep_slope ? moderate : steep);
}

// One step as the searches need it.
struct Step {
    std::ptrdiff_t offset = 0;         // to the cell where it ends
    std::ptrdiff_t beside[2] = {0, 0}; // the two other cells of a diagonal's corner or a knight move's line
    double length = 0;
    double share = 0; // of the length in each cell that counts: 1/2 or 1/4, in metres
};

inline std::array<Step, 16> steps_of(const TerrainGrid& grid) {
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

// Paces of the cells that a step crosses, together. `possible` = false when impassable cells are in the way.
struct Crossed {
    double walking = 0, riding = 0;
    bool possible = false;
};

template <bool knight, bool diagonal> Crossed crossed(const TerrainGrid& grid, std::size_t cell, const Step& step) {
    const std::size_t end = cell + static_cast<std::size_t>(step.offset),
                      a = cell + static_cast<std::size_t>(step.beside[0]),
                      b = cell + static_cast<std::size_t>(step.beside[1]);
    const float* walk = grid.walk.data();
    Crossed sum;
    sum.walking = static_cast<double>(walk[cell]) + walk[end];
    if constexpr (knight)
        sum.walking += static_cast<double>(walk[a]) + walk[b];
    sum.possible = sum.walking < static_cast<double>(TerrainGrid::impassable);
    if constexpr (diagonal)
        sum.possible &= walk[a] < TerrainGrid::impassable || walk[b] < TerrainGrid::impassable;
    if (!grid.ride.empty()) {
        const float* ride = grid.ride.data();
        sum.riding = static_cast<double>(ride[cell]) + ride[end];
        if constexpr (knight)
            sum.riding += static_cast<double>(ride[a]) + ride[b];
    }
    return sum;
}

// Seconds of a possible step over what it crosses, and what they cannot fall below whatever the slope.
template <Slope slope>
double seconds_over(const TerrainGrid& grid, std::size_t cell, const Step& step, const Crossed& sum, bool towards) {
    if constexpr (slope == Slope::none)
        return (sum.walking + sum.riding) * step.share;
    const std::size_t end = cell + static_cast<std::size_t>(step.offset);
    double rise = grid.height.empty() ? 0 : static_cast<double>(grid.height[end]) - grid.height[cell];
    if (!(rise == rise))
        rise = 0;
    if (towards)
        rise = -rise;
    if constexpr (slope == Slope::tobler)
        return (sum.walking * ToblerTable::get()(rise / step.length) + sum.riding) * step.share;
    return langmuir(step.length, rise) + (sum.walking + sum.riding) * step.share;
}

template <Slope slope> double least_seconds_over(const Step& step, const Crossed& sum) {
    if constexpr (slope == Slope::tobler)
        return (sum.walking * ToblerTable::get().least() + sum.riding) * step.share;
    return (sum.walking + sum.riding) * step.share;
}

} // namespace wangge::reach
