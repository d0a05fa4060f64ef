#include "ui/panels/year_section.h"

#include "app/view/numbers.h"
#include "base/text.h"
#include "ui/panels/panels.h"

#include <cmath>

namespace wangge::ui {
namespace {

std::int64_t count(const app::ResultView& result, const char* member) {
    return static_cast<std::int64_t>(result.number(member).value_or(0));
}

void caption(Ui& ui, const Rect& row, const char* text) {
    ui.text_in({row.x, row.y, row.w * .48f, row.h}, Face::body, ui.theme->text2, ui.say(text));
}

Rect field(const Rect& row) {
    return {row.x + row.w * .5f, row.y, row.w * .5f, row.h};
}

// A line that counts, where there is something to count.
void counted(Flow& flow, const app::ResultView& result, const char* text, const char* member, bool bad) {
    if (const std::int64_t number = count(result, member); number > 0)
        flow.fact(flow.ui.say(text), app::count_text(number), bad ? flow.ui.theme->danger : 0);
}

void show_list(Context& c, Flow& flow, const char* tab) {
    if (button(c.ui, std::string("year.list.") + tab, flow.row(size::button), c.ui.say("ui.year.list"),
               ButtonLook::plain))
        c.state.wanted_tab = tab;
    flow.gap(8);
}

} // namespace

void YearSection::visits(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (m_year == 0) // the one that is being planned: from October on, the next
        m_year = base::year_of(base::today() + 92);
    Rect row = flow.row(size::button);
    caption(ui, row, "ui.year.year");
    stepper(ui, "year.year", field(row), ui.say("ui.year.year"), m_year, 2000, 2100, 1, "");
    flow.gap(6);
    row = flow.row(size::button);
    caption(ui, row, "ui.year.day_hours");
    stepper(ui, "year.day_hours", field(row), ui.say("ui.year.day_hours"), m_day_hours, 1, 24, 1,
            ui.say("ui.unit.hours"));
    flow.gap(6);
    row = flow.row(size::button);
    caption(ui, row, "ui.year.day_start");
    input(ui, "year.day_start", field(row), "08:30", m_day_start);
    flow.gap(6);
    row = flow.row(size::button);
    caption(ui, row, "ui.year.from");
    input(ui, "year.from", field(row), std::to_string(m_year) + "-01-01", m_from);
    flow.gap(8);
    if (button(ui, "year.plan", flow.row(34), ui.say("ui.year.plan"), ButtonLook::primary, !c.work.busy())) {
        app::ArgumentValues arguments{
            {"year", std::int64_t{m_year}}, {"day-hours", static_cast<double>(m_day_hours)}, {"list", true}};
        if (!m_day_start.empty())
            arguments["day-start"] = m_day_start;
        if (!m_from.empty())
            arguments["from"] = m_from;
        c.work.run("schedule.make", arguments);
        c.state.wanted_tab = "visits";
    }
    flow.gap(8);
    action_error(c, flow, "schedule.make");
    const app::ResultView& plan = c.work.last("schedule.make");
    if (plan.empty())
        return;
    flow.fact(ui.say("ui.year.visits", {{"year", std::to_string(count(plan, "year"))}}),
              app::count_text(count(plan, "visit_count")));
    flow.fact(ui.say("ui.year.evenness"), app::percent_text(plan.number("worst_cv").value_or(0)));
    flow.fact(ui.say("ui.year.way"),
              app::number_text(plan.number("way_hours").value_or(0), 0) + " " + ui.say("ui.unit.hours"));
    counted(flow, plan, "ui.year.late", "late", true);
    counted(flow, plan, "ui.year.without_pair", "without_pair", true);
    counted(flow, plan, "ui.year.long_days", "long_days", true);
    counted(flow, plan, "ui.year.closed", "closed", true);
    counted(flow, plan, "ui.year.carried_over", "carried_over", false);
    counted(flow, plan, "ui.year.stood_in", "stood_in", false);
    flow.gap(6);
    show_list(c, flow, "visits");
    for (const std::string& notice : plan.texts("notices")) {
        flow.note(notice);
        flow.gap(4);
    }
}

void YearSection::draw(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    Rect row = flow.row(size::button);
    caption(ui, row, "ui.year.sites");
    stepper(ui, "year.sites", field(row), ui.say("ui.year.sites"), m_sites, 1, 1000000, m_sites >= 50 ? 10 : 5,
            ui.say("ui.unit.sites"));
    flow.gap(6);
    row = flow.row(size::button);
    caption(ui, row, "ui.year.seed");
    input(ui, "year.seed", field(row), ui.say("ui.year.seed_hint"), m_seed);
    flow.gap(6);
    row = flow.row(size::button);
    caption(ui, row, "ui.year.rates");
    input(ui, "year.rates", field(row), "A=1 B=2 C=4 D=8", m_rates);
    flow.gap(4);
    flow.note(ui.say("ui.year.seed_note"));
    flow.gap(8);
    const auto arguments = [&] {
        std::vector<std::string> rates;
        for (const std::string_view word : base::split(m_rates, ' '))
            if (!base::trimmed(word).empty())
                rates.emplace_back(base::trimmed(word));
        return app::ArgumentValues{{"sites", std::int64_t{m_sites}}, {"seed", m_seed}, {"rates", std::move(rates)}};
    };
    if (button(ui, "year.draw", flow.row(34), ui.say("ui.year.draw"), ButtonLook::primary,
               !c.work.busy() && !base::trimmed(m_seed).empty())) {
        c.work.run("draw.sites", arguments());
        c.state.wanted_tab = "drawn";
    }
    flow.gap(8);
    const app::ResultView& drawn = c.work.last("draw.sites");
    if (!drawn.text("outcome").empty()) {
        flow.paragraph(drawn.text("outcome"), Face::body,
                       drawn.number("ok").value_or(1) == 0 ? ui.theme->danger : ui.theme->text);
        flow.gap(8);
    }
    if (count(drawn, "drawn_count") > 0 && !drawn.number("ok")) {
        show_list(c, flow, "drawn");
        row = flow.row(size::button);
        const std::string file = (std::filesystem::absolute(c.work.path()).parent_path() /
                                  (c.snapshot->name + "-" + ui.say("ui.year.protocol") + ".json"))
                                     .string();
        if (button(ui, "year.protocol", row, ui.say("ui.year.save_protocol"), ButtonLook::plain, !c.work.busy())) {
            app::ArgumentValues values = arguments();
            values["out"] = file;
            c.work.run("draw.sites", values);
        }
        flow.gap(4);
        flow.note(file);
        flow.gap(8);
    }
    row = flow.row(size::button);
    const float wide = button_width(ui, ui.say("ui.year.verify"));
    input(ui, "year.verify_file", {row.x, row.y, row.w - wide - ui.px(8), row.h}, ui.say("ui.year.verify_hint"),
          m_protocol);
    if (button(ui, "year.verify", {row.right() - wide, row.y, wide, row.h}, ui.say("ui.year.verify"), ButtonLook::plain,
               !c.work.busy() && !m_protocol.empty()))
        c.work.run("draw.sites", {{"verify", m_protocol}});
    flow.gap(8);
    action_error(c, flow, "draw.sites");
}

void YearSection::cross(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.note(ui.say("ui.year.cross_note"));
    flow.gap(8);
    if (button(ui, "year.cross", flow.row(34), ui.say("ui.year.cross"), ButtonLook::primary, !c.work.busy())) {
        c.work.run("cross.plan");
        c.state.wanted_tab = "cross";
    }
    flow.gap(8);
    action_error(c, flow, "cross.plan");
    const app::ResultView& plan = c.work.last("cross.plan");
    if (plan.empty())
        return;
    flow.fact(ui.say("ui.year.zones"), app::count_text(count(plan, "zones")));
    flow.fact(ui.say("ui.year.cross_way"),
              app::number_text(plan.number("way_km").value_or(0), 0) + " " + ui.say("ui.unit.km"));
    counted(flow, plan, "ui.year.left_out", "left_out", true);
    flow.gap(6);
    show_list(c, flow, "cross");
}

void YearSection::show(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.year.title"));
    const std::string parts[] = {ui.say("ui.year.part.visits"), ui.say("ui.year.part.draw"),
                                 ui.say("ui.year.part.cross")};
    m_part = segments(ui, "year.part", flow.row(size::button), parts, m_part);
    flow.gap(10);
    if (m_part == 0)
        visits(c, flow);
    else if (m_part == 1)
        draw(c, flow);
    else
        cross(c, flow);
}

} // namespace wangge::ui
