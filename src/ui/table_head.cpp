// The head of a table: sorting, widths, filters of a column, and which columns are shown.
#include "app/view/numbers.h"
#include "ui/table_view.h"

#include <algorithm>
#include <set>

namespace wangge::ui {
namespace {

constexpr float least_width = 44, pad = 8;

} // namespace

std::string title_of(Ui& ui, const model::Column& column) {
    return ui.catalog->has(column.title) ? ui.say(column.title) : column.title;
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
