#include "ui/panels/visit_rules_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <algorithm>

namespace wangge::ui {

void VisitRulesSection::take_row() {
    m_visits = m_rows[static_cast<std::size_t>(m_row)].visits;
    m_months = m_rows[static_cast<std::size_t>(m_row)].months;
    m_tried.clear();
}

void VisitRulesSection::show(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (m_of.lock() != c.work.snapshot()) {
        m_of = c.work.snapshot();
        m_rows = app::visit_rule_rows(*c.snapshot, c.work.catalog());
        m_row = std::clamp(m_row, 0, static_cast<int>(m_rows.size()) - 1);
        if (!m_rows.empty())
            take_row();
    }
    if (m_rows.empty())
        return;
    flow.heading(ui.say("ui.visit_rules.title"), ui.say("ui.visit_rules.what_if"));
    std::vector<std::string> names;
    for (const app::VisitRuleRow& row : m_rows)
        names.push_back(row.name);
    if (choice(ui, "rules.row", flow.row(size::button), ui.say("ui.visit_rules.row"), names, m_row))
        take_row();
    flow.gap(6);
    const Rect figures = flow.row(size::button);
    const float half = (figures.w - ui.px(8)) / 2;
    stepper(ui, "rules.visits", {figures.x, figures.y, half, figures.h}, ui.say("ui.visit_rules.visits"), m_visits, 0,
            52, 1, ui.say("ui.visit_rules.times"));
    stepper(ui, "rules.months", {figures.x + half + ui.px(8), figures.y, half, figures.h},
            ui.say("ui.visit_rules.months"), m_months, 1, 120, m_months >= 12 ? 12 : 1,
            ui.say("ui.visit_rules.per_months"));
    const app::VisitRuleRow& row = m_rows[static_cast<std::size_t>(m_row)];
    const std::string change = row.id + "=" + std::to_string(m_visits) + "/" + std::to_string(m_months);
    const bool differs = m_visits != row.visits || m_months != row.months;
    flow.gap(6);
    const app::ResultView& result = c.work.last("workload.list");
    const bool known = differs && m_tried == change && result.number("hours_change").has_value();
    if (known) {
        const double before = result.number("hours").value_or(0), more = *result.number("hours_change");
        flow.fact(ui.say("ui.visit_rules.hours"),
                  app::number_text(before, 0) + " → " + app::number_text(before + more, 0), 0, true);
        flow.gap(4);
    }
    const Rect buttons = flow.row(size::button);
    if (button(ui, "rules.try", {buttons.x, buttons.y, known ? half : buttons.w, buttons.h},
               ui.say("ui.visit_rules.try"), ButtonLook::plain, differs && !c.work.busy())) {
        m_tried = change;
        c.work.run("workload.list", {{"visits", std::vector<std::string>{change}}});
    }
    if (known && button(ui, "rules.keep", {buttons.x + half + ui.px(8), buttons.y, half, buttons.h},
                        ui.say("ui.visit_rules.keep"), ButtonLook::primary, !c.work.busy()))
        c.work.run("workload.set", {{"visits", std::vector<std::string>{change}}});
    flow.gap(8);
    action_error(c, flow, "workload.list");
    action_error(c, flow, "workload.set");
}

} // namespace wangge::ui
