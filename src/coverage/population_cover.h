// How many people are in reach, counted where they live instead of at the seats of their villages.
#pragma once
#include "coverage/coverage.h"
#include "coverage/population.h"

namespace wangge::coverage {

struct PeopleTotals {
    double people = 0, covered = 0; // the rest is out of reach
};

struct PeopleCover {
    PeopleTotals total;
    ByArea<PeopleTotals> by_area_type;
    std::vector<PeopleTotals> by_group; // as prepared.groups; people in no township are in none
    base::Persons unplaced;
};

// Every cell with people is held, at its middle, to the limit of the village that it lies in (outside all villages the
// rural one). Cells whose middle lies outside the county are left out, where there is a county. Room at the people in
// reach is not asked for: that is counted by villages.
PeopleCover people_cover(const Prepared& prepared, const Limits& limits, const PeopleCells& cells,
                         base::Feedback& feedback);

} // namespace wangge::coverage
