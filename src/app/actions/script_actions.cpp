// Many Actions in one go, from a file.
#include "app/actions.h"
#include "app/project.h"
#include "app/typed_action.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

using nlohmann::json;

struct Line {
    int number = 0;
    TypedAction typed{false};
};

std::string place(const std::string& file, int line) {
    return fmt::format("{}:{}", file, line);
}

// Every line is read before the first is run: a misspelt word must not leave half of the work done.
std::vector<Line> read_script(const std::filesystem::path& path) {
    const std::string text = base::read_file(path);
    std::vector<Line> lines;
    int number = 0;
    for (const std::string_view row : base::split(text, '\n')) {
        ++number;
        try {
            TypedWords words(words_of_line(std::string(row)));
            if (words.done())
                continue;
            Line line{number};
            while (!words.done()) {
                const std::string word = words.take();
                if (const auto option = line.typed.option_of(word))
                    line.typed.take_option(*option, words);
                else
                    line.typed.take_word(word);
            }
            if (!line.typed.action->takes_project || line.typed.action->name == "script.run")
                base::fail_input("script.not_here", {{"action", line.typed.action->verb}});
            line.typed.arguments = checked_arguments(*line.typed.action, line.typed.arguments);
            lines.push_back(std::move(line));
        } catch (const base::Error& error) {
            throw base::Error(error.kind(), error.message(), place(path.filename().string(), number));
        }
    }
    return lines;
}

json run_script(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path path = arguments["file"].get<std::string>();
    const std::vector<Line> lines = read_script(path);
    json steps = json::array();
    bool ok = true;
    for (const Line& line : lines) {
        try {
            Project own(project.path(), project.catalog()); // opened as each Action needs it
            json result = run_action(*line.typed.action, own, line.typed.arguments, feedback);
            ok = result.value("ok", true);
            steps.push_back(
                {{"line", line.number}, {"action", line.typed.action->name}, {"result", std::move(result)}});
        } catch (const base::Error& error) {
            throw base::Error(error.kind(), error.message(), place(path.filename().string(), line.number));
        }
        if (!ok)
            break;
    }
    return {{"ok", ok}, {"count", lines.size()}, {"done", steps.size()}, {"steps", std::move(steps)}};
}

} // namespace

std::vector<Action> script_actions() {
    return {{.name = "script.run",
             .verb = "run",
             .access = Access::none,
             .params = {{.name = "file", .type = ParamType::path, .required = true, .positional = true}},
             .run = run_script}};
}

} // namespace wangge::app
