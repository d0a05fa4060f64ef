// The plans of a project, and what differs between two.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/ledger_book.h"
#include "app/named_plan.h"
#include "app/plan_book.h"
#include "app/project.h"
#include "assign/compare.h"
#include "base/error.h"
#include "coverage/coverage.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

json run_plans(Project& project, const Arguments&, base::Feedback& feedback) {
    json plans = json::array();
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const coverage::LedgerRules rules = plan_rules_of(*snapshot);
    for (const model::Plan& plan : snapshot->plans) {
        const store::PlanStanding standing = standing_of(project.document(), plan.name, rules);
        const auto cells = project.document().cells_of_plan(plan.name, feedback);
        const auto led =
            std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.lead_key.empty(); });
        plans.push_back({{"name", plan.name},
                         {"shape", model::key_of(plan.shape)},
                         {"created", plan.created},
                         {"current", plan.current},
                         {"cells", cells.size()},
                         {"assigned", led},
                         {"state", standing.state},
                         {"state_text", plan_state_text(standing.state, project.catalog())},
                         {"sealed", standing.sealed}});
    }
    return {{"count", plans.size()}, {"plans", std::move(plans)}};
}

void copy_current(Project& project, const std::string& name, bool use, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    model::Plan copy;
    for (const model::Plan& plan : snapshot->plans) {
        if (plan.name == name)
            base::fail_input("store.plan_exists", {{"plan", name}});
        if (plan.current)
            copy = plan;
    }
    if (copy.name.empty())
        base::fail_input("store.no_current_plan");
    copy.name = name;
    store::Edit edit(project.document(), "plan.edit " + name);
    edit.put_plan(copy, snapshot->cells, use);
    edit.commit();
}

json run_plan(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string what = arguments["what"], name = arguments["name"];
    if (name.empty())
        base::fail_input("plan.no_name", {}, "NAME");
    if ((what == "rename") != arguments.contains("new-name"))
        base::fail_input(what == "rename" ? "plan.no_new_name" : "plan.new_name_not_here", {}, "NEW-NAME");
    if (what == "copy") {
        copy_current(project, name, arguments["use"], feedback);
    } else {
        store::Edit edit(project.document(), "plan.edit " + name);
        if (what == "use")
            edit.use_plan(name);
        else if (what == "remove")
            edit.remove_plan(name);
        else
            edit.rename_plan(name, arguments["new-name"]);
        edit.commit();
    }
    json result = run_plans(project, {}, feedback);
    result["what"] = what;
    result["name"] = name;
    return result;
}

json run_move(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string name = arguments["name"];
    const std::vector<model::Cell> cells = project.document().cells_of_plan(name, feedback);
    const coverage::LedgerRules rules = plan_rules_of(*snapshot);
    const PlanMove move{arguments["to"], arguments.value("by", ""), arguments.value("note", ""),
                        as_of_date(arguments.value("as-of", ""))};
    const store::PlanStanding standing =
        moved(standing_of(project.document(), name, rules), move, rules, snapshot->people);
    store::Edit edit(project.document(), "plan.move " + name);
    edit.put(standing);
    edit.commit();
    return {{"plan", name},
            {"state", standing.state},
            {"state_text", plan_state_text(standing.state, project.catalog())},
            {"sealed", standing.sealed},
            {"cells", cells.size()},
            {"unassigned", std::ranges::count_if(cells, [](const auto& cell) { return cell.lead_key.empty(); })},
            {"moves", moves_json(standing.moves)}};
}

json coverage_json(const model::Snapshot& snapshot, base::Feedback& feedback) {
    coverage::Options options;
    options.as_of = base::today();
    options.with_area = false;
    const auto reach = reach::straight_line();
    const coverage::Prepared prepared = coverage::prepare(snapshot, norms_of(snapshot), options, *reach, feedback);
    const coverage::Result result = coverage::measure(prepared, coverage::limits_of(prepared), feedback);
    return {{"targets", result.total.targets},
            {"covered", result.total.covered},
            {"people", result.total.people},
            {"people_covered", result.total.people_covered}};
}

double thousandth(double value) {
    return std::round(value * 1000) / 1000;
}

json balance_json(const assign::Balance& balance) {
    return {{"leads", balance.leads},
            {"workload_cv", thousandth(balance.cv)},
            {"max_over_mean", thousandth(balance.max_over_mean)}};
}

json run_diff(Project&, const Arguments& arguments, base::Feedback& feedback) {
    const NamedPlan a = named_plan(arguments["plan-a"], {}, feedback);
    const NamedPlan b = named_plan(arguments["plan-b"], a.file, feedback);
    if (a.snapshot->epsg != b.snapshot->epsg)
        base::fail_input("plan.other_crs",
                         {{"a", std::to_string(a.snapshot->epsg)}, {"b", std::to_string(b.snapshot->epsg)}});
    const base::Date today = base::today();
    const assign::Comparison found =
        assign::compare(*b.snapshot, a.cells, b.cells, visit_rules_of(*b.snapshot, today), {1}, feedback);

    json changes = json::array(), people = json::array();
    for (const assign::ComparedCell& cell : found.cells) {
        if (cell.change == assign::CellChange::same && !cell.people_changed())
            continue;
        constexpr const char* names[] = {"same", "reshaped", "added", "removed"};
        changes.push_back({{"code", cell.code},
                           {"change", names[static_cast<int>(cell.change)]},
                           {"lead_a", cell.lead_a},
                           {"lead_b", cell.lead_b},
                           {"second_a", cell.second_a},
                           {"second_b", cell.second_b},
                           {"area_a_m2", std::round(cell.area_a.value)},
                           {"area_b_m2", std::round(cell.area_b.value)}});
    }
    for (const assign::ComparedPerson& person : found.people)
        people.push_back({{"key", person.key},
                          {"cells_a", person.cells_a},
                          {"cells_b", person.cells_b},
                          {"sites_a", person.sites_a},
                          {"sites_b", person.sites_b},
                          {"hours_a", thousandth(person.on_site_a.value)},
                          {"hours_b", thousandth(person.on_site_b.value)}});
    const bool one_document = std::filesystem::equivalent(a.file, b.file);
    const json coverage_b = coverage_json(*b.snapshot, feedback);
    return {{"plan_a", a.shown},
            {"plan_b", b.shown},
            {"cells_a", a.cells.size()},
            {"cells_b", b.cells.size()},
            {"same", found.same},
            {"reshaped", found.reshaped},
            {"added", found.added},
            {"removed", found.removed},
            {"lead_changes", found.lead_changes},
            {"second_changes", found.second_changes},
            {"area_moved_m2", std::round(found.area_moved.value)},
            {"sites_moved", found.sites_moved},
            {"people_moved", std::round(found.people_moved.value)},
            {"workload", {{"a", balance_json(found.balance_a)}, {"b", balance_json(found.balance_b)}}},
            {"coverage", {{"a", one_document ? coverage_b : coverage_json(*a.snapshot, feedback)}, {"b", coverage_b}}},
            {"inspectors", std::move(people)},
            {"changes", std::move(changes)}};
}

} // namespace

std::vector<Action> plan_actions() {
    return {{.name = "plan.list", .verb = "plans", .access = Access::read, .run = run_plans},
            {.name = "plan.edit",
             .verb = "plan",
             .access = Access::write,
             .params = {{.name = "what",
                         .type = ParamType::choice,
                         .required = true,
                         .positional = true,
                         .choices = {"use", "copy", "rename", "remove"}},
                        {.name = "name", .required = true, .positional = true},
                        {.name = "new-name", .positional = true},
                        {.name = "use", .type = ParamType::flag, .default_value = false}},
             .run = run_plan},
            {.name = "plan.move",
             .verb = "plan-move",
             .access = Access::write,
             .params = {{.name = "name", .required = true, .positional = true},
                        {.name = "to", .required = true},
                        {.name = "by"},
                        {.name = "note"},
                        {.name = "as-of"}},
             .run = run_move},
            {.name = "plan.diff",
             .verb = "diff",
             .access = Access::none,
             .params = {{.name = "plan-a", .required = true, .positional = true},
                        {.name = "plan-b", .required = true, .positional = true}},
             .run = run_diff,
             .takes_project = false}};
}

} // namespace wangge::app
