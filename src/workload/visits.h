// How often a site must be visited, and when the next visit is due.
#pragma once
#include "base/message.h"
#include "workload/rules.h"

namespace wangge::workload {

struct Visits {
    double per_year = 0;            // the most demanding row of Rules::visits plus all matching rows of more_visits
    std::vector<std::string> rules; // ids of the rows that made it, the demanding one first
};
Visits visits_per_year(const Rules& rules, const model::SiteTable& sites, std::size_t row);

struct Due {
    // Last visit plus the interval between visits (12 / per_year months, rounded down to whole months, at least 1, or
    // in days when there are more than 12 a year). No date when no visit is on record and one is due now, or when no
    // row asks for visits.
    base::Date date;
    bool never_visited = false; // visits are asked for and none is on record
    base::Message rule;         // "workload.due" or "workload.never_visited" with {visits}, {months}, {rules}, {last}
};
Due due_date(const Rules& rules, const model::SiteTable& sites, std::size_t row);

} // namespace wangge::workload
