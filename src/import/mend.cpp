#include "import/mend.h"

#include "base/error.h"
#include "import/opening.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wangge::import {
namespace {

// Shapes of quarantined rows that were points stand in a column of this name, as POINT(x y).
constexpr const char* point_column = "geometry";

class QuarantineReader : public Reader {
public:
    explicit QuarantineReader(std::span<const model::QuarantineRow> rows) : m_rows(rows) {
        layer = rows.front().layer;
        for (const model::QuarantineRow& row : rows)
            for (const auto& [name, text] : cells_of(row))
                if (std::find(columns.begin(), columns.end(), name) == columns.end())
                    columns.push_back(name);
    }
    bool read(RowBlock& block, std::size_t most) override {
        block.clear();
        for (; m_next < m_rows.size() && block.size() < most; ++m_next) {
            const Cells cells = cells_of(m_rows[m_next]);
            for (const std::string& column : columns) {
                const auto cell =
                    std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.first == column; });
                block.add_cell(cell == cells.end() ? std::string_view() : std::string_view(cell->second));
            }
            block.end_row(m_rows[m_next].row);
        }
        return block.size() > 0;
    }
    double done() const override {
        return static_cast<double>(m_next) / static_cast<double>(std::max<std::size_t>(1, m_rows.size()));
    }

private:
    std::span<const model::QuarantineRow> m_rows;
    std::size_t m_next = 0;
};

} // namespace

Cells cells_of(const model::QuarantineRow& row) {
    Cells cells;
    const auto original = nlohmann::ordered_json::parse(row.original, nullptr, false);
    if (original.is_object())
        for (const auto& [name, text] : original.items())
            cells.emplace_back(name, text.is_string() ? text.get<std::string>() : text.dump());
    return cells;
}

std::string original_of(const Cells& cells) {
    nlohmann::ordered_json original = nlohmann::ordered_json::object();
    for (const auto& [name, text] : cells)
        original[name] = text;
    return original.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

ImportReport mend(std::span<const model::QuarantineRow> rows, const Options& options, const Context& context,
                  Sink& sink, base::Feedback& feedback) {
    base::ensure(!rows.empty(), "rows to mend");
    ImportReport report;
    const auto kind = kind_from_key(rows.front().kind);
    if (!kind || needs_shapes(*kind))
        base::fail_input("import.mend_needs_shapes", {{"kind", "@import.kind." + rows.front().kind}});
    report.kind = *kind;
    auto reader = std::make_unique<QuarantineReader>(rows);
    ColumnTable table = ColumnTable::load(*kind);
    Options asked = options;
    // Columns that none of these rows has are no fault here.
    std::erase_if(asked.columns, [&](const auto& pair) {
        return std::find(reader->columns.begin(), reader->columns.end(), pair.second) == reader->columns.end();
    });
    if (std::find(reader->columns.begin(), reader->columns.end(), point_column) != reader->columns.end() &&
        table.has("coordinates"))
        asked.columns.try_emplace("coordinates", point_column);
    Opening opening = open_rows(std::move(reader), *kind, std::move(table), asked);
    run_rows(opening, rows.front().file, asked, context, sink, feedback, report);
    return report;
}

} // namespace wangge::import
