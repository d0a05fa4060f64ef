// A table with headings that sort, only the visible rows drawn, and one selected row.
#pragma once
#include "ui/widgets.h"

#include "model/table.h"

#include <optional>

namespace wangge::ui {

// How a column is drawn besides its text.
struct ColumnLook {
    std::string column; // id
    bool bar = false;   // a percentage with a small bar, red below the threshold
    double warn_below = 0;
    bool alarm = false; // positive numbers in the colour of danger
};

class TableView {
public:
    // Sorts by that column at first.
    explicit TableView(std::string id, std::string sort_column = {}, bool descending = false)
        : m_id(std::move(id)), m_sort_id(std::move(sort_column)), m_descending(descending) {}

    // Call when the table's content has changed.
    void invalidate() { m_order.clear(); }
    // The row that was clicked, counted in table.rows. `filter` keeps rows with a text that contains it.
    std::optional<std::size_t> show(Ui& ui, const Rect& rect, const model::Table& table, std::ptrdiff_t selected,
                                    std::string_view filter, std::span<const ColumnLook> looks);
    std::size_t shown_rows() const { return m_order.size(); }
    // Brings a row into view.
    void reveal(std::size_t row) { m_reveal = row; }

private:
    void sort(const model::Table& table, std::string_view filter);
    std::vector<float> widths(Ui& ui, const model::Table& table, float room, std::span<const ColumnLook> looks) const;

    std::string m_id, m_sort_id, m_filter;
    bool m_descending;
    const model::Table* m_table = nullptr;
    std::size_t m_rows = 0;
    std::vector<std::uint32_t> m_order;
    std::optional<std::size_t> m_reveal;
};

} // namespace wangge::ui
