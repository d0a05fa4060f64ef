// What the sheets of a workbook share: number formats, and the sheet of formulas beside the sheets of rows.
#pragma once
#include "base/date.h"
#include "export/workbook.h"

#include <fmt/format.h>
#include <map>
#include <xlsxwriter.h>

namespace wangge::exporter {

// Excel's day number of the 1900 system; the only wrong day of it (1900-02-29) lies before any ledger.
inline double day_number(base::Date date) {
    return static_cast<double>(date.days + 25569);
}

struct Formats {
    explicit Formats(lxw_workbook* book)
        : m_book(book), header(workbook_add_format(book)), date(workbook_add_format(book)),
          whole(workbook_add_format(book)), total(workbook_add_format(book)), total_real(workbook_add_format(book)) {
        format_set_bold(header);
        format_set_bg_color(header, 0xDFF0F4);
        format_set_bottom(header, LXW_BORDER_THIN);
        format_set_text_wrap(header);
        format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
        format_set_num_format(date, "yyyy-mm-dd");
        format_set_num_format(whole, "#,##0");
        for (lxw_format* each : {total, total_real}) {
            format_set_bold(each);
            format_set_top(each, LXW_BORDER_THIN);
        }
        format_set_num_format(total, "#,##0");
        format_set_num_format(total_real, "#,##0.0");
    }
    lxw_format* real(int decimals) {
        lxw_format*& format = m_reals[decimals];
        if (!format) {
            format = workbook_add_format(m_book);
            format_set_num_format(
                format, decimals <= 0
                            ? "#,##0"
                            : fmt::format("#,##0.{}", std::string(static_cast<std::size_t>(decimals), '0')).c_str());
        }
        return format;
    }

private:
    lxw_workbook* m_book;
    std::map<int, lxw_format*> m_reals;

public:
    lxw_format *header, *date, *whole, *total, *total_real;
};

// Writes the summary over a table that stands on the sheet `of`, from its second row on.
void write_summary(lxw_worksheet* sheet, const Summary& summary, const model::Table& table, const std::string& of,
                   Formats& formats);

} // namespace wangge::exporter
