// A county's own figures in the dated rows of the rules: how often, how long, how fast.
#pragma once
#include "workload/rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::workload {

// New figures of one row; what is not given stays.
struct RuleChange {
    std::string id;
    std::optional<int> visits, months; // of a row of "visits" or "more_visits"
    std::optional<double> hours;       // of a row of "on_site"
    std::optional<double> value;       // of a row of "numbers"
    std::optional<double> points;      // of a row of "points"
    std::optional<double> up_to;       // of a row of "grade_limits"
};

// "special-drugs=3/12": three visits in twelve months. Throws Error(bad_input) "workload.bad_change".
RuleChange visits_change(std::string_view text);
// "pharmacy-clinic=2" and "speed_km_h=50". Throw as visits_change().
RuleChange hours_change(std::string_view text);
RuleChange number_change(std::string_view text);
// "risk-overdue=8" and "grade-limit-a=25".
RuleChange points_change(std::string_view text);
RuleChange limit_change(std::string_view text);

// The document's changes (see load()) with these laid over them. A changed row is a copy of the one in force on
// `as_of`, from that day on; what the document said before ends on it, so that earlier days keep their answers. `note`
// goes before the row's source. Throws Error(bad_input) "workload.unknown_rule" with the ids that are in force, and
// what load() refuses.
std::string with_changes(const std::filesystem::path& folder, std::string_view document_changes,
                         const std::vector<RuleChange>& changes, base::Date as_of, std::string_view note);

} // namespace wangge::workload
