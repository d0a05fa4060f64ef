// A table of cells as a spreadsheet shows it: scrolls both ways while its head and its outer columns stay in place.
#pragma once
#include "ui/widgets.h"

#include <vector>

namespace wangge::ui {

class Sheet {
public:
    struct Shape {
        float head = 0, row = 0;    // heights, device pixels
        float left = 0, right = 0;  // widths of the columns that stay
        std::vector<float> columns; // widths of those that scroll
        std::size_t rows = 0;
    };
    // Starts the scrolling window in `rect`. Between begin() and end() draw the parts in this order: corners and outer
    // columns, then the head, then the cells.
    Sheet(Ui& ui, std::string_view id, const Rect& rect, Shape shape);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    std::size_t first_row() const { return m_first; }
    std::size_t end_row() const { return m_end; }
    // Whether a scrolling column can be seen at all.
    bool seen(std::size_t column) const;
    // Scrolls sideways until the column can be seen.
    void reveal(std::size_t column) const;

    Rect head_cell(std::size_t column) const;
    Rect cell(std::size_t row, std::size_t column) const;
    Rect left(std::size_t row) const;
    Rect right(std::size_t row) const;
    Rect left_head() const { return {m_area.x, m_area.y, m_shape.left, m_shape.head}; }
    Rect right_head() const { return {m_area.right() - m_shape.right, m_area.y, m_shape.right, m_shape.head}; }
    Rect line(std::size_t row) const;
    const Rect& area() const { return m_area; }

    // Drawing and mouse are confined to a part until the next call.
    enum class Part { outer, head, cells, all };
    void enter(Part part);

private:
    float top_of(std::size_t row) const;
    Ui& m_ui;
    Shape m_shape;
    Rect m_area; // without scroll bars
    std::vector<float> m_left_of;
    float m_scroll_x = 0, m_scroll_y = 0;
    std::size_t m_first = 0, m_end = 0;
    bool m_clipped = false;
};

// What is left of `room` goes to the columns evenly; what is missing is taken from the widest, down to their least
// width.
void fit_widths(std::vector<float>& widths, const std::vector<float>& least, float room);

} // namespace wangge::ui
