// An R-tree of SQLite written whole: leaves full and square (STR), many times faster than row by row.
#pragma once
#include "geo/types.h"
#include "store/connection.h"

#include <vector>

namespace wangge::store {

struct RtreeEntry {
    std::int64_t id = 0;
    float min_x = 0, max_x = 0, min_y = 0, max_y = 0; // closed, rounded outwards

    RtreeEntry() = default;
    RtreeEntry(std::int64_t row, const geo::Box& box);
};

// Replaces all entries of the R-tree `index` (two dimensions, 32-bit floats, no further columns). Ids must be unique.
// Source of the layout: comment at the head of SQLite's ext/rtree/rtree.c; packing: Leutenegger, Lopez and Edgington,
// "STR: a simple and efficient algorithm for R-tree packing", 1997.
void pack_rtree(const Connection& db, const std::string& index, std::vector<RtreeEntry> entries);

} // namespace wangge::store
