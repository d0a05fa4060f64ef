#include "store/row_writer.h"

#include "base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wangge::store {
namespace {

std::string insert_sql(const std::string& table, std::span<const std::string_view> columns) {
    std::vector<std::string> names, marks;
    for (const std::string_view column : columns) {
        names.push_back(sql_name(column));
        marks.push_back(fmt::format("?{}", names.size()));
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING", sql_name(table), fmt::join(names, ","),
                       fmt::join(marks, ","));
}

} // namespace

RowWriter::RowWriter(const Connection& db, Recorder& recorder, ShapeChanges& shapes, std::string table,
                     std::span<const std::string_view> columns, std::vector<int> keys)
    : m_db(db), m_recorder(recorder), m_shapes(shapes), m_table(std::move(table)),
      m_columns(columns.begin(), columns.end()), m_keys(std::move(keys)), m_insert(db, insert_sql(m_table, columns)) {
    m_recorder.touch(m_table);
}

std::int64_t RowWriter::note_inserted(PutCounts& counts) {
    base::ensure(m_db.changes() == 1, "a new row was not inserted");
    const std::int64_t id = m_db.last_id();
    m_recorder.inserted(m_table, id);
    ++counts.inserted;
    return id;
}

Statement& RowWriter::find_statement() {
    if (!m_find) {
        std::vector<std::string> conditions;
        for (const int key : m_keys)
            conditions.push_back(fmt::format("{} = ?{}", sql_name(m_columns[static_cast<std::size_t>(key)]), key + 1));
        // The highest parameter is named so that all of them can be bound.
        m_find.emplace(m_db, fmt::format("SELECT id, ?{} FROM {} WHERE {}", m_columns.size(), sql_name(m_table),
                                         fmt::join(conditions, " AND ")));
    }
    return *m_find;
}

Statement& RowWriter::update_statement() {
    if (!m_update) {
        std::vector<std::string> values, differences;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            values.push_back(fmt::format("{} = ?{}", sql_name(m_columns[i]), i + 1));
            differences.push_back(fmt::format("{} IS NOT ?{}", sql_name(m_columns[i]), i + 1));
        }
        m_update.emplace(m_db,
                         fmt::format("UPDATE {} SET {} WHERE id = ?{} AND ({})", sql_name(m_table),
                                     fmt::join(values, ","), m_columns.size() + 1, fmt::join(differences, " OR ")));
        m_exists.emplace(m_db, fmt::format("SELECT 1 FROM {} WHERE id = ?1", sql_name(m_table)));
    }
    return *m_update;
}

std::int64_t RowWriter::found_id() {
    base::ensure(m_find->step(), "a row that keeps another out was not found by its key");
    const std::int64_t id = m_find->integer(0);
    m_find->reset();
    return id;
}

// False when there is no row of that id.
bool RowWriter::updated(std::int64_t id, PutCounts& counts) {
    m_update->bind(static_cast<int>(m_columns.size()) + 1, id);
    m_recorder.record_changes(true);
    m_update->run();
    m_recorder.record_changes(false);
    if (m_db.changes() == 1) {
        m_shapes.note(m_table, id);
        ++counts.updated;
        m_recorder.relieve();
        return true;
    }
    m_exists->bind(1, id);
    const bool exists = m_exists->step();
    m_exists->reset();
    counts.unchanged += exists ? 1 : 0;
    return exists;
}

} // namespace wangge::store
