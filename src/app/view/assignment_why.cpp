#include "app/view/assignment_why.h"

#include "app/assignment_before.h"
#include "app/coverage_inputs.h"

namespace wangge::app {
namespace {

assign::Field field_of(const model::Snapshot& snapshot, const workload::Rules& rules, base::Feedback& feedback) {
    assign::Options options;
    options.as_of = base::today();
    return assign::build(snapshot, rules, options, feedback);
}

} // namespace

AssignmentGround::AssignmentGround(model::SnapshotPtr snapshot, base::Feedback& feedback)
    : m_snapshot(std::move(snapshot)), m_rules(visit_rules_of(*m_snapshot, base::today())),
      m_field(field_of(*m_snapshot, m_rules, feedback)), m_lead(assign::present_leads(*m_snapshot, m_field)) {
    m_now = assign::figures_of(m_field, m_rules, m_lead);
    if (const AssignmentBefore before = assignment_before(*m_snapshot); !before.empty()) {
        std::vector<std::string> keys;
        for (const model::Cell& cell : m_snapshot->cells)
            keys.push_back(before.at(cell.code).lead);
        m_before = assign::figures_of(m_field, m_rules, assign::leads_by_key(*m_snapshot, m_field, keys));
    }
}

assign::Explanation AssignmentGround::explain(model::Row cell, std::size_t most) const {
    return assign::explain(m_field, m_rules, m_lead, cell, most);
}

} // namespace wangge::app
