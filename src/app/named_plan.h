// A plan that a person names: one of the project, or of another project file.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wangge::app {

struct NamedPlan {
    std::string shown;
    std::filesystem::path file;
    model::SnapshotPtr snapshot;
    std::vector<model::Cell> cells;
};

// "FILE" = its current plan, "FILE#NAME", or the name of a plan of `same_file`. Throws Error(bad_input) "plan.none",
// "store.no_such_plan", and what opening a document throws.
NamedPlan named_plan(const std::string& text, const std::filesystem::path& same_file, base::Feedback& feedback);

} // namespace wangge::app
