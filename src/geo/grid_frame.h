// Where the cells of a grid lie, without their values.
#pragma once
#include "geo/raster.h"

#include <cstddef>

namespace wangge::geo {

// Rows run north to south, columns west to east, as in Raster.
struct GridFrame {
    int width = 0, height = 0;
    MapPoint origin;               // the north-west corner of the first cell
    double cell_x = 0, cell_y = 0; // metres, both positive

    std::size_t size() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
    std::size_t index(int column, int row) const { return static_cast<std::size_t>(row) * width + column; }
    Box bounds() const { return {origin.x, origin.y - height * cell_y, origin.x + width * cell_x, origin.y}; }
    MapPoint centre(int column, int row) const {
        return {origin.x + (column + 0.5) * cell_x, origin.y - (row + 0.5) * cell_y};
    }
};

inline GridFrame frame_of(const Raster& raster) {
    return {raster.width, raster.height, raster.origin, raster.cell_x, raster.cell_y};
}

} // namespace wangge::geo
