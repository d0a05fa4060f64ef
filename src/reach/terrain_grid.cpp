#include "reach/terrain_grid.h"

#include <cmath>

namespace wangge::reach {

TerrainGrid::TerrainGrid(const geo::GridFrame& frame, float pace) : m_frame(frame) {
    const auto lines = static_cast<std::size_t>(frame.height + 2 * margin);
    walk.assign(lines * static_cast<std::size_t>(stride()), impassable);
    for (int row = 0; row < frame.height; ++row)
        for (int column = 0; column < frame.width; ++column)
            walk[cell(column, row)] = pace;
}

bool TerrainGrid::locate(geo::MapPoint point, int& column, int& row) const {
    const double x = std::floor((point.x - m_frame.origin.x) / m_frame.cell_x),
                 y = std::floor((m_frame.origin.y - point.y) / m_frame.cell_y);
    if (!(x >= 0 && y >= 0 && x < m_frame.width && y < m_frame.height))
        return false;
    column = static_cast<int>(x);
    row = static_cast<int>(y);
    return true;
}

void TerrainGrid::set_walking(std::size_t cell, float pace) {
    walk[cell] = pace;
    if (!ride.empty())
        ride[cell] = 0;
}

void TerrainGrid::set_riding(std::size_t cell, float pace) {
    if (ride.empty())
        ride.assign(walk.size(), 0);
    walk[cell] = 0;
    ride[cell] = pace;
}

void TerrainGrid::close(std::size_t cell) {
    set_walking(cell, impassable);
}

double TerrainGrid::length(int step) const {
    return std::hypot(grid_steps[step].dx * m_frame.cell_x, grid_steps[step].dy * m_frame.cell_y);
}

} // namespace wangge::reach
