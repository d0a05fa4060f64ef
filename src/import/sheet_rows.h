// A small table of a CSV file or a spreadsheet as rows of text, headings among them: for tables that are no layers.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::import {

struct SheetRow {
    std::int64_t number = 0; // as a person counts in the file; 0 = headings that the format keeps apart
    std::vector<std::string> cells;
    // A cell beyond the row's end is empty.
    std::string_view cell(std::size_t column) const {
        return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
    }
};

// The rows of the file's first sheet in order, blank ones left out. Throws Error(environment) "import.no_such_file",
// Error(bad_input) as reading a layer does.
std::vector<SheetRow> read_sheet(const std::filesystem::path& file);

} // namespace wangge::import
