// Makes the cells of a grid plan: squares, hexagons, whole villages or townships, or nearest-contact cells, cut exactly
// to the county and numbered.
#pragma once
#include "base/feedback.h"
#include "grid/codes.h"
#include "model/snapshot.h"

namespace wangge::grid {

struct Options {
    model::CellShape shape = model::CellShape::square; // not balanced or drawn
    base::Metres size{1000};                           // side of a square, width of a hexagon between upright sides
    model::PersonRole role = model::PersonRole::informant;
    std::string within; // code of a township or village; empty = the whole county
    CodeTemplate codes;
    std::string object_code;                  // for templates with an object segment
    std::set<std::string, std::less<>> taken; // codes that must not be given again
    // The current plan is being replaced: a cell that comes out the same, point by point, keeps its code and its
    // people, and the other codes of that plan are not given again.
    bool replaces_current = false;
};

struct Result {
    std::vector<model::Cell> cells; // by code
    base::SquareMetres region;
    base::SquareMetres area, gaps, overlaps; // of the cells as they are
    // What the villages or townships had, against the region, before they were mended (see tile()); 0 for other shapes.
    base::SquareMetres mended_gaps, mended_overlaps, mended_outside;
    bool codes_widened = false;
    int sequence_digits = 0;
};

// A cell cut into several parts by the boundary stays one cell with several parts. Throws Error(bad_input):
// "grid.no_region" without any boundary, "grid.unknown_area", "grid.no_villages", "grid.no_townships",
// "grid.no_contacts", "grid.too_many_cells", "grid.shape_not_here" for shapes that other engines make.
Result run(const model::Snapshot& snapshot, const Options& options, base::Feedback& feedback);

// Ground of the county, or of the township or village with the code `within`; normalised and valid. Throws as run().
geo::MultiPolygon region_of(const model::Snapshot& snapshot, std::string_view within);

// Gives codes to cells that another engine or a person drew, by the same rules: to each the village or township that
// holds most of it. Sets code and township_code; cells must have their areas. `row_height` as in number_cells().
Codes number(const model::Snapshot& snapshot, const Options& options, base::Feedback& feedback,
             std::vector<model::Cell>& cells);

} // namespace wangge::grid
