// Rows of a small table by the names of its columns: headings may be of either language, or the names themselves.
#pragma once
#include "base/catalog.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

struct SheetColumn {
    std::string name, heading; // `heading` is a text id
    bool required = false;
};

struct SheetLine {
    std::int64_t number = 0; // of the row, as a person counts
    std::string where;       // "file.csv: row 5"
    std::map<std::string, std::string, std::less<>> cells;
    // Without blanks around; "" when the column is not there.
    std::string_view text(std::string_view column) const;
};

// The lines below the headings, which stand within the first 20 rows; blank ones are left out. Throws Error(bad_input)
// "rules.missing_columns", "rules.no_rows", and what import::read_sheet() throws.
std::vector<SheetLine> sheet_lines(const std::filesystem::path& file, const std::vector<SheetColumn>& columns,
                                   const base::Catalog& catalog);

// As words and headings are compared: narrow, small, without blanks around.
std::string folded(std::string_view text);

} // namespace wangge::app
