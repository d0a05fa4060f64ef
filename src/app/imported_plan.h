// A grid plan out of the cells that an import read.
#pragma once
#include "app/project.h"
#include "grid/measure.h"

#include <filesystem>

namespace wangge::app {

// Gives codes by the usual template to the cells that came without one; never one that is or was in use. Returns how
// many there were.
std::size_t number_cells_without_code(Project& project, const model::Snapshot& snapshot,
                                      std::vector<model::Cell>& cells, base::Feedback& feedback);

struct ImportedPlan {
    std::string name; // the file's, without its ending
    std::size_t cells = 0, numbered = 0;
    grid::Tightness fit; // against the county
};

// Measures the cells and, unless `edit` is null, stores them as the current plan; a plan of that name is replaced.
// Throws as Edit::put_plan.
ImportedPlan take_plan(Project& project, store::Edit* edit, const model::Snapshot& snapshot,
                       std::vector<model::Cell>& cells, const std::filesystem::path& file, base::Feedback& feedback);

} // namespace wangge::app
