// An Action and its arguments as a person types them: "grid county.wangge --shape square --size-m 1000".
#pragma once
#include "app/action.h"

#include <optional>
#include <string>
#include <vector>

namespace wangge::app {

struct TypedOption {
    std::string name;
    std::optional<std::string> value; // given as --name=value
};

// The words of a line, taken one by one.
class TypedWords {
public:
    explicit TypedWords(std::vector<std::string> words) : m_words(std::move(words)) {}
    bool done() const { return m_next == m_words.size(); }
    const std::string& take() { return m_words[m_next++]; }
    bool at_value() const; // the next word is there and is no option
    // What was given to the option. Throws Error(bad_input) "cli.missing_value".
    std::string value_of(const TypedOption& option);

private:
    std::vector<std::string> m_words;
    std::size_t m_next = 0;
};

// Takes the words of a line that belong to its Action; other options are the caller's.
class TypedAction {
public:
    // Whether a PROJECT is expected before the positional arguments.
    explicit TypedAction(bool with_project) : m_with_project(with_project) {}

    const Action* action = nullptr; // null = none was named yet
    std::string project;
    Arguments arguments = nlohmann::json::object();

    // The option that `word` is ("--name", "--name=value", or "-p" for a parameter of that one letter); empty for a
    // plain word.
    std::optional<TypedOption> option_of(const std::string& word) const;
    // A plain word: the verb or name of an Action, the project, then positional arguments. Throws Error(bad_input)
    // "cli.unknown_verb", "cli.extra_word".
    void take_word(const std::string& word);
    // Takes the option and the words after it that are its value. Throws Error(bad_input) "cli.unknown_option",
    // "cli.missing_value", "app.bad_value".
    void take_option(const TypedOption& option, TypedWords& words);

private:
    bool m_with_project;
    std::vector<const Param*> m_positional;
};

// A whole number or a number as the parameter wants it, else the text. Throws Error(bad_input) "app.bad_value".
nlohmann::json typed_value(const Param& param, const std::string& text);

// A line's words; 'single' and "double" quotes hold words together, # begins a comment. Throws Error(bad_input)
// "app.open_quote".
std::vector<std::string> words_of_line(const std::string& line);

} // namespace wangge::app
