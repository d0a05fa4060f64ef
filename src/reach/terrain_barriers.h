// Rivers that no step over a grid may cross, and roads that lead over them.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"
#include "reach/terrain_grid.h"

#include <span>
#include <unordered_map>

namespace wangge::reach {

// Lines that cut the grid. A step is blocked when the straight line between its two cell centres meets one of them
// (closed), whatever its direction, so there is no gap to slip through; the cells themselves stay open.
class GridBarriers {
public:
    // The grid must outlive it.
    explicit GridBarriers(TerrainGrid& grid) : m_grid(grid) {}

    void add(const geo::Polyline& line);
    // Cells whose centre lies inside are closed, and no step crosses the shore.
    void add(const geo::MultiPolygon& area);

    // A road joins what a barrier parts: where it really crosses one, the steps between the cells that it runs through
    // are opened, and no others. `cells` are the road's cells in order, as road_cells() gives them.
    void bridge(const geo::Polyline& road, std::span<const std::size_t> cells);

private:
    struct Segment {
        geo::MapPoint a, b;
    };
    void add(geo::MapPoint a, geo::MapPoint b);
    bool meets(geo::MapPoint a, geo::MapPoint b) const;
    geo::MapPoint to_cells(geo::MapPoint p) const;

    TerrainGrid& m_grid;
    // In cell units from the north-west corner, y southward; short pieces, by the cell of their first end.
    std::unordered_map<std::size_t, std::vector<Segment>> m_pieces;
};

// The cells that a line runs through, in order, each the neighbour of the one before by a side; cells outside the grid
// are left out.
std::vector<std::size_t> road_cells(const TerrainGrid& grid, const geo::Polyline& road);

} // namespace wangge::reach
