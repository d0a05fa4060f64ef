#include "ui/shell/drawer.h"

#include "app/view/assignment_view.h"
#include "app/view/numbers.h"
#include "app/view/object_tables.h"
#include "app/view/object_view.h"

#include <cmath>

namespace wangge::ui {
namespace {

using app::PickedKind;
using app::Stage;

PickedKind kind_of(const std::string& table) {
    return table == "sites"         ? PickedKind::site
           : table == "villages"    ? PickedKind::village
           : table == "people"      ? PickedKind::person
           : table == "cells"       ? PickedKind::cell
           : table == "blind_spots" ? PickedKind::blind_spot
           : table == "townships"   ? PickedKind::township
                                    : PickedKind::nothing;
}

const char* first_tab(Stage stage) {
    switch (stage) {
    case Stage::data:
        return "sites";
    case Stage::coverage:
        return "townships";
    case Stage::blind_spots:
        return "blind_spots";
    default:
        return "cells";
    }
}

} // namespace

std::vector<Drawer::Tab> Drawer::tabs_of(Context& c) const {
    const app::CountsView& n = c.work.counts();
    std::vector<Tab> tabs;
    const auto add = [&](const char* id, std::int64_t count) {
        if (count > 0)
            tabs.push_back({id, c.ui.say(std::string("ui.tab.") + id), count});
    };
    if (c.work.stage == Stage::coverage)
        if (const auto view = c.work.coverage())
            add("townships", static_cast<std::int64_t>(view->townships.rows.size()));
    if (c.work.stage == Stage::blind_spots)
        if (const auto view = c.work.blind_spots())
            add("blind_spots", c.state.blind_kind < 0 ? static_cast<std::int64_t>(view->spots.size())
                                                      : view->by_kind[static_cast<std::size_t>(c.state.blind_kind)]);
    add("cells", n.cells);
    add("villages", n.villages);
    add("people", n.all_people);
    add("sites", n.all_sites);
    add("quarantine", n.quarantine);
    return tabs;
}

Drawer::Kept* Drawer::table_of(Context& c, const std::string& id) {
    Kept& kept = m_tables[id];
    const auto coverage = id == "townships" ? c.work.coverage() : nullptr;
    const auto blind = id == "blind_spots" ? c.work.blind_spots() : nullptr;
    const void* source = coverage ? static_cast<const void*>(coverage.get())
                         : blind  ? static_cast<const void*>(blind.get())
                                  : c.snapshot;
    const int kind = id == "blind_spots" ? c.state.blind_kind : -1;
    if ((id == "townships" && !coverage) || (id == "blind_spots" && !blind))
        return nullptr;
    if (!kept.view)
        kept.view = id == "townships"     ? std::make_unique<TableView>("table." + id, "share")
                    : id == "blind_spots" ? std::make_unique<TableView>("table." + id, "severity", true)
                                          : std::make_unique<TableView>("table." + id);
    if (kept.source == source && kept.language == c.work.settings.language && kept.kind == kind)
        return &kept;
    const base::Catalog& catalog = c.work.catalog();
    kept.source = source;
    kept.language = c.work.settings.language;
    kept.kind = kind;
    kept.view->invalidate();
    if (coverage)
        kept.table = coverage->townships;
    else if (blind)
        kept.table = app::blind_table(*blind, kind, catalog, kept.rows);
    else if (id == "villages")
        kept.table = app::shown_villages(*c.snapshot);
    else if (id == "people")
        kept.table = app::shown_people(*c.snapshot, catalog);
    else if (id == "sites")
        kept.table = app::shown_sites(*c.snapshot, catalog);
    else if (id == "cells")
        kept.table = app::shown_cells(*c.snapshot);
    else
        kept.table = app::shown_quarantine(*c.snapshot, catalog);
    return &kept;
}

void Drawer::tab_row(Context& c, const Rect& rect, const std::vector<Tab>& tabs) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ui.fill(rect, t.panel2);
    ui.horizontal(rect.x, rect.y, rect.w, t.border);
    ui.horizontal(rect.x, rect.bottom() - ui.px(1), rect.w, t.border);
    const std::string toggle = ui.say(open ? "ui.drawer.close" : "ui.drawer.open");
    const float toggle_width = ui.width_of(Face::small, toggle) + ui.px(34);
    const Rect button_rect{rect.right() - toggle_width, rect.y, toggle_width, rect.h};
    const Hit h = hit(ui, "drawer.toggle", button_rect, toggle, open ? "open" : "closed");
    draw_icon(ui, open ? Icon::chevron_down : Icon::chevron_up, {button_rect.x + ui.px(12), rect.centre().y}, t.text2);
    ui.text_in({button_rect.x + ui.px(22), rect.y, toggle_width - ui.px(26), rect.h}, Face::small,
               h.hovered ? t.text : t.text2, toggle);
    if (h.clicked)
        open = !open;
    float end = button_rect.x - ui.px(8);
    if (open) {
        const float width = std::min(ui.px(150), rect.w * .2f);
        bool submitted = false;
        input(ui, "drawer.filter", {end - width, rect.y + ui.px(3), width, rect.h - ui.px(6)},
              ui.say("ui.drawer.filter"), m_filter, &submitted);
        end -= width + ui.px(10);
    }
    float x = rect.x;
    for (const Tab& tab : tabs) {
        const std::string count = app::count_text(tab.count);
        const bool chosen = tab.id == m_shown;
        const Face face = chosen ? Face::body_bold : Face::body;
        const float w = ui.width_of(face, tab.title + " " + count) + ui.px(24);
        if (x + w > end)
            break;
        const Rect r{x, rect.y, w, rect.h};
        const Hit th = hit(ui, "drawer." + tab.id, r, tab.title, chosen ? "on" : "");
        if (chosen) {
            ui.fill({r.x, r.y + ui.px(1), r.w, r.h}, t.panel);
            ui.fill({r.x, r.y, r.w, ui.px(2)}, t.accent);
        }
        ui.text_in({r.x + ui.px(12), r.y, r.w - ui.px(22), r.h}, face,
                   chosen       ? t.text
                   : th.hovered ? t.text
                                : t.text2,
                   tab.title + " " + count);
        if (th.clicked) {
            m_chosen[std::string(app::key_of(c.work.stage))] = tab.id;
            open = true;
        }
        x += w;
    }
}

void Drawer::show_table(Context& c, const Rect& rect, Kept& kept) {
    app::Selection& selection = c.work.selection;
    const app::Picked& picked = selection.picked();
    const PickedKind kind = kind_of(m_shown);
    std::ptrdiff_t selected = -1;
    if (picked.kind == kind && kind != PickedKind::nothing) {
        selected = picked.row;
        if (kind == PickedKind::blind_spot) {
            const auto at = std::find(kept.rows.begin(), kept.rows.end(), picked.row);
            selected = at == kept.rows.end() ? -1 : at - kept.rows.begin();
        }
        if (kind == PickedKind::township) {
            selected = -1;
            const std::string& name =
                c.snapshot
                    ->boundaries[static_cast<std::size_t>(c.snapshot->townships[static_cast<std::size_t>(picked.row)])]
                    .name;
            for (std::size_t i = 0; i < kept.table.rows.size(); ++i)
                if (const auto* text = std::get_if<std::string>(&kept.table.rows[i][0]); text && *text == name)
                    selected = static_cast<std::ptrdiff_t>(i);
        }
    }
    if (m_selection_seen != selection.revision()) {
        m_selection_seen = selection.revision();
        if (selected >= 0)
            kept.view->reveal(static_cast<std::size_t>(selected));
    }
    static const ColumnLook looks[] = {{.column = "share", .bar = true, .warn_below = 70},
                                       {.column = "hazards", .alarm = true}};
    const auto clicked = kept.view->show(c.ui, rect, kept.table, selected, m_filter, looks);
    if (!clicked || kind == PickedKind::nothing)
        return;
    auto row = static_cast<model::Row>(*clicked);
    if (kind == PickedKind::blind_spot)
        row = kept.rows[*clicked];
    if (kind == PickedKind::township) {
        const auto& name = std::get<std::string>(kept.table.rows[*clicked][0]);
        row = model::no_row;
        for (std::size_t t = 0; t < c.snapshot->townships.size(); ++t)
            if (c.snapshot->boundaries[static_cast<std::size_t>(c.snapshot->townships[t])].name == name)
                row = static_cast<model::Row>(t);
        if (row == model::no_row)
            return;
    }
    selection.pick({kind, row});
    m_selection_seen = selection.revision();
    selection.fly_to(app::place_of(*c.snapshot, {kind, row}, c.work.blind_spots().get()));
}

bool Drawer::has_chart(Context& c) const {
    switch (c.work.stage) {
    case Stage::coverage:
        return c.work.coverage() != nullptr;
    case Stage::assignment:
        return !c.work.workload().people.empty();
    default:
        return false;
    }
}

void Drawer::show_chart(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const Rect head{rect.x + ui.px(10), rect.y, rect.w - ui.px(20), ui.px(size::head_row)};
    if (c.work.stage == Stage::coverage) {
        const auto view = c.work.coverage();
        const std::string role = ui.say("kind.role." + std::string(model::key_of(view->choice.role)));
        ui.text_in(
            {head.x, head.y, head.w - ui.px(60), head.h}, Face::body_bold, t.text,
            ui.say(view->unit == reach::Unit::metres ? "ui.chart.distance" : "ui.chart.minutes", {{"role", role}}));
        ui.text_in(head, Face::small, t.text2, ui.say("ui.chart.villages"), Align::right);
        const app::EffortScale& scale = app::scale_of(view->unit);
        std::vector<ChartBar> columns;
        for (const app::HistogramBin& bin : view->distances)
            columns.push_back({.amount = static_cast<double>(bin.villages),
                               .colour = bin.step < 4 ? t.ramp[std::min(bin.step, 2)] : t.out_of_reach,
                               .hatched = bin.step >= 4});
        histogram(ui, {head.x, head.bottom(), head.w, rect.bottom() - head.bottom() - ui.px(4)},
                  {.columns = columns,
                   .from = 0,
                   .to = scale.bin * 14,
                   .limit = view->reach.value / scale.unit,
                   .limit_label = ui.say("ui.chart.limit",
                                         {{"limit", app::effort_label(view->reach, view->unit, c.work.catalog())}}),
                   .axis_unit = ui.say(scale.unit_text)});
        return;
    }
    const app::WorkloadView& load = c.work.workload();
    ui.text_in({head.x, head.y, head.w * .55f, head.h}, Face::body_bold, t.text, ui.say("ui.chart.workload"));
    ui.text_in({head.x + head.w * .5f, head.y, head.w * .5f, head.h}, Face::small, t.text2,
               ui.say("ui.chart.mean", {{"hours", app::number_text(load.mean, 0)}}), Align::right);
    const auto scene = c.work.map({});
    std::vector<ChartBar> bars;
    for (const app::WorkloadView::Person& person : load.people) {
        ImU32 colour = t.ramp[1];
        if (scene)
            for (const auto& group : scene->groups)
                if (group.key == person.key)
                    colour = IM_COL32(group.colour.r, group.colour.g, group.colour.b, 255);
        const double off = load.mean > 0 ? person.hours / load.mean - 1 : 0;
        bars.push_back({.label = person.name,
                        .value = app::number_text(person.hours, 0),
                        .note = (off >= 0 ? "+" : "") + app::number_text(off * 100, 0) + "%",
                        .amount = person.hours,
                        .colour = colour,
                        .alarm = off > .15});
    }
    const Rect body{head.x, head.bottom(), head.w, rect.bottom() - head.bottom()};
    ImGui::SetCursorScreenPos(body.min());
    ImGui::BeginChild("chart", {body.w, body.h}, false, ImGuiWindowFlags_NoNav);
    const float row =
        std::clamp(body.h / static_cast<float>(std::max<std::size_t>(bars.size(), 1)), ui.px(13), ui.px(22));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    bar_chart(ui, "chart.workload", {origin.x, origin.y, body.w - ui.px(10), row * static_cast<float>(bars.size())},
              bars, load.mean, row);
    ImGui::SetCursorScreenPos({origin.x, origin.y + row * static_cast<float>(bars.size())});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
}

void Drawer::show(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    begin_area(ui, "drawer", rect, ui.theme->panel, false);
    const std::vector<Tab> tabs = tabs_of(c);
    m_shown = m_chosen[std::string(app::key_of(c.work.stage))];
    if (m_shown.empty())
        m_shown = first_tab(c.work.stage);
    if (std::none_of(tabs.begin(), tabs.end(), [&](const Tab& tab) { return tab.id == m_shown; }))
        m_shown = tabs.empty() ? "" : tabs.front().id;
    const Rect head{rect.x, rect.y, rect.w, ui.px(size::drawer_tabs)};
    tab_row(c, head, tabs);
    Rect body{rect.x, head.bottom(), rect.w, rect.h - head.h};
    if (open && body.h > ui.px(40)) {
        if (has_chart(c)) {
            const float width = std::round(body.w * (c.work.stage == Stage::assignment ? .40f : .31f));
            const Rect chart{body.right() - width, body.y, width, body.h};
            body.w -= width;
            ui.fill({chart.x, chart.y, ui.px(1), chart.h}, ui.theme->border);
            show_chart(c, chart);
        }
        if (Kept* kept = m_shown.empty() ? nullptr : table_of(c, m_shown))
            show_table(c, body, *kept);
    }
    end_area();
}

} // namespace wangge::ui
