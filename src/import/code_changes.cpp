#include "import/code_changes.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "import/cells.h"
#include "import/columns.h"
#include "import/sheet_rows.h"

#include <array>
#include <nlohmann/json.hpp>

namespace wangge::import {
namespace {

enum Field { from, to, name, field_count };
using Columns = std::array<int, field_count>; // -1 = none

Columns columns_of(const std::vector<std::string>& headings) {
    static const nlohmann::json words =
        nlohmann::json::parse(base::read_file(base::data_folder() / "codes" / "succession_columns.json"));
    constexpr std::array<const char*, field_count> keys = {"from", "to", "name"};
    Columns columns{-1, -1, -1};
    for (std::size_t field = 0; field < field_count; ++field)
        for (const nlohmann::json& word : words.at(keys[field]))
            for (std::size_t i = 0; i < headings.size() && columns[field] < 0; ++i)
                if (folded(headings[i]) == folded(word.get<std::string>()))
                    columns[field] = static_cast<int>(i);
    return columns;
}

} // namespace

std::vector<model::CodeChange> read_code_changes(const std::filesystem::path& file) {
    std::vector<model::CodeChange> changes;
    Columns columns{-1, -1, -1};
    constexpr std::size_t headings_within = 20;
    std::size_t seen = 0;
    for (const SheetRow& row : read_sheet(file)) {
        if (columns[from] < 0 || columns[to] < 0) {
            if (seen++ < headings_within)
                columns = columns_of(row.cells);
            continue;
        }
        const auto text = [&](Field field) {
            return columns[field] < 0 ? std::string_view() : row.cell(static_cast<std::size_t>(columns[field]));
        };
        model::CodeChange change{code_in(text(from)), code_in(text(to)), std::string(base::trimmed(text(name)))};
        if (!change.from.empty() && !change.to.empty())
            changes.push_back(std::move(change));
    }
    if (columns[from] < 0 || columns[to] < 0)
        base::fail_input("import.no_code_columns", {{"file", file.filename().string()}}, file.string());
    return changes;
}

} // namespace wangge::import
