#include "ui/shell/drawer.h"

#include "app/view/answer_table.h"
#include "app/view/numbers.h"
#include "app/view/object_tables.h"
#include "app/view/object_view.h"
#include "ui/shell/ledger_tab.h"

#include <cmath>
#include <utility>

namespace wangge::ui {
namespace {

using app::PickedKind;
using app::Stage;

PickedKind kind_of(const std::string& table) {
    return table == "sites"         ? PickedKind::site
           : table == "villages"    ? PickedKind::village
           : table == "people"      ? PickedKind::person
           : table == "cells"       ? PickedKind::cell
           : table == "changed"     ? PickedKind::cell
           : table == "visits"      ? PickedKind::site
           : table == "drawn"       ? PickedKind::site
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
    case Stage::assignment:
        return "changed";
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
    if (c.work.stage == Stage::blind_spots && c.work.ledger()) // also while it is empty: it says how to begin
        tabs.push_back(
            {"ledger", c.ui.say("ui.tab.ledger"), static_cast<std::int64_t>(c.work.ledger()->items().size())});
    if (c.work.stage == Stage::assignment)
        add("changed", static_cast<std::int64_t>(c.work.assignment_change().cells.size()));
    if (c.work.stage == Stage::assignment)
        for (const app::AnswerTab& answer : app::answer_tabs)
            add(std::string(answer.tab).c_str(), app::answer_rows(answer.tab, c.work.last(answer.action)));
    if (shows_sheets(c))
        add("pages", static_cast<std::int64_t>(m_page.sheets()));
    add("cells", n.cells);
    add("villages", n.villages);
    add("people", n.all_people);
    add("sites", n.all_sites);
    add("quarantine", n.quarantine);
    return tabs;
}

bool Drawer::shows_sheets(const Context& c) const {
    return c.work.stage == Stage::output && m_page.sheets() > 1;
}

Drawer::Kept* Drawer::table_of(Context& c, const std::string& id) {
    if (id == "pages")
        return nullptr;
    Kept& kept = m_tables[id];
    const auto coverage = id == "townships" ? c.work.coverage() : nullptr;
    const auto blind = id == "blind_spots" ? c.work.blind_spots() : nullptr;
    const auto links = id == "ledger" ? c.work.ledger_links() : nullptr;
    const void* source = coverage         ? static_cast<const void*>(coverage.get())
                         : blind          ? static_cast<const void*>(blind.get())
                         : links          ? static_cast<const void*>(links.get())
                         : id == "ledger" ? static_cast<const void*>(c.work.ledger().get())
                                          : c.snapshot;
    const auto answer = std::find_if(app::answer_tabs.begin(), app::answer_tabs.end(),
                                     [&](const app::AnswerTab& tab) { return tab.tab == id; });
    const bool answered = answer != app::answer_tabs.end();
    const int kind = id == "blind_spots" ? c.state.blind_kind : answered ? static_cast<int>(c.work.answers()) : -1;
    if ((id == "townships" && !coverage) || (id == "blind_spots" && !blind) || (id == "ledger" && !c.work.ledger()))
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
    if (answered)
        kept.table = app::shown(app::answer_table(id, c.work.last(answer->action), *c.snapshot, catalog, kept.rows));
    else if (coverage)
        kept.table = app::shown(coverage->townships);
    else if (blind)
        kept.table = app::shown(app::blind_table(*blind, kind, catalog, kept.rows));
    else if (id == "ledger")
        kept.table = app::shown(app::ledger_rows(*c.work.ledger(), links.get(), catalog));
    else if (id == "villages")
        kept.table = app::shown(app::shown_villages(*c.snapshot));
    else if (id == "people")
        kept.table = app::shown(app::shown_people(*c.snapshot, catalog));
    else if (id == "sites")
        kept.table = app::shown_sites(c.work.snapshot(), catalog);
    else if (id == "changed") {
        kept.table = app::shown(app::change_table(c.work.assignment_change(), *c.snapshot, catalog));
        kept.rows.clear();
        for (const app::AssignmentChange::Moved& moved : c.work.assignment_change().cells)
            kept.rows.push_back(moved.cell);
    } else if (id == "cells")
        kept.table = app::shown(app::shown_cells(*c.snapshot));
    else
        kept.table = app::shown(app::shown_quarantine(*c.snapshot, catalog));
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
    float end = button_rect.x - ui.px(4);
    if (open && m_shown != "pages")
        end = table_tools(c, rect, end);
    float x = rect.x;
    const auto words = [&](const Tab& tab, bool counts) {
        return counts || tab.id == m_shown ? tab.title + " " + app::count_text(tab.count) : tab.title;
    };
    const auto face_of = [&](const Tab& tab) { return tab.id == m_shown ? Face::body_bold : Face::body; };
    // Counts of the tabs behind are left out, then their air, before a tab is.
    const auto all = [&](bool counts, float air) {
        float sum = 0;
        for (const Tab& tab : tabs)
            sum += ui.width_of(face_of(tab), words(tab, counts)) + ui.px(air);
        return sum;
    };
    const float room = end - rect.x;
    const bool counts = all(true, 24) <= room;
    const float air = counts || all(false, 24) <= room ? 24 : 14;
    for (const Tab& tab : tabs) {
        const std::string text = words(tab, counts);
        const bool chosen = tab.id == m_shown;
        const Face face = face_of(tab);
        const float w = ui.width_of(face, text) + ui.px(air);
        if (x + w > end + 0.5f)
            break;
        const Rect r{x, rect.y, w, rect.h};
        const Hit th = hit(ui, "drawer." + tab.id, r, tab.title, chosen ? "on" : "");
        if (!counts)
            tooltip(ui, th, words(tab, true));
        if (chosen) {
            ui.fill({r.x, r.y + ui.px(1), r.w, r.h}, t.panel);
            ui.fill({r.x, r.y, r.w, ui.px(2)}, t.accent);
        }
        ui.text_in({r.x + ui.px(air / 2), r.y, r.w - ui.px(air / 2), r.h}, face,
                   chosen       ? t.text
                   : th.hovered ? t.text
                                : t.text2,
                   text);
        if (th.clicked) {
            m_chosen[std::string(app::key_of(c.work.stage))] = tab.id;
            open = true;
        }
        x += w;
    }
}

// Filter line, columns and export, from right to left; returns where they end.
float Drawer::table_tools(Context& c, const Rect& rect, float end) {
    Ui& ui = c.ui;
    Kept* kept = m_shown.empty() ? nullptr : table_of(c, m_shown);
    const float side = ui.px(26), y = rect.y + (rect.h - side) / 2;
    const auto place = [&](const char* id, Icon icon, const char* text, bool enabled, bool chosen = false) {
        end -= side;
        return icon_button(ui, id, {end, y, side, side}, icon, ui.say(text), enabled, chosen);
    };
    const bool has = kept && kept->table.rows > 0;
    if (place("drawer.save", Icon::download, "ui.table.save", has))
        m_save.open(c, m_shown);
    if (place("drawer.columns", Icon::columns, "ui.table.columns", kept != nullptr))
        ImGui::OpenPopup("drawer.columns.list");
    if (kept)
        column_menu(ui, "drawer.columns.list", {end + side, rect.y - ui.px(2)}, "drawer.columns", kept->table,
                    c.work.settings.tables[m_shown]);
    if (kept && kept->view->filtered() && place("drawer.clear", Icon::close, "ui.table.clear", true)) {
        kept->view->clear_filters();
        m_filter.clear();
    }
    const float width = std::min(ui.px(150), rect.w * .15f);
    const bool wanted = c.state.wanted_focus == "drawer.filter";
    if (wanted)
        c.state.wanted_focus.clear();
    input(ui, "drawer.filter", {end - width - ui.px(4), rect.y + ui.px(3), width, rect.h - ui.px(6)},
          ui.say("ui.drawer.filter"), m_filter, nullptr, wanted);
    return end - width - ui.px(12);
}

// Rows of the table and of what it lists are the same, but for these.
model::Row Drawer::object_of(const Context& c, const Kept& kept, std::uint32_t row) const {
    if (!kept.rows.empty())
        return kept.rows[row];
    if (m_shown != "townships")
        return static_cast<model::Row>(row);
    const model::Value value = kept.table.at(row, 0);
    const auto* name = std::get_if<std::string>(&value);
    for (std::size_t t = 0; name && t < c.snapshot->townships.size(); ++t)
        if (c.snapshot->boundaries[static_cast<std::size_t>(c.snapshot->townships[t])].name == *name)
            return static_cast<model::Row>(t);
    return model::no_row;
}

std::optional<std::size_t> Drawer::row_of(const Context& c, const Kept& kept, model::Row object) const {
    if (kept.rows.empty() && m_shown != "townships")
        return static_cast<std::size_t>(object);
    for (std::uint32_t row = 0; row < kept.table.rows; ++row)
        if (object_of(c, kept, row) == object)
            return row;
    return std::nullopt;
}

void Drawer::show_table(Context& c, const Rect& rect, Kept& kept) {
    Ui& ui = c.ui;
    if (m_shown == "ledger")
        return ledger_tab(c, rect, *kept.view, kept.table, m_filter);
    app::Selection& selection = c.work.selection;
    const PickedKind kind = kind_of(m_shown);
    c.state.table_kind = kind;
    if (m_selection_seen != selection.revision()) {
        m_selection_seen = selection.revision();
        if (selection.picked().kind == kind && kind != PickedKind::nothing)
            if (const auto row = row_of(c, kept, selection.picked().row))
                kept.view->reveal(*row);
    }
    static const ColumnLook looks[] = {{.column = "share", .bar = true, .warn_below = 70},
                                       {.column = "hazards", .alarm = true},
                                       {.column = "code", .code = true}};
    const float foot = rect.h > ui.px(120) ? ui.px(22) : 0;
    const TablePick picked = kept.view->show(
        ui, {rect.x, rect.y, rect.w, rect.h - foot}, kept.table,
        [&](std::uint32_t row) { return selection.is(kind, object_of(c, kept, row)); }, m_filter, looks,
        c.work.settings.tables[m_shown]);
    c.state.arrows_taken = kept.view->active();
    if (foot > 0)
        status_line(c, {rect.x, rect.bottom() - foot, rect.w, foot}, kept, kind);
    if (kind == PickedKind::nothing || (picked.rows.empty() && !picked.open))
        return;
    std::vector<app::Picked> objects;
    for (const std::uint32_t row : picked.rows)
        if (const model::Row object = object_of(c, kept, row); object != model::no_row)
            objects.push_back({kind, object});
    selection.pick(objects, picked.mode);
    m_selection_seen = selection.revision();
    // One row is shown on the map; a choice of many leaves the map where it is.
    if (objects.size() == 1 && picked.mode == app::PickMode::replace)
        selection.fly_to(app::place_of(*c.snapshot, objects.front(), c.work.blind_spots().get()));
}

void Drawer::status_line(Context& c, const Rect& rect, const Kept& kept, PickedKind kind) const {
    Ui& ui = c.ui;
    const auto count = [](std::size_t number) { return app::count_text(static_cast<std::int64_t>(number)); };
    std::string text =
        ui.say("ui.table.shown", {{"shown", count(kept.view->rows().size())}, {"all", count(kept.table.rows)}});
    if (const std::size_t picked = c.work.selection.rows(kind).size(); picked > 0 && kind != PickedKind::nothing)
        text += " · " + ui.say("ui.table.selected", {{"count", count(picked)}});
    ui.horizontal(rect.x, rect.y, rect.w, ui.theme->track);
    ui.registry.add("drawer.status", {rect, text, std::to_string(kept.view->rows().size()), true});
    ui.text_in({rect.x + ui.px(8), rect.y, rect.w - ui.px(16), rect.h}, Face::small, ui.theme->text2, text);
}

// The table as it is shown: its rows, its order, its columns.
model::Table Drawer::shown_table(const Context& c, const Kept& kept, bool only_selected) const {
    const PickedKind kind = kind_of(m_shown);
    const auto layout = c.work.settings.tables.find(m_shown);
    model::Table out;
    out.id = kept.table.id;
    out.title = "ui.tab." + m_shown;
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < kept.table.columns.size(); ++i)
        if (layout == c.work.settings.tables.end() || !layout->second.hidden.contains(kept.table.columns[i].id)) {
            columns.push_back(i);
            out.columns.push_back(kept.table.columns[i]);
        }
    for (const std::uint32_t row : kept.view->rows()) {
        if (only_selected && !c.work.selection.is(kind, object_of(c, kept, row)))
            continue;
        std::vector<model::Value>& values = out.rows.emplace_back();
        for (const std::size_t column : columns)
            values.push_back(kept.table.at(row, column));
    }
    return out;
}

void Drawer::show(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    begin_area(ui, "drawer", rect, ui.theme->panel, false);
    if (m_snapshot != c.snapshot) { // an open table holds its snapshot: let go of the older one
        m_snapshot = c.snapshot;
        for (auto& [id, kept] : m_tables) {
            kept.source = nullptr;
            kept.table = {};
        }
    }
    const std::vector<Tab> tabs = tabs_of(c);
    c.state.table_kind = PickedKind::nothing;
    if (!c.state.wanted_tab.empty()) {
        m_chosen[std::string(app::key_of(c.work.stage))] = std::exchange(c.state.wanted_tab, {});
        open = true;
    }
    m_shown = m_chosen[std::string(app::key_of(c.work.stage))];
    if (m_shown.empty())
        m_shown = shows_sheets(c) ? "pages" : first_tab(c.work.stage);
    if (std::none_of(tabs.begin(), tabs.end(), [&](const Tab& tab) { return tab.id == m_shown; }))
        m_shown = tabs.empty() ? "" : tabs.front().id;
    const Rect head{rect.x, rect.y, rect.w, ui.px(size::drawer_tabs)};
    tab_row(c, head, tabs);
    Rect body{rect.x, head.bottom(), rect.w, rect.h - head.h};
    if (open && body.h > ui.px(40)) {
        if (m_shown == "pages")
            m_page.strip(c, body);
        else if (m_charts.has(c)) {
            const float width = m_charts.width(c, body.w, m_shown);
            const Rect chart{body.right() - width, body.y, width, body.h};
            body.w -= width;
            ui.fill({chart.x, chart.y, ui.px(1), chart.h}, ui.theme->border);
            m_charts.show(c, chart, m_shown);
        }
        if (m_shown == "pages")
            c.state.arrows_taken = false;
        else if (Kept* kept = m_shown.empty() ? nullptr : table_of(c, m_shown))
            show_table(c, body, *kept);
        else
            ui.text_in({body.x, body.y, body.w, ui.px(60)}, Face::body, ui.theme->text2,
                       ui.say(tabs.empty() ? "ui.table.empty" : "ui.working"), Align::centre);
    } else
        c.state.arrows_taken = false;
    end_area();
}

void Drawer::dialogs(Context& c, const Rect& window) {
    const auto asked = m_save.show(c, window, c.work.selection.rows(kind_of(m_shown)).size());
    if (Kept* kept = asked && !m_shown.empty() ? table_of(c, m_shown) : nullptr)
        c.work.save_table(shown_table(c, *kept, asked->only_selected), asked->file);
}

} // namespace wangge::ui
