#include "ui/panels/drawing_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"
#include "ui/tools/draw_tool.h"

#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::array<MapTool, 5> tools{MapTool::split, MapTool::reshape, MapTool::corner, MapTool::cell,
                                       MapTool::paint};
constexpr std::array<const char*, 5> names{"split", "reshape", "corner", "cell", "paint"};

std::size_t index_of(MapTool tool) {
    for (std::size_t i = 0; i < tools.size(); ++i)
        if (tools[i] == tool)
            return i;
    return tools.size();
}

// "12 → 15", or one number where nothing changes.
std::string change(const std::string& before, const std::string& after) {
    return before == after ? after : before + " → " + after;
}

void live_row(Context& c, Flow& flow, const app::LiveRow& row, int number) {
    Ui& ui = c.ui;
    const bool fresh = row.cell == model::no_row;
    const std::string name = fresh ? ui.say("ui.draw.new_cell", {{"number", std::to_string(number)}})
                                   : c.snapshot->cells[static_cast<std::size_t>(row.cell)].code;
    const auto whole = [](double v) { return app::number_text(std::round(v), 0); };
    const auto pair = [&](const std::string& before, const std::string& after) {
        return fresh ? after : row.gone ? before : change(before, after);
    };
    const Rect head = flow.row(20);
    ui.text_in(head, Face::body_bold, row.gone ? ui.theme->text3 : ui.theme->text, name);
    if (row.gone)
        ui.text_in(head, Face::small, ui.theme->text2, ui.say("ui.draw.gone"), Align::right);
    const std::string hours =
        pair(app::number_text(row.before.hours.value, 1), app::number_text(row.after.hours.value, 1));
    const std::string sites = pair(std::to_string(row.before.sites), std::to_string(row.after.sites));
    ui.registry.add("draw.live." + (fresh ? "new" + std::to_string(number) : name), {head, sites, hours, true});
    flow.note(
        ui.say("ui.draw.live_row", {{"sites", sites},
                                    {"people", pair(whole(row.before.people.value), whole(row.after.people.value))},
                                    {"hours", hours}}));
    flow.note(ui.say("ui.draw.live_shape", {{"area", pair(app::number_text(row.before.area.value / 1e6, 2),
                                                          app::number_text(row.after.area.value / 1e6, 2))},
                                            {"compactness", pair(app::number_text(row.before.compactness, 2),
                                                                 app::number_text(row.after.compactness, 2))}}));
    flow.gap(5);
}

void live_totals(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (!c.work.drawing.live)
        return;
    const app::LiveTotals live = *c.work.drawing.live;
    flow.gap(4);
    flow.heading(ui.say("ui.draw.live"),
                 ui.say("ui.draw.balance", {{"value", change(app::percent_text(live.balance_before, 2),
                                                             app::percent_text(live.balance_after, 2))}}));
    ui.registry.add("draw.balance", {{flow.x, flow.y - ui.px(20), flow.width, ui.px(20)},
                                     ui.say("ui.draw.live"),
                                     app::percent_text(live.balance_after, 2),
                                     true});
    int number = 0;
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < live.rows.size() && i < most; ++i)
        live_row(c, flow, live.rows[i], live.rows[i].cell == model::no_row ? ++number : 0);
    if (live.rows.size() > most)
        flow.note(ui.say("ui.draw.more", {{"count", std::to_string(live.rows.size() - most)}}));
}

void snap_choices(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    grid::SnapTo& snap = c.work.drawing.snap;
    flow.gap(6);
    const Rect r = flow.row(size::small_button);
    const float label = r.w * .2f, w = (r.w - label) / 3 - ui.px(6);
    ui.text_in({r.x, r.y, label, r.h}, Face::body, ui.theme->text2, ui.say("ui.draw.snap"));
    bool* on[] = {&snap.roads, &snap.rivers, &snap.boundaries};
    constexpr const char* ids[] = {"roads", "rivers", "boundaries"};
    for (int i = 0; i < 3; ++i)
        if (chip(ui, std::string("draw.snap.") + ids[i],
                 {r.x + label + (w + ui.px(6)) * static_cast<float>(i), r.y, w, r.h},
                 ui.say(std::string("ui.draw.snap.") + ids[i]), *on[i]))
            *on[i] = !*on[i];
    if (!snap.roads && !snap.rivers && !snap.boundaries)
        return;
    if (snap.tolerance.value <= 0)
        snap.tolerance = base::Metres{50};
    flow.gap(6);
    const Rect row = flow.row(size::button);
    int metres = static_cast<int>(snap.tolerance.value);
    ui.text_in({row.x, row.y, row.w * .45f, row.h}, Face::body, ui.theme->text2, ui.say("ui.draw.tolerance"));
    if (stepper(ui, "draw.tolerance", {row.x + row.w * .45f, row.y, row.w * .55f, row.h}, ui.say("ui.draw.tolerance"),
                metres, 5, 500, 5, ui.say("ui.unit.m")))
        snap.tolerance = base::Metres{static_cast<double>(metres)};
}

void brush_choices(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    app::BrushUnits& units = c.work.drawing.units;
    flow.gap(6);
    const std::string labels[] = {ui.say("ui.draw.units.villages"), ui.say("ui.draw.units.squares")};
    units.villages = segments(ui, "draw.units", flow.row(size::button), labels, units.villages ? 0 : 1) == 0;
    if (units.villages)
        return;
    flow.gap(6);
    const Rect row = flow.row(size::button);
    int metres = static_cast<int>(units.side.value);
    ui.text_in({row.x, row.y, row.w * .45f, row.h}, Face::body, ui.theme->text2, ui.say("ui.draw.units.side"));
    if (stepper(ui, "draw.side", {row.x + row.w * .45f, row.y, row.w * .55f, row.h}, ui.say("ui.draw.units.side"),
                metres, 100, 5000, 100, ui.say("ui.unit.m")))
        units.side = base::Metres{static_cast<double>(metres)};
}

} // namespace

void drawing_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (c.snapshot->cells.empty())
        return;
    flow.heading(ui.say("ui.draw.title"));
    const Rect first = flow.row(size::button);
    const float w = (first.w - ui.px(16)) / 3;
    const auto place = [&](std::size_t i) {
        return Rect{first.x + (w + ui.px(8)) * static_cast<float>(i % 3),
                    first.y + (first.h + ui.px(8)) * static_cast<float>(i / 3), w, first.h};
    };
    const std::size_t now = index_of(c.state.tool);
    for (std::size_t i = 0; i < tools.size(); ++i)
        if (button(ui, std::string("draw.") + names[i], place(i), ui.say(std::string("ui.draw.") + names[i]),
                   now == i ? ButtonLook::primary : ButtonLook::plain, true, icon_of(tools[i]))) {
            c.state.tool = now == i ? MapTool::select : tools[i];
            if (now != i)
                c.work.say({app::Notice::Kind::news, {std::string("ui.draw.hint.") + names[i], {}}, {}});
        }
    const std::vector<model::Row> chosen = c.work.selection.rows(app::PickedKind::cell);
    if (button(ui, "draw.merge", place(tools.size()), ui.say("ui.draw.merge"), ButtonLook::plain,
               chosen.size() > 1 && !c.work.busy(), Icon::merge)) {
        std::vector<std::string> codes;
        for (const model::Row row : chosen)
            codes.push_back(c.snapshot->cells[static_cast<std::size_t>(row)].code);
        c.work.run("cell.merge", {{"cells", codes}});
    }
    flow.y += first.h + ui.px(8);
    flow.gap(6);
    if (now < tools.size()) {
        flow.note(ui.say(std::string("ui.draw.hint.") + names[now]));
        flow.note(ui.say(std::string("ui.draw.keys.") + names[now]));
        if (c.state.tool == MapTool::paint)
            brush_choices(c, flow);
        else if (c.state.tool != MapTool::corner)
            snap_choices(c, flow);
    } else
        flow.note(ui.say("ui.draw.note"));
    for (const char* action : {"cell.split", "cell.merge", "cell.reshape", "cell.move", "cell.draw", "cell.paint"})
        if (c.work.failed_action() == action) {
            flow.gap(6);
            action_error(c, flow, action);
        }
    live_totals(c, flow);
    flow.rule();
}

void rules_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const auto view = c.work.drawing.rules(c.work.snapshot());
    if (!view || c.snapshot->cells.empty())
        return;
    // Cells nobody is assigned to are the Assignment stage's affair.
    std::vector<const grid::RuleBreach*> shown;
    for (const grid::RuleBreach& breach : view->breaches)
        if (breach.kind != grid::RuleKind::named_person)
            shown.push_back(&breach);
    const std::string count = std::to_string(shown.size());
    flow.heading(ui.say("ui.rules.title"),
                 shown.empty() ? ui.say("ui.rules.none") : ui.say("ui.rules.count", {{"count", count}}));
    ui.registry.add("rules.count",
                    {{flow.x, flow.y - ui.px(20), flow.width, ui.px(20)}, ui.say("ui.rules.title"), count, true});
    constexpr std::size_t most = 8;
    for (std::size_t i = 0; i < shown.size() && i < most; ++i) {
        const grid::RuleBreach& breach = *shown[i];
        const std::string text = c.work.catalog().say(breach.message);
        const Rect row = flow.row(24);
        const Hit h = hit(ui, "rules.row." + std::to_string(i), row, text,
                          c.snapshot->cells[static_cast<std::size_t>(breach.cell)].code);
        if (h.hovered)
            ui.fill(row, ui.theme->panel2, size::radius);
        draw_icon(ui, Icon::warning, {row.x + ui.px(9), row.centre().y},
                  breach.fault ? ui.theme->danger : ui.theme->warning);
        const MayCut sentence(ui);
        ui.text_in({row.x + ui.px(22), row.y, row.w - ui.px(24), row.h}, Face::small, ui.theme->text, text);
        tooltip(ui, h, text);
        if (h.clicked) {
            c.work.selection.pick({app::PickedKind::cell, breach.cell});
            const double room = std::max(breach.place.width(), breach.place.height()) * .3 + 200;
            c.work.selection.fly_to(breach.place.grown(room));
        }
    }
    if (shown.size() > most)
        flow.note(ui.say("ui.draw.more", {{"count", std::to_string(shown.size() - most)}}));
    flow.rule();
}

} // namespace wangge::ui
