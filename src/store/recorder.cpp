#include "store/recorder.h"

#include "store/compress.h"
#include "store/history.h"
#include "store/local_time.h"
#include "store/tables.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::store {
namespace {

constexpr std::int64_t most_session_bytes = 32 << 20;
// Fewer deletions than this go through the changeset.
constexpr std::int64_t many_rows = 2000;

} // namespace

Recorder::Recorder(const Connection& db, ShapeChanges& shapes, Chain& chain, const std::string& label)
    : m_db(db), m_shapes(shapes), m_chain(chain) {
    db.run("DELETE FROM history WHERE undone = 1");
    m_entry = db.number("SELECT coalesce(max(number), 0) + 1 FROM history");
    Statement add(db, "INSERT INTO history (number, label, made) VALUES (?1, ?2, ?3)");
    const std::string made = local_time();
    add.bind(1, m_entry);
    add.bind(2, label);
    add.bind(3, made);
    add.run();
}

Session& Recorder::session() {
    if (!m_session)
        m_session.emplace(m_db);
    return *m_session;
}

void Recorder::record_changes(bool on) {
    session().record(on);
}

void Recorder::inserted(std::string_view table, std::int64_t id) {
    const auto found = m_inserted.find(table);
    if (found == m_inserted.end())
        m_inserted.emplace(table, Range{id, id});
    else
        found->second.last = id;
    m_shapes.note(table, id);
}

std::int64_t Recorder::add_part(std::string_view kind, std::string_view table, std::int64_t first, std::int64_t last) {
    Statement add(m_db,
                  "INSERT INTO history_parts (entry, kind, layer, first_id, last_id) VALUES (?1, ?2, ?3, ?4, ?5)");
    add.bind(1, m_entry);
    add.bind(2, kind);
    add.bind_or_null(3, table);
    add.bind(4, first);
    add.bind(5, last);
    add.run();
    m_changed = true;
    return m_db.last_id();
}

void Recorder::flush() {
    // Parents before children, so that undo takes the children first.
    for (const std::string_view table : edited_tables())
        if (const auto range = m_inserted.find(table); range != m_inserted.end())
            add_part("inserted", table, range->second.first, range->second.last);
    m_inserted.clear();
    if (!m_session)
        return;
    const std::string changes = m_session->empty() ? std::string() : m_session->changeset();
    m_session.reset(); // the next one starts switched off
    if (!changes.empty()) {
        const std::int64_t part = add_part("changeset", "", 0, 0);
        add_history_block(m_db, part, compressed(changes));
    }
}

void Recorder::relieve() {
    if (m_session && m_session->memory() > most_session_bytes)
        flush();
}

// `bind` gives a statement with the condition its parameter.
template <class Bind> void Recorder::remove_rows(const std::string& table, const std::string& condition, Bind&& bind) {
    touch(table);
    Statement ids(m_db, fmt::format("SELECT id FROM {}{}", sql_name(table), condition));
    bind(ids);
    std::int64_t count = 0;
    while (ids.step()) {
        m_shapes.note(table, ids.integer(0));
        ++count;
    }
    if (count == 0)
        return;
    // Deletions are parts of their own: a row that comes after may have the key of one that went.
    flush();
    const bool bulk = count > many_rows;
    if (bulk) {
        const std::int64_t part = add_part("removed", table, 0, 0);
        Statement rows(m_db, fmt::format("SELECT * FROM {}{}", sql_name(table), condition));
        bind(rows);
        keep_rows(m_db, part, rows);
    } else {
        record_changes(true);
    }
    Statement remove(m_db, fmt::format("DELETE FROM {}{}", sql_name(table), condition));
    bind(remove);
    remove.run();
    flush();
}

void Recorder::remove(const std::string& table) {
    remove_rows(table, "", [](Statement&) {});
}

void Recorder::remove(const std::string& table, std::string_view column, std::int64_t value) {
    remove_rows(table, fmt::format(" WHERE {} = ?1", sql_name(column)), [&](Statement& s) { s.bind(1, value); });
}

void Recorder::remove(const std::string& table, std::string_view column, std::string_view value) {
    remove_rows(table, fmt::format(" WHERE {} = ?1", sql_name(column)), [&](Statement& s) { s.bind(1, value); });
}

bool Recorder::finish() {
    flush();
    if (m_changed)
        m_chain.add_step(ChainEvent::edit, m_entry);
    return m_changed;
}

} // namespace wangge::store
