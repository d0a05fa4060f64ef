#include "ui/dialogs/rule_desk.h"

#include "app/rules/sheet_headings.h"
#include "app/rules/start_delays.h"
#include "app/view/numbers.h"
#include "ui/input.h"
#include "ui/panels/panels.h"

#include <algorithm>

namespace wangge::ui {
namespace {

// Sizes of the table, logical pixels.
constexpr float row_height = 32, name_width = 290, field_width = 96, road_name = 130, column_width = 118;
// A page of more lines can be searched.
constexpr std::size_t many_lines = 20;

} // namespace

DeskTable desk_table(const app::RuleForm& form, std::string action) {
    return {form.name, std::move(action), true,
            [&form](const model::Snapshot& snapshot, const base::Catalog& catalog, base::Date day) {
                return app::rule_board(form, snapshot, catalog, day);
            }};
}

DeskTable delay_desk_table() {
    return {"delays", "delays", false, [](const model::Snapshot& snapshot, const base::Catalog& catalog, base::Date) {
                return app::delay_board(snapshot, catalog);
            }};
}

void RuleDesk::take_board(Context& c) {
    if (m_day.empty())
        m_day = base::to_text(base::today());
    if (const auto day = base::parse_date(m_day))
        m_as_of = *day;
    if (m_of.lock() == c.work.snapshot() && m_board_day == m_as_of && m_language == c.work.settings.language)
        return;
    m_of = c.work.snapshot();
    m_board_day = m_as_of;
    m_language = c.work.settings.language;
    m_board = m_table.board(*c.snapshot, c.work.catalog(), m_as_of);
    m_page = std::clamp(m_page, 0, std::max(0, static_cast<int>(m_board.pages.size()) - 1));
    find_lines();
}

void RuleDesk::find_lines() {
    m_lines.clear();
    if (m_board.pages.empty())
        return;
    const std::string words = page().lines.size() > many_lines ? app::folded(m_filter) : "";
    for (const app::RuleBoard::Line& line : page().lines)
        if (words.empty() || app::folded(line.name + " " + line.note).find(words) != std::string::npos)
            m_lines.push_back(&line);
}

void RuleDesk::put(const app::RuleCell& cell, const std::string& text) {
    if (cell.problem(text) || (m_table.dated && !base::parse_date(m_day)))
        return; // said beside the field
    m_typed.erase(cell.id);
    if (const std::string change = cell.change(text); !change.empty())
        m_waiting.push_back(change);
}

void RuleDesk::run_waiting(Context& c) {
    if (m_waiting.empty() || c.work.busy())
        return;
    app::ArgumentValues arguments{{"set", std::vector<std::string>{m_waiting.front()}}};
    if (m_table.dated)
        arguments["as-of"] = base::to_text(m_as_of);
    c.work.run(m_table.action + ".set", arguments);
    m_waiting.pop_front();
}

void RuleDesk::cell(Context& c, const app::RuleCell& cell, const Rect& rect) {
    Ui& ui = c.ui;
    if (cell.sensible.only_ends) {
        const bool yes = cell.sensible.high == 1;
        const std::string ends[] = {yes ? ui.say("rules.no") : app::RuleCell::text(cell.sensible.low),
                                    yes ? ui.say("rules.yes") : app::RuleCell::text(cell.sensible.high)};
        const int now = cell.value == cell.sensible.high ? 1 : 0;
        if (const int wanted = segments(ui, widget(cell), rect, ends, now); wanted != now) {
            m_chosen = cell.id;
            put(cell, app::RuleCell::text(wanted == 1 ? cell.sensible.high : cell.sensible.low));
        }
        return;
    }
    const auto typed = m_typed.find(cell.id);
    std::string text = typed == m_typed.end() ? cell.text() : typed->second;
    const bool done =
        number_input(ui, widget(cell), rect, cell.name, text, cell.differs(), cell.problem(text).has_value());
    if (ui.focus.id == widget(cell))
        m_chosen = cell.id;
    if (text != cell.text())
        m_typed[cell.id] = text;
    else
        m_typed.erase(cell.id);
    if (done)
        put(cell, text);
}

// Right of a field with a unit of its own: the unit and what ships, or why what was typed cannot be taken.
void RuleDesk::beside(Context& c, const app::RuleCell& cell, const Rect& rect) {
    Ui& ui = c.ui;
    const auto typed = m_typed.find(cell.id);
    if (const auto problem = typed == m_typed.end() ? std::nullopt : cell.problem(typed->second)) {
        const std::string why = c.work.catalog().say(*problem);
        ui.text_in(rect, Face::small, ui.theme->danger, why);
        ui.registry.add(widget(cell) + ".problem", {rect, why, typed->second, true});
        return;
    }
    const float unit = cell.sensible.only_ends ? 0 : ui.px(108);
    if (unit > 0)
        ui.text_in({rect.x, rect.y, unit, rect.h}, Face::body, ui.theme->text2, cell.unit);
    if (cell.differs() && !cell.sensible.only_ends)
        ui.text_in({rect.x + unit, rect.y, rect.w - unit, rect.h}, Face::small, ui.theme->accent,
                   ui.say("ui.rules.shipped", {{"value", app::RuleCell::text(cell.shipped)}}));
    else if (cell.differs())
        ui.text_in(rect, Face::small, ui.theme->accent,
                   ui.say("ui.rules.shipped", {{"value", ui.say(cell.shipped != 0 ? "rules.yes" : "rules.no")}}));
}

void RuleDesk::heading_row(Ui& ui, const Rect& rect) {
    ui.text_in({rect.x, rect.y, ui.px(road_name), rect.h}, Face::small, ui.theme->text2,
               page().lines.front().cells.front().unit);
    for (std::size_t i = 0; i < page().headings.size(); ++i)
        ui.text_in(
            {rect.x + ui.px(road_name + column_width * static_cast<float>(i)), rect.y, ui.px(column_width - 8), rect.h},
            Face::small_bold, ui.theme->text2, page().headings[i], Align::centre);
}

void RuleDesk::name(Ui& ui, const app::RuleBoard::Line& line, const Rect& rect) {
    if (line.note.empty()) {
        ui.text_in(rect, Face::body, ui.theme->text, line.name);
        return;
    }
    const MayCut names(ui); // as long as they are
    const float half = ui.px(road_name - 12);
    ui.text_in({rect.x, rect.y, half, rect.h}, Face::body, ui.theme->text, line.name);
    ui.text_in({rect.x + ui.px(road_name), rect.y, rect.w - ui.px(road_name + 10), rect.h}, Face::small,
               ui.theme->text2, line.note);
}

void RuleDesk::lines(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::BeginChild("lines", {rect.w, rect.h}, false, ImGuiWindowFlags_NoNav);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float pad = ui.px(20), line = ui.px(row_height), field = ui.px(size::input);
    const bool grid = !m_board.pages.empty() && !page().headings.empty();
    const app::RuleCell* refused = nullptr;
    Rect refused_at;
    float y = origin.y;
    if (m_lines.empty())
        ui.text_in({origin.x + pad, y, rect.w - 2 * pad, line}, Face::body, ui.theme->text2,
                   ui.say(m_board.pages.empty() ? "ui.rules.nobody" : "ui.rules.nothing_found"));
    for (const app::RuleBoard::Line* shown : m_lines) {
        const app::RuleBoard::Line& each = *shown;
        // Of many lines those far out of sight are not drawn; those next to it are, so that Tab finds its way.
        if (m_lines.size() > many_lines && (y < rect.y - 3 * line || y > rect.bottom() + 2 * line)) {
            y += line;
            continue;
        }
        const float x = origin.x + pad, width = rect.w - 2 * pad;
        name(ui, each, {x, y, ui.px(grid ? road_name : name_width), line});
        for (std::size_t i = 0; i < each.cells.size(); ++i) {
            const app::RuleCell& one = each.cells[i];
            const Rect place{x + ui.px(grid ? road_name + column_width * static_cast<float>(i) : name_width),
                             y + (line - field) / 2, ui.px(grid ? column_width - 8 : field_width), field};
            cell(c, one, place);
            if (!grid)
                beside(c, one, {place.right() + ui.px(10), y, x + width - place.right() - ui.px(10), line});
            else if (const auto typed = m_typed.find(one.id); typed != m_typed.end() && one.problem(typed->second)) {
                refused = &one;
                refused_at = place;
            }
        }
        y += line;
    }
    ImGui::SetCursorScreenPos({origin.x, y});
    ImGui::Dummy({1, 1});
    if (refused != nullptr) { // over the row below
        const std::string why = c.work.catalog().say(*refused->problem(m_typed[refused->id]));
        const float width = ui.width_of(Face::small, why) + ui.px(16);
        const Rect note{std::min(refused_at.x, rect.right() - pad - width), refused_at.bottom() + ui.px(2), width,
                        ui.px(24)};
        ui.fill(note, mixed(ui.theme->panel, ui.theme->danger, .1f), size::radius);
        ui.frame(note, ui.theme->danger, size::radius);
        ui.text_in(note.inset(ui.px(8), 0), Face::small, ui.theme->danger, why);
        ui.registry.add(widget(*refused) + ".problem", {note, why, m_typed[refused->id], true});
    }
    ImGui::EndChild();
}

// About the cell that was chosen last: what ships, what it may be, who says so; and the way back.
void RuleDesk::detail(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    if (m_board.pages.empty())
        return;
    const app::RuleCell* chosen = nullptr;
    for (const app::RuleBoard::Line& line : page().lines)
        for (const app::RuleCell& each : line.cells)
            if (each.id == m_chosen)
                chosen = &each;
    if (chosen == nullptr) {
        ui.text_in(rect, Face::small, ui.theme->text2,
                   ui.say(page().headings.empty() ? "ui.rules.hint" : "ui.rules.roads_hint"));
        return;
    }
    const std::string back = ui.say("ui.rules.back");
    const float width = button_width(ui, back);
    if (button(ui, m_table.name + ".back", {rect.right() - width, rect.y, width, ui.px(size::button)}, back,
               ButtonLook::plain, chosen->differs())) {
        m_typed.erase(chosen->id);
        put(*chosen, "");
    }
    const MayCut source(ui); // sources are as long as they are
    ui.paragraph({rect.x, rect.y}, rect.w - width - ui.px(16), Face::small, ui.theme->text2,
                 ui.say("ui.rules.detail", {{"name", chosen->name},
                                            {"shipped", app::RuleCell::text(chosen->shipped)},
                                            {"unit", chosen->unit},
                                            {"low", app::RuleCell::text(chosen->sensible.low)},
                                            {"high", app::RuleCell::text(chosen->sensible.high)},
                                            {"origin", chosen->origin}}));
}

void RuleDesk::head(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const Rect title = flow.row(30);
    ui.text_in(title, Face::large_bold, ui.theme->text, ui.say("ui.rules.title." + m_table.name));
    if (icon_button(ui, m_table.name + ".close", {title.right() - ui.px(28), title.y, ui.px(28), ui.px(28)},
                    Icon::close, ui.say("ui.close")))
        m_open = false;
    ui.text_in({title.x, title.y, title.w - ui.px(40), title.h}, Face::body,
               m_board.differing > 0 ? ui.theme->accent : ui.theme->text2,
               m_board.differing > 0 ? ui.say("ui.rules.differing", {{"count", app::count_text(m_board.differing)}})
                                     : ui.say("ui.rules.none_differing"),
               Align::right);
    ui.registry.add(m_table.name + ".differing", {title, "", std::to_string(m_board.differing), true});
    flow.gap(8);
    if (const std::string about = "ui.rules.about." + m_table.name; c.work.catalog().has(about)) {
        flow.note(ui.say(about));
        flow.gap(8);
    }
    std::vector<std::string> titles;
    for (const app::RuleBoard::Page& each : m_board.pages)
        titles.push_back(each.title);
    if (titles.size() > 1) {
        const int page_before = m_page;
        m_page = segments(ui, m_table.name + ".page", flow.row(size::button), titles, m_page);
        if (m_page != page_before)
            find_lines();
        flow.gap(8);
    }
    if (m_table.dated)
        day_row(ui, flow.row(size::input));
    if (!m_board.pages.empty() && page().lines.size() > many_lines)
        filter_row(ui, flow.row(size::input));
    flow.gap(6);
}

// From which day changes hold.
void RuleDesk::day_row(Ui& ui, const Rect& day) {
    const std::string from = ui.say("ui.rules.from");
    const float label = ui.width_of(Face::body, from) + ui.px(10), field = ui.px(116);
    const bool wrong = !base::parse_date(m_day);
    ui.text_in({day.x, day.y, label, day.h}, Face::body, ui.theme->text2, from);
    number_input(ui, m_table.name + ".from", {day.x + label, day.y, field, day.h}, from, m_day, false, wrong);
    if (wrong)
        ui.text_in({day.x + label + field + ui.px(10), day.y, day.w - label - field - ui.px(10), day.h}, Face::small,
                   ui.theme->danger, ui.say("ui.rules.bad_day"));
}

void RuleDesk::filter_row(Ui& ui, const Rect& row) {
    if (input(ui, m_table.name + ".filter", {row.x, row.y, ui.px(name_width + field_width), row.h},
              ui.say("ui.rules.filter"), m_filter))
        find_lines();
    ui.text_in(row, Face::small, ui.theme->text2,
               ui.say("ui.rules.found", {{"found", app::count_text(static_cast<std::int64_t>(m_lines.size()))},
                                         {"count", app::count_text(static_cast<std::int64_t>(page().lines.size()))}}),
               Align::right);
}

void RuleDesk::foot(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    float x = rect.x;
    const auto press = [&](const char* id, const char* text, bool enabled) {
        const std::string label = ui.say(text);
        const float width = button_width(ui, label);
        const bool pressed = button(ui, m_table.name + "." + id, {x, rect.y, width, rect.h}, label, ButtonLook::plain,
                                    enabled && !c.work.busy());
        x += width + ui.px(8);
        return pressed;
    };
    if (press("save", "ui.rules.save", true))
        m_save.open(c, m_table.name, "ui.rules.save_title");
    if (press("read", "ui.rules.read", true))
        m_browser.open(ui.say("ui.rules.read_title"), c.work.path().parent_path(), {".csv", ".xlsx", ".json"});
    if (press("reset", "ui.rules.reset", m_board.has_own)) {
        m_typed.clear();
        c.work.run(m_table.action + ".set", {{"reset", true}});
    }
    const std::string done = ui.say("ui.rules.done");
    const float width = std::max(ui.px(96), button_width(ui, done));
    if (button(ui, m_table.name + ".done", {rect.right() - width, rect.y, width, rect.h}, done, ButtonLook::primary))
        m_open = false;
}

void RuleDesk::show(Context& c, const Rect& window) {
    if (!m_open || !c.snapshot) {
        m_open = false;
        return;
    }
    // One dialog at a time: two would take the keyboard from each other.
    if (m_browser.is_open()) {
        if (const auto file = m_browser.show(c, window))
            c.work.run(m_table.action + ".set", {{"file", file->string()}});
        return;
    }
    if (m_save.is_open()) {
        if (const auto answer = m_save.show(c, window, 0)) {
            app::ArgumentValues arguments{{"file", answer->file.string()}};
            if (m_table.dated)
                arguments["as-of"] = base::to_text(m_as_of);
            c.work.run(m_table.action + ".list", arguments);
        }
        return;
    }
    take_board(c);
    Ui& ui = c.ui;
    const bool typing = ImGui::IsAnyItemActive();
    const float w = std::min(ui.px(660), window.w - ui.px(40)), h = std::min(ui.px(600), window.h - ui.px(24));
    const Rect box{std::round(window.x + (window.w - w) / 2), std::round(window.y + (window.h - h) * .45f), w, h};
    begin_dialog(ui, m_table.name.c_str(), window, box);
    const float pad = ui.px(20);
    Flow flow(ui, {box.x + pad - ui.px(size::pad_x), box.y + ui.px(12), w - 2 * pad + ui.px(2 * size::pad_x), 0});
    head(c, flow);
    action_error(c, flow, m_table.action + ".set");
    action_error(c, flow, m_table.action + ".list");
    if (!m_board.pages.empty() && !page().headings.empty())
        heading_row(ui, flow.row(24));
    const float below = ui.px(104);
    lines(c, {box.x, flow.y, w, box.bottom() - below - flow.y});
    detail(c, {box.x + pad, box.bottom() - below + ui.px(8), w - 2 * pad, ui.px(40)});
    foot(c, {box.x + pad, box.bottom() - ui.px(48), w - 2 * pad, ui.px(34)});
    if (ImGui::IsKeyPressed(static_cast<int>(Key::escape)) && !typing)
        m_open = false;
    end_dialog(ui);
    run_waiting(c);
}

} // namespace wangge::ui
