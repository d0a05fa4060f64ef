// 超期: the day by which a site was to be visited has passed.
#include "coverage/blind_context.h"
#include "workload/visits.h"

namespace wangge::coverage {

void find_visit(const BlindContext& context, BlindSpots& result, base::Feedback& feedback) {
    const model::SiteTable& sites = context.snapshot.sites;
    const auto weights = context.norms.factors("visit_weight", context.as_of());
    const double never = context.excess_norm("never_visited_excess");
    bool any_visit = false;
    std::size_t never_visited = 0;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (i % 1024 == 0)
            feedback.check();
        any_visit = any_visit || static_cast<bool>(sites.last_visit[i]);
        const workload::Due due = workload::due_date(context.rules, sites, i);
        const int overdue = due.date ? context.as_of() - due.date : 0;
        if (!due.never_visited && overdue <= 0)
            continue;
        never_visited += due.never_visited;
        model::BlindSpot spot = context.at_site(model::BlindSpotKind::visit, i);
        const double weight =
            weights[context.site_area[i].type] * context.grade_weight[static_cast<std::size_t>(sites.grade[i])];
        if (due.never_visited) {
            spot.reason = "never_visited";
            spot.cause = {"blind.visit.never", {}};
            price(spot, never, weight);
        } else {
            const int interval = due.date - sites.last_visit[i];
            spot.reason = "overdue";
            spot.cause = {"blind.visit.overdue", {{"days", std::to_string(overdue)}, {"due", base::to_text(due.date)}}};
            price(spot, context.excess_of(interval + overdue, interval), weight);
        }
        spot.evidence = due.rule;
        spot.fix = {"blind.visit.fix", {{"name", spot.name}}};
        result.spots.push_back(std::move(spot));
    }
    if (never_visited > 0 && !any_visit)
        result.notices.push_back({"blind.notice.no_visits", {}});
}

} // namespace wangge::coverage
