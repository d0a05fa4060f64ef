// The tables that ledger templates speak of: those of `export`, the register by cell, and the plan of visits.
#pragma once
#include "app/tables.h"

#include <string>

namespace wangge::app {

// "register": the sites with their cell, and whether they were visited in the quarter of `as_of` (to that day) and
// regraded. "schedule": the visits of the rest of `as_of`'s year. Else as table_of().
model::Table book_table(const std::string& name, const TableInput& input);

} // namespace wangge::app
