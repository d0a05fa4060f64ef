// The tables of numbers that a county may change: travel rules and the thresholds of the Degree of Urbanisation.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/rules/rule_rows.h"
#include "app/rules/rule_sheet.h"
#include "base/error.h"
#include "base/text.h"

namespace wangge::app {
namespace {

using nlohmann::json;

json run_list(const RuleForm& form, Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string own = own_rules(form, *snapshot);
    if (const std::string file = arguments.value("file", ""); !file.empty())
        write_rules(form, whole_table(form, own, as_of), file, {*snapshot, project.catalog(), as_of, feedback, {}});
    const RuleFinder shipped = form.finder("");
    json rows = json::array();
    for (const RuleRow& row : form.in_force(own, as_of)) {
        json one = {{"rule", row.rule},
                    {"name", form.word(project.catalog(), "rule", row.rule)},
                    {"value", row.value},
                    {"unit", row.unit},
                    {"valid_from", base::to_text(row.valid_from)},
                    {"valid_to", base::to_text(row.valid_to)},
                    {"source", row.source},
                    {"note", row.note}};
        for (std::size_t i = 0; i < form.members.size(); ++i)
            one[std::string(form.members[i])] = row.of[i];
        const auto ships = shipped(row, as_of);
        one["shipped"] = ships ? json(ships->value) : json(nullptr);
        rows.push_back(std::move(one));
    }
    json answer = {{"as_of", base::to_text(as_of)},
                   {"count", rows.size()},
                   {"project_has_own", !own.empty()},
                   {"rules", std::move(rows)}};
    if (arguments.contains("file"))
        answer["file"] = arguments["file"];
    return answer;
}

// Words for the keys of run_list(); how --set names each row stays.
json list_in_words(const RuleForm& form, json answer, const base::Catalog& catalog) {
    for (json& row : answer["rules"]) {
        std::string name = row["rule"];
        for (const std::string_view member : form.members) {
            json& key = row[std::string(member)];
            name += "/" + key.get<std::string>();
            key = form.word(catalog, member, key.get<std::string>());
        }
        row["set_as"] = std::move(name);
        row.erase("rule");
        for (const char* number : {"value", "shipped"})
            if (row["unit"] == "yes" && row[number].is_number())
                row[number] = row[number] != 0;
        row["unit"] = form.word(catalog, "unit", row["unit"].get<std::string>());
    }
    return answer;
}

// What an edit is called, and the complaint when not exactly one way to set was given.
struct SetTexts {
    const char *label, *one_way;
};

json run_set(const RuleForm& form, SetTexts texts, Project& project, const Arguments& arguments,
             base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const bool reset = arguments["reset"], file = arguments.contains("file");
    std::vector<RuleChange> changes;
    for (const std::string list : arguments.value("set", json::array()))
        for (const std::string_view change : base::split(list, ','))
            changes.push_back(rule_change(form, change));
    if (static_cast<int>(reset) + static_cast<int>(file) + static_cast<int>(!changes.empty()) != 1)
        base::fail_input(texts.one_way, {}, "--reset");
    const std::string own = own_rules(form, *project.snapshot(feedback));
    std::string text;
    if (file)
        text = read_rules(form, arguments["file"].get<std::string>(), project.catalog());
    else if (!reset)
        text = with_changes(form, own, changes, as_of, project.say("rules.own_source"));
    if (text != own) {
        refuse_contradictions(form, own, text,
                              file ? std::filesystem::path(arguments["file"].get<std::string>()).filename().string()
                                   : "--set");
        store::Edit edit(project.document(), project.say(texts.label));
        edit.set_setting(form.name, text);
        edit.commit();
    }
    return {{"project_has_own", !text.empty()}, {"own_rows", rule_rows(form, text).size()}};
}

void add_pair(std::vector<Action>& actions, const RuleForm& form, const std::string& family, const std::string& verb,
              SetTexts texts, json (*in_words)(const json&, const base::Catalog&)) {
    const Param file{.name = "file", .type = ParamType::path, .positional = true}, as_of{.name = "as-of"};
    actions.push_back(
        {.name = family + ".list",
         .verb = verb,
         .access = Access::read,
         .params = {file, as_of},
         .run = [&form](Project& project, const Arguments& arguments,
                        base::Feedback& feedback) { return run_list(form, project, arguments, feedback); },
         .in_words = in_words});
    actions.push_back({.name = family + ".set",
                       .verb = "set-" + verb,
                       .access = Access::write,
                       .params = {file,
                                  {.name = "set", .type = ParamType::list},
                                  {.name = "reset", .type = ParamType::flag, .default_value = false},
                                  as_of},
                       .run = [&form, texts](Project& project, const Arguments& arguments, base::Feedback& feedback) {
                           return run_set(form, texts, project, arguments, feedback);
                       }});
}

} // namespace

std::vector<Action> rule_actions() {
    std::vector<Action> actions;
    add_pair(
        actions, travel_form(), "travel", "travel", {"travel.set.label", "reach.file_or_reset"},
        [](const json& answer, const base::Catalog& catalog) { return list_in_words(travel_form(), answer, catalog); });
    add_pair(actions, threshold_form(), "thresholds", "thresholds",
             {"thresholds.set.label", "thresholds.file_or_reset"},
             [](const json& answer, const base::Catalog& catalog) {
                 return list_in_words(threshold_form(), answer, catalog);
             });
    return actions;
}

} // namespace wangge::app
