#include "ui/panels/plan_section.h"

#include "app/plan_book.h"
#include "app/view/object_view.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <iterator>

namespace wangge::ui {

void PlanSection::form(Context& c, Flow& flow, const coverage::LedgerRules::Move& move) {
    Ui& ui = c.ui;
    if (move.needs_by)
        person_field(c, flow, "plan.by", "ui.ledger.by", m_by, move.by_roles, "");
    const Rect r = flow.row(size::input);
    ui.text_in({r.x, r.y, ui.px(66), r.h}, Face::body, ui.theme->text2,
               ui.say(move.needs_note ? "ui.plan.note_needed" : "ui.plan.note"));
    input(ui, "plan.note", {r.x + ui.px(70), r.y, r.w - ui.px(70), r.h}, "", m_note);
    flow.gap(8);
    const bool ready = (!move.needs_by || !m_by.key.empty()) && (!move.needs_note || !m_note.empty());
    const std::string done = ui.say("ui.ledger.do"), cancel = ui.say("ui.cancel");
    flow.place_buttons_begin();
    if (button(ui, "plan.do", flow.next_button(button_width(ui, done)), done, ButtonLook::primary,
               ready && !c.work.busy())) {
        app::ArgumentValues arguments{{"name", m_plan}, {"to", move.to}};
        if (move.needs_by)
            arguments["by"] = m_by.key;
        if (!m_note.empty())
            arguments["note"] = m_note;
        c.work.run("plan.move", arguments);
    }
    if (button(ui, "plan.stop", flow.next_button(button_width(ui, cancel)), cancel))
        m_to.clear();
    flow.place_buttons_end();
    flow.gap(8);
}

// A read-only plan is changed in a copy, which becomes the current one.
void PlanSection::copy(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.note(ui.say("ui.plan.sealed"));
    flow.gap(6);
    std::string name = ui.say("ui.plan.copy_name", {{"plan", m_plan}});
    const auto taken = [&](const std::string& text) {
        return std::ranges::find(c.snapshot->plans, text, &model::Plan::name) != c.snapshot->plans.end();
    };
    for (int i = 2; taken(name); ++i)
        name = ui.say("ui.plan.copy_name", {{"plan", m_plan}}) + " " + std::to_string(i);
    if (button(ui, "plan.copy", flow.row(size::button), ui.say("ui.plan.copy"), ButtonLook::plain, !c.work.busy()))
        c.work.run("plan.edit", {{"what", std::string("copy")}, {"name", name}, {"use", true}});
    flow.gap(8);
    action_error(c, flow, "plan.edit");
}

void PlanSection::begin(const Context& c, const std::string& plan, const std::string& state) {
    m_plan = plan;
    m_state = state;
    m_to.clear();
    m_note.clear();
    m_by = {};
    m_possible.clear();
    std::ranges::copy_if(app::plan_rules_of(*c.snapshot).moves, std::back_inserter(m_possible),
                         [&](const auto& move) { return move.from == state; });
}

void PlanSection::moves(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.place_buttons_begin();
    for (const auto& move : m_possible) {
        const std::string id = "plan.act." + move.from + "." + move.to;
        const std::string label = ui.catalog->has(id) ? ui.say(id) : app::plan_state_text(move.to, c.work.catalog());
        if (chip(ui, "plan.to." + move.to, flow.next_button(ui.width_of(Face::body_bold, label) + ui.px(24)), label,
                 m_to == move.to))
            m_to = m_to == move.to ? "" : move.to;
    }
    flow.place_buttons_end();
    flow.gap(8);
    for (const auto& move : m_possible)
        if (move.to == m_to)
            form(c, flow, move);
    action_error(c, flow, "plan.move");
}

void PlanSection::show(Context& c, Flow& flow) {
    const app::ResultView& plan = c.work.last("standing");
    const std::string key = plan.text("state");
    if (key.empty())
        return;
    Ui& ui = c.ui;
    if (m_plan != plan.text("plan") || m_state != key)
        begin(c, plan.text("plan"), key);
    {
        const MayCut data(ui);
        const std::string shape = "ui.shape." + m_plan; // a plan that was never named is called by its shape
        flow.heading(ui.say("ui.plan.title"), ui.catalog->has(shape) ? ui.say(shape) : m_plan);
    }
    const std::string state = app::plan_state_text(key, c.work.catalog());
    const Rect r = flow.row(24);
    const float w = ui.width_of(Face::body_bold, state) + ui.px(18);
    const Rect plate{r.x, r.y + ui.px(1), w, ui.px(22)};
    ui.fill(plate, plan.flag("sealed") ? ui.theme->accent_soft : ui.theme->panel2, size::tag_radius);
    ui.text_in(plate, Face::body_bold, ui.theme->text, state, Align::centre);
    ui.registry.add("plan.state", {plate, state, key, true});
    if (!plan.text("date").empty()) {
        const std::string by = plan.text("by");
        const MayCut data(ui);
        ui.text_in({r.x + w + ui.px(10), r.y, r.w - w - ui.px(10), r.h}, Face::small, ui.theme->text2,
                   plan.text("date") + "  " + (by.empty() ? "" : app::person_name(*c.snapshot, by) + "  ") +
                       plan.text("note"));
    }
    flow.gap(8);
    if (!m_possible.empty())
        moves(c, flow);
    if (plan.flag("sealed"))
        copy(c, flow);
    if (button(ui, "plan.roll_over", flow.row(size::button), ui.say("ui.plan.roll_over")))
        c.state.form_action = "year.roll_over";
    flow.gap(8);
}

} // namespace wangge::ui
