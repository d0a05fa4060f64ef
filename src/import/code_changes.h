// A table of succession (新旧代码对照表) out of a CSV or XLSX file.
#pragma once
#include "model/code_change.h"

#include <filesystem>
#include <vector>

namespace wangge::import {

// The rows that have both an old and a new code, in order; headings as data/codes/succession_columns.json lists them,
// anywhere among the first 20 rows. Throws Error(bad_input) "import.no_code_columns" and what reading a file throws.
std::vector<model::CodeChange> read_code_changes(const std::filesystem::path& file);

} // namespace wangge::import
