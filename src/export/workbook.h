// A ledger for the clerk: sheets that are set up for print, and a summary whose formulas recompute in Excel and WPS.
#pragma once
#include "export/export.h"

#include <string>
#include <vector>

namespace wangge::exporter {

// A row counts when the column's text is this, in any case of letters (as spreadsheet programs compare); "" = blank.
struct Condition {
    std::string column, equals;
};

// One column of a summary: the number of rows that meet all conditions, or the sum of a column over them.
struct Measure {
    std::string title;
    std::string sum; // id of a numeric column; "" = count
    std::vector<Condition> where;
};

// One row for each text in the column `by`, in the order in which they first come, and a total.
struct Summary {
    std::string title;
    std::size_t sheet = 0; // whose rows are counted
    std::string by;
    std::vector<Measure> measures;
    std::string total, blank; // words for the last row and for rows without a text
};

struct Sheet {
    model::Table table;
    std::string page_by; // a new page where the text of this column changes; "" = none
};

struct PageSetup {
    bool landscape = true;
    std::uint8_t paper = 9; // as Excel counts: 8 = A3, 9 = A4
    std::string signature;  // at the foot of each page, e.g. who made and who checked it
};

struct Workbook {
    std::vector<Sheet> sheets;
    std::vector<Summary> summaries; // first in the file
    PageSetup page;
};

// Writes an XLSX file; an existing one is replaced, and only when the new one is whole. A public copy loses the
// personal columns, and with them the measures that speak of them. Throws Error(bad_input) "export.no_column" for a
// column that no sheet has, "export.too_many_rows"; Error(environment) "base.cannot_write".
Written write(const Workbook& book, const std::filesystem::path& path, const Options& options,
              base::Feedback& feedback);

} // namespace wangge::exporter
