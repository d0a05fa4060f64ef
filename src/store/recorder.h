// What one edit did, written down while it does it so that it can be undone: the history tables' writing side.
#pragma once
#include "store/chain.h"
#include "store/changeset.h"

#include <map>
#include <optional>
#include <string>

namespace wangge::store {

// An edit is a sequence of parts, undone from the last to the first and redone from the first to the last:
//   inserted   new rows of one table, as a range of ids; their content goes into the history only while undone
//   changeset  updated and singly deleted rows, by SQLite's session extension
//   removed    many deleted rows, whole
// Ids are never given twice, so a range of new ids cannot clash with what a changeset before it speaks of.
class Recorder {
public:
    // Starts a history entry and drops the undone ones. Call it inside a writing transaction.
    Recorder(const Connection& db, ShapeChanges& shapes, Chain& chain, const std::string& label);

    // Rows of the table are about to change.
    void touch(std::string_view table) { m_chain.before_change(table); }

    // While on, updates and deletions go into the changeset.
    void record_changes(bool on);
    // A row was inserted (while record_changes was off).
    void inserted(std::string_view table, std::int64_t id);
    // Deletes the rows of a table, all or those whose `column` has the value.
    void remove(const std::string& table);
    void remove(const std::string& table, std::string_view column, std::int64_t value);
    void remove(const std::string& table, std::string_view column, std::string_view value);
    // Writes down what is held in memory when it has grown large.
    void relieve();
    // Ends the entry and adds its link to the chain. False when nothing was changed: then the caller rolls back.
    bool finish();

private:
    struct Range {
        std::int64_t first, last;
    };
    Session& session();
    std::int64_t add_part(std::string_view kind, std::string_view table, std::int64_t first, std::int64_t last);
    void flush();
    template <class Bind> void remove_rows(const std::string& table, const std::string& condition, Bind&& bind);

    const Connection& m_db;
    ShapeChanges& m_shapes;
    Chain& m_chain;
    std::optional<Session> m_session;
    std::map<std::string, Range, std::less<>> m_inserted;
    std::int64_t m_entry = 0;
    bool m_changed = false;
};

} // namespace wangge::store
