// Registers: many rows changed at once, and assistants who would watch themselves.
#include "app/actions.h"
#include "app/import_options.h"
#include "app/import_sink.h"
#include "app/project.h"
#include "app/sketched_area.h"
#include "base/error.h"
#include "base/files.h"
#include "coverage/conflicts.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <unistd.h>

namespace wangge::app {
namespace {

using nlohmann::json;

json run_conflicts(Project& project, const Arguments&, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::PersonTable& people = snapshot->people;
    json rows = json::array();
    std::set<model::Row> persons;
    for (const coverage::OwnerConflict& each : coverage::owner_conflicts(*snapshot)) {
        const auto i = static_cast<std::size_t>(each.person);
        persons.insert(each.person);
        const bool known = each.site != model::no_row;
        const std::size_t site = known ? static_cast<std::size_t>(each.site) : 0;
        rows.push_back({{"key", people.key[i]},
                        {"name", people.name[i]},
                        {"role", model::key_of(people.role[i])},
                        {"why", coverage::key_of(each.why)},
                        {"site", known ? std::string(snapshot->sites.key[site]) : ""},
                        {"site_name", known ? std::string(snapshot->sites.name[site]) : ""}});
    }
    return {{"people", persons.size()}, {"count", rows.size()}, {"conflicts", std::move(rows)}};
}

// Fields are quoted as CSV wants it.
std::string csv_cell(const std::string& text) {
    std::string cell = "\"";
    for (const char c : text)
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
}

// A file that is gone when it was read.
struct ShortLived {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / fmt::format("wangge-set-{}-{}.csv", ::getuid(), ::getpid());
    ~ShortLived() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

std::set<std::string, std::less<>> keys_of(const model::Snapshot& s, import::Kind kind) {
    std::set<std::string, std::less<>> keys;
    const model::TextColumn& column = kind == import::Kind::sites    ? s.sites.key
                                      : kind == import::Kind::people ? s.people.key
                                                                     : s.villages.code;
    for (std::size_t i = 0; i < column.size(); ++i)
        keys.emplace(column[i]);
    return keys;
}

// The rows as a ledger of their keys and the new values: what import understands can be set, and nothing else.
json run_set(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = without_sketch(project.snapshot(feedback));
    const import::Kind kind = import::kind_from_key(arguments["register"].get<std::string>()).value();
    const auto values = pairs_of(arguments["set"], "--set", false);
    const auto keys = arguments["keys"].get<std::vector<std::string>>();
    if (values.empty() || keys.empty())
        base::fail_input("register.nothing", {}, values.empty() ? "--set" : "--keys");
    const std::string key_field = kind == import::Kind::villages ? "code" : "key";
    std::string table = csv_cell(key_field), line;
    import::Options options;
    options.encoding = "utf-8";
    options.datum = geo::Datum::cgcs2000;
    options.columns[key_field] = key_field;
    for (const auto& [field, value] : values) {
        if (field == key_field)
            base::fail_input("register.key_stays", {{"field", field}}, "--set");
        options.columns[field] = field; // an unknown one is told by the import
        table += "," + csv_cell(field);
        line += "," + csv_cell(value);
    }
    table += "\n";
    const auto known = keys_of(*snapshot, kind);
    for (const std::string& key : keys) {
        if (!known.contains(key))
            base::fail_input("register.no_such_row", {{"key", key}}, "--keys");
        table += csv_cell(key) + line + "\n";
    }
    const ShortLived file;
    base::write_file(file.path, table);
    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    store::Edit edit(project.document(), "register.set");
    ImportSink sink(&edit, *snapshot);
    const import::ImportReport report = import::run(file.path, kind, options, {*snapshot, projection}, sink, feedback);
    // A value that is no number, date or known word would be left out silently; a changed key would make a new row.
    if (!report.reasons.empty() || report.stored.inserted > 0)
        base::fail_input("register.refused",
                         {{"reason", report.reasons.empty() ? std::string("@register.new_rows")
                                                            : "@import.reason." + report.reasons.begin()->first}},
                         "--set");
    edit.commit();
    return {{"register", import::key_of(kind)},
            {"rows", keys.size()},
            {"changed", report.stored.updated},
            {"unchanged", report.stored.unchanged}};
}

} // namespace

std::vector<Action> register_actions() {
    return {{.name = "register.set",
             .verb = "set",
             .access = Access::write,
             .params = {{.name = "register",
                         .type = ParamType::choice,
                         .required = true,
                         .positional = true,
                         .choices = {"sites", "villages", "people"}},
                        {.name = "keys", .type = ParamType::list, .required = true},
                        {.name = "set", .type = ParamType::list, .required = true}},
             .run = run_set},
            {.name = "register.conflicts", .verb = "conflicts", .access = Access::read, .run = run_conflicts}};
}

} // namespace wangge::app
