// What if a row of the visit rules were changed: the hours of a year before and after, and keeping the change.
#pragma once
#include "app/view/visit_rule_rows.h"
#include "ui/context.h"

#include <memory>

namespace wangge::ui {

class VisitRulesSection {
public:
    void show(Context& context, Flow& flow);

private:
    void take_row();
    std::weak_ptr<const model::Snapshot> m_of; // the rows' snapshot
    std::vector<app::VisitRuleRow> m_rows;
    int m_row = 0, m_visits = 1, m_months = 12;
    std::string m_tried; // the change that the last trial was about
};

} // namespace wangge::ui
