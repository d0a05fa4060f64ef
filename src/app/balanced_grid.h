// Balanced cells: whole villages (or squares where no village has an area) joined until every cell takes as many hours.
#pragma once
#include "grid/grid.h"
#include "workload/hours.h"

namespace wangge::app {

struct BalancedGridOptions {
    int cells = 0; // 0 = as many as there are inspectors, else as townships
    std::uint64_t seed = 1;
    double seconds = 2;        // of search, see assign::BalancedOptions
    bool keep_on_stop = false; // who stops the search gets the best so far; else Error(cancelled)
};

// Hours on site a year of the sites that stand in each cell; travel is left out because nobody is assigned yet.
std::vector<double> hours_of_cells(const model::Snapshot& snapshot, const std::vector<model::Cell>& cells,
                                   const workload::Rules& rules, base::Feedback& feedback);

// As grid::run for the shape `balanced`; progress goes to 0.8. A watched feedback is shown the best zones so far.
// Throws Error(bad_input) also "assign.too_many_zones".
grid::Result balanced_grid(const model::Snapshot& snapshot, grid::Options options, const BalancedGridOptions& wanted,
                           const workload::Rules& rules, base::Feedback& feedback);

} // namespace wangge::app
