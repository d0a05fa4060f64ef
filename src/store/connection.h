// One SQLite connection with the safety settings of the project, and its prepared statements.
#pragma once
#include "base/date.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace wangge::store {

enum class Access { read, write, make };

class Connection {
public:
    // Opens the file; `make` wants a new one. Triggers and views of the file never run, its schema is not trusted, no
    // extension can be loaded; foreign keys hold. Reading a file in a folder that cannot be written works when no other
    // program has left changes behind.
    Connection(const std::filesystem::path& path, Access access);
    Connection(Connection&&) noexcept = default;
    Connection& operator=(Connection&&) noexcept = default;

    sqlite3* handle() const { return m_db.get(); }
    const std::filesystem::path& path() const { return m_path; }
    // Runs statements that give no rows.
    void run(const char* sql) const;
    void run(const std::string& sql) const { run(sql.c_str()); }
    // The first column of the first row; 0 or "" when there is none.
    std::int64_t number(const std::string& sql) const;
    std::string text(const std::string& sql) const;
    // Rows changed by the last statement.
    std::int64_t changes() const;
    std::int64_t last_id() const;
    bool in_transaction() const;
    // Megabytes of pages that stay in memory; those beyond go at once.
    void keep_pages(int megabytes) const;
    static constexpr int usual_pages = 64; // a big import spills into the log instead of growing

private:
    struct Close {
        void operator()(sqlite3* db) const;
    };
    std::unique_ptr<sqlite3, Close> m_db;
    std::filesystem::path m_path;
};

// BEGIN; rolls back unless committed.
class Transaction {
public:
    // A writing transaction takes the file's write lock at once.
    Transaction(const Connection& db, bool writing);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    const Connection& m_db;
    bool m_open = true;
};

// A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Texts and blobs that are bound must live
// until the statement was stepped or bound anew.
class Statement {
public:
    Statement(const Connection& db, const std::string& sql);
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) noexcept = default;

    void bind_null(int parameter);
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    void bind(int parameter, std::string_view text); // "" is bound as ""
    void bind_or_null(int parameter, std::string_view text) {
        text.empty() ? bind_null(parameter) : bind(parameter, text);
    }
    void bind_blob(int parameter, std::string_view bytes);
    void bind_date(int parameter, base::Date date); // no date = NULL

    // True while there is a row.
    bool step();
    // Steps a statement that gives no row and makes it ready again.
    void run();
    // The same; false when a rule of the table (unique, not null ...) kept it out.
    bool run_unless_constrained();
    void reset();

    int columns() const;
    const char* column_name(int column) const;
    int type(int column) const; // SQLITE_INTEGER ...
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    base::Date date(int column) const; // anything that is no date = no date
    sqlite3_stmt* handle() const { return m_statement.get(); }

private:
    void check(int code, const char* doing) const;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    const Connection* m_db;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    std::vector<std::array<char, 16>> m_dates; // texts of bound dates
};

// "name" for SQL.
std::string sql_name(std::string_view name);

} // namespace wangge::store
