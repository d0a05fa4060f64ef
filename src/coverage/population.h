// Where people live: the register of villages, a population grid, or the register spread over the ground of each
// village.
#pragma once
#include "base/feedback.h"
#include "coverage/degurba.h"
#include "geo/grid_frame.h"
#include "model/snapshot.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wangge::coverage {

enum class PeopleSource : std::uint8_t { villages, raster, dasymetric };
// "villages", "raster", "dasymetric".
std::string_view key_of(PeopleSource source);
std::optional<PeopleSource> people_source_from_key(std::string_view key);

// Persons in each cell of a grid.
struct PeopleCells {
    geo::GridFrame frame;
    std::vector<double> people;
    base::Persons unplaced; // of villages without a position, or outside the grid
};

// How much more people live in a cell by what covers it, where no population grid says so; water has nobody.
struct DwellingWeights {
    double built = 1, open = 0.02;
};

// raster: the project's population grid as it is. villages and dasymetric: the register's residents of each village in
// the cells of its area by the covered fraction of each cell, weighted: villages evenly; dasymetric by the population
// grid, where that has nobody by land cover, where that knows nothing (or all is water) evenly. A village without an
// area is all in the cell of its seat. The cells of a village add up to its residents to rounding. The grid is that of
// the population raster, else of the land cover (cells of at least 100 m), else of 100 m cells (coarser for large
// counties). Throws Error(bad_input) "coverage.no_population" when raster is asked for and there is none.
PeopleCells people_cells(const model::Snapshot& snapshot, PeopleSource source, const DwellingWeights& weights,
                         base::Feedback& feedback);

// Residents of each village as the source has them: the register, or (raster) the sum of the grid over its area by
// exact cell fractions; a village without an area keeps its residents of the register.
std::vector<double> village_people(const model::Snapshot& snapshot, PeopleSource source, base::Feedback& feedback);

// Square cells of `side` on whole multiples of it with the people and the permanent land of each: what is neither a
// lake nor a river area of the waters, nor water in the land cover; a square in which the population grid has no value
// at all has no land. People of a source cell are divided by the share of its area.
DegurbaGrid degurba_grid(const model::Snapshot& snapshot, const PeopleCells& people, base::Metres side,
                         base::Feedback& feedback);

} // namespace wangge::coverage
