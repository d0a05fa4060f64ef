// What the engines need besides the snapshot: the norms and rules in force for a project, the way of travel, the day.
#pragma once
#include "app/action.h"
#include "coverage/norms.h"
#include "model/snapshot.h"
#include "reach/reach.h"
#include "workload/rules.h"

#include <filesystem>
#include <optional>

namespace wangge::app {

// The rows of data/norms/*.json in the order of file names, then the project's own (setting "norms", a JSON text of the
// same form), then those of the file `more` when it is not empty; a later file wins. Throws Error(bad_input)
// "coverage.norm*" with file and JSON path.
coverage::Norms norms_of(const model::Snapshot& snapshot, const std::filesystem::path& more = {});

// How often sites are visited, by data/workload and the project's own changes (setting "workload").
workload::Rules visit_rules_of(const model::Snapshot& snapshot, base::Date as_of);
// The same with other changes in the project's place.
workload::Rules visit_rules_of(const model::Snapshot& snapshot, std::string_view changes, base::Date as_of);

// The shipped JSON files of a folder of data/, in the order of their names.
std::vector<std::filesystem::path> shipped_files(const char* folder);

// The rows of data/travel/*.json, then those of `own` (JSON text, "" = none), which `name` stands for in complaints.
// Throws Error(bad_input) "reach.rule*" with file and JSON path.
reach::TravelTable travel_table(std::string_view own, const std::string& name);
// How one travels on a day, by the project's own rows too (setting "travel"). Throws as travel_table().
reach::TravelOptions travel_options_of(const model::Snapshot& snapshot, reach::Mode mode, base::Date as_of);

// Parameters of every Action that asks how far it is: --travel and --mode.
std::vector<Param> travel_params();
reach::Travel travel_of(const Arguments& arguments);
reach::Mode mode_of(const Arguments& arguments);
// The Reach that those parameters ask for, from the project's shelf.
std::shared_ptr<const reach::Reach> reach_of(const Project& project, const Arguments& arguments,
                                             const model::SnapshotPtr& snapshot, base::Date as_of,
                                             base::Feedback& feedback);

// --limit-m or --limit-min, whichever the way of travel is measured in. Throws Error(bad_input) for the other one:
// "coverage.minutes_need_roads", "coverage.metres_need_line", "coverage.two_limits".
std::optional<reach::Effort> limit_of(const Arguments& arguments);

// The day that `text` names; today when it is empty. Throws Error(bad_input) "app.bad_value" on --as-of.
base::Date as_of_date(const std::string& text);

} // namespace wangge::app
