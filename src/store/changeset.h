// SQLite's session extension: what rows were before and after, turned round and applied again.
#pragma once
#include "store/spatial_index.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>

struct sqlite3_session;

namespace wangge::store {

// Records changes of the edited tables while it is switched on; it starts switched off.
class Session {
public:
    explicit Session(const Connection& db);
    void record(bool on);
    // Bytes of memory that the record takes by now.
    std::int64_t memory() const;
    bool empty() const;
    // The changeset so far.
    std::string changeset() const;

private:
    struct Delete {
        void operator()(sqlite3_session* session) const;
    };
    std::unique_ptr<sqlite3_session, Delete> m_session;
};

// Throws Error(bad_input) "store.damaged_block" for bytes that are no changeset.
std::string inverted(std::string_view changeset);

// Applies a changeset to the edited tables and notes which rows changed. Throws Error(bad_input) "store.undo_conflict"
// when a row is not as the changeset expects it, because another program changed it since; "store.damaged" for bytes
// that are no changeset.
void apply(const Connection& db, std::string_view changeset, ShapeChanges& changes);

// The edited tables that a changeset speaks of. Throws as inverted().
std::set<std::string> tables_of(std::string_view changeset);

// True when every operation of the changeset can be read and speaks of an edited table.
bool is_sound(std::string_view changeset);

} // namespace wangge::store
