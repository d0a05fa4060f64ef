// Who is covered, and where the blind spots are.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "base/error.h"
#include "coverage/blind_spots.h"
#include "coverage/coverage.h"
#include "coverage/population_cover.h"
#include "geo/projection.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wangge::app {
namespace {

using nlohmann::json;

json totals_json(const coverage::Totals& totals, bool with_area) {
    json result = {{"targets", totals.targets},
                   {"covered", totals.covered},
                   {"over_capacity", totals.over_capacity},
                   {"uncovered", totals.uncovered},
                   {"people", totals.people},
                   {"people_covered", totals.people_covered},
                   {"people_over_capacity", totals.people_over_capacity},
                   {"people_uncovered", totals.people_uncovered}};
    if (with_area) {
        result["area_m2"] = totals.area.value;
        result["uncovered_area_m2"] = totals.uncovered_area.value;
    }
    return result;
}

const char* limit_key(reach::Unit unit) {
    return unit == reach::Unit::metres ? "limit_m" : "limit_min";
}

// How many places no road leads to, or one that is cut off: told, not hidden in "out of reach".
void add_footholds(const Project& project, const coverage::Prepared& prepared, json& answer, json& notices,
                   base::Feedback& feedback) {
    std::int64_t none = 0, cut_off = 0;
    const auto footholds = prepared.reach->footholds({prepared.x, prepared.y}, feedback);
    for (std::size_t t = 0; t < footholds.size(); ++t) {
        none += footholds[t] == reach::Foothold::none && std::isfinite(prepared.x[t]);
        cut_off += footholds[t] == reach::Foothold::cut_off;
    }
    answer["without_road"] = none;
    answer["cut_off"] = cut_off;
    const std::string all = std::to_string(prepared.x.size());
    if (none > 0)
        notices.push_back(project.say({"coverage.notice.no_road", {{"count", std::to_string(none)}, {"all", all}}}));
    if (cut_off > 0)
        notices.push_back(project.say({"coverage.notice.cut_off", {{"count", std::to_string(cut_off)}, {"all", all}}}));
}

// Residents are counted at villages, also when the targets are sites.
void take_people(coverage::Totals& totals, const coverage::Totals& of_villages) {
    totals.people = of_villages.people;
    totals.people_covered = of_villages.people_covered;
    totals.people_over_capacity = of_villages.people_over_capacity;
    totals.people_uncovered = of_villages.people_uncovered;
}

// People counted where they live take the place of those counted at the seats of their villages.
void put_people(json& row, const coverage::PeopleTotals& people) {
    row["people"] = std::llround(people.people);
    row["people_covered"] = std::llround(people.covered);
    row["people_over_capacity"] = 0;
    row["people_uncovered"] = row["people"].get<std::int64_t>() - row["people_covered"].get<std::int64_t>();
}

json by_area_type(const coverage::Result& result, reach::Unit unit) {
    json all = json::object();
    for (const std::string_view key : model::keys<model::AreaType>()) {
        const model::AreaType type = *model::from_key<model::AreaType>(key);
        if (result.by_area_type[type].targets == 0)
            continue;
        json row = totals_json(result.by_area_type[type], false);
        row[limit_key(unit)] = result.limits[type].value;
        all[std::string(key)] = std::move(row);
    }
    return all;
}

json by_township(const coverage::Prepared& prepared, const coverage::Result& result) {
    json all = json::array();
    for (std::size_t g = 0; g < prepared.groups.size(); ++g) {
        json row = totals_json(result.by_group[g], prepared.groups[g].township != model::no_row);
        if (prepared.options.of == coverage::TargetKind::villages)
            row["villages"] = result.by_group[g].targets;
        row["code"] = prepared.groups[g].code;
        row["name"] = prepared.groups[g].name;
        all.push_back(std::move(row));
    }
    return all;
}

json target_list(const Project& project, const coverage::Prepared& prepared, const coverage::Result& result) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    const bool villages = prepared.options.of == coverage::TargetKind::villages;
    const reach::Unit unit = prepared.reach->unit();
    const char* effort_key = unit == reach::Unit::metres ? "distance_m" : "minutes";
    json all = json::array();
    for (std::size_t t = 0; t < result.state.size(); ++t) {
        const model::Row village = villages ? static_cast<model::Row>(t) : snapshot.sites.village[t];
        const reach::Link& nearest = prepared.nearest[t];
        json row = {{"key", villages ? snapshot.villages.code[t] : snapshot.sites.key[t]},
                    {"name", villages ? snapshot.villages.name[t] : snapshot.sites.name[t]},
                    {"village_code", village == model::no_row ? "" : snapshot.villages.code[village]},
                    {"township_code", prepared.groups[prepared.group[t]].code},
                    {"state", model::key_of(result.state[t])},
                    {"area_type", model::key_of(prepared.area[t].type)},
                    {"area_reason", project.say(coverage::area_reason(snapshot, prepared.area[t], village))},
                    {"people", prepared.residents[t]},
                    {"people_covered", result.served[t]},
                    {limit_key(unit), result.limit[t].value},
                    {"nearest", nullptr},
                    {effort_key, nullptr},
                    {"reason", project.say(coverage::state_reason(prepared, result, t))}};
        if (nearest.source >= 0) {
            row["nearest"] = snapshot.people.key[prepared.sources[nearest.source]];
            row[effort_key] = nearest.effort.value;
        }
        all.push_back(std::move(row));
    }
    return all;
}

json run_coverage(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    coverage::Options options;
    options.role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    options.as_of = as_of_date(arguments.value("as-of", ""));
    options.limit = limit_of(arguments);
    if (arguments.contains("capacity-people"))
        options.capacity = base::Persons{arguments["capacity-people"]};
    options.with_planned = !arguments["without-planned"].get<bool>();
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const coverage::Norms norms = norms_of(*snapshot, arguments.value("norms", ""));
    const auto reach = reach_of(project, arguments, snapshot, options.as_of, feedback);

    feedback.progress(0, "coverage.step.villages");
    coverage::Prepared prepared = coverage::prepare(*snapshot, norms, options, *reach, feedback);
    coverage::Result result = coverage::measure(prepared, coverage::limits_of(prepared), feedback);
    if (arguments["of"] == "sites") {
        feedback.progress(0.7, "coverage.step.sites");
        const coverage::Result villages = std::move(result);
        const std::vector<coverage::Group> groups = prepared.groups;
        options.of = coverage::TargetKind::sites;
        prepared = coverage::prepare(*snapshot, norms, options, *reach, feedback);
        result = coverage::measure(prepared, coverage::limits_of(prepared), feedback);
        take_people(result.total, villages.total);
        for (std::size_t g = 0; g < prepared.groups.size(); ++g)
            for (std::size_t v = 0; v < groups.size(); ++v)
                if (groups[v].code == prepared.groups[g].code)
                    take_people(result.by_group[g], villages.by_group[v]);
    }

    json answer = totals_json(result.total, true);
    std::optional<coverage::PeopleCover> people;
    if (const auto source = *coverage::people_source_from_key(arguments["population"].get<std::string>());
        source != coverage::PeopleSource::villages) {
        feedback.progress(0.9, "coverage.step.people");
        const coverage::DwellingWeights weights{norms.factor("dwelling_built", model::AreaType::rural, options.as_of),
                                                norms.factor("dwelling_open", model::AreaType::rural, options.as_of)};
        people = coverage::people_cover(prepared, result.limits,
                                        coverage::people_cells(*snapshot, source, weights, feedback), feedback);
        put_people(answer, people->total);
    }
    answer["population"] = arguments["population"];
    answer["role"] = arguments["role"];
    answer["of"] = arguments["of"];
    answer["travel"] = arguments["travel"];
    if (reach->travel() != reach::Travel::line)
        answer["mode"] = arguments["mode"];
    answer["as_of"] = base::to_text(options.as_of);
    const auto& limits = result.limits.values;
    const bool one_limit = std::all_of(limits.begin(), limits.end(), [&](auto limit) { return limit == limits[0]; });
    answer[limit_key(reach->unit())] = one_limit ? json(limits[0].value) : json(nullptr);
    answer["with_named_contact"] = result.total.with_named_contact;
    answer["by_area_type"] = by_area_type(result, reach->unit());
    answer["by_township"] = by_township(prepared, result);
    if (people) {
        for (const std::string_view key : model::keys<model::AreaType>())
            if (json& rows = answer["by_area_type"]; rows.contains(key))
                put_people(rows[std::string(key)], people->by_area_type[*model::from_key<model::AreaType>(key)]);
        for (std::size_t g = 0; g < people->by_group.size(); ++g)
            if (prepared.groups[g].township != model::no_row)
                put_people(answer["by_township"][g], people->by_group[g]);
    }
    answer["people_counting"] = prepared.sources.size();
    answer["people_planned"] = prepared.planned;
    json others = json::object();
    for (const coverage::Standing standing : prepared.standings)
        if (standing != coverage::Standing::counts && standing != coverage::Standing::other_role) {
            json& count = others[std::string(coverage::key_of(standing))];
            count = count.is_null() ? 1 : count.get<std::int64_t>() + 1;
        }
    answer["people_not_counting"] = std::move(others);
    json notices = json::array();
    if (prepared.sources.empty())
        notices.push_back(project.say("coverage.notice.nobody"));
    else if (!prepared.training_judged)
        notices.push_back(project.say("coverage.notice.training_unknown"));
    if (prepared.planned > 0)
        notices.push_back(
            project.say({options.with_planned ? "coverage.notice.planned" : "coverage.notice.without_planned",
                         {{"count", std::to_string(prepared.planned)}}}));
    if (snapshot->county.empty())
        notices.push_back(project.say("coverage.notice.no_area"));
    if (reach->travel() != reach::Travel::line)
        add_footholds(project, prepared, answer, notices, feedback);
    answer["notices"] = std::move(notices);
    if (arguments["list"])
        answer["list"] = target_list(project, prepared, result);
    return answer;
}

const char* target_key(model::BlindTarget target) {
    switch (target) {
    case model::BlindTarget::village:
        return "village";
    case model::BlindTarget::site:
        return "site";
    case model::BlindTarget::cell:
        return "cell";
    case model::BlindTarget::record:
        return "record";
    case model::BlindTarget::plan:
        return "plan";
    }
    return "";
}

json spot_json(const Project& project, const model::BlindSpot& spot, const geo::Projection& projection) {
    json row = {{"kind", model::key_of(spot.kind)},
                {"reason", spot.reason},
                {"target", target_key(spot.target)},
                {"key", spot.key},
                {"name", spot.name},
                {"township_code", spot.township_code},
                {"township", spot.township_name},
                {"lon", nullptr},
                {"lat", nullptr},
                {"people", spot.people.value},
                {"severity", spot.severity},
                {"formula", project.say(spot.formula)},
                {"cause", project.say(spot.cause)},
                {"evidence", project.say(spot.evidence)},
                {"fix", project.say(spot.fix)},
                {"fix_key", spot.fix_key}};
    if (std::isfinite(spot.point.x) && std::isfinite(spot.point.y)) {
        const geo::LonLat place = projection.unproject(spot.point);
        row["lon"] = place.lon;
        row["lat"] = place.lat;
    }
    return row;
}

json run_blind_spots(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    coverage::BlindSpotOptions options;
    options.as_of = as_of_date(arguments.value("as-of", ""));
    if (const std::string kind = arguments["kind"]; kind != "all")
        options.kind = model::from_key<model::BlindSpotKind>(kind);
    options.township_code = arguments.value("township", "");
    options.limit = limit_of(arguments);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto is_township = [&](model::Row row) { return snapshot->boundaries[row].code == options.township_code; };
    if (!options.township_code.empty() &&
        std::none_of(snapshot->townships.begin(), snapshot->townships.end(), is_township))
        base::fail_input("coverage.no_township", {{"code", options.township_code}}, "--township");
    const auto reach = reach_of(project, arguments, snapshot, options.as_of, feedback);
    const coverage::BlindSpots found =
        coverage::find_blind_spots(*snapshot, norms_of(*snapshot, arguments.value("norms", "")),
                                   visit_rules_of(*snapshot, options.as_of), options, *reach, feedback);

    json by_kind = json::object(), by_reason = json::object();
    for (const std::string_view key : model::keys<model::BlindSpotKind>())
        by_kind[std::string(key)] =
            found.by_kind[static_cast<std::size_t>(*model::from_key<model::BlindSpotKind>(key))];
    std::map<std::string, std::int64_t> reasons;
    for (const model::BlindSpot& spot : found.spots)
        ++reasons[spot.reason];
    for (const auto& [reason, count] : reasons)
        by_reason[reason] = count;

    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const std::int64_t top = arguments["top"];
    json list = json::array();
    for (const model::BlindSpot& spot : found.spots) {
        if (top > 0 && static_cast<std::int64_t>(list.size()) == top)
            break;
        json row = spot_json(project, spot, projection);
        row["rank"] = list.size() + 1;
        list.push_back(std::move(row));
    }
    json notices = json::array();
    for (const base::Message& notice : found.notices)
        notices.push_back(project.say(notice));
    return {{"total", found.spots.size()}, {"as_of", base::to_text(options.as_of)},
            {"by_kind", by_kind},          {"by_reason", by_reason},
            {"notices", notices},          {"blind_spots", list}};
}

} // namespace

std::vector<Action> coverage_actions() {
    std::vector<Action> actions = {
        {.name = "coverage.compute",
         .verb = "coverage",
         .access = Access::read,
         .params =
             {{.name = "role",
               .type = ParamType::choice,
               .choices = {"informant", "coordinator"},
               .default_value = "informant"},
              {.name = "of", .type = ParamType::choice, .choices = {"villages", "sites"}, .default_value = "villages"},
              {.name = "limit-m", .type = ParamType::number, .unit = "m", .low = 1, .high = 200000},
              {.name = "limit-min", .type = ParamType::number, .unit = "min", .low = 1, .high = 1440},
              {.name = "population",
               .type = ParamType::choice,
               .choices = {"villages", "raster", "dasymetric"},
               .default_value = "villages"},
              {.name = "capacity-people", .type = ParamType::integer, .low = 0, .high = 100000000},
              {.name = "without-planned", .type = ParamType::flag, .default_value = false},
              {.name = "norms", .type = ParamType::path},
              {.name = "as-of"},
              {.name = "list", .type = ParamType::flag, .default_value = false}},
         .run = run_coverage},
        {.name = "blindspots.list",
         .verb = "blindspots",
         .access = Access::read,
         .params = {{.name = "kind",
                     .type = ParamType::choice,
                     .choices = {"all", "supply", "contact", "responsibility", "visit", "unmapped"},
                     .default_value = "all"},
                    {.name = "top", .type = ParamType::integer, .default_value = 0, .low = 0, .high = 100000000},
                    {.name = "township"},
                    {.name = "limit-m", .type = ParamType::number, .unit = "m", .low = 1, .high = 200000},
                    {.name = "limit-min", .type = ParamType::number, .unit = "min", .low = 1, .high = 1440},
                    {.name = "norms", .type = ParamType::path},
                    {.name = "as-of"}},
         .run = run_blind_spots},
    };
    for (Action& action : actions)
        for (Param& param : travel_params())
            action.params.push_back(std::move(param));
    for (Action& action : norm_actions())
        actions.push_back(std::move(action));
    return actions;
}

} // namespace wangge::app
