// How often sites are visited and how long that takes: the rules in force, what a change would make, and the change.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/view/visit_load.h"
#include "base/error.h"
#include "base/files.h"
#include "workload/rule_changes.h"

#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

std::filesystem::path rules_folder() {
    return base::data_folder() / "workload";
}

std::string own_rules(const model::Snapshot& s) {
    const auto own = s.settings.find("workload");
    return own == s.settings.end() ? std::string() : own->second;
}

std::vector<workload::RuleChange> changes_of(const Arguments& arguments) {
    std::vector<workload::RuleChange> changes;
    const auto read = [&](const char* name, workload::RuleChange (*change)(std::string_view)) {
        if (arguments.contains(name))
            for (const std::string text : arguments[name])
                changes.push_back(change(text));
    };
    read("visits", workload::visits_change);
    read("hours", workload::hours_change);
    read("numbers", workload::number_change);
    read("points", workload::points_change);
    read("limits", workload::limit_change);
    return changes;
}

double tenth(double value) {
    return std::round(value * 10) / 10;
}

json part_json(const VisitLoad::Part& part) {
    return {{"sites", part.sites},
            {"visits", tenth(part.visits)},
            {"on_site_hours", tenth(part.on_site.value)},
            {"way_hours", tenth(part.way.value)},
            {"hours", tenth(part.hours().value)}};
}

// With `tried`, what a change would make stands beside each figure.
json load_json(const model::Snapshot& s, const VisitLoad& load, const VisitLoad* tried) {
    json answer = part_json(load.all), kinds = json::array(), people = json::array();
    for (std::size_t kind = 0; kind < load.by_kind.size(); ++kind)
        if (load.by_kind[kind].sites > 0) {
            json one = part_json(load.by_kind[kind]);
            one["kind"] = model::keys<model::SiteKind>()[kind];
            if (tried)
                one["hours_changed"] = tenth(tried->by_kind[kind].hours().value);
            kinds.push_back(std::move(one));
        }
    for (std::size_t i = 0; i < load.of_person.size(); ++i)
        if (load.of_person[i].value > 0) {
            json one = {
                {"key", s.people.key[i]}, {"name", s.people.name[i]}, {"hours", tenth(load.of_person[i].value)}};
            if (tried)
                one["hours_changed"] = tenth(tried->of_person[i].value);
            people.push_back(std::move(one));
        }
    answer["by_kind"] = std::move(kinds);
    answer["inspectors"] = std::move(people);
    return answer;
}

std::string name_of_rule(const Project& project, const std::string& id) {
    const std::string text = "workload.rule." + id;
    return project.catalog().has(text) ? project.say(text) : id;
}

void add_rules(const Project& project, const workload::Rules& rules, json& answer) {
    for (const auto* all : {&rules.visits, &rules.more_visits})
        for (const workload::VisitRule& rule : *all)
            answer["visit_rules"].push_back({{"id", rule.id},
                                             {"name", name_of_rule(project, rule.id)},
                                             {"visits", rule.visits},
                                             {"months", rule.months},
                                             {"added", all == &rules.more_visits},
                                             {"source", rule.source}});
    for (const workload::OnSiteRule& rule : rules.on_site)
        answer["on_site_rules"].push_back({{"id", rule.id},
                                           {"name", name_of_rule(project, rule.id)},
                                           {"hours_each", rule.hours.value},
                                           {"source", rule.source}});
    for (const workload::PointRule& rule : rules.points)
        answer["point_rules"].push_back({{"id", rule.id},
                                         {"name", name_of_rule(project, rule.id)},
                                         {"points", rule.points},
                                         {"source", rule.source}});
    for (const workload::GradeLimit& limit : rules.grade_limits)
        answer["grade_limits"].push_back({{"id", limit.id},
                                          {"grade", model::key_of(limit.grade)},
                                          {"up_to", limit.up_to},
                                          {"source", limit.source}});
    const auto figure = [&](const char* id, double value) {
        answer["figures"].push_back({{"id", id}, {"name", name_of_rule(project, id)}, {"value", value}});
    };
    figure("officers", rules.officers);
    figure("remote_visits", rules.remote_visits);
    figure("remote_hours", rules.remote_hours);
    figure("speed_km_h", rules.speed.value);
    figure("detour", rules.detour);
    figure("legs", rules.legs);
    figure("capacity_hours", rules.default_capacity.value);
}

json run_list(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string own = own_rules(*snapshot);
    const workload::Rules rules = visit_rules_of(*snapshot, own, as_of);
    const VisitLoad load = visit_load(*snapshot, rules, feedback);
    const auto changes = changes_of(arguments);
    std::optional<VisitLoad> tried;
    if (!changes.empty()) {
        const std::string text =
            workload::with_changes(rules_folder(), own, changes, as_of, project.say("workload.set.note"));
        tried = visit_load(*snapshot, visit_rules_of(*snapshot, text, as_of), feedback);
    }
    json answer = load_json(*snapshot, load, tried ? &*tried : nullptr);
    answer["as_of"] = base::to_text(as_of);
    answer["project_has_own"] = !own.empty();
    add_rules(project, rules, answer);
    if (tried) {
        answer["hours_change"] = tenth(tried->all.hours().value - load.all.hours().value);
        answer["changed"] = part_json(tried->all);
    }
    return answer;
}

json run_set(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto changes = changes_of(arguments);
    const bool reset = arguments["reset"], file = arguments.contains("file");
    if (static_cast<int>(reset) + static_cast<int>(file) + static_cast<int>(!changes.empty()) != 1)
        base::fail_input("workload.set.nothing");
    const std::string before = own_rules(*snapshot);
    std::string text;
    if (file)
        text = base::read_file(arguments["file"].get<std::string>());
    else if (!reset)
        text = workload::with_changes(rules_folder(), before, changes, as_of, project.say("workload.set.note"));
    const VisitLoad old = visit_load(*snapshot, visit_rules_of(*snapshot, before, as_of), feedback),
                    load = visit_load(*snapshot, visit_rules_of(*snapshot, text, as_of), feedback);
    store::Edit edit(project.document(), project.say("workload.set.label"));
    edit.set_setting("workload", text);
    edit.commit();
    json answer = part_json(load.all);
    answer["hours_before"] = tenth(old.all.hours().value);
    answer["as_of"] = base::to_text(as_of);
    return answer;
}

std::vector<Param> change_params() {
    return {{.name = "as-of"},
            {.name = "visits", .type = ParamType::list},
            {.name = "hours", .type = ParamType::list},
            {.name = "numbers", .type = ParamType::list}};
}

} // namespace

std::vector<Action> workload_actions() {
    std::vector<Param> set = change_params();
    set.push_back({.name = "points", .type = ParamType::list});
    set.push_back({.name = "limits", .type = ParamType::list});
    set.push_back({.name = "file", .type = ParamType::path});
    set.push_back({.name = "reset", .type = ParamType::flag, .default_value = false});
    return {{.name = "workload.list",
             .verb = "workload",
             .access = Access::read,
             .params = change_params(),
             .run = run_list},
            {.name = "workload.set",
             .verb = "set-workload",
             .access = Access::write,
             .params = std::move(set),
             .run = run_set}};
}

} // namespace wangge::app
