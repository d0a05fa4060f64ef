#include "app/actions.h"

#include "app/project.h"
#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wangge::app {
namespace {

using nlohmann::json;

std::vector<Action> joined_actions() {
    const auto tables = {document_actions,  place_actions,    demo_actions,        import_actions,   register_actions,
                         grid_actions,      edit_actions,     coverage_actions,    reach_actions,    rule_actions,
                         delay_actions,     access_actions,   area_type_actions,   workload_actions, grade_actions,
                         assign_actions,    schedule_actions, draw_actions,        cross_actions,    ledger_actions,
                         site_actions,      contact_actions,  solve_actions,       export_actions,   book_actions,
                         letter_actions,    map_actions,      page_layout_actions, look_actions,     plan_actions,
                         plan_care_actions, year_actions,     script_actions,      atlas_actions,    summary_actions};
    std::vector<Action> all;
    for (const auto& table : tables)
        std::ranges::move(table(), std::back_inserter(all));
    return all;
}

bool has_type(const json& value, ParamType type) {
    switch (type) {
    case ParamType::text:
    case ParamType::path:
    case ParamType::choice:
        return value.is_string();
    case ParamType::integer:
        return value.is_number_integer();
    case ParamType::number:
        return value.is_number();
    case ParamType::flag:
        return value.is_boolean();
    case ParamType::list:
        return value.is_array() &&
               std::all_of(value.begin(), value.end(), [](const json& item) { return item.is_string(); });
    }
    return false;
}

void check_value(const Param& param, const json& value) {
    const std::string shown = value.is_string() ? value.get<std::string>() : value.dump();
    const auto fail = [&](std::string expected) {
        base::fail_input("app.bad_value", {{"param", param.name}, {"value", shown}, {"expected", std::move(expected)}},
                         "--" + param.name);
    };
    if (!has_type(value, param.type))
        fail(fmt::format("@app.expected_{}", param.type == ParamType::integer  ? "integer"
                                             : param.type == ParamType::number ? "number"
                                             : param.type == ParamType::flag   ? "flag"
                                                                               : "text"));
    if (param.type == ParamType::choice &&
        std::find(param.choices.begin(), param.choices.end(), shown) == param.choices.end())
        fail(fmt::format("{}", fmt::join(param.choices, " | ")));
    if (value.is_number() && param.low < param.high &&
        !(value.get<double>() >= param.low && value.get<double>() <= param.high))
        fail(fmt::format("{} - {}{}{}", param.low, param.high, param.unit.empty() ? "" : " ", param.unit));
}

} // namespace

const std::vector<Action>& all_actions() {
    static const std::vector<Action> all = joined_actions();
    return all;
}

const Action* find_action(std::string_view name_or_verb) {
    for (const Action& action : all_actions())
        if (action.name == name_or_verb || (!action.verb.empty() && action.verb == name_or_verb))
            return &action;
    return nullptr;
}

Arguments checked_arguments(const Action& action, const json& given) {
    Arguments arguments = json::object();
    for (const auto& [name, value] : given.items()) {
        const auto param =
            std::find_if(action.params.begin(), action.params.end(), [&](const Param& p) { return p.name == name; });
        if (param == action.params.end())
            base::fail_input("app.unknown_parameter",
                             {{"param", name}, {"action", action.verb.empty() ? action.name : action.verb}},
                             "--" + name);
        check_value(*param, value);
        arguments[name] = value;
    }
    for (const Param& param : action.params) {
        if (arguments.contains(param.name))
            continue;
        if (param.required)
            base::fail_input("app.missing_parameter",
                             {{"param", param.positional ? param.name : "--" + param.name},
                              {"action", action.verb.empty() ? action.name : action.verb}},
                             param.name);
        if (!param.default_value.is_null())
            arguments[param.name] = param.default_value;
        else if (param.type == ParamType::flag)
            arguments[param.name] = false;
    }
    return arguments;
}

json run_action(const Action& action, Project& project, const json& given, base::Feedback& feedback) {
    const Arguments arguments = checked_arguments(action, given);
    if (action.access != Access::none && !project.is_open())
        project.open(action.access == Access::write ? store::OpenMode::write : store::OpenMode::read);
    return action.run(project, arguments, feedback);
}

} // namespace wangge::app
