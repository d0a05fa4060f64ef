// Cells changed by hand: split, merge, reshape, move a corner, draw into others, paint. Each is one undoable step that
// tells what the cells concerned held before and after.
#include "app/actions.h"
#include "app/cell_totals.h"
#include "app/code_templates.h"
#include "app/coverage_inputs.h"
#include "app/plan_locks.h"
#include "app/project.h"
#include "base/error.h"
#include "base/text.h"
#include "geo/projection.h"
#include "grid/renew.h"
#include "grid/snap.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace wangge::app {
namespace {

using grid::Redrawn;
using model::Row;
using nlohmann::json;

[[noreturn]] void fail_place(const std::string& param, const std::string& text) {
    base::fail_input("app.bad_value", {{"param", param}, {"value", text}, {"expected", "@cell.expected_points"}},
                     "--" + param);
}

// "x y, x y": metres of the project's plane, or degrees with --lonlat.
geo::Polyline points_of(const Arguments& arguments, const std::string& param, const model::Snapshot& snapshot) {
    const std::string text = arguments.at(param);
    geo::Polyline points;
    for (const std::string_view pair : base::split(text, ',')) {
        std::vector<double> numbers;
        for (const std::string_view word : base::split(pair, ' '))
            if (!word.empty()) {
                double value = 0;
                if (!base::parse_number(word, value))
                    fail_place(param, text);
                numbers.push_back(value);
            }
        if (numbers.size() != 2)
            fail_place(param, text);
        points.push_back({numbers[0], numbers[1]});
    }
    if (arguments.at("lonlat").get<bool>()) {
        const geo::Projection projection = geo::Projection::from_epsg(snapshot.epsg);
        for (geo::MapPoint& p : points)
            p = projection.project(geo::LonLat{p.x, p.y});
    }
    return points;
}

geo::MapPoint point_of(const Arguments& arguments, const std::string& param, const model::Snapshot& snapshot) {
    const geo::Polyline points = points_of(arguments, param, snapshot);
    if (points.size() != 1)
        fail_place(param, arguments.at(param));
    return points.front();
}

// A drawn line, with at least so many corners, on what it is to follow.
geo::Polyline line_of(const Arguments& arguments, const std::string& param, std::size_t corners,
                      const model::Snapshot& snapshot) {
    const geo::Polyline line = points_of(arguments, param, snapshot);
    if (line.size() < corners)
        fail_place(param, arguments.at(param));
    grid::SnapTo to;
    to.tolerance = {arguments.at("snap-m").get<double>()};
    for (const std::string name : arguments.at("snap")) {
        to.roads = to.roads || name == "roads";
        to.rivers = to.rivers || name == "rivers";
        to.boundaries = to.boundaries || name == "boundaries";
        to.cells = to.cells || name == "cells";
        if (name != "roads" && name != "rivers" && name != "boundaries" && name != "cells")
            base::fail_input("app.bad_value",
                             {{"param", "snap"}, {"value", name}, {"expected", "roads, rivers, boundaries, cells"}},
                             "--snap");
    }
    return grid::snapped(snapshot, line, to);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

void respect_locks(const model::Snapshot& s, const PlanLocks& locks, const Redrawn& change,
                   const grid::Renewed& renewed) {
    if (locks.empty())
        return;
    const auto refuse = [&](Row row) {
        if (locks.cells.contains(s.cells[row].code))
            base::fail_input("cell.locked", {{"code", s.cells[row].code}});
    };
    for (const grid::Piece& piece : change.pieces)
        if (piece.keeps >= 0 && piece.moved)
            refuse(piece.keeps);
    for (const Row row : change.gone) {
        refuse(row);
        const model::Cell& old = s.cells[row];
        if (!locks.holds_people_of(old))
            continue;
        for (const grid::Succession& step : renewed.steps) {
            const auto heir = std::ranges::find(renewed.cells, step.child, &model::Cell::code);
            if (step.parent == old.code && heir != renewed.cells.end() &&
                (heir->lead_key != old.lead_key || heir->second_key != old.second_key))
                base::fail_input("cell.people_locked", {{"code", old.code}});
        }
    }
}

using Operation = std::function<Redrawn(const model::Snapshot&, base::Feedback&)>;

json redraw(Project& project, const Arguments& arguments, const char* action, base::Feedback& feedback,
            const Operation& operation) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto plan = std::ranges::find_if(snapshot->plans, [](const model::Plan& each) { return each.current; });
    if (plan == snapshot->plans.end())
        base::fail_input("store.no_current_plan");
    feedback.progress(0.1, "cell.step.draw");
    const Redrawn change = operation(*snapshot, feedback);
    feedback.progress(0.4, "grid.step.number");
    grid::Options options = code_options_of(*plan);
    for (std::string& code : project.document().used_codes())
        options.taken.insert(std::move(code));
    const std::vector<base::Hours> hours =
        hours_of_sites(*snapshot, as_of_date(arguments.at("as-of").get<std::string>()), feedback);
    const grid::Renewed renewed = grid::renew(*snapshot, change, options, hours, feedback);
    respect_locks(*snapshot, locks_of(*snapshot), change, renewed);

    std::vector<store::CodeStep> steps;
    json succession = json::array();
    for (const grid::Succession& step : renewed.steps) {
        steps.push_back({step.parent, step.child});
        succession.push_back({{"parent", step.parent}, {"child", step.child}});
    }
    std::vector<std::string> changed, fresh, before_names = renewed.gone, after_names;
    for (const grid::Piece& piece : change.pieces)
        if (piece.keeps >= 0 && piece.moved)
            changed.push_back(snapshot->cells[piece.keeps].code);
    std::set<std::string_view> old;
    for (const model::Cell& cell : snapshot->cells)
        old.insert(cell.code);
    for (const model::Cell& cell : renewed.cells)
        if (!old.contains(cell.code))
            fresh.push_back(cell.code);
    before_names.insert(before_names.end(), changed.begin(), changed.end());
    after_names = changed;
    after_names.insert(after_names.end(), fresh.begin(), fresh.end());

    std::vector<model::Cell> after;
    for (const model::Cell& cell : snapshot->cells)
        if (std::ranges::find(renewed.gone, cell.code) == renewed.gone.end() &&
            std::ranges::find(renewed.cells, cell.code, &model::Cell::code) == renewed.cells.end())
            after.push_back(cell);
    after.insert(after.end(), renewed.cells.begin(), renewed.cells.end());
    std::ranges::sort(after, {}, &model::Cell::code);
    json was = describe_totals(snapshot->cells, totals_of(*snapshot, snapshot->cells, hours, feedback), before_names);
    json is = describe_totals(after, totals_of(*snapshot, after, hours, feedback), after_names);

    feedback.progress(0.9, "cell.step.keep");
    store::Edit edit(project.document(), std::string(action) + " " + joined(fresh.empty() ? changed : fresh));
    edit.change_cells(renewed.cells, renewed.gone, steps);
    edit.commit();
    std::int64_t parts = 0;
    for (const model::Cell& cell : renewed.cells)
        parts += cell.area.parts.size() > 1;
    return {{"plan", plan->name},
            {"cells", after.size()},
            {"changed", changed},
            {"changed_cells", changed.size()},
            {"new", fresh},
            {"new_codes", joined(fresh)},
            {"gone", renewed.gone},
            {"gone_codes", joined(renewed.gone)},
            {"succession", std::move(succession)},
            {"cells_in_parts", parts},
            {"workload_cv_before", was["workload_cv"]},
            {"workload_cv", is["workload_cv"]},
            {"before", std::move(was)},
            {"after", std::move(is)}};
}

json run_split(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.split", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        return grid::split(s.cells, grid::row_of(s.cells, a["cell"].get<std::string>()), line_of(a, "line", 2, s), f);
    });
}

json run_merge(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.merge", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        std::vector<Row> rows;
        for (const std::string code : a["cells"])
            rows.push_back(grid::row_of(s.cells, code));
        return grid::merge(s.cells, rows, f);
    });
}

json run_reshape(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.reshape", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        return grid::reshape(s.cells, grid::row_of(s.cells, a["cell"].get<std::string>()), line_of(a, "line", 2, s), f);
    });
}

json run_move(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.move", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        return grid::move_corner(s.cells, point_of(a, "from", s), line_of(a, "to", 1, s).front(),
                                 {a["reach-m"].get<double>()}, f);
    });
}

json run_draw_cell(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.draw", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        geo::Polyline ring = line_of(a, "ring", 3, s);
        return grid::draw(s.cells, ring, f);
    });
}

json run_paint(Project& project, const Arguments& a, base::Feedback& feedback) {
    return redraw(project, a, "cell.paint", feedback, [&](const model::Snapshot& s, base::Feedback& f) {
        std::vector<Row> from;
        for (const std::string code : a["from"])
            from.push_back(grid::row_of(s.cells, code));
        std::vector<const geo::MultiPolygon*> areas;
        for (const std::string code : a["villages"]) {
            std::size_t row = 0;
            while (row < s.villages.size() && s.villages.code[row] != code)
                ++row;
            if (row == s.villages.size() || s.villages.area[row].empty())
                base::fail_input("grid.unknown_area", {{"code", code}}, "--villages");
            areas.push_back(&s.villages.area[row]);
        }
        // The squares of a lattice that hold the points, as one area.
        std::vector<geo::MultiPolygon> squares;
        if (a.contains("at")) {
            const double size = a["square-m"];
            std::set<std::pair<std::int64_t, std::int64_t>> known;
            for (const geo::MapPoint& p : points_of(a, "at", s)) {
                const auto column = static_cast<std::int64_t>(std::floor(p.x / size)),
                           row = static_cast<std::int64_t>(std::floor(p.y / size));
                if (known.emplace(column, row).second)
                    squares.push_back(
                        geo::rectangle({static_cast<double>(column) * size, static_cast<double>(row) * size,
                                        static_cast<double>(column + 1) * size, static_cast<double>(row + 1) * size}));
            }
        }
        for (const geo::MultiPolygon& square : squares)
            areas.push_back(&square);
        if (areas.empty())
            base::fail_input("cell.nothing_to_paint");
        return grid::paint(s.cells, grid::row_of(s.cells, a["cell"].get<std::string>()), areas, from, f);
    });
}

std::vector<Param> with_common(std::vector<Param> params, bool line) {
    if (line) {
        params.push_back({.name = "snap", .type = ParamType::list, .default_value = json::array()});
        params.push_back(
            {.name = "snap-m", .type = ParamType::number, .unit = "m", .default_value = 30, .low = 0, .high = 5000});
    }
    params.push_back({.name = "lonlat", .type = ParamType::flag});
    params.push_back({.name = "as-of", .default_value = ""});
    return params;
}

} // namespace

std::vector<Action> edit_actions() {
    const Param cell{.name = "cell", .required = true, .positional = true};
    return {{.name = "cell.split",
             .verb = "split",
             .access = Access::write,
             .params = with_common({cell, {.name = "line", .required = true}}, true),
             .run = run_split},
            {.name = "cell.merge",
             .verb = "merge",
             .access = Access::write,
             .params = with_common({{.name = "cells", .type = ParamType::list, .required = true}}, false),
             .run = run_merge},
            {.name = "cell.reshape",
             .verb = "reshape",
             .access = Access::write,
             .params = with_common({cell, {.name = "line", .required = true}}, true),
             .run = run_reshape},
            {.name = "cell.move",
             .verb = "move-corner",
             .access = Access::write,
             .params = with_common({{.name = "from", .required = true},
                                    {.name = "to", .required = true},
                                    {.name = "reach-m",
                                     .type = ParamType::number,
                                     .unit = "m",
                                     .default_value = 100,
                                     .low = 0.001,
                                     .high = 100000}},
                                   true),
             .run = run_move},
            {.name = "cell.draw",
             .verb = "draw-cell",
             .access = Access::write,
             .params = with_common({{.name = "ring", .required = true}}, true),
             .run = run_draw_cell},
            {.name = "cell.paint",
             .verb = "paint",
             .access = Access::write,
             .params = with_common({cell,
                                    {.name = "villages", .type = ParamType::list, .default_value = json::array()},
                                    {.name = "at"},
                                    {.name = "square-m",
                                     .type = ParamType::number,
                                     .unit = "m",
                                     .default_value = 1000,
                                     .low = 1,
                                     .high = 1000000},
                                    {.name = "from", .type = ParamType::list, .default_value = json::array()}},
                                   false),
             .run = run_paint}};
}

} // namespace wangge::app
