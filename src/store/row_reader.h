// A SELECT over the columns of one table, read from left to right.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"
#include "store/connection.h"
#include "store/words.h"

#include <span>
#include <string>

namespace wangge::store {

// Column 0 is the id, then those of columns.h.
class RowReader {
public:
    // `rest` is what follows FROM table: WHERE, ORDER BY.
    RowReader(const Connection& db, std::string table, std::span<const std::string_view> columns,
              std::string_view rest = "ORDER BY id", base::Feedback* feedback = nullptr);

    Statement& statement() { return m_rows; }
    bool next();
    std::int64_t id() const { return m_rows.integer(0); }
    void pass(int columns) { m_column += columns; }
    std::string_view text() { return m_rows.text(++m_column); }
    std::string string() { return std::string(text()); }
    std::int64_t integer() { return m_rows.integer(++m_column); }
    double real() { return m_rows.real(++m_column); }
    bool flag() { return integer() != 0; }
    base::Date date() { return m_rows.date(++m_column); }
    template <class Kind> Kind word(Kind fallback) { return word_or(text(), fallback); }
    // NaN, NaN for none.
    geo::MapPoint point();
    geo::Polyline line();
    geo::MultiPolygon area();

private:
    [[noreturn]] void fail_row() const;
    std::string m_table;
    Statement m_rows;
    base::Feedback* m_feedback;
    int m_column = 0;
    int m_count = 0;
};

// How many rows the table has, to reserve memory for.
std::size_t row_count(const Connection& db, std::string_view table);

} // namespace wangge::store
