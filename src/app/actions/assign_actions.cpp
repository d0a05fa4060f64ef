// Inspectors to cells of the current plan.
#include "app/actions.h"
#include "app/assignment_before.h"
#include "app/coverage_inputs.h"
#include "app/interim.h"
#include "app/plan_book.h"
#include "app/plan_locks.h"
#include "app/project.h"
#include "assign/assign.h"
#include "assign/explain.h"
#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::app {
namespace {

using nlohmann::json;

// The leads of a plan to keep: "current", a plan of the project by its name, or the current plan of another project
// file.
std::vector<std::string> kept_leads(const std::string& plan, Project& project, const model::Snapshot& snapshot,
                                    base::Feedback& feedback) {
    if (plan == "current")
        return assign::leads_in_plan(snapshot.cells, snapshot.cells);
    if (std::any_of(snapshot.plans.begin(), snapshot.plans.end(), [&](const auto& p) { return p.name == plan; }))
        return assign::leads_in_plan(snapshot.cells, project.document().cells_of_plan(plan, feedback));
    if (!std::filesystem::is_regular_file(plan))
        base::fail_input("assign.unknown_plan", {{"plan", plan}}, "--keep");
    const model::SnapshotPtr other = store::Document::open(plan, store::OpenMode::read).snapshot(feedback);
    std::vector<std::string> leads = assign::leads_in_plan(snapshot.cells, other->cells);
    if (std::ranges::all_of(leads, &std::string::empty)) // another county's, or nobody is assigned there
        base::fail_input("assign.plan_elsewhere", {{"plan", plan}}, "--keep");
    return leads;
}

// Sums of many cells are written to the thousandth; the digits behind it would say more than is known.
double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

json messages_json(const Project& project, const std::vector<base::Message>& messages) {
    json all = json::array();
    for (const base::Message& message : messages) {
        json one = {{"code", message.id}, {"message", project.say(message)}};
        all.push_back(std::move(one));
    }
    return all;
}

json result_json(const Project& project, const model::Snapshot& s, const assign::Result& result) {
    const auto key = [&](model::Row person) {
        return person == model::no_row ? json(nullptr) : json(s.people.key[person]);
    };
    json cells = json::array(), inspectors = json::array(), notices = json::array();
    for (std::size_t c = 0; c < result.cells.size(); ++c)
        cells.push_back({{"code", s.cells[c].code},
                         {"lead", key(result.cells[c].lead)},
                         {"second", key(result.cells[c].second)},
                         {"hours", rounded(result.cells[c].hours.value)}});
    for (const assign::InspectorAnswer& person : result.inspectors)
        inspectors.push_back({{"key", key(person.person)},
                              {"name", s.people.name[person.person]},
                              {"cells", person.cells},
                              {"hours", rounded(person.hours.value)},
                              {"own_hours", rounded(person.own_hours.value)},
                              {"capacity_hours", rounded(person.capacity.value)},
                              {"travel_km", rounded(person.travel.value / 1000)},
                              {"pieces", person.pieces}});
    for (const base::Message& note : result.notes)
        notices.push_back(project.say(note));
    return {{"objective", result.objective},
            {"objective_balance", result.cost.balance},
            {"objective_compactness", result.cost.compactness},
            {"objective_place", result.cost.place},
            {"bound", result.bound},
            {"gap", rounded(result.gap)},
            {"proven", result.proven},
            {"workload_cv", std::round(result.workload_cv * 1e6) / 1e6},
            {"max_over_mean", std::round(result.max_over_mean * 1e6) / 1e6},
            {"travel_km", rounded(result.travel.value / 1000)},
            {"contiguous", result.contiguous},
            {"parts", result.graph_parts},
            {"cut_edges", result.cut_edges},
            {"compactness", rounded(result.compactness)},
            {"cell_count", result.cells.size()},
            {"inspector_count", result.inspectors.size()},
            {"changed_cells", result.changed_cells},
            {"unassigned_cells", result.unassigned_cells},
            {"sites_outside", result.sites_outside},
            {"infeasible_count", result.infeasible.size()},
            {"infeasible", messages_json(project, result.infeasible)},
            {"notices", std::move(notices)},
            {"inspectors", std::move(inspectors)},
            {"cells", std::move(cells)}};
}

void store_leads(Project& project, const model::Snapshot& s, const assign::Result& result, const PlanLocks& locks) {
    std::vector<model::Cell> cells = s.cells;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const assign::CellAnswer& answer = result.cells[c];
        const std::string lead(answer.lead == model::no_row ? "" : s.people.key[answer.lead]);
        const std::string second(answer.second == model::no_row ? "" : s.people.key[answer.second]);
        // Whose people are locked keeps the second officer too.
        const bool held = locks.holds_people_of(s.cells[c]) && lead == s.cells[c].lead_key;
        cells[c].lead_key = lead;
        if (!held || cells[c].second_key.empty())
            cells[c].second_key = second;
        cells[c].hours = rounded(answer.hours.value);
    }
    store::Edit edit(project.document(), "assign.compute");
    if (assignment_before(s).empty()) // what changes are counted from
        if (const auto before = as_assignment_before(s))
            edit.set_setting(assignment_before_setting, *before);
    edit.assign_cells(cells);
    edit.commit();
}

json run_assign(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    require_current_open(project, *snapshot);
    assign::Options options;
    options.as_of = as_of_date(arguments.value("as-of", ""));
    options.seed = arguments["seed"].get<std::uint64_t>();
    options.seconds = arguments["seconds"];
    options.weights = {.balance = arguments["balance"],
                       .compactness = arguments["compactness"],
                       .travel = arguments["travel-weight"],
                       .skill = arguments["skill"],
                       .change = arguments["change"]};
    options.rotation_years = arguments["rotation-years"];
    options.border_tolerance = {arguments["border-tolerance-m"]};
    for (const std::string key : arguments["inspectors"])
        if (key != "all")
            options.inspectors.push_back(key);
    if (arguments.contains("keep"))
        options.keep = kept_leads(arguments["keep"], project, *snapshot, feedback);
    else
        options.weights.change = 0;
    const PlanLocks locks = locks_of(*snapshot);
    options.closed.assign(locks.people.begin(), locks.people.end());
    for (const model::Cell& cell : snapshot->cells)
        options.held.push_back(!cell.lead_key.empty() && locks.holds_people_of(cell));
    if (locks.empty())
        options.held.clear();
    const workload::Rules rules = visit_rules_of(*snapshot, options.as_of);

    const auto reach = reach_of(project, arguments, snapshot, options.as_of, feedback);
    options.reach = reach.get();
    options.better = [&](const std::vector<model::Row>& leads) {
        show_interim(feedback, [&] {
            Interim interim;
            for (const model::Row lead : leads)
                interim.zone.emplace_back(snapshot->people.key[static_cast<std::size_t>(lead)]);
            return interim;
        });
    };
    const assign::Result result = assign::run(*snapshot, rules, options, feedback);
    if (arguments["on-stop"] != "keep")
        feedback.check(); // a cancelled Action leaves no trace
    store_leads(project, *snapshot, result, locks);
    json answer = result_json(project, *snapshot, result);
    answer["stopped"] = result.stopped;
    if (result.stopped)
        answer["notices"].push_back(project.say("assign.stopped"));
    answer["travel"] = arguments["travel"];
    answer["seed"] = options.seed;
    answer["as_of"] = base::to_text(options.as_of);
    answer["weights"] = {{"balance", options.weights.balance},
                         {"compactness", options.weights.compactness},
                         {"travel", options.weights.travel},
                         {"skill", options.weights.skill},
                         {"change", options.weights.change}};
    return answer;
}

// The present assignment becomes what later changes are counted from.
json run_baseline(Project& project, const Arguments&, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto present = as_assignment_before(*snapshot);
    if (!present)
        base::fail_input("assign.nothing_assigned");
    store::Edit edit(project.document(), "assign.baseline");
    edit.set_setting(assignment_before_setting, *present);
    edit.commit();
    return {{"cells", snapshot->cells.size()}};
}

// Cells handed to another lead by hand; a second who becomes the lead changes places with him.
json run_move(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string to = arguments["to"];
    assign::Options options;
    options.as_of = as_of_date(arguments.value("as-of", ""));
    const workload::Rules rules = visit_rules_of(*snapshot, options.as_of);
    const assign::Field field = assign::build(*snapshot, rules, options, feedback);
    const std::int32_t person = assign::leads_by_key(*snapshot, field, {to}).front();
    if (person < 0)
        base::fail_input("assign.unknown_inspector", {{"key", to}}, "--to");
    std::vector<model::Cell> changed;
    const std::string codes = arguments["cells"];
    for (const std::string_view part : base::split(codes, ',')) {
        const std::string code(base::trimmed(part));
        const auto cell = std::find_if(snapshot->cells.begin(), snapshot->cells.end(),
                                       [&](const model::Cell& each) { return each.code == code; });
        if (cell == snapshot->cells.end())
            base::fail_input("store.no_such_cell", {{"code", code}}, "CELLS");
        const auto row = static_cast<std::int32_t>(cell - snapshot->cells.begin());
        if (field.problem.is_forbidden(row, person))
            base::fail_input("assign.move_recused",
                             {{"name", std::string(snapshot->people.name[field.people[person]])}, {"code", code}});
        model::Cell& moved = changed.emplace_back(*cell);
        if (moved.second_key == to)
            moved.second_key = moved.lead_key;
        moved.lead_key = to;
        moved.hours = rounded(static_cast<double>(field.problem.load(row, person)) / 3600);
    }
    store::Edit edit(project.document(), "assign.move");
    if (assignment_before(*snapshot).empty())
        if (const auto before = as_assignment_before(*snapshot))
            edit.set_setting(assignment_before_setting, *before);
    edit.assign_cells(changed);
    edit.commit();
    return {{"moved", changed.size()}, {"name", std::string(snapshot->people.name[field.people[person]])}};
}

json choice_json(const model::Snapshot& s, const assign::Field& field, const assign::LeadChoice& choice) {
    if (choice.person < 0)
        return nullptr;
    const model::Row person = field.people[static_cast<std::size_t>(choice.person)];
    return {{"key", s.people.key[person]},
            {"name", s.people.name[person]},
            {"zone_hours", rounded(choice.load.value)},
            {"zone_hours_without", rounded(choice.load_without.value)},
            {"way_km", rounded(choice.way.value / 1000)},
            {"contiguous", choice.whole},
            {"skilled", choice.skilled},
            {"recused", choice.recused},
            {"workload_cv", std::round(choice.workload_cv * 1e6) / 1e6},
            {"travel_km", rounded(choice.travel.value / 1000)},
            {"objective_change", std::round(choice.objective * 1e6) / 1e6}};
}

json run_explain(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string code = arguments["cell"];
    const auto cell = std::find_if(snapshot->cells.begin(), snapshot->cells.end(),
                                   [&](const model::Cell& each) { return each.code == code; });
    if (cell == snapshot->cells.end())
        base::fail_input("store.no_such_cell", {{"code", code}}, "CELL");
    assign::Options options;
    options.as_of = as_of_date(arguments.value("as-of", ""));
    const auto reach = reach_of(project, arguments, snapshot, options.as_of, feedback);
    options.reach = reach.get();
    const workload::Rules rules = visit_rules_of(*snapshot, options.as_of);
    const assign::Field field = assign::build(*snapshot, rules, options, feedback);
    const assign::Explanation answer = assign::explain(field, rules, assign::present_leads(*snapshot, field),
                                                       static_cast<std::int32_t>(cell - snapshot->cells.begin()),
                                                       arguments["most"].get<std::size_t>());
    json others = json::array();
    for (const assign::LeadChoice& other : answer.others)
        others.push_back(choice_json(*snapshot, field, other));
    const json present = choice_json(*snapshot, field, answer.present);
    return {{"cell", code},
            {"lead", present.is_null() ? json("") : present["name"]},
            {"second_best", others.empty() ? json("") : others.front()["name"]},
            {"present", present},
            {"others", std::move(others)}};
}

Param weight(std::string name, double value) {
    return {.name = std::move(name), .type = ParamType::number, .default_value = value, .low = 0, .high = 1e6};
}

} // namespace

std::vector<Action> assign_actions() {
    const assign::Weights weights;
    std::vector<Action> actions = {
        {.name = "assign.compute",
         .verb = "assign",
         .access = Access::write,
         .params =
             {{.name = "inspectors", .type = ParamType::list, .default_value = json::array({"all"})},
              {.name = "keep"},
              {.name = "seed", .type = ParamType::integer, .default_value = 1, .low = 0, .high = 2147483647},
              {.name = "seconds", .type = ParamType::number, .unit = "s", .default_value = 5, .low = 0, .high = 3600},
              {.name = "as-of"},
              weight("balance", weights.balance),
              weight("compactness", weights.compactness),
              weight("travel-weight", weights.travel),
              weight("skill", weights.skill),
              weight("change", 1),
              on_stop_param(),
              {.name = "rotation-years", .type = ParamType::integer, .default_value = 0, .low = 0, .high = 50},
              {.name = "border-tolerance-m",
               .type = ParamType::number,
               .unit = "m",
               .default_value = 0.5,
               .low = 0.001,
               .high = 100}},
         .run = run_assign},
        {.name = "assign.explain",
         .verb = "explain",
         .access = Access::read,
         .params = {{.name = "cell", .required = true, .positional = true},
                    {.name = "most", .type = ParamType::integer, .default_value = 3, .low = 1, .high = 1000},
                    {.name = "as-of"}},
         .run = run_explain},
        {.name = "assign.move",
         .verb = "assign-move",
         .access = Access::write,
         .params = {{.name = "cells", .required = true, .positional = true},
                    {.name = "to", .required = true},
                    {.name = "as-of"}},
         .run = run_move},
        {.name = "assign.baseline", .verb = "assign-baseline", .access = Access::write, .run = run_baseline},
    };
    for (std::size_t action = 0; action < 2; ++action)
        for (Param& param : travel_params())
            actions[action].params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app
