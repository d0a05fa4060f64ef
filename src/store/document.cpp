#include "store/document.h"

#include "base/error.h"
#include "store/check.h"
#include "store/columns.h"
#include "store/document_state.h"
#include "store/fail.h"
#include "store/history.h"
#include "store/load.h"
#include "store/row_reader.h"
#include "store/schema.h"
#include "store/spatial_blob.h"
#include "store/tables.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace wangge::store {
namespace fs = std::filesystem;
namespace {

// A file that ends before its last page was cut off; SQLite itself notices only when it reads there.
void check_length(const Connection& db) {
    std::error_code ignored;
    const std::uintmax_t log = fs::file_size(db.path().string() + "-wal", ignored);
    if (!ignored && log > 0)
        return; // pages may still be in the log
    const std::uintmax_t size = fs::file_size(db.path(), ignored);
    const auto pages = static_cast<std::uintmax_t>(db.number("PRAGMA page_count"));
    if (!ignored && size < pages * static_cast<std::uintmax_t>(db.number("PRAGMA page_size")))
        fail_sqlite(nullptr, SQLITE_CORRUPT, db.path(), "compare the file's length");
}

// A view or nothing in the place of a table is found here and not in the middle of some later work.
void check_tables(const Connection& db) {
    Statement find(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1");
    for (const std::string_view table : edited_tables()) {
        find.bind(1, table);
        if (!find.step() || find.integer(0) != 1)
            base::fail_input("store.damaged", {{"file", db.path().string()}, {"detail", std::string(table)}},
                             db.path().string());
        find.reset();
    }
}

void need_file(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error))
        base::fail_environment("store.no_such_file", {{"file", path.string()}}, path.string());
    if (!fs::is_regular_file(path, error))
        base::fail_input("store.not_a_project", {{"file", path.string()}}, path.string());
}

// While all is read once, no page is worth keeping.
class PassingRead {
public:
    explicit PassingRead(const Connection& db) : m_db(db) { db.keep_pages(1); }
    ~PassingRead() { m_db.keep_pages(Connection::usual_pages); }
    PassingRead(const PassingRead&) = delete;
    PassingRead& operator=(const PassingRead&) = delete;

private:
    const Connection& m_db;
};

// A reader, too, needs the newest tables; where the file cannot be written he is told what to do.
void upgrade_for_reading(const fs::path& path) {
    try {
        const WriterLock lock(path);
        migrate(path);
    } catch (const base::Error& error) {
        if (error.kind() == base::ErrorKind::bug)
            throw;
        base::fail_input("store.older_read_only", {{"file", path.string()}}, path.string());
    }
}

} // namespace

std::int64_t revision_of(const Connection& db) {
    return db.number("SELECT value FROM project WHERE \"key\" = 'revision'");
}

void raise_revision(const Connection& db) {
    db.run("UPDATE project SET value = value + 1 WHERE \"key\" = 'revision'");
}

void fold_log(const Connection& db) {
    constexpr std::uintmax_t big_log = 16 << 20;
    std::error_code ignored;
    const std::uintmax_t size = fs::file_size(db.path().string() + "-wal", ignored);
    if (!ignored && size > big_log) // a reader that keeps us from it only puts it off
        sqlite3_wal_checkpoint_v2(db.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void need_writer(const fs::path& path, OpenMode mode) {
    if (mode != OpenMode::write)
        base::fail_input("store.read_only", {{"file", path.string()}}, path.string());
}

Document::Document(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Document Document::create(const fs::path& path, const std::string& name, int epsg) {
    std::error_code error;
    if (fs::exists(path, error))
        base::fail_input("store.exists", {{"file", path.string()}}, path.string());
    make_file(path, name, epsg);
    return open(path, OpenMode::write);
}

Document Document::open(const fs::path& path, OpenMode mode) {
    need_file(path);
    int version = 0;
    {
        // Who opens for writing learns first whether this is a project at all; no lock file appears beside others.
        const Connection look(path, Access::read);
        version = version_of(look);
        check_length(look);
        if (version == newest_version()) // migration makes what an older one lacks
            check_tables(look);
    }
    if (version < newest_version() && mode == OpenMode::read)
        upgrade_for_reading(path);
    WriterLock lock;
    if (mode == OpenMode::write) {
        lock = WriterLock(path);
        if (version < newest_version())
            migrate(path);
    }
    auto state = std::make_unique<State>(path, mode, std::move(lock));
    if (mode == OpenMode::write && sqlite3_db_readonly(state->db.handle(), "main") == 1)
        fail_sqlite(nullptr, SQLITE_READONLY, path, "open for writing");
    return Document(std::move(state));
}

const fs::path& Document::path() const {
    return m_state->path;
}

DocumentInfo Document::info() const {
    const Connection& db = m_state->db;
    DocumentInfo info;
    info.name = db.text("SELECT value FROM project WHERE \"key\" = 'name'");
    info.epsg = static_cast<int>(db.number("SELECT value FROM project WHERE \"key\" = 'epsg'"));
    info.schema_version = version_of(db);
    info.created = db.text("SELECT value FROM project WHERE \"key\" = 'created'");
    for (const std::string_view table :
         {"sites", "villages", "people", "roads", "boundaries", "waters", "plans", "quarantine", "repairs"})
        info.counts.emplace(table, static_cast<std::int64_t>(row_count(db, table)));
    // As everywhere, cells are those of the current plan.
    info.counts["cells"] = db.number("SELECT count(*) FROM cells WHERE plan = "
                                     "(SELECT id FROM plans WHERE current = 1 ORDER BY id DESC LIMIT 1)");
    for (const char* kind : {"terrain", "population", "landcover"})
        info.counts[kind] = db.number(fmt::format("SELECT count(*) FROM rasters WHERE kind = '{}'", kind));
    for (const ShapeColumn& shape : shape_columns()) {
        Statement rows(db, fmt::format("SELECT {0} FROM {1} WHERE {0} IS NOT NULL", sql_name(shape.column),
                                       sql_name(shape.table)));
        while (rows.step())
            if (const auto box = box_of(rows.blob(0)))
                info.extent.add(*box);
    }
    return info;
}

std::string Document::setting(std::string_view key) const {
    Statement find(m_state->db, "SELECT json FROM settings WHERE \"key\" = ?1");
    find.bind(1, key);
    return find.step() ? std::string(find.text(0)) : std::string();
}

std::string Document::look() const {
    Statement find(m_state->db, "SELECT value FROM project WHERE \"key\" = 'look'");
    return find.step() ? std::string(find.text(0)) : std::string();
}

void Document::set_look(std::string_view json) {
    State& s = *m_state;
    need_writer(s.path, s.mode);
    base::ensure(!s.editing, "an edit is under way");
    if (json == look())
        return;
    Transaction transaction(s.db, true);
    {
        Statement put(s.db, "INSERT OR REPLACE INTO project (\"key\", value) VALUES ('look', ?1)");
        put.bind(1, json);
        put.step();
    }
    transaction.commit();
}

std::vector<model::RepairNote> Document::repair_notes() const {
    std::vector<model::RepairNote> notes;
    RowReader row(m_state->db, "repairs", repair_columns);
    while (row.next()) {
        model::RepairNote& note = notes.emplace_back();
        for (std::string* text : {&note.kind, &note.file, &note.layer, &note.key})
            *text = row.text();
        note.row = row.integer();
        for (std::string* text : {&note.reason, &note.before, &note.after})
            *text = row.text();
    }
    return notes;
}

std::vector<std::string> Document::retired_codes() const {
    std::vector<std::string> codes;
    Statement rows(m_state->db, "SELECT code FROM retired_codes ORDER BY code");
    while (rows.step())
        codes.emplace_back(rows.text(0));
    return codes;
}

std::vector<std::string> Document::used_codes() const {
    std::vector<std::string> codes;
    Statement rows(m_state->db, "SELECT code FROM cells UNION SELECT code FROM retired_codes ORDER BY 1");
    while (rows.step())
        codes.emplace_back(rows.text(0));
    return codes;
}

std::vector<CodeStep> Document::succession() const {
    std::vector<CodeStep> steps;
    Statement rows(m_state->db, "SELECT parent, child FROM code_succession ORDER BY id");
    while (rows.step())
        steps.push_back({std::string(rows.text(0)), std::string(rows.text(1))});
    return steps;
}

model::SnapshotPtr Document::snapshot(base::Feedback& feedback) {
    State& s = *m_state;
    const std::int64_t seen = s.db.number("PRAGMA data_version");
    if (s.snapshot && s.seen == seen && !s.editing)
        return s.snapshot;
    auto fresh = std::make_shared<model::Snapshot>();
    if (s.editing) {
        load_snapshot(s.db, true, *fresh, feedback);
    } else {
        Transaction moment(s.db, false);
        const PassingRead passing(s.db);
        load_snapshot(s.db, false, *fresh, feedback);
        moment.commit();
    }
    feedback.progress(0.8, "store.progress.load");
    model::link(*fresh);
    if (!s.editing) {
        s.snapshot = fresh;
        s.seen = seen;
    }
    return fresh;
}

std::vector<model::Cell> Document::cells_of_plan(const std::string& name, base::Feedback& feedback) const {
    const std::int64_t plan = plan_named(m_state->db, name);
    if (plan == 0)
        base::fail_input("store.no_such_plan", {{"plan", name}});
    std::vector<model::Cell> cells;
    load_cells(m_state->db, plan, cells, feedback);
    return cells;
}

std::vector<HistoryEntry> Document::history() const {
    return list_history(m_state->db);
}

bool Document::can_undo() const {
    return next_undo(m_state->db) != 0;
}

bool Document::can_redo() const {
    return next_redo(m_state->db) != 0;
}

HistoryEntry Document::undo(base::Feedback& feedback) {
    return step(true, feedback);
}

HistoryEntry Document::redo(base::Feedback& feedback) {
    return step(false, feedback);
}

HistoryEntry Document::step(bool backwards, base::Feedback& feedback) {
    State& s = *m_state;
    need_writer(s.path, s.mode);
    base::ensure(!s.editing, "no undo or redo during an edit");
    Transaction transaction(s.db, true);
    const std::int64_t number = backwards ? next_undo(s.db) : next_redo(s.db);
    if (number == 0)
        base::fail_input(backwards ? "store.nothing_to_undo" : "store.nothing_to_redo", {{"file", s.path.string()}},
                         s.path.string());
    s.db.run("PRAGMA defer_foreign_keys = ON");
    ShapeChanges shapes;
    s.chain.forget_change(); // of a step that failed
    for (const std::string& table : tables_of_entry(s.db, number))
        s.chain.before_change(table);
    if (backwards)
        undo_entry(s.db, number, shapes, feedback);
    else
        redo_entry(s.db, number, shapes, feedback);
    update_spatial_index(s.db, shapes);
    raise_revision(s.db);
    s.chain.add_step(backwards ? ChainEvent::undo : ChainEvent::redo, number);
    transaction.commit();
    s.snapshot.reset();
    fold_log(s.db);
    for (HistoryEntry& entry : history())
        if (entry.number == number)
            return std::move(entry);
    base::ensure(false, "the history entry is gone");
    return {};
}

std::string Document::chain_head() const {
    return store::chain_head(m_state->db);
}

std::vector<CheckFault> Document::check(base::Feedback& feedback) {
    return check_file(m_state->db, feedback);
}

} // namespace wangge::store
