#include "app/view/visit_rule_rows.h"

#include "app/coverage_inputs.h"

namespace wangge::app {

std::vector<VisitRuleRow> visit_rule_rows(const model::Snapshot& snapshot, const base::Catalog& catalog) {
    const workload::Rules rules = visit_rules_of(snapshot, base::today());
    std::vector<VisitRuleRow> rows;
    for (const auto* all : {&rules.visits, &rules.more_visits})
        for (const workload::VisitRule& rule : *all) {
            const std::string text = "workload.rule." + rule.id;
            rows.push_back({rule.id, catalog.has(text) ? catalog.say(text) : rule.id, rule.visits, rule.months});
        }
    return rows;
}

} // namespace wangge::app
