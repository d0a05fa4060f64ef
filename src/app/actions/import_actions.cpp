#include "app/actions.h"
#include "app/base_maps.h"
#include "app/import_options.h"
#include "app/import_sink.h"
#include "app/imported_plan.h"
#include "app/project.h"
#include "app/sketched_area.h"
#include "import/preview.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>

namespace wangge::app {
namespace {

using nlohmann::json;

json answer_of(const import::ImportReport& report, const Project& project) {
    json notices = json::array();
    for (const base::Message& notice : report.notices)
        notices.push_back({{"id", notice.id}, {"message", project.say(notice)}});
    const import::DatumEvidence& e = report.evidence;
    json scores = json::object();
    for (const import::DatumHypothesis& h : e.hypotheses)
        scores[std::string(key_of(h.datum))] = h.score;
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
              {"scores", scores}}},
            {"encoding", report.encoding},
            {"crs", report.crs},
            {"columns", report.columns},
            {"reasons", report.reasons},
            {"notices", notices}};
}

std::string label_of(const Project& project, import::Kind kind, const std::filesystem::path& file) {
    return project.say(
        {"import.run.label",
         {{"kind", "@import.kind." + std::string(import::key_of(kind))}, {"file", file.filename().string()}}});
}

// A base map stays where it is; the document learns the way to it.
json run_base_map(Project& project, const std::filesystem::path& file, const import::Options& options, bool dry_run,
                  base::Feedback& feedback) {
    const geo::Datum datum = options.datum.value_or(geo::Datum::cgcs2000);
    const AddedBaseMap added =
        add_base_map(project, file, {options.layer, options.epsg, datum}, options.existing == import::Existing::replace,
                     dry_run, label_of(project, import::Kind::basemap, file), feedback);
    import::ImportReport report;
    report.kind = import::Kind::basemap;
    report.layer = options.layer;
    report.read = report.imported = 1;
    report.stored.inserted = dry_run ? 0 : 1;
    report.crs = added.crs;
    report.datum = geo::key_of(datum);
    report.datum_confidence = 1;
    report.notices.push_back({"basemap.notice.referenced", {{"file", file.string()}}});
    if (std::isfinite(added.coarsest_pixel.value))
        report.notices.push_back({"basemap.notice.no_overviews",
                                  {{"scale", fmt::format("{:.0f}", added.coarsest_pixel.value * 96 / 0.0254)}}});
    json answer = answer_of(report, project);
    answer["dry_run"] = dry_run;
    answer["format"] = added.format;
    answer["pixel_m"] = added.finest_pixel.value;
    answer["bbox"] = {added.box.min_x, added.box.min_y, added.box.max_x, added.box.max_y};
    return answer;
}

json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments.at("file").get<std::string>();
    const import::Kind kind = import::kind_from_key(arguments.at("kind").get<std::string>()).value();
    const import::Options options = import_options(arguments);
    if (kind == import::Kind::basemap)
        return run_base_map(project, file, options, arguments.value("dry-run", false), feedback);
    const model::SnapshotPtr snapshot = without_sketch(project.snapshot(feedback));
    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const import::Context context{*snapshot, projection};
    const bool dry_run = arguments.value("dry-run", false);
    std::optional<store::Edit> edit;
    if (!dry_run)
        edit.emplace(project.document(), label_of(project, kind, file));
    ImportSink sink(edit ? &*edit : nullptr, *snapshot);
    const import::ImportReport report = import::run(file, kind, options, context, sink, feedback);
    std::optional<ImportedPlan> plan;
    if (!sink.cells().empty())
        plan = take_plan(project, edit ? &*edit : nullptr, *snapshot, sink.cells(), file, feedback);
    if (edit) {
        if (report.quarantined > 0)
            edit->set_setting(import_sources, with_source(*snapshot, file.filename().string(), report));
        edit->commit();
    }
    json answer = answer_of(report, project);
    answer["dry_run"] = dry_run;
    if (plan) {
        answer["plan"] = plan->name;
        answer["cells"] = plan->cells;
        answer["numbered"] = plan->numbered;
        answer["gaps_m2"] = std::round(plan->fit.gaps.value);
        answer["overlaps_m2"] = std::round(plan->fit.overlaps.value);
        answer["outside_m2"] = std::round(plan->fit.outside.value);
        if (plan->fit.gaps.value + plan->fit.overlaps.value + plan->fit.outside.value > 1) {
            const base::Message misfit{"import.notice.plan_misfit",
                                       {{"gaps", fmt::format("{:.0f}", plan->fit.gaps.value)},
                                        {"overlaps", fmt::format("{:.0f}", plan->fit.overlaps.value)},
                                        {"outside", fmt::format("{:.0f}", plan->fit.outside.value)}}};
            answer["notices"].push_back({{"id", misfit.id}, {"message", project.say(misfit)}});
        }
    }
    return answer;
}

json shown_rows(const import::Preview& preview, std::size_t most) {
    json rows = json::array();
    for (const import::PreviewRow& row : preview.rows) {
        if (rows.size() == most)
            break;
        rows.push_back(
            {{"row", row.number}, {"text", row.cells}, {"fate", key_of(row.fate)}, {"reasons", row.reasons}});
    }
    return rows;
}

json hypotheses_of(const import::DatumEvidence& evidence) {
    json all = json::array();
    for (const import::DatumHypothesis& h : evidence.hypotheses)
        all.push_back({{"datum", key_of(h.datum)},
                       {"confidence", h.confidence},
                       {"inside", h.inside},
                       {"moved_m", h.moved.value}});
    return all;
}

json run_preview(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments.at("file").get<std::string>();
    import::PreviewOptions options;
    options.kind = import::kind_from_key(arguments.at("kind").get<std::string>());
    options.import = import_options(arguments);
    const auto rows = static_cast<std::size_t>(arguments.at("rows").get<std::int64_t>());
    options.first_rows = rows;
    const model::SnapshotPtr snapshot = without_sketch(project.snapshot(feedback));
    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const import::Preview preview = import::preview(file, options, {*snapshot, projection}, feedback);

    json answer = answer_of(preview.report, project);
    answer["kind"] = key_of(preview.kind);
    answer["layers"] = preview.layers;
    answer["header_row"] = preview.header_row;
    answer["header_rows"] = preview.header_rows;
    answer["columns"] = json::array();
    for (std::size_t column = 0; column < preview.columns.size(); ++column) {
        json entry = {{"column", preview.columns[column]}, {"field", nullptr}};
        for (const auto& [field, at] : preview.field_column)
            if (at == static_cast<int>(column))
                entry["field"] = field;
        answer["columns"].push_back(std::move(entry));
    }
    answer["missing"] = preview.missing;
    answer["unplaced"] = preview.unplaced;
    answer["whole_file"] = preview.whole_file;
    answer["hypotheses"] = hypotheses_of(preview.report.evidence);
    answer["suggested_crs"] =
        preview.suggested_epsg > 0 ? json(fmt::format("EPSG:{}", preview.suggested_epsg)) : json();
    answer["first_rows"] = shown_rows(preview, rows);
    return answer;
}

} // namespace

std::vector<Action> import_actions() {
    const auto flag = [](const char* name) {
        return Param{.name = name, .type = ParamType::flag, .default_value = false};
    };
    Param kind{.name = "kind", .type = ParamType::choice, .required = true, .positional = true};
    kind.choices = {"sites",   "villages",  "people", "roads",   "boundaries", "population",
                    "terrain", "landcover", "water",  "basemap", "cells"};
    const Param file{.name = "file", .type = ParamType::path, .required = true, .positional = true};
    std::vector<Param> params{kind, file};
    for (const Param& param : reading_params())
        params.push_back(param);
    for (const char* name : {"replace", "append", "update", "dry-run"})
        params.push_back(flag(name));

    Param guessed = kind;
    guessed.required = guessed.positional = false;
    guessed.choices.insert(guessed.choices.begin(), "auto");
    guessed.default_value = "auto";
    std::vector<Param> preview_params{file, guessed};
    for (const Param& param : reading_params())
        preview_params.push_back(param);
    preview_params.push_back(
        {.name = "rows", .type = ParamType::integer, .default_value = 20, .low = 0, .high = 100000});
    std::vector<Action> actions{{"import.run", "import", Access::write, params, run},
                                {"import.preview", "preview", Access::read, preview_params, run_preview}};
    std::ranges::move(mend_actions(), std::back_inserter(actions));
    return actions;
}

} // namespace wangge::app
