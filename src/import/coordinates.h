// The coordinates of each row of a block: from its columns or its shape.
#pragma once
#include "import/columns.h"
#include "import/placement.h"

namespace wangge::import {

struct BlockPlaces {
    std::vector<geo::MapPoint> raw, placed;   // NaN where a row has none
    std::vector<std::uint8_t> given, swapped; // something stood in the cells; the two were turned round
    std::vector<std::uint8_t> shape_good;     // the shape (if any) could be placed
};

class CoordinateColumns {
public:
    // `shapes`: the file has positions of its own and its columns are not asked.
    CoordinateColumns(const Mapping& mapping, bool shapes);
    // Fills raw and given for the rows from `first`.
    void read(const RowBlock& block, std::size_t first, BlockPlaces& places) const;

private:
    Source m_x, m_y, m_pair;
    bool m_shapes;
};

// Fills placed, swapped and shape_good, and puts the block's shapes on the plane.
void place_block(const Placement& placement, RowBlock& block, std::size_t first, BlockPlaces& places);

} // namespace wangge::import
