// How much supply, or how many contacts, the residents of each village really have.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/village_access.h"
#include "base/error.h"
#include "export/export.h"

#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

// For so many residents as scores are shown for; null where there are none.
json shown_score(double score) {
    return std::isnan(score) ? json(nullptr) : json(score * access_per);
}

json run_access(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string file = arguments.value("file", "");
    if (!file.empty())
        exporter::format_of(file);
    AccessQuestion question;
    question.as_of = as_of_date(arguments.value("as-of", ""));
    question.to = arguments["to"];
    question.decay = *coverage::decay_from_key(arguments["decay"].get<std::string>());
    question.limit = limit_of(arguments);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto reach = reach_of(project, arguments, snapshot, question.as_of, feedback);
    const VillageAccess access = village_access(*snapshot, *reach, question, feedback);
    const coverage::Accessibility& found = access.found;
    json list = json::array();
    const char* effort_key = reach->unit() == reach::Unit::metres ? "distance_m" : "minutes";
    for (std::size_t v = 0; v < found.score.size(); ++v)
        list.push_back(
            {{"key", snapshot->villages.code[v]},
             {"name", snapshot->villages.name[v]},
             {"people", access.residents[v]},
             {"score", shown_score(found.score[v])},
             {"in_reach", found.in_reach[v]},
             {effort_key, access.nearest[v].source < 0 ? json(nullptr) : json(access.nearest[v].effort.value)}});
    json answer = {{"to", question.to},
                   {"travel", arguments["travel"]},
                   {"decay", coverage::key_of(question.decay)},
                   {"as_of", base::to_text(question.as_of)},
                   {"villages", found.score.size()},
                   {"suppliers", found.rate.size()},
                   {"score_mean", shown_score(found.mean)},
                   {"villages_empty", found.empty},
                   {"villages_none", found.targets[0]},
                   {"villages_one", found.targets[1]},
                   {"villages_two", found.targets[2]},
                   {"people_none", found.residents[0]},
                   {"people_one", found.residents[1]},
                   {"people_two", found.residents[2]}};
    if (found.empty > 0)
        answer["notices"] = {project.say({"access.notice.no_residents", {{"count", std::to_string(found.empty)}}})};
    if (arguments["list"])
        answer["list"] = std::move(list);
    if (!file.empty()) {
        exporter::write(std::vector{village_access_table(*snapshot, access, reach->unit(), project.catalog())}, file,
                        {}, feedback);
        answer["file"] = file;
    }
    return answer;
}

} // namespace

std::vector<Action> access_actions() {
    Action action{.name = "access.compute",
                  .verb = "access",
                  .access = Access::read,
                  .params = {{.name = "file", .type = ParamType::path, .positional = true},
                             {.name = "to",
                              .type = ParamType::choice,
                              .choices = {"supply", "informant", "coordinator"},
                              .default_value = "supply"},
                             {.name = "decay",
                              .type = ParamType::choice,
                              .choices = {"none", "steps", "gauss"},
                              .default_value = "none"},
                             {.name = "limit-m", .type = ParamType::number, .unit = "m", .low = 1, .high = 200000},
                             {.name = "limit-min", .type = ParamType::number, .unit = "min", .low = 1, .high = 1440},
                             {.name = "as-of"},
                             {.name = "list", .type = ParamType::flag, .default_value = false}},
                  .run = run_access};
    for (Param& param : travel_params())
        action.params.push_back(std::move(param));
    return {action};
}

} // namespace wangge::app
