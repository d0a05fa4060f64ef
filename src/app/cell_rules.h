// The rules of cells in force for a project.
#pragma once
#include "grid/rules.h"

namespace wangge::app {

inline constexpr const char* rules_setting = "grid_rules";

// Those of data/grid_rules, then the project's own (setting "grid_rules"). Throws Error(bad_input) "grid.bad_rules".
std::vector<grid::CellRule> cell_rules_of(const model::Snapshot& snapshot);

} // namespace wangge::app
