#include "app/books/book_template.h"

#include "app/language.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "style/reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

namespace wangge::app {
namespace fs = std::filesystem;
namespace {

using style::Reader;

// {"zh": ..., "en": ...}
std::string words(Reader& of, std::string_view key, const base::Catalog& catalog) {
    Reader texts = of.object(key);
    const std::string zh = texts.text("zh"), en = texts.text("en");
    texts.finish();
    return language_of(catalog) == "zh" ? zh : en;
}

std::size_t column_of(const model::Table& table, std::string_view id) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].id == id)
            return c;
    base::fail_input("export.no_column", {{"column", std::string(id)}, {"table", table.id}});
}

std::vector<std::size_t> columns_of(const model::Table& table, std::string_view ids) {
    std::vector<std::size_t> columns;
    for (const std::string_view id : base::split(ids, ' '))
        if (!id.empty())
            columns.push_back(column_of(table, id));
    return columns;
}

std::vector<exporter::Condition> conditions(Reader& of, const base::Catalog& catalog) {
    std::vector<exporter::Condition> all;
    if (!of.has("where"))
        return all;
    of.object("where").each([&](const std::string& column, Reader& self) {
        const std::string value = self.text(column);
        all.push_back({column, value.starts_with('@') ? catalog.say(value.substr(1)) : value});
    });
    return all;
}

std::string text_of(const model::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole ? std::to_string(*whole) : std::string();
}

// The rows that meet the conditions, sorted, with the columns that the template names.
model::Table arranged(const model::Table& table, const std::vector<exporter::Condition>& where, std::string_view sort,
                      std::string_view columns) {
    const std::vector<std::size_t> shown = columns_of(table, columns), order = columns_of(table, sort);
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (std::ranges::all_of(where, [&](const exporter::Condition& c) {
                return text_of(table.rows[r][column_of(table, c.column)]) == c.equals;
            }))
            rows.push_back(r);
    std::ranges::stable_sort(rows, [&](std::size_t a, std::size_t b) {
        for (const std::size_t c : order)
            if (table.rows[a][c] != table.rows[b][c])
                return table.rows[a][c] < table.rows[b][c];
        return false;
    });
    model::Table result;
    result.id = table.id;
    for (const std::size_t c : shown)
        result.columns.push_back(table.columns[c]);
    for (const std::size_t r : rows) {
        std::vector<model::Value>& row = result.rows.emplace_back();
        for (const std::size_t c : shown)
            row.push_back(table.rows[r][c]);
    }
    return result;
}

exporter::Summary read_summary(Reader& of, const base::Catalog& catalog, std::size_t sheets) {
    exporter::Summary summary;
    summary.title = words(of, "name", catalog);
    summary.sheet = static_cast<std::size_t>(of.number("sheet", 1, static_cast<double>(sheets))) - 1;
    summary.by = of.text("by");
    summary.total = catalog.say("book.total");
    summary.blank = catalog.say("book.blank");
    for (Reader& each : of.objects("measures")) {
        exporter::Measure& measure = summary.measures.emplace_back();
        measure.title = words(each, "name", catalog);
        measure.sum = each.has("sum") ? each.text("sum") : std::string();
        measure.where = conditions(each, catalog);
        each.finish();
    }
    of.finish();
    return summary;
}

} // namespace

std::vector<std::string> book_names() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(base::data_folder() / "books"))
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

fs::path book_file(const std::string& name_or_path) {
    if (name_or_path.ends_with(".json"))
        return name_or_path;
    const std::vector<std::string> names = book_names();
    if (std::ranges::find(names, name_or_path) == names.end()) {
        std::string known;
        for (const std::string& name : names)
            known += (known.empty() ? "" : " ") + name;
        base::fail_input("book.unknown", {{"template", name_or_path}, {"known", known}}, name_or_path);
    }
    return base::data_folder() / "books" / (name_or_path + ".json");
}

std::string book_title(const fs::path& file, const base::Catalog& catalog) {
    const nlohmann::json read = style::read_json(file);
    Reader reader(read, file.string());
    return words(reader, "name", catalog);
}

exporter::Workbook make_book(const fs::path& file, const base::Catalog& catalog,
                             const std::function<model::Table(const std::string& name)>& table) {
    static constexpr std::string_view papers[] = {"A4", "A3"}, turns[] = {"portrait", "landscape"};
    const nlohmann::json read = style::read_json(file);
    Reader reader(read, file.string());
    exporter::Workbook book;
    const std::string name = words(reader, "name", catalog);
    book.page.paper = reader.choice("paper", papers) == 0 ? 9 : 8;
    book.page.landscape = reader.choice("turned", turns) == 1;
    if (reader.has("signature"))
        book.page.signature = words(reader, "signature", catalog);
    for (Reader& each : reader.objects("sheets")) {
        exporter::Sheet& sheet = book.sheets.emplace_back();
        const std::string of = each.text("table");
        sheet.table = arranged(table(of), conditions(each, catalog), each.has("sort") ? each.text("sort") : "",
                               each.text("columns"));
        sheet.table.title = each.has("name") ? words(each, "name", catalog) : name;
        sheet.page_by = each.has("page_by") ? each.text("page_by") : std::string();
        each.finish();
    }
    for (Reader& each : reader.objects("summaries"))
        book.summaries.push_back(read_summary(each, catalog, book.sheets.size()));
    reader.finish();
    return book;
}

} // namespace wangge::app
