#include "ui/panels/locks_section.h"

#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "ui/panels/panels.h"

#include <algorithm>

namespace wangge::ui {
namespace {

std::string count_of(std::size_t number) {
    return app::count_text(static_cast<std::int64_t>(number));
}

void lock(Context& c, const char* what, std::vector<std::string> keys, bool off) {
    c.work.run("plan.lock", {{"what", std::string(what)}, {"keys", std::move(keys)}, {"off", off}});
}

void cells_button(Context& c, Flow& flow, const std::vector<model::Row>& chosen) {
    std::vector<std::string> codes;
    for (const model::Row row : chosen)
        codes.push_back(c.snapshot->cells[static_cast<std::size_t>(row)].code);
    const auto& held = c.work.locks().cells;
    const bool all = std::all_of(codes.begin(), codes.end(), [&](const auto& code) { return held.contains(code); });
    const std::string label =
        c.ui.say(all ? "ui.locks.cells_off" : "ui.locks.cells", {{"count", count_of(codes.size())}});
    const float width = button_width(c.ui, label, Icon::lock);
    if (button(c.ui, "locks.cells", flow.next_button(width), label, ButtonLook::plain, !c.work.busy(), Icon::lock))
        lock(c, "cell", std::move(codes), all);
}

// The inspector who leads the cell, and the two together.
void people_buttons(Context& c, Flow& flow, const model::Cell& cell) {
    const app::PlanLocks& locks = c.work.locks();
    const auto place = [&](const char* id, const char* what, const std::string& label, const std::string& key,
                           bool held) {
        if (button(c.ui, id, flow.next_button(button_width(c.ui, label)), label, ButtonLook::plain, !c.work.busy()))
            lock(c, what, {key}, held);
    };
    if (cell.lead_key.empty())
        return;
    const MayCut data(c.ui); // names are as long as they are
    const bool person = locks.people.contains(cell.lead_key);
    place("locks.person", "person",
          c.ui.say(person ? "ui.locks.person_off" : "ui.locks.person",
                   {{"name", app::person_name(*c.snapshot, cell.lead_key)}}),
          cell.lead_key, person);
    if (cell.second_key.empty())
        return;
    const std::string key = cell.lead_key + ";" + cell.second_key;
    const bool pair = locks.pairs.contains(key);
    place("locks.pair", "pair", c.ui.say(pair ? "ui.locks.pair_off" : "ui.locks.pair"), key, pair);
}

} // namespace

void locks_section(Context& c, Flow& flow, bool with_people) {
    Ui& ui = c.ui;
    if (c.snapshot->cells.empty())
        return;
    const app::PlanLocks& locks = c.work.locks();
    const std::string note = locks.empty() ? ui.say("ui.locks.none")
                                           : ui.say("ui.locks.count", {{"cells", count_of(locks.cells.size())},
                                                                       {"people", count_of(locks.people.size())},
                                                                       {"pairs", count_of(locks.pairs.size())}});
    const float top = flow.y;
    flow.heading(ui.say("ui.locks.title"), note);
    ui.registry.add("locks.count",
                    {{flow.x, top, flow.width, flow.y - top}, note, std::to_string(locks.cells.size()), true});
    const std::vector<model::Row> chosen = c.work.selection.rows(app::PickedKind::cell);
    if (chosen.empty() && locks.empty())
        flow.note(ui.say("ui.locks.hint"));
    else {
        flow.place_buttons_begin();
        if (!chosen.empty())
            cells_button(c, flow, chosen);
        if (with_people && !chosen.empty())
            people_buttons(c, flow, c.snapshot->cells[static_cast<std::size_t>(chosen.back())]);
        if (!locks.empty()) {
            const std::string label = ui.say("ui.locks.all_off");
            if (button(ui, "locks.all_off", flow.next_button(button_width(ui, label)), label, ButtonLook::plain,
                       !c.work.busy()))
                c.work.run("plan.lock", {{"what", std::string("all")}, {"off", true}});
        }
        flow.place_buttons_end();
    }
    flow.gap(4);
    action_error(c, flow, "plan.lock");
    flow.rule(6, 10);
}

} // namespace wangge::ui
