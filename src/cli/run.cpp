#include "cli/run.h"

#include "app/project.h"
#include "base/error.h"
#include "base/files.h"
#include "base/parallel.h"
#include "cli/command_line.h"
#include "cli/help.h"
#include "cli/terminal_feedback.h"
#include "cli/text_output.h"

#include <fmt/format.h>
#include <new>

namespace wangge::cli {
namespace {

using nlohmann::json;

int run_line(const CommandLine& line, const base::Catalog& catalog) {
    if (line.version) {
        fmt::print("wangge {}\n", base::version());
        return 0;
    }
    if (!line.action || line.help) {
        fmt::print("{}", line.action ? help_of(*line.action, catalog) : overview(catalog));
        return line.action || line.help ? 0 : static_cast<int>(base::ErrorKind::bad_input);
    }
    base::set_thread_count(line.threads);
    json result;
    {
        TerminalFeedback feedback(catalog, !line.quiet);
        app::Project project(line.project, catalog);
        result = app::run_action(*line.action, project, line.arguments, feedback);
    }
    if (line.json)
        fmt::print("{}\n", result.dump(-1, ' ', false, json::error_handler_t::replace));
    else if (!line.quiet)
        fmt::print("{}", describe(*line.action, result, catalog));
    return result.value("ok", true) ? 0 : static_cast<int>(base::ErrorKind::bad_input);
}

int report(const base::Error& error, const CommandLine& globals, const base::Catalog& catalog) {
    const std::string message = catalog.say(error.message());
    if (globals.json)
        fmt::print("{}\n",
                   json{{"error", {{"code", error.message().id}, {"message", message}, {"where", error.where()}}}}.dump(
                       -1, ' ', false, json::error_handler_t::replace));
    fmt::print(stderr, "wangge: {}{}\n", message, error.where().empty() ? "" : fmt::format(" [{}]", error.where()));
    return static_cast<int>(error.kind());
}

} // namespace

int run(int argc, const char* const* argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    CommandLine globals = read_globals(words);
    const base::Catalog nothing_loaded;
    const base::Catalog* catalog = &nothing_loaded;
    try {
        try {
            catalog = &app::catalog_of("zh"); // speaks when the language asked for is unknown
            catalog = &app::catalog_of(globals.language);
            return run_line(parse(words), *catalog);
        } catch (const base::Error&) {
            throw;
        } catch (const std::bad_alloc&) {
            base::fail_environment("cli.out_of_memory");
        } catch (const std::exception& other) {
            throw base::Error(base::ErrorKind::bug, {"base.bug", {{"what", other.what()}}});
        }
    } catch (const base::Error& error) {
        return report(error, globals, *catalog);
    }
}

} // namespace wangge::cli
