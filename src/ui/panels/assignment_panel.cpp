// Stage 5: inspectors to cells, how even their load is, and how far from the best it can be.
#include "app/view/numbers.h"
#include "ui/charts.h"
#include "ui/panels/panels.h"

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
        const app::WorkloadView& before = c.work.workload_before();
        const std::string off = app::number_text(std::abs(load.max_over_mean - before.max_over_mean), 2);
        const bool changed = assigned && !before.people.empty() && off != "0.00";
        flow.headlines(
            {.caption = ui.say("ui.assign.max_over_mean"),
             .number = assigned ? app::number_text(load.max_over_mean, 2) : "—",
             .unit = ui.say("ui.unit.times"),
             .below = changed ? ui.say("ui.assign.than_before")
                              : ui.say("ui.assign.mean", {{"hours", assigned ? app::number_text(load.mean, 0) : "—"}}),
             .change = changed ? Flow::change_text(load.max_over_mean - before.max_over_mean, off) : "",
             .better = load.max_over_mean < before.max_over_mean},
            {ui.say("ui.assign.cells_assigned"), app::count_text(n.cells - load.unassigned),
             "/ " + app::count_text(n.cells),
             ui.say("ui.assign.inspectors",
                    {{"count", app::count_text(static_cast<std::int64_t>(load.people.size()))}})});
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
            figures(c, flow, load, result);
        selected_card(c, flow);
        solve(c, flow, result);
        if (assigned)
            people(c, flow, load);
    }

private:
    static void figures(Context& c, Flow& flow, const app::WorkloadView& load, const app::ResultView& result) {
        Ui& ui = c.ui;
        std::vector<Flow::Headline> all{{ui.say("ui.assign.cv"), app::percent_text(load.variation), "", "", 0}};
        if (const auto km = result.number("travel_km"))
            all.push_back({ui.say("ui.assign.travel"), app::number_text(*km, 0), "", "", 0});
        if (const auto changed = result.number("changed_cells"))
            all.push_back({ui.say("ui.assign.changed"), app::number_text(*changed, 0), "", "", 0});
        if (result.number("contiguous"))
            all.push_back({ui.say("ui.assign.contiguous"), ui.say(result.flag("contiguous") ? "ui.yes" : "ui.no"), "",
                           "", result.flag("contiguous") ? ui.theme->success : ui.theme->danger});
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
        const std::array<const char*, 3> names = {"balance", "travel", "compactness"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Rect r = flow.row(28);
            const std::string label = ui.say(std::string("ui.assign.weight.") + names[i]);
            ui.text_in({r.x, r.y, ui.px(110), r.h}, Face::body, ui.theme->text2, label);
            slider(ui, std::string("assignment.weight.") + names[i], {r.x + ui.px(112), r.y, r.w - ui.px(168), r.h},
                   label, m_weights[i], 0, 100, 5);
            ui.text_in({r.right() - ui.px(50), r.y, ui.px(50), r.h}, Face::body_bold, ui.theme->text,
                       app::number_text(m_weights[i], 0), Align::right);
        }
        const Rect r = flow.row(size::button);
        ui.text_in({r.x, r.y, r.w * .45f, r.h}, Face::body, ui.theme->text2, ui.say("ui.assign.seconds"));
        stepper(ui, "assignment.seconds", {r.x + r.w * .5f, r.y, r.w * .5f, r.h}, ui.say("ui.assign.seconds"),
                m_seconds, 1, 120, m_seconds >= 10 ? 5 : 1, ui.say("ui.unit.seconds"));
        flow.gap(10);
        const std::string label = ui.say(c.work.workload().people.empty() ? "ui.assign.run" : "ui.assign.again");
        if (button(ui, "assignment.run", flow.row(34), label, ButtonLook::primary, !c.work.busy()))
            c.work.run("assign.compute", {{"seconds", static_cast<double>(m_seconds)},
                                          {"balance", m_weights[0]},
                                          {"travel-weight", m_weights[1]},
                                          {"compactness", m_weights[2]}});
        flow.gap(8);
        action_error(c, flow, "assign.compute");
        for (const std::string& notice : result.texts("notices")) {
            flow.note(notice);
            flow.gap(4);
        }
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

    std::array<double, 3> m_weights{60, 25, 15};
    int m_seconds = 5;
};

} // namespace

std::unique_ptr<StagePanel> make_assignment_panel() {
    return std::make_unique<AssignmentPanel>();
}

} // namespace wangge::ui
