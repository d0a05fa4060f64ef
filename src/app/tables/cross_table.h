// A cross-inspection as a table: a cell a row, with who checks it all year and who comes this time.
#pragma once
#include "app/layer_tables.h"
#include "assign/cross.h"

namespace wangge::app {

model::Table cross_table(const TableInput& input, const assign::Field& field, const assign::Cross& cross);

} // namespace wangge::app
