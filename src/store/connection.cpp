#include "store/connection.h"

#include "base/error.h"
#include "store/fail.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <sqlite3.h>

namespace wangge::store {
namespace fs = std::filesystem;
namespace {

constexpr int busy_milliseconds = 5000;

// The path as a URI that SQLite reads without waiting for a write-ahead log beside it.
std::string immutable_uri(const fs::path& path) {
    std::string uri = "file:";
    for (const char c : fs::absolute(path).string())
        uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02x}", static_cast<unsigned char>(c))
                                                : std::string(1, c);
    return uri + "?immutable=1";
}

sqlite3* opened(const fs::path& path, const std::string& name, int flags) {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(db, &sqlite3_close_v2);
        fail_sqlite(db, code, path, "open");
    }
    return db;
}

// Nothing that a stranger wrote into the file may run.
void distrust(sqlite3* db) {
    int now = 0;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, &now);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, &now);
}

// The form that we write ourselves, read without the patience of parse_date(); empty for any other.
std::optional<base::Date> plain_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto digits = [&](std::size_t from, std::size_t to) {
        int value = 0;
        for (std::size_t i = from; i < to; ++i)
            value = text[i] >= '0' && text[i] <= '9' ? value * 10 + (text[i] - '0') : -100000;
        return value;
    };
    const int year = digits(0, 4), month = digits(5, 7), day = digits(8, 10);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28)
        return std::nullopt;
    return base::make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

} // namespace

void Connection::Close::operator()(sqlite3* db) const {
    sqlite3_close_v2(db);
}

Connection::Connection(const fs::path& path, Access access) : m_path(path) {
    // A reader opens for writing too, where it may: the last one to close the file then clears away the log beside it.
    const int flags = SQLITE_OPEN_READWRITE | (access == Access::make ? SQLITE_OPEN_CREATE : 0);
    m_db.reset(opened(path, path.string(), flags));
    sqlite3_busy_timeout(handle(), busy_milliseconds);
    distrust(handle());
    if (access == Access::read) {
        // The log's index cannot be made in a folder that is not ours: then read the file alone, if it is complete.
        const int code = sqlite3_exec(handle(), "SELECT 1 FROM sqlite_schema LIMIT 1", nullptr, nullptr, nullptr);
        if ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY) {
            std::error_code ignored;
            const std::uintmax_t log_size = fs::file_size(path.string() + "-wal", ignored);
            if (!ignored && log_size > 0)
                base::fail_environment("store.unsaved_log", {{"file", path.string()}}, path.string());
            m_db.reset(opened(path, immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI));
            distrust(handle());
        } else if (code != SQLITE_OK) {
            fail_sqlite(handle(), code, path, "first read");
        }
    }
    keep_pages(usual_pages);
    run("PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL; "
        "PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON");
    if (access == Access::read)
        run("PRAGMA query_only = ON");
}

void Connection::keep_pages(int megabytes) const {
    run(fmt::format("PRAGMA cache_size = {}; PRAGMA shrink_memory", -1024 * megabytes));
}

void Connection::run(const char* sql) const {
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail_sqlite(handle(), code, m_path, sql);
}

std::int64_t Connection::number(const std::string& sql) const {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(const std::string& sql) const {
    Statement statement(*this, sql);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle());
}

std::int64_t Connection::last_id() const {
    return sqlite3_last_insert_rowid(handle());
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(handle()) == 0;
}

Transaction::Transaction(const Connection& db, bool writing) : m_db(db) {
    db.run(writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // After a full disk SQLite may have rolled back by itself.
    if (m_open && m_db.in_transaction())
        sqlite3_exec(m_db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    m_db.run("COMMIT");
    m_open = false;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(const Connection& db, const std::string& sql) : m_db(&db) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
    check(code, sql.c_str());
    m_dates.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) + 1);
}

void Statement::check(int code, const char* doing) const {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        fail_sqlite(m_db->handle(), code, m_db->path(), doing);
}

void Statement::bind_null(int parameter) {
    check(sqlite3_bind_null(handle(), parameter), "bind");
}

void Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(handle(), parameter, value), "bind");
}

void Statement::bind(int parameter, double value) {
    check(sqlite3_bind_double(handle(), parameter, value), "bind");
}

void Statement::bind(int parameter, std::string_view text) {
    check(sqlite3_bind_text64(handle(), parameter, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                              SQLITE_UTF8),
          "bind");
}

void Statement::bind_blob(int parameter, std::string_view bytes) {
    check(sqlite3_bind_blob64(handle(), parameter, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC),
          "bind");
}

void Statement::bind_date(int parameter, base::Date date) {
    if (!date)
        return bind_null(parameter);
    std::array<char, 16>& room = m_dates[static_cast<std::size_t>(parameter)];
    const std::string text = base::to_text(date); // fits the small buffer of std::string
    text.copy(room.data(), room.size());
    bind(parameter, std::string_view(room.data(), std::min(text.size(), room.size())));
}

bool Statement::step() {
    const int code = sqlite3_step(handle());
    check(code, sqlite3_sql(handle()));
    return code == SQLITE_ROW;
}

void Statement::run() {
    step();
    reset();
}

bool Statement::run_unless_constrained() {
    const int code = sqlite3_step(handle());
    if ((code & 0xff) != SQLITE_CONSTRAINT)
        check(code, sqlite3_sql(handle()));
    sqlite3_reset(handle());
    return (code & 0xff) != SQLITE_CONSTRAINT;
}

void Statement::reset() {
    sqlite3_reset(handle());
}

int Statement::columns() const {
    return sqlite3_column_count(handle());
}

const char* Statement::column_name(int column) const {
    return sqlite3_column_name(handle(), column);
}

int Statement::type(int column) const {
    return sqlite3_column_type(handle(), column);
}

bool Statement::is_null(int column) const {
    return type(column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(handle(), column);
}

std::string_view Statement::text(int column) const {
    // The bytes as they lie in the page: sqlite3_column_text() would copy each to put a zero behind it. Most texts of
    // most ledgers are empty.
    sqlite3_value* value = sqlite3_column_value(handle(), column);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    return size > 0 ? std::string_view(static_cast<const char*>(sqlite3_value_blob(value)), size) : std::string_view();
}

std::string_view Statement::blob(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(handle(), column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column)))
                : std::string_view();
}

base::Date Statement::date(int column) const {
    const std::string_view said = text(column);
    if (said.empty())
        return {};
    if (const auto quick = plain_date(said))
        return *quick;
    return base::parse_date(said).value_or(base::Date{});
}

std::string sql_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        result += c;
        if (c == '"')
            result += c;
    }
    return result + '"';
}

} // namespace wangge::store
