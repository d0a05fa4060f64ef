// Stage 5: inspectors to cells, how even their load is, and how far from the best it can be.
#include "app/view/numbers.h"
#include "ui/charts.h"
#include "ui/panels/drawing_section.h"
#include "ui/panels/hand_over_section.h"
#include "ui/panels/locks_section.h"
#include "ui/panels/panels.h"
#include "ui/panels/plan_section.h"
#include "ui/panels/travel_choice.h"
#include "ui/panels/visit_rules_section.h"
#include "ui/panels/why_section.h"
#include "ui/panels/year_section.h"

#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

class AssignmentPanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        const app::CountsView& n = c.work.counts();
        if (n.cells == 0) {
            flow.paragraph(ui.say("ui.assign.no_cells"), Face::body, ui.theme->text2);
            flow.gap(12);
            if (button(ui, "assignment.to_grids", flow.row(34), ui.say("ui.assign.go_grids"), ButtonLook::primary, true,
                       Icon::arrow_right))
                c.work.stage = app::Stage::grids;
            return;
        }
        const app::WorkloadView& load = c.work.workload();
        const bool assigned = !load.people.empty();
        const app::AssignmentChange& change = c.work.assignment_change();
        const std::string off = app::number_text(std::abs(load.max_over_mean - change.before.max_over_mean), 2);
        const bool differs = assigned && change.known && off != "0.00";
        const auto moved = static_cast<std::int64_t>(change.cells.size());
        const Flow::Headline cells =
            change.known
                ? Flow::Headline{.caption = ui.say("ui.assign.changed_of"),
                                 .number = app::count_text(moved),
                                 .unit = "/ " + app::count_text(n.cells),
                                 .below = ui.say("ui.assign.unchanged",
                                                 {{"share", app::percent_text(1 - static_cast<double>(moved) /
                                                                                      static_cast<double>(n.cells))}})}
                : Flow::Headline{
                      .caption = ui.say("ui.assign.cells_assigned"),
                      .number = app::count_text(n.cells - load.unassigned),
                      .unit = "/ " + app::count_text(n.cells),
                      .below = ui.say("ui.assign.inspectors",
                                      {{"count", app::count_text(static_cast<std::int64_t>(load.people.size()))}})};
        flow.headlines(
            {.caption = ui.say("ui.assign.max_over_mean"),
             .number = assigned ? app::number_text(load.max_over_mean, 2) : "—",
             .unit = assigned ? ui.say("ui.unit.times") : "",
             .below = differs ? ui.say("ui.assign.than_baseline",
                                       {{"number", app::number_text(change.before.max_over_mean, 2)}})
                              : ui.say("ui.assign.mean", {{"hours", assigned ? app::number_text(load.mean, 0) : "—"}}),
             .change = differs ? Flow::change_text(load.max_over_mean - change.before.max_over_mean, off) : "",
             .better = load.max_over_mean < change.before.max_over_mean},
            cells);
        ui.registry.add("assignment.assigned",
                        {{flow.x + flow.width / 2, flow.y - ui.px(60), flow.width / 2, ui.px(50)},
                         ui.say("ui.assign.cells_assigned"),
                         std::to_string(n.cells - load.unassigned),
                         true});
        flow.rule(4, 10);
        if (n.people[static_cast<std::size_t>(model::PersonRole::inspector)] == 0) {
            flow.heading(ui.say("ui.assign.no_inspectors"));
            flow.paragraph(ui.say("ui.assign.no_inspectors_help"), Face::body, ui.theme->text2);
            flow.gap(12);
            if (button(ui, "assignment.to_data", flow.row(34), ui.say("ui.coverage.go_data"), ButtonLook::primary, true,
                       Icon::arrow_right))
                c.work.stage = app::Stage::data;
            flow.rule();
            selected_card(c, flow);
            return;
        }
        const app::ResultView& result = c.work.last("assign.compute");
        if (assigned)
            figures(c, flow, load);
        if (c.state.tool == MapTool::hand_over) {
            hand_over_section(c, flow); // in sight while the brush is in the hand
            flow.rule();
        } else {
            selected_card(c, flow);
            why_section(c, flow);
        }
        solve(c, flow, result);
        locks_section(c, flow, true);
        compare_section(c, flow);
        if (assigned) {
            m_plan.show(c, flow);
            people(c, flow, load);
            flow.rule();
            m_rules.show(c, flow);
            flow.rule();
            m_year.show(c, flow);
        }
    }

    bool has_foot(Context& c) const override {
        const app::CountsView& n = c.work.counts();
        return n.cells > 0 && n.people[static_cast<std::size_t>(model::PersonRole::inspector)] > 0;
    }
    void foot(Context& c, const Rect& rect) override {
        const std::string label = c.ui.say(c.work.workload().people.empty() ? "ui.assign.run" : "ui.assign.again");
        if (button(c.ui, "assignment.run", rect, label, ButtonLook::primary, !c.work.busy() && !sealed(c)))
            run(c);
    }

private:
    static bool sealed(Context& c) { return c.work.last("standing").flag("sealed"); }

    static void figures(Context& c, Flow& flow, const app::WorkloadView& load) {
        Ui& ui = c.ui;
        const app::AssignmentChange& change = c.work.assignment_change();
        const auto ground = c.work.assignment_ground();
        std::vector<Flow::Headline> all{
            {.caption = ui.say("ui.assign.cv"), .number = app::percent_text(load.variation)}};
        // With what it was before below it, good or bad by colour.
        const auto changed = [](Flow::Headline& figure, double now, double before, const std::string& off) {
            if (off == "0" || off == "0.0")
                return;
            figure.change = Flow::change_text(now - before, off);
            figure.better = now < before;
        };
        if (change.known)
            changed(all.back(), load.variation, change.before.variation,
                    app::number_text(100 * std::abs(load.variation - change.before.variation), 1));
        if (ground) {
            const auto& before = ground->before();
            const double compact = ground->now().compactness;
            all.push_back({.caption = ui.say("ui.assign.compactness"), .number = app::number_text(compact, 2)});
            if (const std::string off =
                    before ? app::number_text(std::abs(compact - before->compactness), 2) : std::string("0.00");
                off != "0.00") {
                all.back().change = Flow::change_text(compact - before->compactness, off);
                all.back().better = compact > before->compactness;
            }
            const double km = ground->now().travel.value / 1000;
            all.push_back({.caption = ui.say("ui.assign.travel"), .number = app::number_text(km, 0)});
            if (before)
                changed(all.back(), km, before->travel.value / 1000,
                        app::number_text(std::abs(km - before->travel.value / 1000), 0));
            const int split = ground->now().split;
            all.push_back({.caption = ui.say("ui.assign.split"),
                           .number = std::to_string(split),
                           .colour = split > 0 ? ui.theme->danger : 0});
            if (before)
                changed(all.back(), split, before->split, std::to_string(std::abs(split - before->split)));
        }
        flow.figures(all);
        flow.rule(0, 11);
    }

    void solve(Context& c, Flow& flow, const app::ResultView& result) {
        Ui& ui = c.ui;
        std::string note;
        if (const auto gap = result.number("gap"))
            note = result.flag("proven") ? ui.say("ui.assign.proven")
                                         : ui.say("ui.assign.gap", {{"gap", app::percent_text(*gap)}});
        flow.heading(ui.say("ui.assign.solve"), note);
        for (std::size_t i = 0; i < weight_names.size(); ++i) {
            const Rect r = flow.row(27);
            const std::string label = ui.say(std::string("ui.assign.weight.") + weight_names[i]);
            ui.text_in({r.x, r.y, ui.px(110), r.h}, Face::body, ui.theme->text2, label);
            slider(ui, std::string("assignment.weight.") + weight_names[i],
                   {r.x + ui.px(112), r.y, r.w - ui.px(168), r.h}, label, m_weights[i], 0, 100, 5);
            ui.text_in({r.right() - ui.px(50), r.y, ui.px(50), r.h}, Face::body_bold, ui.theme->text,
                       app::number_text(m_weights[i], 0), Align::right);
        }
        flow.gap(6);
        travel_choice(c, flow, "assignment", m_travel, m_mode);
        const Rect r = flow.row(size::button);
        ui.text_in({r.x, r.y, r.w * .45f, r.h}, Face::body, ui.theme->text2, ui.say("ui.assign.seconds"));
        stepper(ui, "assignment.seconds", {r.x + r.w * .5f, r.y, r.w * .5f, r.h}, ui.say("ui.assign.seconds"),
                m_seconds, 1, 120, m_seconds >= 10 ? 5 : 1, ui.say("ui.unit.seconds"));
        flow.gap(6);
        const Rect years = flow.row(size::button);
        ui.text_in({years.x, years.y, years.w * .5f, years.h}, Face::body, ui.theme->text2,
                   ui.say(m_rotation == 0 ? "ui.assign.no_rotation" : "ui.assign.rotation"));
        stepper(ui, "assignment.rotation", {years.x + years.w * .5f, years.y, years.w * .5f, years.h},
                ui.say("ui.assign.rotation"), m_rotation, 0, 20, 1, ui.say("ui.unit.years"));
        flow.gap(10);
        action_error(c, flow, "assign.compute");
        if (!c.work.workload().people.empty() && !sealed(c) && c.state.tool != MapTool::hand_over)
            hand_over_section(c, flow);
        for (const std::string& notice : result.texts("notices")) {
            flow.note(notice);
            flow.gap(4);
        }
    }

    // Sliders at their usual places give the engine's own weights.
    void run(Context& c) const {
        std::array<double, 4> share{};
        for (std::size_t i = 0; i < share.size(); ++i)
            share[i] = m_weights[i] / usual_weights[i];
        const assign::Weights usual;
        app::ArgumentValues arguments{{"seconds", static_cast<double>(m_seconds)},
                                      {"travel", std::string(reach::key_of(m_travel))},
                                      {"mode", std::string(reach::key_of(m_mode))},
                                      {"balance", usual.balance * share[0]},
                                      {"travel-weight", usual.travel * share[1]},
                                      {"compactness", usual.compactness * share[2]},
                                      {"change", change_weight * share[3]},
                                      {"rotation-years", static_cast<std::int64_t>(m_rotation)},
                                      {"on-stop", std::string("keep")}};
        if (!c.work.workload().people.empty() && m_weights[3] > 0)
            arguments["keep"] = std::string("current");
        c.work.run("assign.compute", arguments);
    }

    static void people(Context& c, Flow& flow, const app::WorkloadView& load) {
        Ui& ui = c.ui;
        flow.rule(2, 10);
        flow.heading(ui.say("ui.assign.heaviest"), ui.say("ui.assign.cells_hours"));
        std::size_t shown = 0;
        for (const app::WorkloadView::Person& person : load.people) {
            if (++shown > 8)
                break;
            const double off = load.mean > 0 ? person.hours / load.mean - 1 : 0;
            flow.fact(person.name, app::count_text(person.cells) + "   " + app::number_text(person.hours, 0),
                      off > .15 ? ui.theme->danger : 0, true);
        }
    }

    static constexpr std::array<const char*, 4> weight_names = {"balance", "travel", "compactness", "change"};
    static constexpr std::array<double, 4> usual_weights = {60, 25, 25, 15};
    static constexpr double change_weight = 1; // of a cell that changes hands, as the command line has it
    PlanSection m_plan;
    VisitRulesSection m_rules;
    YearSection m_year;
    std::array<double, 4> m_weights = usual_weights;
    reach::Travel m_travel = reach::Travel::line;
    reach::Mode m_mode = reach::Mode::car;
    int m_seconds = 5;
    int m_rotation = 0; // years
};

} // namespace

std::unique_ptr<StagePanel> make_assignment_panel() {
    return std::make_unique<AssignmentPanel>();
}

} // namespace wangge::ui
