#include "ui/table_view.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

const ColumnLook* look_of(const model::Column& column, std::span<const ColumnLook> looks) {
    for (const ColumnLook& look : looks)
        if (look.column == column.id)
            return &look;
    return nullptr;
}

// A long code by its end, where codes of one plan differ.
std::string short_code(const std::string& code) {
    constexpr std::size_t kept = 8;
    return code.size() > kept + 3 ? "…" + code.substr(code.size() - kept) : code;
}

std::string cell_text(const model::Value& value, const model::Column& column, const ColumnLook* look) {
    std::string text = app::value_text(value, column);
    return look && look->bar ? text + "%" : text;
}

constexpr float bar_width = 40, least_width = 44, pad = 8;

} // namespace

std::string title_of(Ui& ui, const model::Column& column) {
    return ui.catalog->has(column.title) ? ui.say(column.title) : column.title;
}

void TableView::refresh(const app::ShownTable& table, std::string_view words) {
    if (m_question.words != words) {
        m_question.words = words;
        m_stale = true;
    }
    if (m_table == &table && m_table_rows == table.rows && !m_stale)
        return;
    if (m_table != &table || m_table_rows != table.rows)
        m_measured_room = 0;
    m_table = &table;
    m_table_rows = table.rows;
    m_rows = rows_of(table, m_question);
    m_anchor = m_cursor = 0;
    m_stale = false;
}

void TableView::measure(Ui& ui, const app::ShownTable& table, float room, std::span<const ColumnLook> looks,
                        const app::TableLayout& layout) {
    if (m_measured_room == room && m_measured_language == ui.say("ui.name") && m_measured_layout == layout)
        return;
    m_measured_room = room;
    m_measured_language = ui.say("ui.name");
    m_measured_layout = layout;
    m_columns.clear();
    m_widths.clear();
    std::vector<float> least; // of texts: what the heading needs; of numbers: all
    float total = 0;
    constexpr std::size_t sample = 24;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const model::Column& column = table.columns[c];
        if (layout.hidden.contains(column.id))
            continue;
        m_columns.push_back(c);
        if (const auto own = layout.widths.find(column.id); own != layout.widths.end()) {
            m_widths.push_back(ui.px(static_cast<float>(own->second)));
            least.push_back(m_widths.back());
            total += m_widths.back();
            continue;
        }
        const ColumnLook* look = look_of(column, looks);
        // Room for the arrow of the sorted column and for the funnel.
        const float heading = ui.width_of(Face::body_bold, title_of(ui, column)) + ui.px(16);
        float w = heading;
        const float extra = look && look->bar ? ui.px(bar_width + 8) : 0;
        for (std::size_t i = 0; i < std::min(sample, m_rows.size()); ++i)
            w = std::max(w, extra + ui.width_of(Face::body, cell_text(table.at(m_rows[i], c), column, look)));
        w = std::min(w + ui.px(2 * pad + 1), ui.px(is_number(column) ? 190 : 340));
        m_widths.push_back(w);
        least.push_back(is_number(column) ? w : std::min(w, std::max(ui.px(76), heading + ui.px(2 * pad + 1))));
        total += w;
    }
    // What is left goes to the columns evenly; what is missing is taken from the widest texts first.
    const float spare = room - total;
    if (spare > 0 && !m_widths.empty()) {
        for (float& w : m_widths)
            w += spare / static_cast<float>(m_widths.size());
        return;
    }
    float missing = -spare;
    while (missing > 0.5f) {
        std::size_t widest = m_widths.size();
        for (std::size_t c = 0; c < m_widths.size(); ++c)
            if (m_widths[c] > least[c] + 0.5f && (widest == m_widths.size() || m_widths[c] > m_widths[widest]))
                widest = c;
        if (widest == m_widths.size())
            break;
        const float gives = std::min(missing, std::max(1.f, (m_widths[widest] - least[widest]) / 4));
        m_widths[widest] -= gives;
        missing -= gives;
    }
}

void TableView::heading(Ui& ui, const Rect& cell, const app::ShownTable& table, std::size_t column_row,
                        app::TableLayout& layout) {
    const Theme& t = *ui.theme;
    const model::Column& column = table.columns[column_row];
    const bool sorted = column.id == m_question.sort, asked = m_question.columns.contains(column.id);
    const std::string title = title_of(ui, column);
    // The edge and the funnel claim the mouse before the heading does.
    const Rect edge{cell.right() - ui.px(3), cell.y, ui.px(6), cell.h};
    const Hit grip = hit(ui, m_id + ".resize.row." + column.id, edge, ui.say("ui.resize"));
    if (grip.hovered || grip.held) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        ui.fill({edge.centre().x - ui.px(1), edge.y, ui.px(2), edge.h}, t.accent);
    }
    if (grip.double_clicked)
        layout.widths.erase(column.id);
    else if (grip.held && ImGui::GetIO().MouseDelta.x != 0)
        layout.widths[column.id] = std::clamp((ImGui::GetIO().MousePos.x - cell.x) / ui.scale, least_width, 900.f);
    const float funnel = ui.px(18);
    const Rect filter{is_number(column) ? cell.x + ui.px(2) : edge.x - funnel, cell.y, funnel, cell.h};
    const bool over = cell.holds(ImGui::GetIO().MousePos);
    const Hit f = hit(ui, m_id + ".filter." + column.id, filter, ui.say("ui.table.filter_of", {{"column", title}}),
                      asked ? "on" : "");
    const Hit h =
        hit(ui, m_id + ".sort." + column.id, cell, title, sorted ? (m_question.descending ? "down" : "up") : "");
    if (h.hovered || f.hovered)
        ui.fill(cell, t.panel2);
    Rect words{cell.x + ui.px(pad), cell.y, cell.w - ui.px(2 * pad), cell.h};
    if (asked || over || f.hovered) {
        draw_icon(ui, Icon::funnel, filter.centre(), asked ? t.accent : f.hovered ? t.text : t.text3);
        if (is_number(column)) {
            words.x += ui.px(12);
            words.w -= ui.px(12);
        } else
            words.w -= ui.px(12);
    }
    const MayCut narrow(ui); // the user may make columns as narrow as they like; the tooltip says the whole
    ui.text_in(words, Face::body_bold, sorted ? t.text : t.text2,
               sorted ? title + (m_question.descending ? " ↓" : " ↑") : title,
               is_number(column) ? Align::right : Align::left);
    if (ui.width_of(Face::body_bold, title) > words.w)
        tooltip(ui, h, title);
    tooltip(ui, f, ui.say("ui.table.filter_of", {{"column", title}}));
    if (h.clicked) {
        m_question.descending = sorted ? !m_question.descending : is_number(column);
        m_question.sort = column.id;
        m_stale = true;
    }
    const std::string popup = m_id + ".filter_of." + column.id;
    if (f.clicked) {
        m_open_column = column.id;
        const ColumnCondition& condition = m_question.columns[column.id];
        m_from = condition.from ? app::number_text(*condition.from, 0) : "";
        m_to = condition.to ? app::number_text(*condition.to, 0) : "";
        m_values.clear();
        constexpr std::size_t most = 40; // more choices than that are looked for by typing
        std::set<std::string> values;
        for (std::size_t row = 0; row < table.rows && values.size() <= most && !is_number(column); ++row) {
            const model::Value value = table.at(row, column_row);
            const auto* text = std::get_if<std::string>(&value);
            values.insert(text ? *text : "");
        }
        if (values.size() > 1 && values.size() <= most)
            m_values.assign(values.begin(), values.end());
        ImGui::OpenPopup(popup.c_str());
    }
    if (m_open_column == column.id) {
        ImGui::SetNextWindowPos(
            {std::max(0.f, std::min(cell.x, ImGui::GetIO().DisplaySize.x - ui.px(270))), cell.y - ui.px(4)}, 0, {0, 1});
        filter_popup(ui, cell, table, column_row);
    }
}

void TableView::filter_popup(Ui& ui, const Rect&, const app::ShownTable& table, std::size_t column_row) {
    const Theme& t = *ui.theme;
    const model::Column& column = table.columns[column_row];
    const float w = ui.px(250), row = ui.px(26);
    const float list = std::min(row * static_cast<float>(m_values.size()), ui.px(208));
    const float height = ui.px(92) + list + (m_values.empty() ? 0 : ui.px(40));
    ImGui::SetNextWindowSize({w, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(size::card_radius));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, t.panel);
    ImGui::PushStyleColor(ImGuiCol_Border, t.border);
    const std::string popup = m_id + ".filter_of." + column.id, id = m_id + ".condition";
    if (ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoNav)) {
        ColumnCondition condition = m_question.columns[column.id];
        const ImVec2 origin = ImGui::GetWindowPos();
        const float x = origin.x + ui.px(12), inner = w - ui.px(24);
        ui.text_in({x, origin.y + ui.px(4), inner - ui.px(30), ui.px(30)}, Face::body_bold, t.text,
                   title_of(ui, column));
        if (icon_button(ui, id + ".clear", {x + inner - ui.px(24), origin.y + ui.px(6), ui.px(24), ui.px(24)},
                        Icon::close, ui.say("ui.table.clear"))) {
            condition = {};
            m_from.clear();
            m_to.clear();
        }
        const Rect line{x, origin.y + ui.px(38), inner, ui.px(size::input)};
        if (is_number(column)) {
            const float half = (inner - ui.px(10)) / 2;
            double number = 0;
            const auto bound = [&](const char* name, const char* hint, std::string& typed, float left,
                                   std::optional<double>& value) {
                if (input(ui, id + name, {left, line.y, half, line.h}, ui.say(hint), typed))
                    value = app::read_number(typed, number) ? std::optional(number) : std::nullopt;
            };
            bound(".from", "ui.table.from", m_from, x, condition.from);
            bound(".to", "ui.table.to", m_to, x + half + ui.px(10), condition.to);
        } else
            input(ui, id + ".contains", line, ui.say("ui.table.contains"), condition.contains, nullptr,
                  ImGui::IsWindowAppearing());
        if (!m_values.empty()) {
            const Rect both{x, line.bottom() + ui.px(8), inner, ui.px(size::small_button)};
            if (button(ui, id + ".all", {both.x, both.y, inner / 2 - ui.px(4), both.h}, ui.say("ui.table.all_choices")))
                condition.left_out.clear();
            if (button(ui, id + ".none", {both.x + inner / 2 + ui.px(4), both.y, inner / 2 - ui.px(4), both.h},
                       ui.say("ui.table.no_choices")))
                condition.left_out.insert(m_values.begin(), m_values.end());
            ImGui::SetCursorScreenPos({x, both.bottom() + ui.px(6)});
            ImGui::BeginChild("choices", {inner, list}, false, ImGuiWindowFlags_NoNav);
            const ImVec2 top = ImGui::GetCursorScreenPos();
            for (std::size_t i = 0; i < m_values.size(); ++i) {
                bool on = !condition.left_out.contains(m_values[i]);
                const MayCut data(ui);
                if (checkbox(ui, id + ".value." + std::to_string(i),
                             {x, top.y + row * static_cast<float>(i), inner - ui.px(scrollbar), row},
                             m_values[i].empty() ? "—" : m_values[i], on)) {
                    if (on)
                        condition.left_out.erase(m_values[i]);
                    else
                        condition.left_out.insert(m_values[i]);
                }
            }
            ImGui::SetCursorScreenPos({x, top.y + row * static_cast<float>(m_values.size())});
            ImGui::Dummy({1, 1});
            ImGui::EndChild();
        }
        ui.text_in({x, origin.y + height - ui.px(24), inner, ui.px(20)}, Face::small, t.text2,
                   ui.say("ui.table.shown", {{"shown", app::count_text(static_cast<std::int64_t>(m_rows.size()))},
                                             {"all", app::count_text(static_cast<std::int64_t>(table.rows))}}));
        if (!(condition == m_question.columns[column.id])) {
            m_question.columns[column.id] = condition;
            m_stale = true;
        }
        ImGui::EndPopup();
    } else
        m_open_column.clear();
    if (const auto at = m_question.columns.find(column.id);
        at != m_question.columns.end() && at->second.empty() && m_open_column.empty())
        m_question.columns.erase(at);
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
}

void TableView::draw_cell(Ui& ui, const Rect& cell, const model::Column& column, const model::Value& value,
                          const ColumnLook* look) {
    const Theme& t = *ui.theme;
    const ImU32 ink = look && look->alarm && number_of(value) > 0 ? t.danger : t.text;
    std::string text = cell_text(value, column, look);
    if (look && look->code && ui.width_of(Face::body, text) > cell.w)
        text = short_code(text);
    if (look && look->bar) {
        const float w = ui.px(bar_width), room = ui.width_of(Face::body, "100.0%") + ui.px(6);
        const double share = number_of(value) / 100;
        const BarPart part{std::isfinite(share) ? share : 0,
                           number_of(value) < look->warn_below ? t.out_of_reach : t.ramp[1]};
        if (cell.w >= w + room)
            bar(ui, {cell.right() - room - w, cell.centre().y - ui.px(4), w, ui.px(8)}, {&part, 1});
        ui.text_in(cell, Face::body, ink, text, Align::right);
        return;
    }
    ui.text_in(cell, Face::body, ink, text, is_number(column) ? Align::right : Align::left);
    // What does not fit, and what is shown by its end, is said in full beside the mouse.
    if (cell.holds(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        const std::string whole = app::value_text(value, column);
        if (whole != text || ui.width_of(Face::body, text) > cell.w)
            tooltip(ui, {.hovered = true}, whole);
    }
}

void TableView::draw_row(Ui& ui, const Rect& line, const app::ShownTable& table, std::uint32_t row,
                         std::span<const ColumnLook> looks) {
    float x = line.x;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const model::Column& column = table.columns[m_columns[i]];
        draw_cell(ui, {x + ui.px(pad), line.y, m_widths[i] - ui.px(2 * pad), line.h}, column,
                  table.at(row, m_columns[i]), look_of(column, looks));
        x += m_widths[i];
    }
    ui.horizontal(line.x, line.bottom() - ui.px(1), line.w, ui.theme->track);
}

// A click replaces, with Ctrl it adds or takes out, with Shift it takes the whole range from the last click on.
TablePick TableView::pick(std::size_t place) {
    const ImGuiIO& io = ImGui::GetIO();
    TablePick picked;
    m_cursor = place;
    if (io.KeyShift && m_anchor < m_rows.size()) {
        for (std::size_t i = std::min(m_anchor, place); i <= std::max(m_anchor, place); ++i)
            if (i != place)
                picked.rows.push_back(m_rows[i]);
        picked.rows.push_back(m_rows[place]);
        picked.mode = io.KeyCtrl ? app::PickMode::add : app::PickMode::replace;
        return picked;
    }
    m_anchor = place;
    picked.rows.push_back(m_rows[place]);
    picked.mode = io.KeyCtrl ? app::PickMode::add : app::PickMode::replace;
    return picked;
}

std::optional<std::size_t> TableView::key_step() const {
    if (!m_active || m_rows.empty() || ImGui::GetIO().WantTextInput)
        return std::nullopt;
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
    std::ptrdiff_t step = pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow) +
                          8 * (pressed(ImGuiKey_PageDown) - pressed(ImGuiKey_PageUp));
    if (step == 0)
        return std::nullopt;
    const auto last = static_cast<std::ptrdiff_t>(m_rows.size()) - 1;
    return static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(m_cursor) + step, std::ptrdiff_t{0}, last));
}

TablePick TableView::show(Ui& ui, const Rect& rect, const app::ShownTable& table,
                          const std::function<bool(std::uint32_t)>& selected, std::string_view words,
                          std::span<const ColumnLook> looks, app::TableLayout& layout) {
    refresh(table, words);
    measure(ui, table, rect.w - ui.px(14), looks, layout);
    const Theme& t = *ui.theme;
    const float head = ui.px(size::head_row), row_height = ui.px(size::table_row);
    ui.draw().PushClipRect(rect.min(), rect.max(), true);
    float x = rect.x - m_scroll_x;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        heading(ui, {x, rect.y, m_widths[i], head}, table, m_columns[i], layout);
        x += m_widths[i];
    }
    ui.horizontal(rect.x, rect.y + head - ui.px(1), rect.w, t.border);
    ui.draw().PopClipRect();
    refresh(table, words);

    const MayCut data(ui);
    TablePick picked;
    ImGui::SetCursorScreenPos({rect.x, rect.y + head});
    ImGui::PushID(m_id.c_str());
    const Rect body{rect.x, rect.y + head, rect.w, std::max(1.f, rect.h - head)};
    // Columns that do not fit are reached by scrolling to the side.
    const float whole = x + m_scroll_x - rect.x;
    const bool wide = whole > rect.w;
    ImGui::BeginChild("rows", {body.w, body.h}, false,
                      ImGuiWindowFlags_NoNav | (wide ? ImGuiWindowFlags_HorizontalScrollbar : 0));
    m_scroll_x = wide ? ImGui::GetScrollX() : 0;
    if (ImGui::IsMouseClicked(0))
        m_active = body.holds(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    if (const auto place = key_step()) {
        picked = pick(*place);
        m_reveal = m_rows[*place];
    }
    if (m_reveal) {
        const auto at = std::find(m_rows.begin(), m_rows.end(), static_cast<std::uint32_t>(*m_reveal));
        const float top = static_cast<float>(at - m_rows.begin()) * row_height;
        if (at != m_rows.end()) {
            m_cursor = static_cast<std::size_t>(at - m_rows.begin());
            if (top < ImGui::GetScrollY() || top + row_height > ImGui::GetScrollY() + body.h)
                ImGui::SetScrollY(std::max(0.f, top - body.h / 3));
        }
        m_reveal.reset();
    }
    const float origin = ImGui::GetCursorScreenPos().y;
    const auto first = static_cast<std::size_t>(std::max(0.f, body.y - origin) / row_height);
    const std::size_t last = std::min(m_rows.size(), first + static_cast<std::size_t>(body.h / row_height) + 2);
    for (std::size_t i = first; i < last; ++i) {
        const std::uint32_t row = m_rows[i];
        const Rect line{rect.x - m_scroll_x, origin + static_cast<float>(i) * row_height, std::max(rect.w, whole),
                        row_height};
        const bool is_selected = selected(row);
        const Hit h = hit(ui, m_id + ".row." + std::to_string(i), line,
                          app::value_text(table.at(row, 0), table.columns[0]), is_selected ? "on" : "");
        if (is_selected || h.hovered)
            ui.fill(line, is_selected ? t.selected_row : t.panel2);
        if (h.clicked) {
            picked = pick(i);
            if (ImGui::GetIO().KeyCtrl && !ImGui::GetIO().KeyShift && is_selected)
                picked.mode = app::PickMode::remove;
        }
        picked.open = picked.open || h.double_clicked;
        draw_row(ui, line, table, row, looks);
    }
    if (m_rows.empty())
        ui.text_in({rect.x, body.y + ui.px(8), rect.w, row_height}, Face::body, t.text2,
                   ui.say(table.rows == 0 ? "ui.table.empty" : "ui.table.nothing"), Align::centre);
    ImGui::SetCursorScreenPos({rect.x - m_scroll_x, origin + static_cast<float>(m_rows.size()) * row_height});
    ImGui::Dummy({wide ? whole : 1, 1});
    ImGui::EndChild();
    ImGui::PopID();
    return picked;
}

void column_menu(Ui& ui, const char* popup, ImVec2 at, std::string_view id, const app::ShownTable& table,
                 app::TableLayout& layout) {
    const Theme& t = *ui.theme;
    const float w = ui.px(220), row = ui.px(28), height = row * static_cast<float>(table.columns.size()) + ui.px(42);
    ImGui::SetNextWindowPos(at, 0, {1, 1});
    ImGui::SetNextWindowSize({w, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(size::card_radius));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, t.panel);
    ImGui::PushStyleColor(ImGuiCol_Border, t.border);
    if (ImGui::BeginPopup(popup, ImGuiWindowFlags_NoNav)) {
        const ImVec2 origin = ImGui::GetWindowPos();
        ui.text_in({origin.x + ui.px(12), origin.y + ui.px(4), w - ui.px(24), ui.px(30)}, Face::body_bold, t.text,
                   ui.say("ui.table.columns"));
        float y = origin.y + ui.px(36);
        for (const model::Column& column : table.columns) {
            bool on = !layout.hidden.contains(column.id);
            const bool last = on && layout.hidden.size() + 1 >= table.columns.size(); // one column stays
            if (checkbox(ui, std::string(id) + "." + column.id, {origin.x + ui.px(12), y, w - ui.px(24), row},
                         title_of(ui, column), on) &&
                !last) {
                if (on)
                    layout.hidden.erase(column.id);
                else
                    layout.hidden.insert(column.id);
            }
            y += row;
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
}

} // namespace wangge::ui
