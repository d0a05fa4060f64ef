// How a project file comes into being and how an older one grows: data/schema/NNN_*.sql, one file a version.
#pragma once
#include "store/connection.h"

#include <filesystem>
#include <string>

namespace wangge::store {

// "WGGE"; PRAGMA application_id of every project file.
inline constexpr int application_id = 0x57474745;
// The version that this program writes: the number of schema files.
int newest_version();

// Writes a new project file at `path`, which must not exist, with the tables of `version` (the newest but in tests of
// migration). Throws Error: "geo.*" for a CRS that cannot be used.
void make_file(const std::filesystem::path& path, const std::string& name, int epsg, int version = newest_version());

// PRAGMA user_version. Throws Error(bad_input): "store.not_a_project", "store.newer_version", "store.damaged" (cut
// off).
int version_of(const Connection& db);

// Runs the missing schema files, all or none.
void migrate(const std::filesystem::path& path);

} // namespace wangge::store
