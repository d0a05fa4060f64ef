// Rows put into one table: inserted when their key is new, rewritten when something differs, else left alone.
#pragma once
#include "store/document.h"
#include "store/recorder.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace wangge::store {

class RowWriter {
public:
    // `columns` are all columns but the id, bound as parameters 1, 2, ...; `keys` are those (by place in `columns`)
    // that name a row, none = every row is new.
    RowWriter(const Connection& db, Recorder& recorder, ShapeChanges& shapes, std::string table,
              std::span<const std::string_view> columns, std::vector<int> keys);

    // `bind` binds all parameters of a statement. `has_key` false: the row is known by `id` alone (0 = new).
    // Gives the id of the row and counts what was done.
    template <class Bind> std::int64_t put(Bind&& bind, bool has_key, std::int64_t id, PutCounts& counts) {
        if (has_key || id == 0) {
            bind(m_insert);
            m_insert.run();
            if (m_db.changes() == 1)
                return note_inserted(counts);
        }
        if (has_key) {
            bind(find_statement());
            id = found_id();
        }
        bind(update_statement());
        if (updated(id, counts))
            return id;
        // an id that nobody has: a new row
        bind(m_insert);
        m_insert.run();
        return note_inserted(counts);
    }

private:
    std::int64_t note_inserted(PutCounts& counts);
    Statement& find_statement();
    Statement& update_statement();
    std::int64_t found_id();
    bool updated(std::int64_t id, PutCounts& counts);

    const Connection& m_db;
    Recorder& m_recorder;
    ShapeChanges& m_shapes;
    std::string m_table;
    std::vector<std::string_view> m_columns;
    std::vector<int> m_keys;
    Statement m_insert;
    std::optional<Statement> m_find, m_update, m_exists;
};

} // namespace wangge::store
