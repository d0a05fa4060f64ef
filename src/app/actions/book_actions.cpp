// Ledgers by template, ready for print.
#include "app/actions.h"
#include "app/books/book_tables.h"
#include "app/books/book_template.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/public_places.h"

namespace wangge::app {
namespace {

nlohmann::json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string name = arguments.at("template"), file = arguments.at("file");
    const std::filesystem::path book_path = book_file(name);
    exporter::format_of(file);
    const base::Catalog& catalog =
        arguments.contains("lang") ? catalog_of(arguments.at("lang").get<std::string>()) : project.catalog();
    feedback.progress(0, "export.step.read");
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const TableInput input{*snapshot, catalog, as_of_date(arguments.value("as-of", "")), feedback,
                           project.document().ledger()};
    exporter::Workbook book =
        make_book(book_path, catalog, [&](const std::string& table) { return book_table(table, input); });
    if (arguments.value("public", false)) {
        PublicPlaces places(*snapshot);
        for (exporter::Sheet& sheet : book.sheets)
            places.put(sheet.table);
    }
    base::StepFeedback writing(feedback, 0.4, 1);
    const exporter::Written written = exporter::write(book, file, {arguments.value("public", false)}, writing);
    return {{"template", name},
            {"file", file},
            {"sheets", written.tables + static_cast<std::int64_t>(book.summaries.size())},
            {"rows", written.rows},
            {"public", arguments.value("public", false)},
            {"withheld_columns", written.withheld},
            {"shortened_texts", written.shortened}};
}

} // namespace

std::vector<Action> book_actions() {
    return {{.name = "book.write",
             .verb = "book",
             .access = Access::read,
             .params = {{.name = "template", .type = ParamType::text, .required = true, .positional = true},
                        {.name = "file", .type = ParamType::path, .required = true, .positional = true},
                        {.name = "public", .type = ParamType::flag, .default_value = false},
                        {.name = "lang", .type = ParamType::choice, .choices = {"zh", "en"}},
                        {.name = "as-of"}},
             .run = run}};
}

} // namespace wangge::app
