#include "workload/visits.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::workload {

Visits visits_per_year(const Rules& rules, const model::SiteTable& sites, std::size_t row) {
    Visits visits;
    const VisitRule* demanding = nullptr;
    for (const VisitRule& rule : rules.visits) {
        // a / b > c / d without division, so that equal rates keep the first row
        if (matches(rule.sites, rules, sites, row) &&
            (!demanding || rule.visits * demanding->months > demanding->visits * rule.months))
            demanding = &rule;
    }
    const auto add = [&](const VisitRule& rule) {
        visits.per_year += 12.0 * rule.visits / rule.months;
        visits.rules.push_back(rule.id);
    };
    if (demanding)
        add(*demanding);
    for (const VisitRule& rule : rules.more_visits)
        if (matches(rule.sites, rules, sites, row))
            add(rule);
    return visits;
}

Due due_date(const Rules& rules, const model::SiteTable& sites, std::size_t row) {
    const Visits visits = visits_per_year(rules, sites, row);
    Due due;
    if (visits.per_year <= 0)
        return due;
    // the small addend keeps 12 / (1/3 + 1/3 + 1/3) at 12
    const int months = static_cast<int>(std::floor(12 / visits.per_year + 1e-9));
    const base::Date last = sites.last_visit[row];
    // Rows of our own have a name for people; those that a county adds are called by their id.
    std::vector<std::string> names;
    for (const std::string& id : visits.rules)
        names.push_back("@workload.rule." + id + "|" + id);
    due.never_visited = !last;
    due.rule = {due.never_visited ? "workload.never_visited"
                : months >= 1     ? "workload.due"
                                  : "workload.due_often",
                {{"visits", fmt::format("{:.3g}", visits.per_year)},
                 {"months", fmt::format("{}", months)},
                 {"rules", fmt::format("{}", fmt::join(names, "; "))},
                 {"last", base::to_text(last)}}};
    if (last)
        due.date =
            months >= 1 ? base::add_months(last, months) : last + static_cast<int>(std::floor(365 / visits.per_year));
    return due;
}

} // namespace wangge::workload
