#include "store/row_reader.h"

#include "base/error.h"
#include "store/spatial_blob.h"

#include <fmt/format.h>
#include <limits>

namespace wangge::store {
namespace {

constexpr int rows_between_checks = 2048;

std::string select_sql(const std::string& table, std::span<const std::string_view> columns, std::string_view rest) {
    std::string names = "id";
    for (const std::string_view column : columns)
        names += "," + sql_name(column);
    return fmt::format("SELECT {} FROM {} {}", names, sql_name(table), rest);
}

} // namespace

RowReader::RowReader(const Connection& db, std::string table, std::span<const std::string_view> columns,
                     std::string_view rest, base::Feedback* feedback)
    : m_table(std::move(table)), m_rows(db, select_sql(m_table, columns, rest)), m_feedback(feedback) {}

bool RowReader::next() {
    if (m_feedback && ++m_count % rows_between_checks == 0)
        m_feedback->check();
    m_column = 0;
    return m_rows.step();
}

geo::MapPoint RowReader::point() {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const std::string_view blob = m_rows.blob(++m_column);
    if (blob.empty())
        return {nan, nan};
    const auto point = decode_point(blob);
    if (!point)
        fail_row();
    return *point;
}

geo::Polyline RowReader::line() {
    const std::string_view blob = m_rows.blob(++m_column);
    if (blob.empty())
        return {};
    auto line = decode_line(blob);
    if (!line)
        fail_row();
    return std::move(*line);
}

geo::MultiPolygon RowReader::area() {
    const std::string_view blob = m_rows.blob(++m_column);
    if (blob.empty())
        return {};
    auto area = decode_area(blob);
    if (!area)
        fail_row();
    return std::move(*area);
}

void RowReader::fail_row() const {
    base::fail_input("store.damaged_row", {{"layer", m_table}, {"row", std::to_string(id())}});
}

std::size_t row_count(const Connection& db, std::string_view table) {
    return static_cast<std::size_t>(db.number(fmt::format("SELECT count(*) FROM {}", sql_name(table))));
}

} // namespace wangge::store
