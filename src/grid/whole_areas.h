// Cells that are whole villages or townships.
#pragma once
#include "grid/grid.h"
#include "grid/holders.h"

namespace wangge::grid {

// Cells on the way to a plan: what they are and where they lie, before they have codes.
struct Made {
    std::vector<model::Cell> cells;
    std::vector<geo::MapPoint> centres;      // for the order of numbers
    std::vector<Holder> townships, villages; // rows of Snapshot::townships and of the villages
    double row_height = 0;                   // metres, of the rows that numbers follow
};

// Whole villages or townships, by code; villages that are points have the ground nearest to their seats. They are made
// to tile township by township, so that no cell crosses into another one; a township without any village is a cell by
// itself. Sets the mended_ members of `result`. Throws Error(bad_input) "grid.no_villages", "grid.no_townships".
Made whole_areas(const model::Snapshot& snapshot, const Options& options, const geo::MultiPolygon& region,
                 Result& result, base::Feedback& feedback);

} // namespace wangge::grid
