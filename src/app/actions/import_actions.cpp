#include "app/actions.h"
#include "app/project.h"
#include "base/error.h"
#include "import/import.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace wangge::app {
namespace {

using nlohmann::json;

// The store's name of a layer that import fills.
std::string_view layer_of(import::Kind kind) {
    return kind == import::Kind::water ? "waters" : import::key_of(kind);
}

// clang-format 14 takes a line that begins with "import" for a module's.
using import::Options;
using import::Stored;

// Records go straight into one Edit; without one (a dry run) they are only counted.
class EditSink : public import::Sink {
public:
    EditSink(store::Edit* edit, const model::Snapshot& before) : m_edit(edit) {
        for (const model::QuarantineRow& row : before.quarantine)
            m_known.insert(text_of(row));
    }

    void clear(import::Kind kind) override {
        if (!m_edit)
            return;
        m_known.clear();
        m_edit->clear(layer_of(kind));
        m_edit->clear("quarantine:" + std::string(import::key_of(kind)));
    }
    Stored put(std::span<const model::Site> rows) override { return stored(rows); }
    Stored put(std::span<const model::Village> rows) override { return stored(rows); }
    Stored put(std::span<const model::Person> rows) override { return stored(rows); }
    Stored put(std::span<const model::Road> rows) override { return stored(rows); }
    Stored put(std::span<const model::Boundary> rows) override { return stored(rows); }
    Stored put(std::span<const model::Water> rows) override { return stored(rows); }
    void put(model::RasterKind kind, const geo::Raster& raster) override {
        if (m_edit)
            m_edit->put(kind, raster);
    }
    // A row that stands in quarantine already is not put there again when the file is read a second time.
    void put(std::span<const model::QuarantineRow> rows) override {
        std::vector<model::QuarantineRow> fresh;
        for (const model::QuarantineRow& row : rows)
            if (m_known.insert(text_of(row)).second)
                fresh.push_back(row);
        if (m_edit && !fresh.empty())
            m_edit->put(std::span<const model::QuarantineRow>(fresh));
    }
    void put(std::span<const model::RepairNote> rows) override {
        if (m_edit)
            m_edit->put(rows);
    }

private:
    template <class Record> Stored stored(std::span<const Record> rows) {
        if (!m_edit)
            return {};
        const store::PutCounts counts = m_edit->put(rows);
        return {counts.inserted, counts.updated, counts.unchanged};
    }

    static std::string text_of(const model::QuarantineRow& row) {
        return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", row.kind, row.file, row.layer, row.row, row.reason, row.original);
    }

    store::Edit* m_edit;
    std::unordered_set<std::string> m_known;
};

// "name=企业名称" pairs.
std::map<std::string, std::string> pairs_of(const json& list, const char* option) {
    std::map<std::string, std::string> pairs;
    for (const json& item : list) {
        const std::string text = item.get<std::string>();
        const std::size_t at = text.find('=');
        if (at == 0 || at == std::string::npos || at + 1 == text.size())
            base::fail_input("import.bad_map", {{"text", text}}, option);
        pairs[text.substr(0, at)] = text.substr(at + 1);
    }
    return pairs;
}

int epsg_of(std::string text) {
    const std::string given = text;
    for (const char* prefix : {"EPSG:", "epsg:", "Epsg:"})
        if (text.starts_with(prefix))
            text.erase(0, 5);
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
        base::fail_input("import.bad_crs", {{"text", given}}, "--crs");
    return std::stoi(text);
}

Options options_from(const Arguments& arguments) {
    Options options;
    options.layer = arguments.value("layer", "");
    options.encoding = arguments.value("encoding", "auto");
    if (const std::string datum = arguments.value("datum", "auto"); datum != "auto")
        options.datum = geo::datum_from_key(datum);
    if (const std::string crs = arguments.value("crs", ""); !crs.empty())
        options.epsg = epsg_of(crs);
    options.columns = pairs_of(arguments.value("map", json::array()), "--map");
    options.constants = pairs_of(arguments.value("set", json::array()), "--set");
    const bool append = arguments.value("append", false), replace = arguments.value("replace", false);
    if (append + replace + arguments.value("update", false) > 1)
        base::fail_input("import.one_mode");
    options.legend = arguments.value("legend", "auto");
    options.existing = append    ? import::Existing::append
                       : replace ? import::Existing::replace
                                 : import::Existing::update;
    return options;
}

json answer_of(const import::ImportReport& report, const Project& project) {
    json notices = json::array();
    for (const base::Message& notice : report.notices)
        notices.push_back({{"id", notice.id}, {"message", project.say(notice)}});
    const import::DatumEvidence& e = report.evidence;
    return {{"kind", import::key_of(report.kind)},
            {"layer", report.layer},
            {"read", report.read},
            {"imported", report.imported},
            {"repaired", report.repaired},
            {"quarantined", report.quarantined},
            {"inserted", report.stored.inserted},
            {"updated", report.stored.updated},
            {"unchanged", report.stored.unchanged},
            {"datum", report.datum},
            {"datum_confidence", report.datum_confidence},
            {"datum_evidence",
             {{"rows", e.rows},
              {"in_villages", e.in_villages},
              {"near_seats", e.near_seats},
              {"in_townships", e.in_townships},
              {"near_roads", e.near_roads},
              {"scores", e.scores}}},
            {"encoding", report.encoding},
            {"crs", report.crs},
            {"columns", report.columns},
            {"reasons", report.reasons},
            {"notices", notices}};
}

json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments.at("file").get<std::string>();
    const import::Kind kind = import::kind_from_key(arguments.at("kind").get<std::string>()).value();
    const Options options = options_from(arguments);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const import::Context context{*snapshot, projection};
    const bool dry_run = arguments.value("dry-run", false);
    std::optional<store::Edit> edit;
    if (!dry_run)
        edit.emplace(project.document(), project.say({"import.run.label",
                                                      {{"kind", "@import.kind." + std::string(import::key_of(kind))},
                                                       {"file", file.filename().string()}}}));
    EditSink sink(edit ? &*edit : nullptr, *snapshot);
    const import::ImportReport report = import::run(file, kind, options, context, sink, feedback);
    if (edit)
        edit->commit();
    json answer = answer_of(report, project);
    answer["dry_run"] = dry_run;
    return answer;
}

} // namespace

std::vector<Action> import_actions() {
    const auto text = [](const char* name) { return Param{.name = name, .type = ParamType::text}; };
    const auto flag = [](const char* name) {
        return Param{.name = name, .type = ParamType::flag, .default_value = false};
    };
    const auto list = [](const char* name) { return Param{.name = name, .type = ParamType::list}; };
    Param kind{.name = "kind", .type = ParamType::choice, .required = true, .positional = true};
    kind.choices = {"sites",      "villages", "people",    "roads", "boundaries",
                    "population", "terrain",  "landcover", "water", "basemap"};
    const Param file{.name = "file", .type = ParamType::path, .required = true, .positional = true};
    Param encoding{.name = "encoding", .type = ParamType::choice, .default_value = "auto"};
    encoding.choices = {"auto", "utf-8", "gb18030"};
    Param datum{.name = "datum", .type = ParamType::choice, .default_value = "auto"};
    datum.choices = {"auto", "cgcs2000", "wgs84", "gcj02", "bd09"};
    return {{"import.run",
             "import",
             Access::write,
             {kind, file, text("layer"), encoding, datum, text("crs"), text("legend"), list("map"), list("set"),
              flag("replace"), flag("append"), flag("update"), flag("dry-run")},
             run}};
}

} // namespace wangge::app
