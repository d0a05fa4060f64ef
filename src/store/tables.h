// The tables of a project file that edits change, and which of their columns are shapes.
#pragma once
#include <span>
#include <string_view>

namespace wangge::store {

struct ShapeColumn {
    std::string_view table, column;
};

// Every table whose rows can be undone; a table stands behind those that its rows refer to.
std::span<const std::string_view> edited_tables();
bool is_edited_table(std::string_view table);
// Every spatial column; each has an R-tree "idx_<table>_<column>".
std::span<const ShapeColumn> shape_columns();

} // namespace wangge::store
