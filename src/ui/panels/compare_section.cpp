// The present plan beside another one of the project: what differs in cells, people, hours and coverage.
#include "ui/panels/drawing_section.h"

#include "app/view/numbers.h"

#include <cmath>

namespace wangge::ui {
namespace {

std::string name_of(const Context& c, const std::string& key) {
    for (std::size_t i = 0; i < c.snapshot->people.size(); ++i)
        if (c.snapshot->people.key[i] == key)
            return std::string(c.snapshot->people.name[i]);
    return key.empty() ? "—" : key;
}

void figures(Context& c, Flow& flow, const assign::Comparison& found) {
    Ui& ui = c.ui;
    const auto fact = [&](const char* id, const std::string& value) {
        const Rect place{flow.x, flow.y, flow.width, ui.px(20)};
        flow.fact(ui.say(std::string("ui.compare.") + id), value);
        ui.registry.add(std::string("compare.") + id, {place, ui.say(std::string("ui.compare.") + id), value, true});
    };
    fact("cells", ui.say("ui.compare.cells_of", {{"same", std::to_string(found.same)},
                                                 {"reshaped", std::to_string(found.reshaped)},
                                                 {"added", std::to_string(found.added)},
                                                 {"removed", std::to_string(found.removed)}}));
    fact("leads", std::to_string(found.lead_changes));
    fact("sites", std::to_string(found.sites_moved));
    fact("people", app::number_text(std::round(found.people_moved.value), 0));
    fact("area", app::area_text(found.area_moved, c.work.catalog()));
    fact("balance", app::percent_text(found.balance_a.cv) + " → " + app::percent_text(found.balance_b.cv));
    // Contacts serve people whatever the cells are: both plans of one project have the same coverage.
    if (const auto coverage = c.work.coverage(); coverage)
        fact("coverage", app::percent_text(coverage->people_share));
}

void people_rows(Context& c, Flow& flow, const assign::Comparison& found) {
    Ui& ui = c.ui;
    constexpr std::size_t most = 8;
    std::size_t shown = 0;
    for (const assign::ComparedPerson& person : found.people) {
        if (person.cells_a == person.cells_b && person.sites_a == person.sites_b)
            continue;
        if (++shown > most)
            break;
        const MayCut name(ui);
        flow.fact(name_of(c, person.key),
                  ui.say("ui.compare.person",
                         {{"cells", std::to_string(person.cells_a) + " → " + std::to_string(person.cells_b)},
                          {"hours", app::number_text(person.on_site_a.value, 0) + " → " +
                                        app::number_text(person.on_site_b.value, 0)}}));
    }
}

void cell_rows(Context& c, Flow& flow, const app::CompareView& view) {
    Ui& ui = c.ui;
    constexpr std::size_t most = 10;
    constexpr const char* changes[] = {"same", "reshaped", "added", "removed"};
    std::size_t shown = 0, left = 0;
    for (const assign::ComparedCell& cell : view.found.cells) {
        if (cell.change == assign::CellChange::same && !cell.people_changed())
            continue;
        if (shown == most) {
            ++left;
            continue;
        }
        const Rect row = flow.row(22);
        const std::string what =
            cell.change == assign::CellChange::same
                ? name_of(c, cell.lead_a) + " → " + name_of(c, cell.lead_b)
                : ui.say(std::string("ui.compare.") + changes[static_cast<std::size_t>(cell.change)]);
        const Hit h = hit(ui, "compare.row." + std::to_string(shown++), row, cell.code, what);
        if (h.hovered)
            ui.fill(row, ui.theme->panel2, size::radius);
        ui.text_in(row, Face::body, ui.theme->text, cell.code);
        const MayCut names(ui);
        const float half = row.w * .52f;
        ui.text_in({row.x + row.w - half, row.y, half, row.h}, Face::small, ui.theme->text2, what, Align::right);
        if (!h.clicked)
            continue;
        const auto find = [&](const std::vector<model::Cell>& cells) {
            for (const model::Cell& each : cells)
                if (each.code == cell.code)
                    return geo::bounds(each.area);
            return geo::Box{};
        };
        geo::Box box = find(c.snapshot->cells);
        if (box.empty())
            box = find(view.other_cells);
        if (!box.empty())
            c.work.selection.fly_to(box.grown(std::max(box.width(), box.height()) * .4));
    }
    if (left > 0)
        flow.note(ui.say("ui.draw.more", {{"count", std::to_string(left)}}));
}

} // namespace

void compare_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    std::vector<std::string> plans{""}, labels{ui.say("ui.compare.none")};
    for (const model::Plan& plan : c.snapshot->plans)
        if (!plan.current) {
            plans.push_back(plan.name);
            labels.push_back(ui.catalog->has("ui.shape." + plan.name) ? ui.say("ui.shape." + plan.name) : plan.name);
        }
    if (plans.size() < 2) {
        c.state.compare_plan.clear();
        return;
    }
    int chosen = 0;
    for (std::size_t i = 0; i < plans.size(); ++i)
        if (plans[i] == c.state.compare_plan)
            chosen = static_cast<int>(i);
    flow.heading(ui.say("ui.compare.title"));
    choice(ui, "compare.plan", flow.row(size::button), ui.say("ui.compare.with"), labels, chosen);
    c.state.compare_plan = plans[static_cast<std::size_t>(chosen)];
    flow.gap(6);
    if (!c.state.compare_plan.empty()) {
        const std::string ways[] = {ui.say("ui.compare.as_difference"), ui.say("ui.compare.side_by_side")};
        const int now = c.state.compare_side_by_side ? 1 : 0;
        const int wanted = segments(ui, "compare.way", flow.row(size::button), ways, now);
        if (wanted != now) {
            c.state.compare_side_by_side = wanted == 1;
            c.state.map_wish = WindowState::MapWish::fit; // the map has another width now
        }
        flow.gap(6);
        const auto view = c.work.drawing.compare(c.work.snapshot(), c.work.path(), c.state.compare_plan);
        if (view) {
            figures(c, flow, view->found);
            flow.gap(4);
            people_rows(c, flow, view->found);
            flow.gap(4);
            cell_rows(c, flow, *view);
        } else
            flow.note(ui.say("ui.compare.working"));
    }
    flow.rule();
}

} // namespace wangge::ui
