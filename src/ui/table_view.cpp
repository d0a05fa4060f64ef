#include "ui/table_view.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

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
    return look && look->bar && std::isfinite(number_of(value)) ? text + "%" : text;
}

constexpr float bar_width = 40, step_width = 10, pad = 8;

} // namespace

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
    if (m_measured_room == room && m_measured_language == ui.say("ui.name") && m_measured_layout == layout &&
        m_measured_sort == m_question.sort)
        return;
    m_measured_room = room;
    m_measured_sort = m_question.sort;
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
        // Room for the arrow of the sorted column, and for the funnel beside a text.
        const bool sorted = column.id == m_question.sort;
        const float heading =
            ui.width_of(Face::body_bold, title_of(ui, column)) + ui.px(sorted || !is_number(column) ? 16 : 2);
        float w = heading;
        const float extra = !look       ? 0
                            : look->bar ? ui.px(bar_width + 8)
                                        : ui.px(step_width) * static_cast<float>(look->steps) + ui.px(6);
        for (std::size_t i = 0; i < std::min(sample, m_rows.size()); ++i)
            w = std::max(w, extra + ui.width_of(Face::body, cell_text(table.at(m_rows[i], c), column, look)));
        w = std::min(w + ui.px(2 * pad + 1), ui.px(is_number(column) ? 190 : 340));
        m_widths.push_back(w);
        // The bar goes first when there is no room; steps stay with their word.
        least.push_back(look && look->bar         ? std::max(w - extra, heading + ui.px(2 * pad + 1))
                        : is_number(column)       ? w
                        : look && look->steps > 0 ? w
                                                  : std::min(w, std::max(ui.px(96), heading + ui.px(2 * pad + 1))));
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
        const BarPart part{share, number_of(value) < look->warn_below ? t.out_of_reach : t.ramp[1]};
        if (cell.w >= w + room && std::isfinite(share))
            bar(ui, {cell.right() - room - w, cell.centre().y - ui.px(4), w, ui.px(8)}, {&part, 1});
        ui.text_in(cell, Face::body, ink, text, Align::right);
        return;
    }
    if (look && look->steps > 0) { // how far it has come, then the word for it
        const int done = look->step_of(text);
        for (int i = 0; i < look->steps; ++i)
            ui.fill({cell.x + ui.px(step_width) * static_cast<float>(i), cell.centre().y - ui.px(4),
                     ui.px(step_width - 2), ui.px(8)},
                    i < done ? t.accent : t.track, 1);
        const float taken = ui.px(step_width) * static_cast<float>(look->steps) + ui.px(6);
        ui.text_in({cell.x + taken, cell.y, cell.w - taken, cell.h}, Face::body, ink, text);
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
    const float all_rows = static_cast<float>(m_rows.size()) * row_height;
    if (const auto place = key_step()) {
        picked = pick(*place);
        m_reveal = m_rows[*place];
    }
    // Scrolled before the rows are laid out, so that the frame that is told to show a row shows it.
    if (m_reveal) {
        const auto at = std::find(m_rows.begin(), m_rows.end(), static_cast<std::uint32_t>(*m_reveal));
        const float top = static_cast<float>(at - m_rows.begin()) * row_height;
        if (at != m_rows.end()) {
            m_cursor = static_cast<std::size_t>(at - m_rows.begin());
            if (top < m_scroll_y || top + row_height > m_scroll_y + body.h)
                ImGui::SetNextWindowScroll({-1, std::max(0.f, top - body.h / 3)});
        }
        m_reveal.reset();
    }
    ImGui::SetNextWindowContentSize({wide ? whole : 0, all_rows + 1});
    ImGui::BeginChild("rows", {body.w, body.h}, false,
                      ImGuiWindowFlags_NoNav | (wide ? ImGuiWindowFlags_HorizontalScrollbar : 0));
    m_scroll_x = wide ? ImGui::GetScrollX() : 0;
    m_scroll_y = ImGui::GetScrollY();
    if (ImGui::IsMouseClicked(0))
        m_active = body.holds(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
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
    ImGui::EndChild();
    ImGui::PopID();
    return picked;
}

} // namespace wangge::ui
