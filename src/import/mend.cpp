#include "import/mend.h"

#include "base/error.h"
#include "import/opening.h"
#include "import/shape.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wangge::import {
namespace {

// Shapes of quarantined rows stand in a column of this name: points as POINT(x y) in the file's coordinates, lines and
// areas on the document's plane.
constexpr const char* shape_column = "geometry";

bool has_shape(const model::QuarantineRow& row) {
    const Cells cells = cells_of(row);
    return std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return is_shape(cell.first, cell.second); });
}

class QuarantineReader : public Reader {
public:
    // `plane`: the EPSG number of the document when the rows have lines or areas, else 0.
    QuarantineReader(std::span<const model::QuarantineRow> rows, int plane) : m_rows(rows) {
        layer = rows.front().layer;
        has_shapes = plane != 0;
        epsg = plane;
        for (const model::QuarantineRow& row : rows)
            for (const auto& [name, text] : cells_of(row))
                if (!(has_shapes && name == shape_column) &&
                    std::find(columns.begin(), columns.end(), name) == columns.end())
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
            if (!has_shapes)
                continue;
            const auto shape =
                std::find_if(cells.begin(), cells.end(), [](const auto& c) { return c.first == shape_column; });
            block.shapes.push_back(shape == cells.end() ? Shape{} : shape_from_wkt(shape->second));
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

bool is_shape(std::string_view column, std::string_view text) {
    return column == shape_column && text.starts_with("MULTI");
}

namespace {

// Rows that all have a line or area (`plane` != 0), or all none.
void mend_alike(std::span<const model::QuarantineRow> rows, const Options& options, const Context& context, int plane,
                Sink& sink, base::Feedback& feedback, ImportReport& report) {
    auto reader = std::make_unique<QuarantineReader>(rows, plane);
    ColumnTable table = ColumnTable::load(report.kind);
    Options asked = options;
    // Columns that none of these rows has are no fault here.
    std::erase_if(asked.columns, [&](const auto& pair) {
        return std::find(reader->columns.begin(), reader->columns.end(), pair.second) == reader->columns.end();
    });
    if (plane != 0) { // what was known of the file's coordinates has been used
        asked.epsg = 0;
        asked.datum.reset();
    } else if (std::find(reader->columns.begin(), reader->columns.end(), shape_column) != reader->columns.end() &&
               table.has("coordinates"))
        asked.columns.try_emplace("coordinates", shape_column);
    Opening opening = open_rows(std::move(reader), report.kind, std::move(table), asked);
    run_rows(opening, rows.front().file, asked, context, sink, feedback, report);
}

} // namespace

ImportReport mend(std::span<const model::QuarantineRow> rows, const Options& options, const Context& context,
                  Sink& sink, base::Feedback& feedback) {
    base::ensure(!rows.empty(), "rows to mend");
    ImportReport report;
    const auto kind = kind_from_key(rows.front().kind);
    if (!kind)
        base::fail_input("import.mend_unknown_kind", {{"kind", rows.front().kind}});
    std::vector<model::QuarantineRow> shaped, plain;
    for (const model::QuarantineRow& row : rows)
        (has_shape(row) ? shaped : plain).push_back(row);
    const auto part = [&](const std::vector<model::QuarantineRow>& some, int plane) {
        ImportReport one;
        one.kind = *kind;
        mend_alike(some, options, context, plane, sink, feedback, one);
        one.read += report.read;
        one.imported += report.imported;
        one.repaired += report.repaired;
        one.quarantined += report.quarantined;
        for (const auto& [reason, count] : report.reasons)
            one.reasons[reason] += count;
        report = std::move(one);
    };
    report.kind = *kind;
    if (!shaped.empty())
        part(shaped, context.snapshot.epsg);
    if (!plain.empty() && !needs_shapes(*kind))
        part(plain, 0);
    else if (!plain.empty()) { // nothing to make a line or area of
        sink.put(std::span<const model::QuarantineRow>(plain));
        report.read += static_cast<std::int64_t>(plain.size());
        report.quarantined += static_cast<std::int64_t>(plain.size());
        for (const model::QuarantineRow& row : plain)
            ++report.reasons[row.reason];
    }
    return report;
}

} // namespace wangge::import
