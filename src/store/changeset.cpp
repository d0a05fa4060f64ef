#include "store/changeset.h"

#include "base/error.h"
#include "store/fail.h"
#include "store/tables.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

namespace wangge::store {
namespace {

using Bytes = std::unique_ptr<void, decltype(&sqlite3_free)>;

int size_of(std::string_view bytes) {
    return static_cast<int>(bytes.size());
}

void* data_of(std::string_view bytes) {
    return const_cast<char*>(bytes.data()); // the session extension only reads it
}

int is_edited(void*, const char* table) noexcept {
    return is_edited_table(table) ? 1 : 0;
}

// A row that went with its parent (ON DELETE CASCADE) is already gone when its own deletion is applied; every other
// difference means that the file is not as it was.
int on_conflict(void*, int conflict, sqlite3_changeset_iter* iterator) noexcept {
    if (conflict == SQLITE_CHANGESET_NOTFOUND) {
        const char* table = nullptr;
        int columns = 0, operation = 0, indirect = 0;
        sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
        if (operation == SQLITE_DELETE && indirect)
            return SQLITE_CHANGESET_OMIT;
    }
    return SQLITE_CHANGESET_ABORT;
}

// Calls visit(table, operation, id) for each row of the changeset; false when it cannot be read to its end.
template <class Visit> bool for_each_row(std::string_view changeset, Visit&& visit) {
    sqlite3_changeset_iter* iterator = nullptr;
    if (sqlite3changeset_start(&iterator, size_of(changeset), data_of(changeset)) != SQLITE_OK)
        return false;
    while (sqlite3changeset_next(iterator) == SQLITE_ROW) {
        const char* table = nullptr;
        int columns = 0, operation = 0, indirect = 0;
        sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect);
        sqlite3_value* id = nullptr; // the first column of all our tables
        if (operation == SQLITE_INSERT)
            sqlite3changeset_new(iterator, 0, &id);
        else
            sqlite3changeset_old(iterator, 0, &id);
        visit(table, id ? sqlite3_value_int64(id) : 0);
    }
    return sqlite3changeset_finalize(iterator) == SQLITE_OK;
}

} // namespace

void Session::Delete::operator()(sqlite3_session* session) const {
    sqlite3session_delete(session);
}

Session::Session(const Connection& db) {
    sqlite3_session* session = nullptr;
    const int made = sqlite3session_create(db.handle(), "main", &session);
    m_session.reset(session);
    if (made != SQLITE_OK)
        fail_sqlite(db.handle(), made, db.path(), "start a session");
    for (const std::string_view table : edited_tables())
        if (const int code = sqlite3session_attach(session, std::string(table).c_str()); code != SQLITE_OK)
            fail_sqlite(db.handle(), code, db.path(), "attach a table");
    record(false);
}

void Session::record(bool on) {
    sqlite3session_enable(m_session.get(), on ? 1 : 0);
}

std::int64_t Session::memory() const {
    return sqlite3session_memory_used(m_session.get());
}

bool Session::empty() const {
    return sqlite3session_isempty(m_session.get()) != 0;
}

std::string Session::changeset() const {
    int size = 0;
    void* raw = nullptr;
    const int code = sqlite3session_changeset(m_session.get(), &size, &raw);
    const Bytes bytes(raw, &sqlite3_free);
    base::ensure(code == SQLITE_OK, "the session gave no changeset");
    return {static_cast<const char*>(raw), static_cast<std::size_t>(size)};
}

std::string inverted(std::string_view changeset) {
    int size = 0;
    void* raw = nullptr;
    const int code = sqlite3changeset_invert(size_of(changeset), data_of(changeset), &size, &raw);
    const Bytes bytes(raw, &sqlite3_free);
    if (code != SQLITE_OK)
        base::fail_input("store.damaged_block");
    return {static_cast<const char*>(raw), static_cast<std::size_t>(size)};
}

void apply(const Connection& db, std::string_view changeset, ShapeChanges& changes) {
    const int code =
        sqlite3changeset_apply(db.handle(), size_of(changeset), data_of(changeset), &is_edited, &on_conflict, nullptr);
    if (code == SQLITE_ABORT || code == SQLITE_CONSTRAINT)
        base::fail_input("store.undo_conflict", {{"file", db.path().string()}}, db.path().string());
    if (code != SQLITE_OK)
        fail_sqlite(db.handle(), code, db.path(), "apply a changeset");
    if (!for_each_row(changeset, [&](const char* table, std::int64_t id) { changes.note(table, id); }))
        base::fail_input("store.damaged_block");
}

std::set<std::string> tables_of(std::string_view changeset) {
    std::set<std::string> tables;
    if (!for_each_row(changeset, [&](const char* table, std::int64_t) { tables.insert(table); }))
        base::fail_input("store.damaged_block");
    return tables;
}

bool is_sound(std::string_view changeset) {
    bool known = true;
    const bool readable =
        for_each_row(changeset, [&](const char* table, std::int64_t) { known = known && is_edited_table(table); });
    return readable && known;
}

} // namespace wangge::store
