// What a person can ask of the program, by name. Menu, palette, command line and tests all run the same Actions.
#pragma once
#include "base/catalog.h"
#include "base/feedback.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

class Project;

enum class ParamType { text, path, integer, number, flag, choice, list };

// One declared parameter. Its help sentence is "<action name>.<param name>.help" in data/lang; the help of the Action
// itself is
// "<action name>.help", its title "<action name>.title".
struct Param {
    std::string name; // as on the command line: "limit-m"
    ParamType type = ParamType::text;
    bool required = false;
    bool positional = false;          // given without --name, in the order of declaration (after PROJECT)
    std::string unit;                 // "m", "min", "h", "" ...
    std::vector<std::string> choices; // of a choice
    nlohmann::json default_value;     // null = none
    double low = 0, high = 0;         // allowed range of integer and number when low < high
};

// What becomes of an optimiser's best answer when the user stops it: dropped, or kept as an edit.
inline Param on_stop_param() {
    return {.name = "on-stop", .type = ParamType::choice, .choices = {"drop", "keep"}, .default_value = "drop"};
}

using Arguments = nlohmann::json; // object: parameter name -> value, checked and completed with defaults

// How an Action needs the project.
enum class Access { none, read, write };

struct Action {
    std::string name; // "coverage.compute"
    std::string verb; // of the command line: "coverage"; empty = window only
    Access access = Access::read;
    std::vector<Param> params;
    // Returns the JSON that the command line prints with --json. A member "ok": false means that the work was done but
    // what it found is not in order (exit code 2). Messages for people come from "<action name>.done" with the result's
    // scalar members as placeholders. Throws base::Error.
    std::function<nlohmann::json(Project&, const Arguments&, base::Feedback&)> run;
    bool takes_project = true; // false: the command line gives no PROJECT
    // What people read in place of that JSON where its keys are not their words; none = the JSON itself.
    nlohmann::json (*in_words)(const nlohmann::json&, const base::Catalog&) = nullptr;
};

// All Actions, in the order of help. Throws nothing; built once.
const std::vector<Action>& all_actions();
// Null when there is none of that name or verb.
const Action* find_action(std::string_view name_or_verb);

// Checks types, ranges and choices, and fills in defaults. Throws Error(bad_input) "app.unknown_parameter",
// "app.missing_parameter", "app.bad_value" (with what would be right).
Arguments checked_arguments(const Action& action, const nlohmann::json& given);

// Checks the arguments, opens the project as the Action needs it, and runs it.
nlohmann::json run_action(const Action& action, Project& project, const nlohmann::json& given,
                          base::Feedback& feedback);

} // namespace wangge::app
