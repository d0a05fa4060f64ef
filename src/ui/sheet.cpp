#include "ui/sheet.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {

Sheet::Sheet(Ui& ui, std::string_view id, const Rect& rect, Shape shape) : m_ui(ui), m_shape(std::move(shape)) {
    float x = 0;
    for (const float width : m_shape.columns) {
        m_left_of.push_back(x);
        x += width;
    }
    const float bar = ui.px(scrollbar), height = m_shape.row * static_cast<float>(m_shape.rows);
    const float wide = m_shape.left + x + m_shape.right;
    const bool down = m_shape.head + height > rect.h + 0.5f;
    const bool across = wide > rect.w - (down ? bar : 0) + 0.5f;
    const bool still_down = m_shape.head + height > rect.h - (across ? bar : 0) + 0.5f;
    m_area = {rect.x, rect.y, rect.w - (still_down ? bar : 0), rect.h - (across ? bar : 0)};
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::PushID(id.data(), id.data() + id.size());
    ImGui::BeginChild("sheet", {rect.w, rect.h}, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_HorizontalScrollbar);
    m_scroll_x = std::round(ImGui::GetScrollX());
    m_scroll_y = std::round(ImGui::GetScrollY());
    // The content's size, so that the window knows how far it scrolls.
    ImGui::SetCursorScreenPos({rect.x - m_scroll_x + std::max(1.f, wide) - 1,
                               rect.y - m_scroll_y + std::max(1.f, m_shape.head + height) - 1});
    ImGui::Dummy({1, 1});
    m_first = static_cast<std::size_t>(std::max(0.f, m_scroll_y / m_shape.row));
    m_end = std::min(m_shape.rows, m_first + static_cast<std::size_t>(m_area.h / m_shape.row) + 2);
}

Sheet::~Sheet() {
    if (m_clipped)
        ImGui::PopClipRect();
    ImGui::EndChild();
    ImGui::PopID();
}

float Sheet::top_of(std::size_t row) const {
    return m_area.y + m_shape.head - m_scroll_y + m_shape.row * static_cast<float>(row);
}

bool Sheet::seen(std::size_t column) const {
    const Rect r = head_cell(column);
    return r.right() > m_area.x + m_shape.left && r.x < m_area.right() - m_shape.right;
}

void Sheet::reveal(std::size_t column) const {
    const float room = m_area.w - m_shape.left - m_shape.right, x = m_left_of[column], w = m_shape.columns[column];
    if (x < m_scroll_x || x + w > m_scroll_x + room)
        ImGui::SetScrollX(std::max(0.f, x + w - room + m_ui.px(20)));
}

Rect Sheet::head_cell(std::size_t column) const {
    return {m_area.x + m_shape.left + m_left_of[column] - m_scroll_x, m_area.y, m_shape.columns[column], m_shape.head};
}

Rect Sheet::cell(std::size_t row, std::size_t column) const {
    return {head_cell(column).x, top_of(row), m_shape.columns[column], m_shape.row};
}

Rect Sheet::left(std::size_t row) const {
    return {m_area.x, top_of(row), m_shape.left, m_shape.row};
}

Rect Sheet::right(std::size_t row) const {
    return {m_area.right() - m_shape.right, top_of(row), m_shape.right, m_shape.row};
}

Rect Sheet::line(std::size_t row) const {
    return {m_area.x, top_of(row), m_area.w, m_shape.row};
}

void Sheet::enter(Part part) {
    if (m_clipped)
        ImGui::PopClipRect();
    Rect r = m_area;
    if (part == Part::outer || part == Part::cells)
        r = {m_area.x, m_area.y + m_shape.head, m_area.w, m_area.h - m_shape.head};
    if (part == Part::head)
        r.h = m_shape.head;
    if (part == Part::head || part == Part::cells) {
        r.x += m_shape.left;
        r.w -= m_shape.left + m_shape.right;
    }
    ImGui::PushClipRect(r.min(), {std::max(r.x, r.right()), std::max(r.y, r.bottom())}, true);
    m_clipped = true;
}

void fit_widths(std::vector<float>& widths, const std::vector<float>& least, float room) {
    float missing = -room;
    for (const float w : widths)
        missing += w;
    if (missing < 0)
        for (float& w : widths)
            w -= missing / static_cast<float>(widths.size());
    while (missing > 0.5f) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (widths[i] > least[i] + 0.5f && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        if (widest == widths.size())
            return;
        const float gives = std::min({missing, widths[widest] - least[widest], 8.f});
        widths[widest] -= gives;
        missing -= gives;
    }
}

} // namespace wangge::ui
