// A table as the window shows it: a cell is worked out when somebody looks at it, so that a register of a million rows
// costs no more than its headings.
#pragma once
#include "model/table.h"

#include <functional>

namespace wangge::app {

struct ShownTable {
    std::string id;
    std::vector<model::Column> columns;
    std::size_t rows = 0;
    std::function<model::Value(std::size_t row, std::size_t column)> at;
};

// Of rows that are few, or worked out already.
ShownTable shown(model::Table table);

} // namespace wangge::app
