// A table with headings that sort, filter, hide and resize; only the visible rows are drawn; many rows can be selected.
#pragma once
#include "ui/table_filter.h"
#include "ui/widgets.h"

#include "app/selection.h"
#include "app/settings.h"

#include <functional>

namespace wangge::ui {

// How a column is drawn besides its text.
struct ColumnLook {
    std::string column; // id
    bool bar = false;   // a percentage with a small bar, red below the threshold
    double warn_below = 0;
    bool alarm = false; // positive numbers in the colour of danger
    int steps = 0;      // so many boxes before the text, of which step_of(text) are filled
    std::function<int(const std::string&)> step_of = {};
    bool code = false; // a long code: its end is what tells it apart when there is no room for all
};

// What the user did to the rows, counted in table.rows.
struct TablePick {
    std::vector<std::uint32_t> rows; // the last one is the one to show
    app::PickMode mode = app::PickMode::replace;
    bool open = false; // double click: go there
};

class TableView {
public:
    // Sorts by that column at first.
    explicit TableView(std::string id, std::string sort_column = {}, bool descending = false) : m_id(std::move(id)) {
        m_question.sort = std::move(sort_column);
        m_question.descending = descending;
    }

    // Call when the table's content has changed.
    void invalidate() { m_table = nullptr; }
    // `words` keeps rows with a text that contains them; `selected` tells of a row of the table; `layout` is what the
    // user made of the columns and is changed here.
    TablePick show(Ui& ui, const Rect& rect, const app::ShownTable& table,
                   const std::function<bool(std::uint32_t)>& selected, std::string_view words,
                   std::span<const ColumnLook> looks, app::TableLayout& layout);
    // Rows as shown, in order.
    const std::vector<std::uint32_t>& rows() const { return m_rows; }
    bool filtered() const { return !m_question.words.empty() || !m_question.columns.empty(); }
    void clear_filters() { m_question.columns.clear(), m_stale = true; }
    // The arrow keys move in it: it was clicked last.
    bool active() const { return m_active; }
    // Brings a row into view.
    void reveal(std::size_t row) { m_reveal = row; }

private:
    void refresh(const app::ShownTable& table, std::string_view words);
    void measure(Ui& ui, const app::ShownTable& table, float room, std::span<const ColumnLook> looks,
                 const app::TableLayout& layout);
    void heading(Ui& ui, const Rect& cell, const app::ShownTable& table, std::size_t column, app::TableLayout& layout);
    void filter_popup(Ui& ui, const Rect& cell, const app::ShownTable& table, std::size_t column);
    void draw_row(Ui& ui, const Rect& line, const app::ShownTable& table, std::uint32_t row,
                  std::span<const ColumnLook> looks);
    void draw_cell(Ui& ui, const Rect& cell, const model::Column& column, const model::Value& value,
                   const ColumnLook* look);
    TablePick pick(std::size_t place);
    std::optional<std::size_t> key_step() const;

    std::string m_id;
    TableQuestion m_question;
    const app::ShownTable* m_table = nullptr;
    std::size_t m_table_rows = 0;
    std::vector<std::uint32_t> m_rows;
    bool m_stale = true, m_active = false;
    std::size_t m_anchor = 0, m_cursor = 0; // places in m_rows: where a range begins, where the arrow keys are
    std::optional<std::size_t> m_reveal;
    // Columns shown now: rows of table.columns and their widths, and what these were measured for.
    std::vector<std::size_t> m_columns;
    std::vector<float> m_widths;
    float m_measured_room = 0, m_scroll_x = 0, m_scroll_y = 0;
    std::string m_measured_language, m_measured_sort;
    app::TableLayout m_measured_layout;
    // Of the filter that is open: the values of its column, and numbers as typed.
    std::string m_open_column, m_from, m_to;
    std::vector<std::string> m_values;
};

// A list of the columns with boxes to tick, as a popup of that id; open it with ImGui::OpenPopup.
void column_menu(Ui& ui, const char* popup, ImVec2 at, std::string_view id, const app::ShownTable& table,
                 app::TableLayout& layout);
// The heading of a column in the user's language.
std::string title_of(Ui& ui, const model::Column& column);

} // namespace wangge::ui
