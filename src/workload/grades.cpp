#include "workload/grades.h"

#include "workload/visits.h"

#include <algorithm>

namespace wangge::workload {
namespace {

double points_by(const PointRule& rule, const Rules& rules, const model::SiteTable& sites, std::size_t row,
                 base::Date as_of) {
    switch (rule.what) {
    case PointsFor::site:
        return rule.points;
    case PointsFor::hazard: {
        const double points = rule.points * sites.hazards_found[row];
        return rule.most > 0 ? std::min(points, rule.most) : points;
    }
    case PointsFor::overdue: {
        const Due due = due_date(rules, sites, row);
        return due.never_visited || (due.date && due.date < as_of) ? rule.points : 0;
    }
    case PointsFor::licence_expired:
        return sites.licence_expiry[row] && sites.licence_expiry[row] < as_of ? rule.points : 0;
    }
    return 0;
}

} // namespace

Score score_of(const Rules& rules, const model::SiteTable& sites, std::size_t row, base::Date as_of) {
    Score score;
    for (const PointRule& rule : rules.points)
        if (matches(rule.sites, rules, sites, row))
            if (const double points = points_by(rule, rules, sites, row, as_of); points != 0) {
                score.points += points;
                score.reasons.emplace_back(rule.id, points);
            }
    std::ranges::stable_sort(score.reasons, std::greater<>(), [](const auto& reason) { return reason.second; });
    if (rules.grade_limits.empty())
        return score;
    const auto limit =
        std::ranges::find_if(rules.grade_limits, [&](const GradeLimit& each) { return score.points <= each.up_to; });
    score.grade = limit == rules.grade_limits.end() ? model::RiskGrade::d : limit->grade;
    return score;
}

} // namespace wangge::workload
