#include "ui/panels/hand_over_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <set>

namespace wangge::ui {
namespace {

const app::WorkloadView::Person* find(const app::WorkloadView& load, const std::string& key) {
    const auto at = std::find_if(load.people.begin(), load.people.end(),
                                 [&](const app::WorkloadView::Person& person) { return person.key == key; });
    return at == load.people.end() ? nullptr : &*at;
}

// "144 → 167", and the cells that go along.
void live(Context& c, Flow& flow, const HandOver& hand) {
    Ui& ui = c.ui;
    const app::WorkloadView& before = c.work.workload();
    const app::WorkloadView after = app::workload_with(*c.snapshot, hand.cells, hand.to);
    flow.heading(ui.say("ui.assign.hand_live", {{"count", std::to_string(hand.cells.size())}}),
                 ui.say("ui.assign.hand_most", {{"before", app::number_text(before.max_over_mean, 2)},
                                                {"after", app::number_text(after.max_over_mean, 2)}}));
    std::set<std::string> concerned{hand.to};
    for (const model::Row row : hand.cells)
        if (const std::string& lead = c.snapshot->cells[static_cast<std::size_t>(row)].lead_key; !lead.empty())
            concerned.insert(lead);
    const MayCut names(ui);
    for (const std::string& key : concerned) {
        const auto *was = find(before, key), *is = find(after, key);
        const auto hours = [](const app::WorkloadView::Person* person) {
            return app::number_text(person ? person->hours : 0, 0);
        };
        const auto cells = [](const app::WorkloadView::Person* person) {
            return std::to_string(person ? person->cells : 0);
        };
        const std::string text =
            ui.say("ui.assign.hand_row", {{"before", hours(was)}, {"after", hours(is)}, {"cells", cells(is)}});
        const Rect row{flow.x, flow.y, flow.width, ui.px(20)};
        flow.fact(is ? is->name : was ? was->name : key, text, key == hand.to ? ui.theme->accent : 0, true);
        ui.registry.add("hand_over.hours." + key, {row, text, hours(is), true});
    }
    flow.gap(4);
}

} // namespace

void hand_over_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const bool on = c.state.tool == MapTool::hand_over;
    if (button(ui, "assignment.by_hand", flow.row(size::button), ui.say("ui.assign.by_hand"),
               on ? ButtonLook::primary : ButtonLook::plain, true, Icon::brush))
        c.state.tool = on ? MapTool::select : MapTool::hand_over;
    flow.gap(8);
    if (!on)
        return;
    const HandOver& hand = c.state.hand_over;
    const app::WorkloadView::Person* person = find(c.work.workload(), hand.to);
    const MayCut names(ui);
    flow.note(hand.to.empty() ? ui.say("ui.assign.hand_choose")
                              : ui.say("ui.assign.hand_paint", {{"name", person ? person->name : hand.to}}));
    flow.gap(6);
    if (!hand.cells.empty())
        live(c, flow, hand);
    action_error(c, flow, "assign.move");
}

} // namespace wangge::ui
