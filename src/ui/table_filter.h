// Which rows of a table are shown and in what order: a text anywhere, conditions by column, one column to sort by.
#pragma once
#include "app/view/shown_table.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::ui {

// What a column's values must meet. Blank values meet only an empty condition.
struct ColumnCondition {
    std::string contains;           // of texts and dates, in any case
    std::optional<double> from, to; // of numbers, closed
    std::set<std::string> left_out; // values that are not wanted
    bool empty() const { return contains.empty() && !from && !to && left_out.empty(); }
    bool operator==(const ColumnCondition&) const = default;
};

struct TableQuestion {
    std::string words;                              // somewhere in a text of the row, in any case
    std::map<std::string, ColumnCondition> columns; // by id
    std::string sort;                               // id of a column; empty = as they come
    bool descending = false;
    bool operator==(const TableQuestion&) const = default;
};

// Rows that meet all, sorted; blanks come last in either direction, equal values keep the table's order.
std::vector<std::uint32_t> rows_of(const app::ShownTable& table, const TableQuestion& question);

bool is_number(const model::Column& column);
// NaN of what is no number.
double number_of(const model::Value& value);

} // namespace wangge::ui
