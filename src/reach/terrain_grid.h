// The ground as a grid of paces, heights and barriers: what a search over terrain runs on.
#pragma once
#include "geo/grid_frame.h"

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace wangge::reach {

// Steps from a cell: the 8 neighbours first, then the 8 knight moves; dy counts rows, so it points south. Step d and
// step opposite(d) undo each other.
struct GridStep {
    int dx = 0, dy = 0;
};
inline constexpr std::array<GridStep, 16> grid_steps{{{1, 0},
                                                      {0, 1},
                                                      {-1, 0},
                                                      {0, -1},
                                                      {1, 1},
                                                      {-1, 1},
                                                      {-1, -1},
                                                      {1, -1},
                                                      {2, 1},
                                                      {1, 2},
                                                      {-1, 2},
                                                      {-2, 1},
                                                      {-2, -1},
                                                      {-1, -2},
                                                      {1, -2},
                                                      {2, -1}}};
constexpr int opposite(int step) {
    return step < 8 ? (step & 4) | ((step + 2) & 3) : 8 + ((step - 8 + 4) & 7);
}

// Paces are seconds a metre on flat ground. A margin of two impassable cells on every side spares the search its tests
// for the rim, so columns and rows of the frame are cells [margin, margin + width) of a line of `stride` cells.
class TerrainGrid {
public:
    static constexpr int margin = 2;
    static constexpr float impassable = std::numeric_limits<float>::infinity();

    TerrainGrid() = default;
    // All cells walkable at `pace`, flat, without barriers.
    TerrainGrid(const geo::GridFrame& frame, float pace);

    const geo::GridFrame& frame() const { return m_frame; }
    int stride() const { return m_frame.width + 2 * margin; }
    std::size_t size() const { return walk.size(); }
    std::size_t cell(int column, int row) const {
        return static_cast<std::size_t>(row + margin) * static_cast<std::size_t>(stride()) +
               static_cast<std::size_t>(column + margin);
    }
    int column(std::size_t cell) const { return static_cast<int>(cell % static_cast<std::size_t>(stride())) - margin; }
    int row(std::size_t cell) const { return static_cast<int>(cell / static_cast<std::size_t>(stride())) - margin; }
    geo::MapPoint centre(std::size_t cell) const { return m_frame.centre(column(cell), row(cell)); }
    // Where the point lies; false outside the frame.
    bool locate(geo::MapPoint point, int& column, int& row) const;
    bool passable(std::size_t cell) const { return walk[cell] < impassable; }
    // Seconds a metre on flat ground, whatever the way of moving.
    float pace(std::size_t cell) const { return ride.empty() ? walk[cell] : walk[cell] + ride[cell]; }
    void set_walking(std::size_t cell, float pace);
    // On a vehicle: slopes do not matter.
    void set_riding(std::size_t cell, float pace);
    void close(std::size_t cell);
    // Length of a step, metres.
    double length(int step) const;

    // Walking pace, 0 where one rides, infinite where nobody moves; and riding pace, 0 where one walks (empty = nobody
    // rides).
    std::vector<float> walk, ride;
    std::vector<float> height;          // metres, NaN = unknown (taken as level); empty = flat
    std::vector<std::uint16_t> blocked; // bit d: step d may not be taken; empty = all may

private:
    geo::GridFrame m_frame;
};

} // namespace wangge::reach
