// Cells changed by hand: split, merge, reshape, move a corner, draw one into others, paint ground from one to another.
// Each works on shared edges (partition.h), so that none can make a gap or an overlap.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <span>
#include <string_view>
#include <vector>

namespace wangge::grid {

using Cells = std::span<const model::Cell>;

// A cell as it comes out.
struct Piece {
    model::Row keeps = model::no_row; // the cell whose code it keeps; none = it gets a new code
    std::vector<model::Row> from;     // of a new cell: all it came from; of another: the cells that it swallowed
    geo::MultiPolygon area;
    bool moved = true; // false: its ground is the same, only a neighbour's corner was put on its edge
};

struct Redrawn {
    std::vector<Piece> pieces;    // kept cells first, by row; cells that are not named are untouched
    std::vector<model::Row> gone; // their codes retire; each is in the `from` of its successors
};

// All throw Error(bad_input) "grid.plan_overlaps" when cells at that place overlap (mend the plan first), and
// "grid.edge_crosses" when the result would not be sound.

// Cuts a cell along a line that crosses it from edge to edge; every piece is a new cell. Throws "grid.line_misses".
Redrawn split(Cells cells, model::Row cell, const geo::Polyline& line, base::Feedback& feedback);
// One new cell from neighbours. Throws "grid.too_few_cells", "grid.not_neighbours".
Redrawn merge(Cells cells, const std::vector<model::Row>& rows, base::Feedback& feedback);
// The line becomes the edge of the cell: ground between line and cell is taken from the neighbours; ground that the
// line cuts off goes to the neighbour with the longest edge along it. Throws "grid.line_misses", "grid.swallows",
// "grid.cut_off_has_no_neighbour".
Redrawn reshape(Cells cells, model::Row cell, const geo::Polyline& line, base::Feedback& feedback);
// Moves the corner nearest to `from` within `reach`, or a new corner on the nearest edge there; all edges that meet in
// it follow. Throws "grid.no_corner", "grid.corner_at_rim" on the boundary of the whole plan.
Redrawn move_corner(Cells cells, geo::MapPoint from, geo::MapPoint to, base::Metres reach, base::Feedback& feedback);
// A new cell takes the ground inside the ring from those below it. Throws "grid.nothing_inside".
Redrawn draw(Cells cells, const geo::Ring& ring, base::Feedback& feedback);
// The target takes the ground of the areas from the cells `from` (none = from any). Throws "grid.nothing_inside".
Redrawn paint(Cells cells, model::Row target, const std::vector<const geo::MultiPolygon*>& areas,
              const std::vector<model::Row>& from, base::Feedback& feedback);

// The row of the cell with the code. Throws Error(bad_input) "grid.unknown_cell".
model::Row row_of(Cells cells, std::string_view code);

} // namespace wangge::grid
