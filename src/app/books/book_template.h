// Ledgers by template: which tables, columns, order, page breaks and sums a workbook has, as data in data/books.
#pragma once
#include "app/tables.h"
#include "export/workbook.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace wangge::app {

// The names of data/books/*.json, in order.
std::vector<std::string> book_names();
// What people call the template, in the language of the catalog. Throws as make_book().
std::string book_title(const std::filesystem::path& file, const base::Catalog& catalog);
// The file of a template: a name of book_names(), or the path of a JSON file of the user's own. Throws Error(bad_input)
// "book.unknown" with the names that are known.
std::filesystem::path book_file(const std::string& name_or_path);

// Reads a template and fills it. `table` gives the table of a name; its rows come as they are, in the order of the
// template's columns and `sort`. A word "@key" in a condition is the sentence of that key in the reader's language.
// Throws Error(bad_input) "style.bad_json", "style.unknown_key", "style.missing_key", "style.bad_value" with the path
// of the key, "export.no_column" for a column that the table does not have.
exporter::Workbook make_book(const std::filesystem::path& file, const base::Catalog& catalog,
                             const std::function<model::Table(const std::string& name)>& table);

} // namespace wangge::app
