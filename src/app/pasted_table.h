// Cells copied in a spreadsheet, kept as a file that the import reads like any other.
#pragma once
#include <filesystem>
#include <string_view>

namespace wangge::app {

// Writes the clipboard's text to a file of its own (tab separated) and gives its path. Throws Error(bad_input)
// "import.nothing_to_paste" when it is no table: fewer than two rows or columns.
std::filesystem::path keep_pasted(std::string_view text);

} // namespace wangge::app
