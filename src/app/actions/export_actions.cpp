// Layers out of the project into files.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/export_looks.h"
#include "app/layer_tables.h"
#include "app/project.h"
#include "app/public_places.h"
#include "export/export.h"

namespace wangge::app {
namespace {

nlohmann::json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string layer = arguments.at("layer");
    const std::string file = arguments.at("file");
    const std::filesystem::path path(file);
    const exporter::Format format =
        exporter::format_of(path); // an extension that is not known is told before the project is read
    exporter::Options options{.public_copy = arguments.value("public", false)};
    const base::Catalog& catalog =
        arguments.contains("lang") ? catalog_of(arguments.at("lang").get<std::string>()) : project.catalog();
    feedback.progress(0, "export.step.read");
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const TableInput input{*snapshot,
                           catalog,
                           as_of,
                           feedback,
                           project.document().ledger(),
                           reach_of(project, arguments, snapshot, as_of, feedback),
                           !arguments["without-planned"].get<bool>()};
    std::vector<model::Table> tables;
    if (layer == "all")
        for (const std::string& each : table_layers())
            tables.push_back(table_of(each, input));
    else
        tables.push_back(table_of(layer, input));
    if (format == exporter::Format::geopackage || format == exporter::Format::kml || format == exporter::Format::kmz)
        options.looks = export_looks(tables, input, look_of(project.document().look()), options.public_copy);
    if (options.public_copy) {
        PublicPlaces places(*snapshot);
        for (model::Table& table : tables)
            places.put(table);
    }
    base::StepFeedback writing(feedback, 0.4, 1);
    const exporter::Written written = exporter::write(tables, path, options, writing);
    return {{"layer", layer},
            {"file", file},
            {"tables", written.tables},
            {"rows", written.rows},
            {"public", options.public_copy},
            {"withheld_columns", written.withheld},
            {"shortened_texts", written.shortened}};
}

} // namespace

std::vector<Action> export_actions() {
    Action action = {.name = "export.run",
                     .verb = "export",
                     .access = Access::read,
                     .params = {{.name = "layer", .type = ParamType::text, .required = true, .positional = true},
                                {.name = "file", .type = ParamType::path, .required = true, .positional = true},
                                {.name = "public", .type = ParamType::flag, .default_value = false},
                                {.name = "lang", .type = ParamType::choice, .choices = {"zh", "en"}},
                                {.name = "as-of"},
                                {.name = "without-planned", .type = ParamType::flag, .default_value = false}},
                     .run = run};
    for (Param& param : travel_params())
        action.params.push_back(std::move(param));
    return {action};
}

} // namespace wangge::app
