// The norms that hold for a project, and the project's own.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "base/error.h"
#include "base/files.h"

namespace wangge::app {
namespace {

using nlohmann::json;

json run_norms(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    json rows = json::array();
    for (const model::Norm& norm : norms_of(*snapshot).in_force(as_of))
        rows.push_back({{"norm", norm.key},
                        {"area_type", norm.area_type ? model::key_of(*norm.area_type) : "any"},
                        {"value", norm.value},
                        {"unit", norm.unit},
                        {"valid_from", base::to_text(norm.valid_from)},
                        {"valid_to", base::to_text(norm.valid_to)},
                        {"source", norm.source},
                        {"note", norm.note}});
    const auto own = snapshot->settings.find("norms");
    return {{"as_of", base::to_text(as_of)},
            {"count", rows.size()},
            {"project_has_own", own != snapshot->settings.end() && !own->second.empty()},
            {"norms", rows}};
}

json run_set_norms(Project& project, const Arguments& arguments, base::Feedback&) {
    const bool reset = arguments["reset"];
    if (reset == arguments.contains("file"))
        base::fail_input("coverage.norms_file_or_reset", {}, "--reset");
    std::string text;
    if (!reset) {
        const std::filesystem::path file = arguments["file"].get<std::string>();
        text = base::read_file(file);
        coverage::Norms::parse(text, file.filename().string()); // refuses what could not be used later
    }
    store::Edit edit(project.document(), project.say("norms.set.label"));
    edit.set_setting("norms", text);
    edit.commit();
    return {{"project_has_own", !reset}};
}

} // namespace

std::vector<Action> norm_actions() {
    return {
        {.name = "norms.list",
         .verb = "norms",
         .access = Access::read,
         .params = {{.name = "as-of"}},
         .run = run_norms},
        {.name = "norms.set",
         .verb = "set-norms",
         .access = Access::write,
         .params = {{.name = "file", .type = ParamType::path, .positional = true},
                    {.name = "reset", .type = ParamType::flag, .default_value = false}},
         .run = run_set_norms},
    };
}

} // namespace wangge::app
