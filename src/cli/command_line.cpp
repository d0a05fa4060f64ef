#include "cli/command_line.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace wangge::cli {
namespace {

using app::Param;
using app::ParamType;
using nlohmann::json;

struct Option {
    std::string name;
    std::optional<std::string> value; // given as --name=value
};

// "--name", and "-p" for the Action's parameter of that one letter.
bool is_option(const std::string& word) {
    return word.size() > 2 && word.starts_with("--");
}
bool is_short_option(const std::string& word, const app::Action* action) {
    return action && word.size() == 2 && word[0] == '-' &&
           std::any_of(action->params.begin(), action->params.end(),
                       [&](const Param& param) { return param.name == word.substr(1); });
}

Option split_option(const std::string& word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos)
        return {word.substr(2), std::nullopt};
    return {word.substr(2, equals - 2), word.substr(equals + 1)};
}

json to_json(const Param& param, const std::string& text) {
    const auto fail = [&](const char* expected) {
        base::fail_input("app.bad_value", {{"param", param.name}, {"value", text}, {"expected", expected}},
                         "--" + param.name);
    };
    if (param.type == ParamType::integer) {
        std::int64_t value = 0;
        if (!base::parse_integer(text, value))
            fail("@app.expected_integer");
        return value;
    }
    if (param.type == ParamType::number) {
        double value = 0;
        if (!base::parse_number(text, value))
            fail("@app.expected_number");
        return value;
    }
    return text;
}

// The words of a line, taken one by one.
class Words {
public:
    explicit Words(const std::vector<std::string>& words) : m_words(words) {}
    bool done() const { return m_next == m_words.size(); }
    bool at_value() const { return !done() && !is_option(m_words[m_next]); }
    const std::string& take() { return m_words[m_next++]; }
    std::string value_of(const Option& option) {
        if (option.value)
            return *option.value;
        if (!at_value())
            base::fail_input("cli.missing_value", {{"option", "--" + option.name}}, "--" + option.name);
        return take();
    }

private:
    const std::vector<std::string>& m_words;
    std::size_t m_next = 0;
};

bool take_global(const Option& option, Words& words, CommandLine& line) {
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
        line.threads = to_json(param, words.value_of(option)).get<int>();
        if (line.threads < 0 || line.threads > 1024)
            base::fail_input("app.bad_value",
                             {{"param", "threads"}, {"value", std::to_string(line.threads)}, {"expected", "0 - 1024"}},
                             "--threads");
    } else
        return false;
    return true;
}

void take_param(const Param& param, const Option& option, Words& words, json& arguments) {
    if (param.type == ParamType::flag) {
        if (option.value && *option.value != "true" && *option.value != "false")
            base::fail_input("app.bad_value",
                             {{"param", param.name}, {"value", *option.value}, {"expected", "@app.expected_flag"}},
                             "--" + param.name);
        arguments[param.name] = !option.value || *option.value == "true";
    } else if (param.type == ParamType::list) {
        // "--layers a,b", "--map name=企业名称 lon=经度" and the option repeated all add to the list; a pair keeps its
        // commas.
        json& list = arguments[param.name];
        const auto add = [&](const std::string& text) {
            if (text.find('=') != std::string::npos)
                list.push_back(text);
            else
                for (const std::string_view item : base::split(text, ','))
                    list.push_back(item);
        };
        add(words.value_of(option));
        while (!option.value && words.at_value())
            add(words.take());
    } else {
        arguments[param.name] = to_json(param, words.value_of(option));
    }
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
    Words words(typed);
    std::vector<const Param*> positional;
    const auto take_word = [&](const std::string& word) {
        if (!line.action) {
            if (word == "help") {
                line.help = true;
                return;
            }
            line.action = app::find_action(word);
            if (!line.action || line.action->verb.empty())
                base::fail_input("cli.unknown_verb", {{"verb", word}}, word);
            for (const Param& param : line.action->params)
                if (param.positional)
                    positional.push_back(&param);
        } else if (line.action->takes_project && line.project.empty()) {
            line.project = word;
        } else {
            const auto next = std::find_if(positional.begin(), positional.end(),
                                           [&](const Param* param) { return !line.arguments.contains(param->name); });
            if (next == positional.end())
                base::fail_input("cli.extra_word", {{"word", word}, {"verb", line.action->verb}}, word);
            line.arguments[(*next)->name] = to_json(**next, word);
        }
    };
    while (!words.done()) {
        const std::string word = words.take();
        if (word == "-h") {
            line.help = true;
            continue;
        }
        const bool is_short = is_short_option(word, line.action);
        if (!is_short && !is_option(word)) {
            take_word(word);
            continue;
        }
        const Option option = is_short ? Option{word.substr(1), std::nullopt} : split_option(word);
        if (take_global(option, words, line))
            continue;
        const Param* param = nullptr;
        if (line.action)
            for (const Param& candidate : line.action->params)
                if (candidate.name == option.name)
                    param = &candidate;
        if (!param)
            base::fail_input("cli.unknown_option", {{"option", word}, {"verb", line.action ? line.action->verb : ""}},
                             word);
        take_param(*param, option, words, line.arguments);
    }
    if (line.action && line.action->takes_project && line.project.empty() && !line.help)
        base::fail_input("cli.missing_project", {{"verb", line.action->verb}});
    return line;
}

} // namespace wangge::cli
