#include "store/schema.h"

#include "base/error.h"
#include "base/files.h"
#include "geo/projection.h"
#include "store/chain.h"
#include "store/fail.h"
#include "store/spatialite.h"
#include "store/tables.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace wangge::store {
namespace fs = std::filesystem;
namespace {

constexpr int cgcs2000 = 4490, wgs84 = 4326;
constexpr int chain_version = 4; // the first with a chain

// The path of the file whose name starts with the version's number.
fs::path schema_file(int version) {
    const std::string prefix = fmt::format("{:03}_", version);
    for (const auto& entry : fs::directory_iterator(base::data_folder() / "schema"))
        if (entry.path().filename().string().starts_with(prefix))
            return entry.path();
    return {};
}

// Runs a schema file. A SELECT in it calls a SpatiaLite function, which answers 1 when it worked.
void run_schema(const Connection& db, int version, int epsg) {
    const std::string sql = base::read_file(schema_file(version));
    const char* left = sql.c_str();
    while (*left != '\0') {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v2(db.handle(), left, -1, &raw, &left);
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, &sqlite3_finalize);
        if (code != SQLITE_OK)
            fail_sqlite(db.handle(), code, db.path(), "read the schema");
        if (!statement)
            continue; // only a comment was left
        if (const int parameter = sqlite3_bind_parameter_index(raw, ":epsg"))
            sqlite3_bind_int(raw, parameter, epsg);
        int stepped = 0;
        while ((stepped = sqlite3_step(raw)) == SQLITE_ROW)
            base::ensure(sqlite3_column_int(raw, 0) == 1, sqlite3_sql(raw));
        if (stepped != SQLITE_DONE)
            fail_sqlite(db.handle(), stepped, db.path(), sqlite3_sql(raw));
    }
    db.run(fmt::format("PRAGMA user_version = {}", version));
}

// Only the systems that the project speaks of: SpatiaLite's whole list would be 10 MB.
void add_crs(const Connection& db, const geo::Projection& projection) {
    for (const int epsg : {wgs84, cgcs2000, projection.epsg()})
        db.number(fmt::format("SELECT InsertEpsgSrid({})", epsg));
    Statement add(db,
                  "INSERT OR IGNORE INTO spatial_ref_sys (srid, auth_name, auth_srid, ref_sys_name, proj4text, srtext) "
                  "VALUES (?1, 'epsg', ?1, ?2, ?3, ?4)");
    const std::string by_number = fmt::format("+init=epsg:{}", projection.epsg());
    add.bind(1, std::int64_t{projection.epsg()});
    add.bind(2, projection.name());
    add.bind(3, by_number);
    add.bind(4, projection.wkt());
    add.run();
}

void add_project_values(const Connection& db, const std::string& name, int epsg) {
    Statement add(db, "INSERT INTO project (\"key\", value) VALUES (?1, ?2)");
    const std::string created = base::to_text(base::today());
    const auto put = [&](std::string_view key, const auto& value) {
        add.bind(1, key);
        add.bind(2, value);
        add.run();
    };
    put("name", std::string_view(name));
    put("epsg", std::int64_t{epsg});
    put("created", std::string_view(created));
    put("revision", std::int64_t{0});
}

// SpatiaLite guards its own tables with triggers and reads some through views; a file that we make ourselves has only
// those.
void allow_own_triggers(const Connection& db) {
    int now = 0;
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, &now);
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_ENABLE_VIEW, 1, &now);
}

bool has_table(const Connection& db, std::string_view table) {
    return db.number(fmt::format("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{}'", table)) ==
           1;
}

} // namespace

int newest_version() {
    static const int newest = [] {
        int version = 0;
        while (!schema_file(version + 1).empty())
            ++version;
        return version;
    }();
    return newest;
}

void make_file(const fs::path& path, const std::string& name, int epsg, int version) {
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    base::DraftFile draft(path);
    try {
        Spatialite functions;
        const Connection db(draft.path(), Access::make);
        allow_own_triggers(db);
        functions.serve(db);
        // Nobody sees the draft, so it needs no journal; it is written to the disk when it is complete.
        db.run("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        base::ensure(db.number("SELECT InitSpatialMetaData(1, 'NONE')") == 1, "SpatiaLite made no metadata");
        Transaction transaction(db, true);
        add_crs(db, projection);
        for (int each = 1; each <= version; ++each)
            run_schema(db, each, epsg);
        add_project_values(db, name, epsg);
        if (version >= chain_version)
            Chain(db).add_all(ChainEvent::start);
        db.run(fmt::format("PRAGMA application_id = {}", application_id));
        transaction.commit();
        db.run("PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL");
    } catch (const base::Error& error) {
        if (error.message().id == "store.cannot_read") // of a draft that could not be made
            base::fail_environment("store.cannot_write", error.message().args, path.string());
        throw;
    }
    draft.commit();
}

int version_of(const Connection& db) {
    const std::string file = db.path().string();
    if (db.number("PRAGMA application_id") != application_id || db.text("PRAGMA encoding") != "UTF-8")
        base::fail_input("store.not_a_project", {{"file", file}}, file);
    const auto version = static_cast<int>(db.number("PRAGMA user_version"));
    if (version < 1)
        base::fail_input("store.not_a_project", {{"file", file}}, file);
    if (version > newest_version())
        base::fail_input(
            "store.newer_version",
            {{"file", file}, {"version", std::to_string(version)}, {"known", std::to_string(newest_version())}}, file);
    return version;
}

void migrate(const fs::path& path) {
    Spatialite functions;
    const Connection db(path, Access::write);
    functions.serve(db);
    Transaction transaction(db, true);
    const auto epsg = static_cast<int>(db.number("SELECT value FROM project WHERE \"key\" = 'epsg'"));
    const int old_version = version_of(db);
    Chain chain(db);
    if (old_version >= chain_version) // what others did before is said before the tables look different
        for (const std::string_view table : edited_tables())
            if (has_table(db, table))
                chain.before_change(table);
    for (int version = old_version + 1; version <= newest_version(); ++version)
        run_schema(db, version, epsg);
    if (old_version < chain_version)
        chain.start_late();
    else
        chain.add_all(ChainEvent::upgrade);
    transaction.commit();
}

} // namespace wangge::store
