#include "export/workbook.h"

#include "base/error.h"
#include "base/files.h"
#include "export/public_copy.h"
#include "export/writers.h"

#include <algorithm>

namespace wangge::exporter {
namespace {

bool has_column(const model::Table& table, std::string_view id) {
    return std::ranges::any_of(table.columns, [&](const model::Column& column) { return column.id == id; });
}

// The columns that a summary speaks of.
std::vector<std::string_view> columns_of(const Measure& measure) {
    std::vector<std::string_view> ids;
    if (!measure.sum.empty())
        ids.push_back(measure.sum);
    for (const Condition& condition : measure.where)
        ids.push_back(condition.column);
    return ids;
}

void check(const Workbook& book) {
    const auto need = [](const model::Table& table, std::string_view id) {
        if (!id.empty() && !has_column(table, id))
            base::fail_input("export.no_column", {{"column", std::string(id)}, {"table", table.id}});
    };
    base::ensure(!book.sheets.empty(), "a workbook has a sheet");
    for (const Sheet& sheet : book.sheets)
        need(sheet.table, sheet.page_by);
    for (const Summary& summary : book.summaries) {
        base::ensure(summary.sheet < book.sheets.size(), "a summary is of a sheet");
        const model::Table& table = book.sheets[summary.sheet].table;
        need(table, summary.by);
        for (const Measure& measure : summary.measures)
            for (const std::string_view id : columns_of(measure))
                need(table, id);
    }
}

} // namespace

Written write(const Workbook& book, const std::filesystem::path& path, const Options& options,
              base::Feedback& feedback) {
    if (format_of(path) != Format::xlsx)
        base::fail_input("export.book_is_xlsx", {{"file", path.string()}}, path.string());
    check(book);
    Written written;
    std::vector<model::Table> copies;
    std::vector<SheetView> views;
    std::vector<Summary> summaries = book.summaries;
    copies.reserve(book.sheets.size()); // the views point into it
    for (const Sheet& sheet : book.sheets) {
        if (options.public_copy)
            copies.push_back(public_copy(sheet.table, written.withheld));
        views.push_back({options.public_copy ? &copies.back() : &sheet.table, sheet.page_by});
        ++written.tables;
        written.rows += static_cast<std::int64_t>(sheet.table.rows.size());
    }
    for (Summary& summary : summaries)
        std::erase_if(summary.measures, [&](const Measure& measure) {
            return !std::ranges::all_of(
                columns_of(measure), [&](std::string_view id) { return has_column(*views[summary.sheet].table, id); });
        });
    std::erase_if(summaries,
                  [&](const Summary& summary) { return !has_column(*views[summary.sheet].table, summary.by); });
    feedback.progress(0, "export.step.write");
    base::DraftFile draft(path);
    write_xlsx(views, summaries, book.page, draft.path(), path, written, feedback);
    draft.commit();
    feedback.progress(1, "export.step.write");
    return written;
}

} // namespace wangge::exporter
