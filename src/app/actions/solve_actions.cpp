// The optimisers on public instance files: their quality can be checked by anyone.
#include "app/actions.h"
#include "app/solve/solvers.h"
#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace wangge::app {
namespace {

using nlohmann::json;

std::vector<std::string> distinct(std::string_view Solver::*member) {
    std::vector<std::string> all;
    for (const Solver& solver : solvers())
        if (std::find(all.begin(), all.end(), solver.*member) == all.end())
            all.emplace_back(solver.*member);
    return all;
}

const Solver& solver_of(const Arguments& arguments) {
    const std::string problem = arguments["problem"], format = arguments.value("format", "");
    std::vector<std::string_view> formats;
    for (const Solver& solver : solvers())
        if (solver.problem == problem) {
            if (format.empty() || solver.format == format)
                return solver;
            formats.push_back(solver.format);
        }
    base::fail_input(
        "app.bad_value",
        {{"param", "format"}, {"value", format}, {"expected", fmt::format("{}", fmt::join(formats, " | "))}},
        "--format");
}

json scaled(siting::Value value, double units) {
    return units == 1 ? json(value) : json(static_cast<double>(value) / units);
}

// Rows counted from 1, as the files count them; 0 = none.
json numbered(const std::vector<std::int32_t>& rows) {
    json all = json::array();
    for (const std::int32_t row : rows)
        all.push_back(row + 1);
    return all;
}

json run_solve(Project&, const Arguments& arguments, base::Feedback& feedback) {
    const Solver& solver = solver_of(arguments);
    SolveRequest request;
    request.file = arguments["file"].get<std::string>();
    if (arguments.contains("p"))
        request.p = arguments["p"];
    if (arguments.contains("radius"))
        request.radius = arguments["radius"];
    request.maximise = arguments.value("maximise", false);
    request.tolerance = arguments["tolerance-percent"].get<double>() / 100;
    request.budget = {.seconds = arguments["seconds"], .seed = arguments["seed"]};
    const auto [answer, units] = solver.run(request, feedback);
    json result = {{"problem", solver.problem},
                   {"format", solver.format},
                   {"feasible", answer.feasible},
                   {"objective", nullptr},
                   {"bound", scaled(answer.bound, units)},
                   {"gap", nullptr},
                   {"proven", answer.proven()},
                   {"stopped", answer.stopped},
                   {"seconds", answer.seconds},
                   {"count", answer.chosen.size()},
                   {"ok", answer.feasible}};
    if (answer.feasible) {
        result["objective"] = scaled(answer.objective, units);
        result["gap"] = answer.gap();
    }
    if (!answer.chosen.empty())
        result["chosen"] = numbered(answer.chosen);
    if (!answer.assignment.empty())
        result["assignment"] = numbered(answer.assignment);
    return result;
}

} // namespace

std::vector<Action> solve_actions() {
    return {
        {.name = "solve.instance",
         .verb = "solve",
         .access = Access::none,
         .params =
             {{.name = "problem",
               .type = ParamType::choice,
               .required = true,
               .positional = true,
               .choices = distinct(&Solver::problem)},
              {.name = "file", .type = ParamType::path, .required = true, .positional = true},
              {.name = "format", .type = ParamType::choice, .choices = distinct(&Solver::format)},
              {.name = "p", .type = ParamType::integer, .low = 1, .high = 10000000},
              {.name = "radius", .type = ParamType::number, .unit = "m", .low = 0, .high = 40000000},
              {.name = "maximise", .type = ParamType::flag},
              {.name = "tolerance-percent",
               .type = ParamType::number,
               .unit = "%",
               .default_value = 0.5,
               .low = 0,
               .high = 100},
              {.name = "seconds", .type = ParamType::number, .unit = "s", .default_value = 60, .low = 0, .high = 86400},
              {.name = "seed", .type = ParamType::integer, .default_value = 1, .low = 0, .high = 2147483647}},
         .run = run_solve,
         .takes_project = false}};
}

} // namespace wangge::app
