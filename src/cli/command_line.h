// What was typed, sorted into a verb, the project, the Action's arguments and the options that every verb takes.
#pragma once
#include "app/action.h"

#include <string>
#include <vector>

namespace wangge::cli {

struct CommandLine {
    const app::Action* action = nullptr; // null = none was named
    std::string project;
    nlohmann::json arguments = nlohmann::json::object();
    std::string language = "zh";
    bool json = false;
    bool help = false;
    bool version = false;
    bool quiet = false;
    int threads = 0; // 0 = as many as processors
};

// The global options alone, read first so that even a wrong line is answered in the right language and form.
CommandLine read_globals(const std::vector<std::string>& words);
// The whole line. Throws Error(bad_input) "cli.unknown_verb", "cli.unknown_option", "cli.missing_value",
// "cli.extra_word", "cli.missing_project", "app.bad_value".
CommandLine parse(const std::vector<std::string>& words);

} // namespace wangge::cli
