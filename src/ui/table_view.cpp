#include "ui/table_view.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::ui {
namespace {

bool is_number(const model::Column& column) {
    return column.type == model::ColumnType::integer || column.type == model::ColumnType::real;
}

double number_of(const model::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return std::nan("");
}

const ColumnLook* look_of(const model::Column& column, std::span<const ColumnLook> looks) {
    for (const ColumnLook& look : looks)
        if (look.column == column.id)
            return &look;
    return nullptr;
}

// Blanks last whatever the direction; equal values keep the order of the table.
bool comes_before(const model::Value& a, const model::Value& b, bool descending) {
    const bool blank_a = std::holds_alternative<std::monostate>(a), blank_b = std::holds_alternative<std::monostate>(b);
    if (blank_a || blank_b)
        return !blank_a && blank_b;
    const auto *text_a = std::get_if<std::string>(&a), *text_b = std::get_if<std::string>(&b);
    if (text_a && text_b)
        return descending ? *text_b < *text_a : *text_a < *text_b;
    return descending ? number_of(b) < number_of(a) : number_of(a) < number_of(b);
}

std::string title_of(Ui& ui, const model::Column& column) {
    return ui.catalog->has(column.title) ? ui.say(column.title) : column.title;
}

constexpr float bar_width = 40;

} // namespace

void TableView::sort(const model::Table& table, std::string_view filter) {
    if (m_table == &table && m_rows == table.rows.size() && m_filter == filter && !m_order.empty())
        return;
    m_table = &table;
    m_rows = table.rows.size();
    m_filter = filter;
    m_order.clear();
    for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
        const bool kept =
            filter.empty() || std::any_of(table.rows[i].begin(), table.rows[i].end(), [&](const model::Value& v) {
                const auto* text = std::get_if<std::string>(&v);
                return text && text->find(filter) != std::string::npos;
            });
        if (kept)
            m_order.push_back(i);
    }
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const model::Column& c) { return c.id == m_sort_id; });
    if (column == table.columns.end())
        return;
    const auto at = static_cast<std::size_t>(column - table.columns.begin());
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return comes_before(table.rows[a][at], table.rows[b][at], m_descending);
    });
}

std::vector<float> TableView::widths(Ui& ui, const model::Table& table, float room,
                                     std::span<const ColumnLook> looks) const {
    std::vector<float> result;
    std::vector<float> least; // of texts: what the heading needs; of numbers: all
    float total = 0;
    constexpr std::size_t sample = 24;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ColumnLook* look = look_of(table.columns[c], looks);
        const float heading = ui.width_of(Face::body_bold, title_of(ui, table.columns[c])) +
                              (table.columns[c].id == m_sort_id ? ui.px(18) : 0);
        float w = heading;
        const float extra = look && look->bar ? ui.px(bar_width + 8) : 0;
        for (std::size_t i = 0; i < std::min(sample, m_order.size()); ++i)
            w = std::max(w,
                         extra + ui.width_of(Face::body, app::value_text(table.rows[m_order[i]][c], table.columns[c]) +
                                                             (extra > 0 ? "%" : "")));
        w = std::min(w + ui.px(17), ui.px(is_number(table.columns[c]) ? 190 : 340));
        result.push_back(w);
        least.push_back(is_number(table.columns[c]) ? w : std::min(w, std::max(ui.px(76), heading + ui.px(17))));
        total += w;
    }
    // What is left goes to the columns evenly; what is missing is taken from the texts.
    const float spare = room - total;
    if (spare > 0)
        for (float& w : result)
            w += spare / static_cast<float>(result.size());
    else {
        // The widest texts give first.
        float missing = -spare;
        while (missing > 0.5f) {
            std::size_t widest = result.size();
            for (std::size_t c = 0; c < result.size(); ++c)
                if (result[c] > least[c] + 0.5f && (widest == result.size() || result[c] > result[widest]))
                    widest = c;
            if (widest == result.size())
                break;
            const float gives = std::min(missing, std::max(1.f, (result[widest] - least[widest]) / 4));
            result[widest] -= gives;
            missing -= gives;
        }
    }
    return result;
}

std::optional<std::size_t> TableView::show(Ui& ui, const Rect& rect, const model::Table& table, std::ptrdiff_t selected,
                                           std::string_view filter, std::span<const ColumnLook> looks) {
    sort(table, filter);
    const Theme& t = *ui.theme;
    const std::vector<float> columns = widths(ui, table, rect.w - ui.px(14), looks);
    const float head = ui.px(size::head_row), row_height = ui.px(size::table_row), pad = ui.px(8);

    ui.draw().PushClipRect(rect.min(), rect.max(), true);
    float x = rect.x;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const model::Column& column = table.columns[c];
        const Rect cell{x, rect.y, columns[c], head};
        const bool sorted = column.id == m_sort_id;
        const std::string title = title_of(ui, column);
        const Hit h = hit(ui, m_id + ".sort." + column.id, cell, title, sorted ? (m_descending ? "down" : "up") : "");
        if (h.hovered)
            ui.fill(cell, t.panel2);
        ui.text_in({cell.x + pad, cell.y, cell.w - 2 * pad, cell.h}, Face::body_bold, sorted ? t.text : t.text2,
                   sorted ? title + (m_descending ? " ↓" : " ↑") : title,
                   is_number(column) ? Align::right : Align::left);
        if (h.clicked) {
            m_descending = sorted ? !m_descending : is_number(column);
            m_sort_id = column.id;
            m_order.clear();
        }
        x += columns[c];
    }
    ui.horizontal(rect.x, rect.y + head - ui.px(1), rect.w, t.border);
    ui.draw().PopClipRect();
    if (m_order.empty())
        sort(table, filter);

    const MayCut data(ui);
    std::optional<std::size_t> clicked;
    ImGui::SetCursorScreenPos({rect.x, rect.y + head});
    ImGui::PushID(m_id.c_str());
    ImGui::BeginChild("rows", {rect.w, std::max(1.f, rect.h - head)}, false, ImGuiWindowFlags_NoNav);
    if (m_reveal) {
        const auto at = std::find(m_order.begin(), m_order.end(), static_cast<std::uint32_t>(*m_reveal));
        const float top = static_cast<float>(at - m_order.begin()) * row_height, view = rect.h - head;
        if (at != m_order.end() && (top < ImGui::GetScrollY() || top + row_height > ImGui::GetScrollY() + view))
            ImGui::SetScrollY(std::max(0.f, top - view / 3));
        m_reveal.reset();
    }
    const float origin = ImGui::GetCursorScreenPos().y, scroll = ImGui::GetScrollY();
    const auto first = static_cast<std::size_t>(scroll / row_height);
    const std::size_t last = std::min(m_order.size(), first + static_cast<std::size_t>(rect.h / row_height) + 2);
    for (std::size_t i = first; i < last; ++i) {
        const std::size_t row = m_order[i];
        const Rect line{rect.x, origin + static_cast<float>(i) * row_height, rect.w, row_height};
        const Hit h = hit(ui, m_id + ".row." + std::to_string(i), line,
                          table.rows[row].empty() ? "" : app::value_text(table.rows[row][0], table.columns[0]));
        const bool is_selected = static_cast<std::ptrdiff_t>(row) == selected;
        if (is_selected || h.hovered)
            ui.fill(line, is_selected ? t.selected_row : t.panel2);
        if (h.clicked)
            clicked = row;
        float cx = line.x;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const model::Column& column = table.columns[c];
            const model::Value& value = table.rows[row][c];
            const ColumnLook* look = look_of(column, looks);
            const Rect cell{cx + pad, line.y, columns[c] - 2 * pad, line.h};
            ImU32 ink = t.text;
            if (look && look->alarm && number_of(value) > 0)
                ink = t.danger;
            if (look && look->bar) {
                const float w = ui.px(bar_width), text = ui.width_of(Face::body, "100.0%") + ui.px(6);
                const double share = number_of(value) / 100;
                const BarPart part{std::isfinite(share) ? share : 0,
                                   number_of(value) < look->warn_below ? t.out_of_reach : t.ramp[1]};
                if (cell.w >= w + text)
                    bar(ui, {cell.right() - text - w, line.centre().y - ui.px(4), w, ui.px(8)}, {&part, 1});
                ui.text_in(cell, Face::body, ink, app::value_text(value, column) + "%", Align::right);
            } else
                ui.text_in(cell, Face::body, c == 0 && !is_number(column) ? t.text : ink,
                           app::value_text(value, column), is_number(column) ? Align::right : Align::left);
            cx += columns[c];
        }
        ui.horizontal(line.x, line.bottom() - ui.px(1), line.w, t.track);
    }
    ImGui::SetCursorScreenPos({rect.x, origin + static_cast<float>(m_order.size()) * row_height});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    ImGui::PopID();
    return clicked;
}

} // namespace wangge::ui
