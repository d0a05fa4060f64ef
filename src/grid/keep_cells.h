// Cells that stay as they are while the rest of the plan is made anew.
#pragma once
#include "base/feedback.h"
#include "model/records.h"

#include <vector>

namespace wangge::grid {

// The kept cells join the new ones, which lose the ground that these have; a new cell that loses all of it goes. By
// code. The cells of each list must not overlap among themselves.
void keep_cells(std::vector<model::Cell>& cells, const std::vector<model::Cell>& kept, base::Feedback& feedback);

} // namespace wangge::grid
