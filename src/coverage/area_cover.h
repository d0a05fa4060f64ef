// How much of the county and of each township is out of reach.
#pragma once
#include "coverage/coverage.h"

namespace wangge::coverage {

// Fills the areas of result.total and result.by_group; result.limits is given.
void measure_areas(const Prepared& prepared, Result& result, base::Feedback& feedback);

} // namespace wangge::coverage
