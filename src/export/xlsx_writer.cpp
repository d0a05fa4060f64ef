// XLSX ledgers ready to read and print: bold frozen header, filter, fitting widths, dates as dates.
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "export/writers.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <ctime>
#include <map>
#include <memory>
#include <set>

namespace wangge::exporter {
namespace {

constexpr std::int64_t rows_of_a_sheet = 1048576;
constexpr std::size_t longest_text = 32767; // characters of a cell

// 1 to 31 characters without []:*?/\ and not the same as another sheet's in any case.
std::string sheet_name(const std::string& title, std::set<std::string>& taken) {
    std::string clean;
    std::size_t letters = 0;
    for (const char32_t c : base::code_points(title)) {
        if (letters == 27)
            break;
        if (c < 0x20 || (c < 0x80 && std::strchr("[]:*?/\\'", static_cast<int>(c))))
            continue;
        base::append_utf8(clean, c);
        ++letters;
    }
    if (clean.empty())
        clean = "Sheet";
    std::string name = clean;
    for (int i = 2; !taken.insert(base::lower_ascii(name)).second; ++i)
        name = clean + " " + std::to_string(i);
    return name;
}

// Excel's day number of the 1900 system; the only wrong day of it (1900-02-29) lies before any ledger.
double day_number(base::Date date) {
    return static_cast<double>(date.days + 25569);
}

struct Formats {
    explicit Formats(lxw_workbook* book)
        : m_book(book), header(workbook_add_format(book)), date(workbook_add_format(book)),
          whole(workbook_add_format(book)) {
        format_set_bold(header);
        format_set_bg_color(header, 0xDFF0F4);
        format_set_bottom(header, LXW_BORDER_THIN);
        format_set_text_wrap(header);
        format_set_align(header, LXW_ALIGN_VERTICAL_CENTER);
        format_set_num_format(date, "yyyy-mm-dd");
        format_set_num_format(whole, "#,##0");
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
    lxw_format *header, *date, *whole;
};

int width_of(const model::Value& value, const model::Column& column) {
    if (const auto* text = std::get_if<std::string>(&value))
        return base::display_width(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<int>(fmt::formatted_size("{}", *whole)) * 4 / 3;
    if (const auto* real = std::get_if<double>(&value))
        return static_cast<int>(fmt::formatted_size("{:.0f}", *real)) * 4 / 3 + column.decimals + 1;
    return 0;
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const model::Value& value,
                const model::Column& described, Formats& formats, Written& written) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (text->empty())
            return;
        if (described.type == model::ColumnType::date)
            if (const auto date = base::parse_date(*text); date && date->days > -25500) {
                worksheet_write_number(sheet, row, column, day_number(*date), formats.date);
                return;
            }
        std::string cut;
        const char* shown = text->c_str();
        if (text->size() > longest_text) {
            const std::vector<char32_t> letters = base::code_points(*text);
            if (letters.size() > longest_text) {
                ++written.shortened;
                for (std::size_t i = 0; i < longest_text; ++i)
                    base::append_utf8(cut, letters[i]);
                shown = cut.c_str();
            }
        }
        // Always a string cell: a text that looks like a formula is never one.
        worksheet_write_string(sheet, row, column, shown, nullptr);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value))
        worksheet_write_number(sheet, row, column, static_cast<double>(*whole), formats.whole);
    else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real))
        worksheet_write_number(sheet, row, column, *real, formats.real(described.decimals));
}

void write_sheet(lxw_worksheet* sheet, const model::Table& table, Formats& formats, const std::filesystem::path& shown,
                 Written& written, base::Feedback& feedback) {
    if (static_cast<std::int64_t>(table.rows.size()) >= rows_of_a_sheet)
        base::fail_input("export.too_many_rows", {{"layer", table.title}, {"rows", std::to_string(table.rows.size())}},
                         shown.string());
    const auto columns = static_cast<lxw_col_t>(table.columns.size());
    for (lxw_col_t c = 0; c < columns; ++c) {
        const model::Column& column = table.columns[c];
        // Widths are judged by the header and the first rows; the filter's arrow needs room too.
        int width = base::display_width(column.title) + 3;
        for (std::size_t r = 0; r < std::min<std::size_t>(500, table.rows.size()); ++r)
            width = std::max(width, width_of(table.rows[r][c], column));
        if (column.type == model::ColumnType::date)
            width = std::max(width, 11);
        worksheet_set_column(sheet, c, c, std::clamp(width + 1, 6, 52), nullptr);
        worksheet_write_string(sheet, 0, c, column.title.c_str(), formats.header);
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (r % 4096 == 0)
            feedback.check();
        for (lxw_col_t c = 0; c < columns; ++c)
            write_cell(sheet, static_cast<lxw_row_t>(r + 1), c, table.rows[r][c], table.columns[c], formats, written);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    if (columns > 0)
        worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                             static_cast<lxw_col_t>(columns - 1));
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_fit_to_pages(sheet, 1, 0);
    std::string heading = table.title;
    for (std::size_t at = 0; (at = heading.find('&', at)) != std::string::npos; at += 2)
        heading.insert(at, "&");
    worksheet_set_header(sheet, ("&C&14&\"-,Bold\"" + heading).c_str());
    worksheet_set_footer(sheet, "&C&P / &N");
}

// The library does not notice a full disk: every part must unpack (its checksum is proved by that) and have its end.
bool is_whole(const std::filesystem::path& path, std::size_t sheets) {
    const auto part_ends_with = [&](const std::string& part, std::string_view end) {
        const std::string inside = "/vsizip/{" + path.string() + "}/xl/" + part;
        const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(inside.c_str(), "rb"), &VSIFCloseL);
        std::string tail, block(1 << 20, '\0');
        while (file) {
            const std::size_t got = VSIFReadL(block.data(), 1, block.size(), file.get());
            if (got == 0)
                break;
            tail = (tail + block.substr(0, got)).substr(tail.size() + got > 32 ? tail.size() + got - 32 : 0);
        }
        return base::trimmed(tail).ends_with(end);
    };
    CPLPushErrorHandler(CPLQuietErrorHandler);
    bool whole = part_ends_with("workbook.xml", "</workbook>") && part_ends_with("sharedStrings.xml", "</sst>");
    for (std::size_t i = 1; whole && i <= sheets; ++i)
        whole = part_ends_with(fmt::format("worksheets/sheet{}.xml", i), "</worksheet>");
    CPLPopErrorHandler();
    return whole;
}

} // namespace

void write_xlsx(std::span<const model::Table> tables, const std::filesystem::path& path,
                const std::filesystem::path& shown, Written& written, base::Feedback& feedback) {
    struct Book {
        lxw_workbook* handle;
        ~Book() {
            if (handle)
                lxw_workbook_free(handle);
        }
    };
    // Its scratch files go beside the result, so that a full disk is found in one place.
    std::string folder = path.parent_path().string();
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    Book book{workbook_new_opt(path.c_str(), &options)};
    base::ensure(book.handle != nullptr, "a workbook can be made in memory");
    lxw_doc_properties properties{};
    std::string title = tables.front().title;
    properties.title = title.data();
    std::tm day{};
    day.tm_year = 100;
    day.tm_mday = 1;
    properties.created = timegm(&day); // fixed, so that the same data give the same bytes
    workbook_set_properties(book.handle, &properties);
    Formats formats(book.handle);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        lxw_worksheet* sheet = workbook_add_worksheet(book.handle, sheet_name(tables[i].title, taken).c_str());
        base::ensure(sheet != nullptr, "a sheet name is valid");
        write_sheet(sheet, tables[i], formats, shown, written, feedback);
        feedback.progress(0.7 * static_cast<double>(i + 1) / static_cast<double>(tables.size()), "export.step.write");
    }
    const lxw_error error = workbook_close(book.handle);
    book.handle = nullptr; // freed by close
    if (error != LXW_NO_ERROR || !is_whole(path, tables.size()))
        base::fail_environment(
            "base.cannot_write",
            {{"file", shown.string()}, {"reason", error != LXW_NO_ERROR ? lxw_strerror(error) : std::strerror(ENOSPC)}},
            shown.string());
}

} // namespace wangge::exporter
