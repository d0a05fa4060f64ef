// What coverage and blind spots need besides the snapshot: the norms and rules in force for a project, and the day.
#pragma once
#include "coverage/norms.h"
#include "model/snapshot.h"
#include "workload/rules.h"

#include <filesystem>

namespace wangge::app {

// The rows of data/norms/*.json in the order of file names, then the project's own (setting "norms", a JSON text of the
// same form), then those of the file `more` when it is not empty; a later file wins. Throws Error(bad_input)
// "coverage.norm*" with file and JSON path.
coverage::Norms norms_of(const model::Snapshot& snapshot, const std::filesystem::path& more = {});

// How often sites are visited, by data/workload and the project's own changes (setting "workload").
workload::Rules visit_rules_of(const model::Snapshot& snapshot, base::Date as_of);

// The day that `text` names; today when it is empty. Throws Error(bad_input) "app.bad_value" on --as-of.
base::Date as_of_date(const std::string& text);

} // namespace wangge::app
