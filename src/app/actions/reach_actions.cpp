// What each of the people reaches in so many minutes.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/reach_areas.h"
#include "base/error.h"
#include "base/text.h"
#include "export/export.h"

#include <algorithm>

namespace wangge::app {
namespace {

using nlohmann::json;

// Ascending limits: minutes, or metres in a straight line.
std::vector<double> limits_in(const Arguments& arguments, bool line) {
    const char *wanted = line ? "metres" : "minutes", *other = line ? "minutes" : "metres";
    if (arguments.contains(other))
        base::fail_input(line ? "coverage.minutes_need_roads" : "coverage.metres_need_line", {},
                         std::string("--") + other);
    std::vector<double> limits;
    for (const std::string text : arguments.value(wanted, json::array({line ? "3000" : "15"}))) {
        double value = 0;
        if (!base::parse_number(text, value) || !(value > 0) || value > 200000)
            base::fail_input("app.bad_value",
                             {{"param", wanted}, {"value", text}, {"expected", line ? "3000" : "5,10,15"}},
                             std::string("--") + wanted);
        limits.push_back(value);
    }
    std::sort(limits.begin(), limits.end());
    limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
    return limits;
}

json run_areas(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string file = arguments.value("file", "");
    if (!file.empty())
        exporter::format_of(file); // an extension that is not known is told before the work
    ReachQuestion question;
    question.role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    question.as_of = as_of_date(arguments.value("as-of", ""));
    question.by_person = arguments["by"] == "person";
    question.limits = limits_in(arguments, travel_of(arguments) == reach::Travel::line);
    for (const std::string pairs : arguments.value("delay", json::array()))
        for (const auto& [key, delay] : delays_in(pairs, "--delay"))
            question.delays[key] = delay;
    if (arguments.contains("side-m"))
        question.side = base::Metres{arguments["side-m"]};
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const StartDelays usual = start_delays(*snapshot);
    if (travel_of(arguments) != reach::Travel::line) // metres know no minutes
        question.usual_delays = usual;
    feedback.progress(0, "reach.step.network");
    const auto reach = reach_of(project, arguments, snapshot, question.as_of, feedback);
    feedback.progress(0.3, "reach.step.areas");
    const ReachAreas areas = find_reach_areas(*snapshot, *reach, question, feedback);
    const bool metres = reach->unit() == reach::Unit::metres;
    const char* limit_key = metres ? "limit_m" : "limit_min";
    json bands = json::array(), list = json::array();
    for (std::size_t band = 0; band < question.limits.size(); ++band)
        bands.push_back({{limit_key, question.limits[band]}, {"area_m2", areas.band_area[band].value}});
    for (const ReachArea& area : areas.areas)
        list.push_back(
            {{"key", area.person == model::no_row ? json(nullptr) : json(snapshot->people.key[area.person])},
             {"name", area.person == model::no_row ? json(nullptr) : json(snapshot->people.name[area.person])},
             {limit_key, question.limits[static_cast<std::size_t>(area.band)]},
             {"area_m2", geo::area(area.area).value}});
    json answer = {
        {"travel", arguments["travel"]},
        {"role", arguments["role"]},
        {"as_of", base::to_text(question.as_of)},
        {"people_counting", areas.people},
        {"people_without_road", areas.without_road},
        {"people_cut_off", areas.cut_off},
        {"people_delayed", areas.delayed},
        {"areas", areas.areas.size()},
        {"area_m2", snapshot->county.empty() ? json(nullptr) : json(areas.whole.value)},
        {"reached_area_m2", areas.reached.value},
        {"uncovered_area_m2", snapshot->county.empty() ? json(nullptr) : json(areas.whole.value - areas.reached.value)},
        {"lattice_m", areas.side.value},
        {"bands", std::move(bands)},
        {"list", std::move(list)}};
    if (!metres)
        answer["mode"] = arguments["mode"];
    if (areas.delayed > 0)
        answer["notices"] = {project.say({"reach.notice.delayed", {{"count", std::to_string(areas.delayed)}}})};
    else if (metres && !usual.empty())
        answer["notices"] = {project.say("reach.notice.no_delays_in_line")};
    if (!file.empty()) {
        exporter::write(std::vector{reach_area_table(*snapshot, areas, question, reach->unit(), project.catalog())},
                        file, {}, feedback);
        answer["file"] = file;
    }
    return answer;
}

} // namespace

std::vector<Action> reach_actions() {
    std::vector<Action> actions = {
        {.name = "reach.areas",
         .verb = "reach",
         .access = Access::read,
         .params = {{.name = "file", .type = ParamType::path, .positional = true},
                    {.name = "role",
                     .type = ParamType::choice,
                     .choices = {"informant", "coordinator", "inspector"},
                     .default_value = "informant"},
                    {.name = "minutes", .type = ParamType::list, .unit = "min"},
                    {.name = "metres", .type = ParamType::list, .unit = "m"},
                    {.name = "by", .type = ParamType::choice, .choices = {"person", "all"}, .default_value = "person"},
                    {.name = "delay", .type = ParamType::list, .unit = "min"},
                    {.name = "side-m", .type = ParamType::number, .unit = "m", .low = 10, .high = 10000},
                    {.name = "as-of"}},
         .run = run_areas},
    };
    for (Param& param : travel_params())
        actions[0].params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app
