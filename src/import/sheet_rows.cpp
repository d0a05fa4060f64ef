#include "import/sheet_rows.h"

#include "base/error.h"
#include "import/opening.h"

namespace wangge::import {

std::vector<SheetRow> read_sheet(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file))
        base::fail_environment("import.no_such_file", {{"file", file.string()}}, file.string());
    const std::vector<std::string> layers = layers_of(file);
    const auto reader = open_reader(file, Kind::villages, {}, layers.empty() ? "" : layers.front());
    std::vector<SheetRow> rows;
    if (!reader->columns.empty())
        rows.push_back({0, reader->columns});
    RowBlock block;
    while (reader->read(block, block_rows))
        for (std::size_t row = 0; row < block.size(); ++row) {
            SheetRow one{block.number(row), {}};
            for (std::size_t i = 0; i < block.cells(row); ++i)
                one.cells.emplace_back(block.cell(row, i));
            rows.push_back(std::move(one));
        }
    return rows;
}

} // namespace wangge::import
