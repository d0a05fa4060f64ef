// Every layer of the project as a table, by the name that `export` knows it by.
#pragma once
#include "app/tables.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

// A supervised unit, village or person a row, with names of township and village beside their codes. Headings are those
// that `import` understands, so a ledger that was filled in by hand comes back.
model::Table sites_table(const TableInput& input);
model::Table villages_table(const TableInput& input);
model::Table people_table(const TableInput& input);
// Lines and areas of the base map.
model::Table roads_table(const TableInput& input);
model::Table boundaries_table(const TableInput& input);
model::Table waters_table(const TableInput& input); // courses
model::Table lakes_table(const TableInput& input);
// The current plan: its cells as areas, and the ledger of who is responsible for which.
model::Table cells_table(const TableInput& input);
model::Table assignment_table(const TableInput& input);
// Items on their way to write-off.
model::Table ledger_table(const TableInput& input);
// Rows that import could not use, with the reason and the text as it came.
model::Table quarantine_table(const TableInput& input);

// The layers that table_of() knows, in the order of "all".
const std::vector<std::string>& table_layers();
// Throws Error(bad_input) "export.unknown_layer" with the names that are known.
model::Table table_of(std::string_view layer, const TableInput& input);

} // namespace wangge::app
