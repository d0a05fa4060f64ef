// XLSX ledgers ready to read and print: bold frozen header, filter, fitting widths, dates as dates.
#include "base/date.h"
#include "base/error.h"
#include "base/system_reason.h"
#include "base/text.h"
#include "export/writers.h"
#include "export/xlsx_parts.h"

#include <cpl_error.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
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

// Heading, signature and page numbers; the first row on every page.
void set_up_pages(lxw_worksheet* sheet, std::string heading, const PageSetup& page) {
    worksheet_freeze_panes(sheet, 1, 0);
    page.landscape ? worksheet_set_landscape(sheet) : worksheet_set_portrait(sheet);
    worksheet_set_paper(sheet, page.paper);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_fit_to_pages(sheet, 1, 0);
    std::string signature = page.signature;
    for (std::string* text : {&heading, &signature})
        for (std::size_t at = 0; (at = text->find('&', at)) != std::string::npos; at += 2)
            text->insert(at, "&");
    worksheet_set_header(sheet, ("&C&14&\"-,Bold\"" + heading).c_str());
    worksheet_set_footer(sheet, signature.empty() ? "&C&P / &N" : ("&L" + signature + "&R&P / &N").c_str());
}

// Excel takes at most this many page breaks.
constexpr std::size_t most_breaks = 1023;

void break_pages(lxw_worksheet* sheet, const model::Table& table, std::string_view page_by) {
    std::size_t column = 0;
    while (column < table.columns.size() && table.columns[column].id != page_by)
        ++column;
    std::vector<lxw_row_t> breaks;
    for (std::size_t r = 1; column < table.columns.size() && r < table.rows.size() && breaks.size() < most_breaks; ++r)
        if (table.rows[r][column] != table.rows[r - 1][column])
            breaks.push_back(static_cast<lxw_row_t>(r + 1));
    if (breaks.empty())
        return;
    breaks.push_back(0); // ends the list
    worksheet_set_h_pagebreaks(sheet, breaks.data());
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
    if (columns > 0)
        worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                             static_cast<lxw_col_t>(columns - 1));
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

void write_xlsx(std::span<const SheetView> sheets, std::span<const Summary> summaries, const PageSetup& page,
                const std::filesystem::path& path, const std::filesystem::path& shown, Written& written,
                base::Feedback& feedback) {
    struct Book {
        lxw_workbook* handle;
        ~Book() {
            if (handle)
                lxw_workbook_free(handle);
        }
    };
    // Its scratch files go beside the result, so that a full disk is found in one place.
    // The library would only say that something went wrong, and not in the user's language.
    if (std::FILE* probe = std::fopen(path.c_str(), "wb"))
        std::fclose(probe);
    else
        base::fail_environment("base.cannot_write", {{"file", shown.string()}, {"reason", base::system_reason(errno)}},
                               shown.string());
    std::string folder = path.parent_path().string();
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    Book book{workbook_new_opt(path.c_str(), &options)};
    base::ensure(book.handle != nullptr, "a workbook can be made in memory");
    lxw_doc_properties properties{};
    std::string title = sheets.front().table->title;
    properties.title = title.data();
    std::tm day{};
    day.tm_year = 100;
    day.tm_mday = 1;
    properties.created = timegm(&day); // fixed, so that the same data give the same bytes
    workbook_set_properties(book.handle, &properties);
    Formats formats(book.handle);
    std::set<std::string> taken;
    const auto add_sheet = [&](const std::string& name) {
        lxw_worksheet* sheet = workbook_add_worksheet(book.handle, name.c_str());
        base::ensure(sheet != nullptr, "a sheet name is valid");
        return sheet;
    };
    std::vector<std::string> summary_names, names;
    for (const Summary& summary : summaries)
        summary_names.push_back(sheet_name(summary.title, taken));
    for (const SheetView& view : sheets)
        names.push_back(sheet_name(view.table->title, taken));
    for (std::size_t i = 0; i < summaries.size(); ++i) {
        lxw_worksheet* sheet = add_sheet(summary_names[i]);
        const std::size_t of = summaries[i].sheet;
        write_summary(sheet, summaries[i], *sheets[of].table, names[of], formats);
        set_up_pages(sheet, summaries[i].title, page);
    }
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        lxw_worksheet* sheet = add_sheet(names[i]);
        write_sheet(sheet, *sheets[i].table, formats, shown, written, feedback);
        set_up_pages(sheet, sheets[i].table->title, page);
        break_pages(sheet, *sheets[i].table, sheets[i].page_by);
        feedback.progress(0.7 * static_cast<double>(i + 1) / static_cast<double>(sheets.size()), "export.step.write");
    }
    errno = 0;
    const lxw_error error = workbook_close(book.handle);
    const int refused = errno;
    book.handle = nullptr; // freed by close
    if (error != LXW_NO_ERROR || !is_whole(path, summaries.size() + sheets.size())) {
        // A file that is short although nobody complained was cut off by the disk.
        std::string reason = base::system_reason(refused != 0 ? refused : ENOSPC);
        if (error != LXW_NO_ERROR && refused == 0)
            reason = lxw_strerror(error);
        base::fail_environment("base.cannot_write", {{"file", shown.string()}, {"reason", std::move(reason)}},
                               shown.string());
    }
}

} // namespace wangge::exporter
