// A grid of numbers on the map plane.
#pragma once
#include "geo/types.h"

#include <cmath>
#include <limits>
#include <vector>

namespace wangge::geo {

// Rows run north to south, columns west to east; north-up, square or oblong cells. A cell without a value is NaN.
struct Raster {
    int width = 0, height = 0;
    MapPoint origin;               // the north-west corner of the first cell
    double cell_x = 0, cell_y = 0; // metres, both positive
    std::vector<float> values;     // width * height, row by row

    bool empty() const { return values.empty(); }
    float at(int column, int row) const { return values[static_cast<std::size_t>(row) * width + column]; }
    Box bounds() const { return {origin.x, origin.y - height * cell_y, origin.x + width * cell_x, origin.y}; }
    // The value of the cell that holds the point; NaN outside.
    float at(MapPoint p) const {
        const double column = std::floor((p.x - origin.x) / cell_x), row = std::floor((origin.y - p.y) / cell_y);
        return column >= 0 && row >= 0 && column < width && row < height
                   ? at(static_cast<int>(column), static_cast<int>(row))
                   : std::numeric_limits<float>::quiet_NaN();
    }
};

} // namespace wangge::geo
