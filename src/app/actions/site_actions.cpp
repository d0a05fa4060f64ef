// Where to add people, with proof; and taking suggested places into the plan.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/siting_places.h"
#include "base/error.h"
#include "geo/projection.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

siting::Model model_of(const std::string& key) {
    for (int m = 0; m < siting::model_count; ++m)
        if (siting::key_of(static_cast<siting::Model>(m)) == key)
            return static_cast<siting::Model>(m);
    base::ensure(false, "a model that the choices name");
    return siting::Model::max_cover;
}

SitingChoice choice_of(const Arguments& arguments) {
    SitingChoice choice;
    choice.model = model_of(arguments["model"]);
    if (choice.model != siting::Model::set_cover && !arguments.contains("add"))
        base::fail_input("app.missing_parameter", {{"param", "--add"}, {"action", "site"}}, "--add");
    choice.add = arguments.value("add", 1);
    choice.times = arguments["times"];
    choice.within_capacity = arguments["within-capacity"];
    const bool covering = choice.model == siting::Model::set_cover || choice.model == siting::Model::max_cover;
    if (choice.times > 1 && !covering)
        base::fail_input("siting.times_only_covering", {}, "--times");
    if (choice.within_capacity && !covering)
        base::fail_input("siting.capacity_only_covering", {}, "--within-capacity");
    choice.role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    choice.limit = limit_of(arguments);
    choice.weigh_people = arguments["weights"] == "people";
    choice.candidates = candidate_places_from(arguments["candidates"].get<std::string>());
    choice.forbid = arguments.value("forbid", std::vector<std::string>{});
    choice.prefer = arguments.value("prefer", std::vector<std::string>{});
    if (arguments.contains("capacity-people"))
        choice.capacity = base::Persons{arguments["capacity-people"]};
    choice.as_of = as_of_date(arguments.value("as-of", ""));
    choice.budget = {.seconds = arguments["seconds"], .seed = arguments["seed"]};
    return choice;
}

double tenth(double value) {
    return std::round(value * 10) / 10;
}

json standing_json(const siting::Standing& state, const char* unit) {
    json row = {{"covered", state.covered},
                {"uncovered", state.uncovered},
                {"people_covered", state.weight_covered},
                {"people_uncovered", state.weight_uncovered},
                {"unreached", state.unreached}};
    // What was asked of a village: several people within reach, or one with room for it.
    row["met"] = state.met;
    row["people_met"] = state.weight_met;
    row[std::string("mean_") + unit] = tenth(state.mean.value);
    row[std::string("longest_") + unit] = tenth(state.longest.value);
    return row;
}

json choice_json(const model::Snapshot& snapshot, const CandidatePlace& place, const siting::Choice& choice,
                 std::size_t rank, const geo::Projection& projection) {
    const geo::LonLat at = projection.unproject(place.point);
    json villages = json::array();
    for (const std::int32_t village : choice.closes)
        villages.push_back(snapshot.villages.code[village]);
    return {{"rank", rank},
            {"key", place.key},
            {"name", place.name},
            {"township", place.township},
            {"lon", at.lon},
            {"lat", at.lat},
            {"closes_villages", choice.closes.size()},
            {"closes_people", choice.weight_closed},
            {"serves_villages", choice.serves},
            {"serves_people", choice.weight_served},
            {"villages", std::move(villages)}};
}

json curve_json(const std::vector<siting::Value>& curve) {
    json rows = json::array();
    for (std::size_t k = 1; k < curve.size(); ++k)
        rows.push_back({{"add", k}, {"people_covered", curve[k]}, {"gain", curve[k] - curve[k - 1]}});
    return rows;
}

json run_site(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto reach = reach_of(project, arguments, snapshot, as_of_date(arguments.value("as-of", "")), feedback);
    const SitingChoice choice = choice_of(arguments);
    const SitingInput made = siting_input_of(*snapshot, choice, *reach, feedback);
    const siting::Result result = siting::run(made.input, made.options, feedback);
    const bool accept = arguments["accept"];
    if (accept)
        feedback.check(); // a cancelled Action leaves no trace

    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const char* unit = reach->unit() == reach::Unit::metres ? "m" : "min";
    json chosen = json::array(), notices = json::array();
    std::vector<CandidatePlace> places;
    for (const siting::Choice& one : result.choices) {
        places.push_back(made.candidates[one.candidate]);
        chosen.push_back(choice_json(*snapshot, places.back(), one, places.size(), projection));
    }
    for (const base::Message& notice : result.notices)
        notices.push_back(project.say(notice));
    const siting::Answer& answer = result.answer;
    json report = {{"model", siting::key_of(choice.model)},
                   {"role", arguments["role"]},
                   {"travel", arguments["travel"]},
                   {"weights", arguments["weights"]},
                   {"as_of", base::to_text(choice.as_of)},
                   {"feasible", answer.feasible},
                   {"objective", answer.feasible ? json(answer.objective) : json(nullptr)},
                   {"bound", answer.bound},
                   {"gap", answer.feasible ? json(answer.gap()) : json(nullptr)},
                   {"proven", answer.proven()},
                   {"stopped", answer.stopped},
                   {"count", places.size()},
                   {"chosen", std::move(chosen)},
                   {"before", standing_json(result.before, unit)},
                   {"after", standing_json(result.after, unit)},
                   {"covered_before", result.before.covered},
                   {"covered_after", result.after.covered},
                   {"people_before", result.before.weight_covered},
                   {"people_after", result.after.weight_covered},
                   {"notices", std::move(notices)},
                   {"accepted", json::array()},
                   {"ok", answer.feasible}};
    if (arguments["curve"])
        report["curve"] = curve_json(result.curve);
    if (accept && answer.feasible)
        report["accepted"] = accept_places(project, places, choice.role, choice.as_of, false, feedback);
    return report;
}

// The very places that were shown, without asking the model again.
json run_accept(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const auto role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    const std::vector<CandidatePlace> candidates =
        candidate_places(*snapshot, candidate_places_from(arguments["candidates"].get<std::string>()), feedback);
    std::vector<CandidatePlace> places;
    for (const std::string key : arguments["places"]) {
        const auto found = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const CandidatePlace& place) { return place.key == key; });
        if (found == candidates.end())
            base::fail_input("siting.unknown_code", {{"code", key}}, "--places");
        places.push_back(*found);
    }
    json accepted = accept_places(project, places, role, as_of, arguments["contact"], feedback);
    return {{"count", accepted.size()}, {"accepted", std::move(accepted)}};
}

} // namespace

std::vector<Action> site_actions() {
    std::vector<std::string> models;
    for (int m = 0; m < siting::model_count; ++m)
        models.emplace_back(siting::key_of(static_cast<siting::Model>(m)));
    const Param role{.name = "role",
                     .type = ParamType::choice,
                     .choices = {"informant", "coordinator"},
                     .default_value = "informant"};
    Param candidates{.name = "candidates", .type = ParamType::choice, .default_value = "villages"};
    for (int kind = 0; kind < candidate_places_count; ++kind)
        candidates.choices.emplace_back(key_of(static_cast<CandidatePlaces>(kind)));
    std::vector<Action> actions = {
        {.name = "site.places",
         .verb = "site",
         .access = Access::write,
         .params =
             {{.name = "model", .type = ParamType::choice, .choices = models, .default_value = "mclp"},
              {.name = "add", .type = ParamType::integer, .low = 1, .high = 100000},
              role,
              candidates,
              {.name = "limit-m", .type = ParamType::number, .unit = "m", .low = 1, .high = 200000},
              {.name = "limit-min", .type = ParamType::number, .unit = "min", .low = 1, .high = 1440},
              {.name = "weights", .type = ParamType::choice, .choices = {"people", "one"}, .default_value = "people"},
              {.name = "times", .type = ParamType::integer, .default_value = 1, .low = 1, .high = 10},
              {.name = "within-capacity", .type = ParamType::flag, .default_value = false},
              {.name = "capacity-people", .type = ParamType::integer, .low = 0, .high = 100000000},
              {.name = "forbid", .type = ParamType::list},
              {.name = "prefer", .type = ParamType::list},
              {.name = "curve", .type = ParamType::flag, .default_value = false},
              {.name = "accept", .type = ParamType::flag, .default_value = false},
              {.name = "seconds", .type = ParamType::number, .unit = "s", .default_value = 60, .low = 0, .high = 86400},
              {.name = "seed", .type = ParamType::integer, .default_value = 1, .low = 0, .high = 2147483647},
              {.name = "as-of"}},
         .run = run_site},
        {.name = "site.accept",
         .access = Access::write,
         .params = {{.name = "places", .type = ParamType::list, .required = true},
                    role,
                    candidates,
                    {.name = "contact", .type = ParamType::flag, .default_value = false},
                    {.name = "as-of"}},
         .run = run_accept},
    };
    for (Param& param : travel_params())
        actions.front().params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app
