#include "cli/command_line.h"

#include "app/typed_action.h"
#include "base/error.h"

#include <cstdlib>

namespace wangge::cli {
namespace {

using app::Param;
using app::ParamType;

bool take_global(const app::TypedOption& option, app::TypedWords& words, CommandLine& line) {
    if (option.name == "json")
        line.json = true;
    else if (option.name == "help")
        line.help = true;
    else if (option.name == "version")
        line.version = true;
    else if (option.name == "quiet")
        line.quiet = true;
    else if (option.name == "lang")
        line.language = words.value_of(option);
    else if (option.name == "threads") {
        const Param param{.name = "threads", .type = ParamType::integer};
        line.threads = app::typed_value(param, words.value_of(option)).get<int>();
        if (line.threads < 0 || line.threads > 1024)
            base::fail_input("app.bad_value",
                             {{"param", "threads"}, {"value", std::to_string(line.threads)}, {"expected", "0 - 1024"}},
                             "--threads");
    } else
        return false;
    return true;
}

} // namespace

CommandLine read_globals(const std::vector<std::string>& words) {
    CommandLine line;
    if (const char* language = std::getenv("WANGGE_LANG"); language && *language)
        line.language = language;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--json")
            line.json = true;
        else if (words[i] == "--lang" && i + 1 < words.size())
            line.language = words[i + 1];
        else if (words[i].starts_with("--lang="))
            line.language = words[i].substr(7);
    }
    return line;
}

CommandLine parse(const std::vector<std::string>& typed) {
    CommandLine line = read_globals(typed);
    app::TypedWords words(typed);
    app::TypedAction asked(true);
    while (!words.done()) {
        const std::string word = words.take();
        if (word == "-h" || (word == "help" && !asked.action)) {
            line.help = true;
        } else if (const auto option = asked.option_of(word)) {
            if (!take_global(*option, words, line))
                asked.take_option(*option, words);
        } else {
            asked.take_word(word);
            if (asked.action->verb.empty())
                base::fail_input("cli.unknown_verb", {{"verb", word}}, word);
        }
    }
    line.action = asked.action;
    line.project = asked.project;
    line.arguments = asked.arguments;
    if (line.action && line.action->takes_project && line.project.empty() && !line.help)
        base::fail_input("cli.missing_project", {{"verb", line.action->verb}});
    return line;
}

} // namespace wangge::cli
