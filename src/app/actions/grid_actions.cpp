// Grid plans: make the cells and store them as the current plan; an area to make them in where no boundary is at hand.
#include "app/actions.h"
#include "app/balanced_grid.h"
#include "app/code_templates.h"
#include "app/coverage_inputs.h"
#include "app/plan_book.h"
#include "app/plan_locks.h"
#include "app/project.h"
#include "app/sketched_area.h"
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "grid/keep_cells.h"
#include "grid/measure.h"
#include "grid/outline.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::app {
namespace {

using model::CellShape;
using nlohmann::json;

std::string default_name(const grid::Options& options) {
    std::string name(model::key_of(options.shape));
    if (options.shape == CellShape::square || options.shape == CellShape::hexagon)
        name += fmt::format("-{:g}m", options.size.value);
    if (options.shape == CellShape::nearest)
        name += "-" + std::string(model::key_of(options.role));
    return options.within.empty() ? name : name + "-" + options.within;
}

base::Date day_of(const Arguments& arguments) {
    if (!arguments.contains("as-of"))
        return base::today();
    const std::string text = arguments["as-of"];
    const auto day = base::parse_date(text);
    if (!day)
        base::fail_input("app.bad_value", {{"param", "as-of"}, {"value", text}, {"expected", "2026-03-01"}}, "--as-of");
    return *day;
}

// Deviation over mean of the hours that the cells' sites take in a year, without travel (nobody is assigned yet); null
// where there is nothing to do at all.
json workload_cv(const std::vector<double>& hours) {
    double sum = 0, square = 0;
    for (const double h : hours)
        sum += h;
    if (sum <= 0)
        return nullptr;
    const double mean = sum / static_cast<double>(hours.size());
    for (const double h : hours)
        square += (h - mean) * (h - mean);
    return std::sqrt(square / static_cast<double>(hours.size())) / mean;
}

// Square metres to the thousandth: what lies below is the rounding of coordinates.
double rounded(base::SquareMetres area) {
    return std::round(area.value * 1000) / 1000;
}

// Locked cells of the present plan are cells of the new one, as they are.
std::size_t keep_locked(const model::Snapshot& snapshot, const std::string& within, grid::Result& result,
                        base::Feedback& feedback) {
    const PlanLocks locks = locks_of(snapshot);
    std::vector<model::Cell> kept;
    for (const model::Cell& cell : snapshot.cells)
        if (locks.cells.contains(cell.code))
            kept.push_back(cell);
    if (kept.empty())
        return 0;
    grid::keep_cells(result.cells, kept, feedback);
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : result.cells)
        areas.push_back(&cell.area);
    const grid::Tightness tightness = grid::measure(areas, grid::region_of(snapshot, within), feedback);
    result.area = tightness.area;
    result.gaps = tightness.gaps;
    result.overlaps = tightness.overlaps;
    return kept.size();
}

json run_make(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    grid::Options options;
    options.shape = model::from_key<CellShape>(arguments["shape"].get<std::string>()).value();
    options.size = {arguments["size-m"].get<double>()};
    options.role = model::from_key<model::PersonRole>(arguments["role"].get<std::string>()).value();
    options.within = arguments.value("within", "");
    options.codes = code_template(arguments["code-template"]);
    options.object_code = arguments.value("object-code", "");
    for (std::string& code : project.document().retired_codes())
        options.taken.insert(std::move(code));
    model::Plan plan;
    plan.name = arguments.value("name", default_name(options));
    require_open(project, plan.name);
    plan.shape = options.shape;
    plan.options = arguments.dump();
    const base::Date today = day_of(arguments);
    plan.created = base::to_text(today);
    for (const model::Plan& old : snapshot->plans)
        options.replaces_current = options.replaces_current || (old.current && old.name == plan.name);
    const workload::Rules rules = visit_rules_of(*snapshot, today);

    base::StepFeedback making(feedback, 0, 0.8), storing_step(feedback, 0.8, 1);
    BalancedGridOptions wanted;
    wanted.cells = arguments.value("cells", 0);
    wanted.seed = arguments["seed"].get<std::uint64_t>();
    wanted.seconds = arguments["seconds"].get<double>();
    wanted.keep_on_stop = arguments["on-stop"] == "keep";
    for (const std::string& code : locks_of(*snapshot).cells)
        options.taken.insert(code);
    grid::Result result = options.shape == CellShape::balanced
                              ? balanced_grid(*snapshot, options, wanted, rules, feedback)
                              : grid::run(*snapshot, options, making);
    const bool stopped = feedback.cancelled(); // and what was found is kept
    base::QuietFeedback unstoppable;
    base::Feedback& storing = stopped ? static_cast<base::Feedback&>(unstoppable) : storing_step;
    const std::size_t locked = keep_locked(*snapshot, options.within, result, storing);
    const json cv = workload_cv(hours_of_cells(*snapshot, result.cells, rules, storing));
    store::Edit edit(project.document(), "grid.make");
    edit.put_plan(plan, result.cells);
    edit.commit();

    std::int64_t parts = 0, straddling = 0;
    for (const model::Cell& cell : result.cells) {
        parts += cell.area.parts.size() > 1;
        straddling += cell.township_code.empty();
    }
    return {{"stopped", stopped},
            {"plan", plan.name},
            {"shape", model::key_of(plan.shape)},
            {"cells", result.cells.size()},
            {"area_m2", result.area.value},
            {"region_m2", result.region.value},
            {"gaps_m2", rounded(result.gaps)},
            {"overlaps_m2", rounded(result.overlaps)},
            {"workload_cv", cv},
            {"mended_gaps_m2", rounded(result.mended_gaps)},
            {"mended_overlaps_m2", rounded(result.mended_overlaps)},
            {"mended_outside_m2", rounded(result.mended_outside)},
            {"cells_in_parts", parts},
            {"cells_in_several_townships", snapshot->townships.empty() ? 0 : straddling},
            {"locked_cells", locked},
            {"code_template", options.codes.id},
            {"sequence_digits", result.sequence_digits},
            {"codes_widened", result.codes_widened},
            {"first_code", result.cells.empty() ? "" : result.cells.front().code},
            {"last_code", result.cells.empty() ? "" : result.cells.back().code}};
}

// The six digits that the codes of all villages begin with; empty when they do not.
std::string common_county(const model::Snapshot& s) {
    std::string county;
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        const std::string_view code = s.villages.code[i];
        const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
        if (code.size() < 6 || !digits || (i > 0 && code.substr(0, 6) != county))
            return {};
        county = code.substr(0, 6);
    }
    return county;
}

// As a person typed it: 6 to 12 digits. Throws Error(bad_input) "outline.bad_code".
std::string division_code(const std::string& typed) {
    std::string code = base::half_width(base::trimmed(typed));
    if (code.size() < 6 || code.size() > 12 || !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
        base::fail_input("outline.bad_code", {{"code", typed}}, "--code");
    return code;
}

json run_outline(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const bool again = is_sketched(*snapshot);
    if (!again && !snapshot->county.empty())
        base::fail_input("outline.has_area");
    const model::Boundary before =
        again && !snapshot->boundaries.empty() ? snapshot->boundaries.front() : model::Boundary{.code = {}, .name = {}};
    model::Boundary boundary;
    boundary.level = model::BoundaryLevel::county;
    boundary.code = again ? before.code : common_county(*snapshot);
    boundary.name = again ? before.name : project.say("outline.name");
    if (arguments.contains("code"))
        boundary.code = division_code(arguments["code"]);
    if (arguments.contains("name"))
        boundary.name = arguments["name"];
    std::optional<base::Metres> margin;
    if (arguments.contains("margin-m"))
        margin = base::Metres{arguments["margin-m"].get<double>()};
    grid::Outline outline = grid::outline_of(*snapshot, margin, feedback);
    boundary.area = std::move(outline.area);
    const json answer = {{"name", boundary.name},
                         {"code", boundary.code},
                         {"margin_m", outline.margin.value},
                         {"area_km2", geo::area(boundary.area).value / 1e6},
                         {"parts", boundary.area.parts.size()},
                         {"redrawn", again}};
    if (boundary.code == before.code && boundary.name == before.name && boundary.area == before.area)
        return answer; // as it is drawn already
    store::Edit edit(project.document(), "outline.draw");
    if (again)
        edit.clear("boundaries");
    edit.put(std::span(&boundary, 1));
    edit.set_setting(sketched_area, sketch_setting(outline.margin));
    edit.commit();
    return answer;
}

} // namespace

std::vector<Action> grid_actions() {
    return {
        {.name = "outline.draw",
         .verb = "outline",
         .access = Access::write,
         .params = {{.name = "margin-m", .type = ParamType::number, .unit = "m", .low = 1, .high = 100000},
                    {.name = "name"},
                    {.name = "code"}},
         .run = run_outline},
        {.name = "grid.make",
         .verb = "grid",
         .access = Access::write,
         .params =
             {{.name = "shape",
               .type = ParamType::choice,
               .required = true,
               .choices = {"square", "hexagon", "village", "township", "nearest", "balanced"}},
              {.name = "size-m",
               .type = ParamType::number,
               .unit = "m",
               .default_value = 1000,
               .low = 1,
               .high = 1000000},
              {.name = "cells", .type = ParamType::integer, .low = 1, .high = 1000000},
              {.name = "seed", .type = ParamType::integer, .default_value = 1, .low = 0, .high = 9e15},
              {.name = "seconds", .type = ParamType::number, .unit = "s", .default_value = 2, .low = 0.1, .high = 3600},
              {.name = "within"},
              {.name = "role",
               .type = ParamType::choice,
               .choices = {"inspector", "coordinator", "informant"},
               .default_value = "informant"},
              {.name = "name"},
              {.name = "code-template", .default_value = default_code_template},
              {.name = "object-code"},
              on_stop_param(),
              {.name = "as-of"}},
         .run = run_make}};
}

} // namespace wangge::app
