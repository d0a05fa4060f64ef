#include "store/fail.h"

#include "base/error.h"
#include "base/log.h"
#include "base/system_reason.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <sqlite3.h>

namespace wangge::store {

void fail_sqlite(sqlite3* db, int code, const std::filesystem::path& path, std::string_view doing) {
    const std::string said = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    const int system_error = db ? sqlite3_system_errno(db) : 0;
    const std::string file = path.string();
    const std::string reason = system_error != 0 ? base::system_reason(system_error) : said;
    base::log(base::LogLevel::info, fmt::format("SQLite {} ({}) while: {}", code, said, doing));
    switch (code & 0xff) {
    case SQLITE_FULL:
        base::fail_environment("store.disk_full", {{"file", file}}, file);
    case SQLITE_IOERR:
        if (system_error == ENOSPC || system_error == EFBIG || system_error == EDQUOT)
            base::fail_environment("store.disk_full", {{"file", file}}, file);
        if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ)
            base::fail_environment("store.cannot_read", {{"file", file}, {"reason", reason}}, file);
        base::fail_environment("store.cannot_write", {{"file", file}, {"reason", reason}}, file);
    case SQLITE_READONLY:
        base::fail_environment("store.cannot_write", {{"file", file}, {"reason", reason}}, file);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        base::fail_environment("store.cannot_read", {{"file", file}, {"reason", reason}}, file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        base::fail_environment("store.busy", {{"file", file}}, file);
    case SQLITE_NOTADB:
        base::fail_input("store.not_a_project", {{"file", file}}, file);
    // Our own SQL is fixed and tested, so it fails only on tables that are not as we made them.
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_CORRUPT:
        base::fail_input("store.damaged", {{"file", file}, {"detail", said}}, file);
    default:
        base::ensure(false, fmt::format("SQLite {} ({}) while: {}", code, said, doing).c_str());
        std::abort();
    }
}

} // namespace wangge::store
