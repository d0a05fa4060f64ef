#include "app/typed_action.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>

namespace wangge::app {
namespace {

using nlohmann::json;

bool is_long_option(const std::string& word) {
    return word.size() > 2 && word.starts_with("--");
}

} // namespace

bool TypedWords::at_value() const {
    return !done() && !is_long_option(m_words[m_next]);
}

std::string TypedWords::value_of(const TypedOption& option) {
    if (option.value)
        return *option.value;
    if (!at_value())
        base::fail_input("cli.missing_value", {{"option", "--" + option.name}}, "--" + option.name);
    return take();
}

std::optional<TypedOption> TypedAction::option_of(const std::string& word) const {
    if (is_long_option(word)) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos)
            return TypedOption{word.substr(2), std::nullopt};
        return TypedOption{word.substr(2, equals - 2), word.substr(equals + 1)};
    }
    if (action && word.size() == 2 && word[0] == '-' &&
        std::any_of(action->params.begin(), action->params.end(),
                    [&](const Param& param) { return param.name == word.substr(1); }))
        return TypedOption{word.substr(1), std::nullopt};
    return std::nullopt;
}

void TypedAction::take_word(const std::string& word) {
    if (!action) {
        action = find_action(word);
        if (!action)
            base::fail_input("cli.unknown_verb", {{"verb", word}}, word);
        for (const Param& param : action->params)
            if (param.positional)
                m_positional.push_back(&param);
    } else if (m_with_project && action->takes_project && project.empty()) {
        project = word;
    } else {
        const auto next = std::find_if(m_positional.begin(), m_positional.end(),
                                       [&](const Param* param) { return !arguments.contains(param->name); });
        if (next == m_positional.end())
            base::fail_input("cli.extra_word", {{"word", word}, {"verb", action->verb}}, word);
        arguments[(*next)->name] = typed_value(**next, word);
    }
}

void TypedAction::take_option(const TypedOption& option, TypedWords& words) {
    const Param* param = nullptr;
    if (action)
        for (const Param& candidate : action->params)
            if (candidate.name == option.name)
                param = &candidate;
    const std::string typed = (option.name.size() == 1 ? "-" : "--") + option.name;
    if (!param)
        base::fail_input("cli.unknown_option", {{"option", typed}, {"verb", action ? action->verb : ""}}, typed);
    if (param->type == ParamType::flag) {
        if (option.value && *option.value != "true" && *option.value != "false")
            base::fail_input("app.bad_value",
                             {{"param", param->name}, {"value", *option.value}, {"expected", "@app.expected_flag"}},
                             "--" + param->name);
        arguments[param->name] = !option.value || *option.value == "true";
    } else if (param->type == ParamType::list) {
        // "--layers a,b", "--map name=企业名称 lon=经度" and the option repeated all add to the list; a pair keeps its
        // commas.
        json& list = arguments[param->name];
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
        arguments[param->name] = typed_value(*param, words.value_of(option));
    }
}

json typed_value(const Param& param, const std::string& text) {
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

std::vector<std::string> words_of_line(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (const char c : line) {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            in_word = true;
        } else if (c == '#' && !in_word) {
            break;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            if (in_word)
                words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != 0)
        base::fail_input("app.open_quote", {{"line", line}});
    if (in_word)
        words.push_back(std::move(word));
    return words;
}

} // namespace wangge::app
