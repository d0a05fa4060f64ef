#include "app/rules/sheet_headings.h"

#include "app/language.h"
#include "base/error.h"
#include "base/text.h"
#include "import/sheet_rows.h"

#include <algorithm>

namespace wangge::app {
namespace {

constexpr int headings_within = 20;

// Where each column stands.
std::map<std::string, std::size_t> places_in(const std::vector<SheetColumn>& columns, const import::SheetRow& row) {
    std::map<std::string, std::size_t> places;
    for (const SheetColumn& column : columns)
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string found = folded(row.cells[i]);
            const bool is = found == column.name ||
                            std::any_of(languages().begin(), languages().end(), [&](std::string_view language) {
                                return found == folded(catalog_of(language).say(column.heading));
                            });
            if (is)
                places.emplace(column.name, i);
        }
    return places;
}

std::string missing_in(const std::vector<SheetColumn>& columns, const std::map<std::string, std::size_t>& places,
                       const base::Catalog& catalog) {
    std::string missing;
    for (const SheetColumn& column : columns)
        if (column.required && !places.contains(column.name))
            missing += (missing.empty() ? "" : catalog.say("list.comma")) + catalog.say(column.heading);
    return missing;
}

} // namespace

std::string_view SheetLine::text(std::string_view column) const {
    const auto cell = cells.find(column);
    return cell == cells.end() ? std::string_view() : std::string_view(cell->second);
}

std::string folded(std::string_view text) {
    return base::lower_ascii(base::half_width(base::trimmed(text)));
}

std::vector<SheetLine> sheet_lines(const std::filesystem::path& file, const std::vector<SheetColumn>& columns,
                                   const base::Catalog& catalog) {
    const std::string name = file.filename().string();
    std::map<std::string, std::size_t> places;
    std::string missing = missing_in(columns, places, catalog);
    std::vector<SheetLine> lines;
    int read = 0;
    for (const import::SheetRow& row : import::read_sheet(file)) {
        if (!missing.empty()) {
            if (++read > headings_within)
                break;
            if (auto found = places_in(columns, row); found.size() >= places.size()) {
                places = std::move(found);
                missing = missing_in(columns, places, catalog);
            }
            continue;
        }
        SheetLine line{row.number, {}, {}};
        for (const auto& [column, place] : places)
            if (const std::string_view text = base::trimmed(row.cell(place)); !text.empty())
                line.cells.emplace(column, text);
        if (line.cells.empty())
            continue;
        line.where = name + ": " + catalog.say(base::Message{"rules.row", {{"row", std::to_string(row.number)}}});
        lines.push_back(std::move(line));
    }
    if (!missing.empty())
        base::fail_input("rules.missing_columns", {{"columns", missing}}, name);
    if (lines.empty())
        base::fail_input("rules.no_rows", {}, name);
    return lines;
}

} // namespace wangge::app
