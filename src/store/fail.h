// SQLite's result codes as Errors that speak of the project file.
#pragma once
#include <filesystem>
#include <string_view>

struct sqlite3;

namespace wangge::store {

// Throws the Error for a failed call: "store.disk_full", "store.cannot_write", "store.cannot_read", "store.busy"
// (environment), "store.not_a_project", "store.damaged" (bad input), else a bug. `doing` is for the log and for bugs.
[[noreturn]] void fail_sqlite(sqlite3* db, int code, const std::filesystem::path& path, std::string_view doing);

} // namespace wangge::store
