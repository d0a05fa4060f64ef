// The step into a new year: the old plan archived, registers and cells under the new codes, a report of the rest.
#include "app/actions.h"
#include "app/assignment_before.h"
#include "app/code_templates.h"
#include "app/coverage_inputs.h"
#include "app/ledger_book.h"
#include "app/plan_book.h"
#include "app/plan_locks.h"
#include "app/project.h"
#include "base/error.h"
#include "coverage/area_types.h"
#include "export/export.h"
#include "grid/roll_over.h"
#include "import/code_changes.h"

#include <algorithm>
#include <map>

namespace wangge::app {
namespace {

using nlohmann::json;

// What the step left to people, as a table for paper or a spreadsheet.
model::Table report_table(const std::vector<grid::Mismatch>& mismatches, const base::Catalog& catalog) {
    model::Table table;
    table.id = "roll_over";
    table.title = catalog.say("table.roll_over");
    for (const char* column : {"what", "layer", "code", "name", "detail"})
        table.columns.push_back({column, catalog.say(std::string("year.report.") + column)});
    for (const grid::Mismatch& each : mismatches)
        table.rows.push_back({catalog.say("year.mismatch." + std::string(grid::key_of(each.kind))),
                              catalog.say("year.layer." + each.layer), each.code, each.name, each.detail});
    return table;
}

int object_digits_of(const model::Plan& plan) {
    int digits = 0;
    for (const grid::CodeSegment& segment : code_options_of(plan).codes.segments)
        if (segment.part == grid::CodePart::object)
            digits += segment.digits;
    return digits;
}

// Open items follow the codes; closed ones tell of their time.
std::vector<model::LedgerItem> renewed_items(Project& project, const model::Snapshot& snapshot,
                                             const grid::CodeRenewal& renewal,
                                             const std::map<std::string, std::string>& cell_codes) {
    const coverage::LedgerRules rules = ledger_rules_of(snapshot);
    std::vector<model::LedgerItem> items;
    for (const model::LedgerItem& old : project.document().ledger()) {
        if (!rules.open(old))
            continue;
        model::LedgerItem item = old;
        item.township_code = renewal.of(old.township_code);
        if (old.target == "village")
            item.subject = renewal.of(old.subject);
        else if (const auto cell = cell_codes.find(old.subject); old.target == "cell" && cell != cell_codes.end())
            item.subject = cell->second;
        if (!(item == old))
            items.push_back(std::move(item));
    }
    return items;
}

void renew_settings(store::Edit& edit, const model::Snapshot& snapshot, const grid::RollOver& rolled,
                    const grid::CodeRenewal& renewal, const std::map<std::string, std::string>& cell_codes) {
    PlanLocks locks = locks_of(snapshot), renewed = locks;
    renewed.cells.clear();
    for (const std::string& code : locks.cells) {
        const auto cell = cell_codes.find(code);
        renewed.cells.insert(cell == cell_codes.end() ? code : cell->second);
    }
    if (renewed.cells != locks.cells)
        edit.set_setting(locks_setting, renewed.to_json());
    coverage::AreaTypeChoice choice = coverage::area_type_choice(snapshot);
    auto by_hand = choice.by_hand;
    by_hand.clear();
    for (const auto& [code, type] : choice.by_hand)
        by_hand.emplace(renewal.of(code), type);
    if (by_hand != choice.by_hand) {
        choice.by_hand = by_hand;
        edit.set_setting("area_types", choice.to_json());
    }
    model::Snapshot present; // of it, the cells are all that is looked at
    present.cells = rolled.cells;
    if (const auto before = as_assignment_before(present)) // changes are counted from the year's first day
        edit.set_setting(assignment_before_setting, *before);
}

// The old plan stays as it was, archived; its cells go on in a new one.
void renew_plan(store::Edit& edit, Project& project, const model::Snapshot& snapshot, const model::Plan& old,
                const std::string& name, const std::string& by, const std::string& year, base::Date day,
                const grid::RollOver& rolled) {
    model::Plan plan = old;
    plan.id = {};
    plan.name = name;
    plan.created = base::to_text(day);
    edit.put_plan(plan, rolled.cells);
    std::vector<store::CodeStep> steps;
    for (const grid::Succession& step : rolled.steps)
        steps.push_back({step.parent, step.child});
    edit.note_succession(name, steps);
    const coverage::LedgerRules rules = plan_rules_of(snapshot);
    store::PlanStanding standing = standing_of(project.document(), old.name, rules);
    // The last state is that of plans that are over.
    standing.moves.push_back({day, standing.state, rules.states.back().key, by, year});
    standing.state = rules.states.back().key;
    standing.sealed = true;
    edit.put(standing);
}

json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const base::Date day = as_of_date(arguments.value("as-of", ""));
    const std::string year = std::to_string(arguments["year"].get<std::int64_t>());
    const std::string name = arguments.value("plan", year), file = arguments.value("codes", "");
    const std::string report = arguments.value("report", "");
    if (!report.empty())
        exporter::format_of(report);
    std::vector<model::CodeChange> table;
    if (!file.empty())
        table = import::read_code_changes(file);
    const grid::CodeRenewal renewal(table);
    const auto old = std::ranges::find_if(snapshot->plans, [](const model::Plan& plan) { return plan.current; });
    const bool has_plan = old != snapshot->plans.end();
    if (has_plan && std::ranges::find(snapshot->plans, name, &model::Plan::name) != snapshot->plans.end())
        base::fail_input("store.plan_exists", {{"plan", name}}, "--plan");
    std::set<std::string, std::less<>> taken;
    for (std::string& code : project.document().used_codes())
        taken.insert(std::move(code));
    feedback.progress(0.1, "year.step.codes");
    const grid::RollOver rolled =
        grid::roll_over(*snapshot, renewal, has_plan ? object_digits_of(*old) : 0, taken, feedback);
    std::map<std::string, std::string> cell_codes;
    for (const grid::Succession& step : rolled.steps)
        cell_codes.emplace(step.parent, step.child);
    const std::vector<model::LedgerItem> items = renewed_items(project, *snapshot, renewal, cell_codes);

    const bool look_only = arguments["dry-run"].get<bool>();
    feedback.progress(0.6, "year.step.write");
    if (!report.empty())
        exporter::write(std::vector{report_table(rolled.mismatches, project.catalog())}, report, {}, feedback);
    if (!look_only) {
        store::Edit edit(project.document(), "year.roll_over " + year);
        if (!table.empty()) {
            edit.clear("villages");
            edit.put(rolled.villages);
            edit.clear("boundaries");
            edit.put(rolled.boundaries);
        }
        edit.put(rolled.sites);
        edit.put(rolled.people);
        edit.put(items);
        renew_settings(edit, *snapshot, rolled, renewal, cell_codes);
        if (has_plan)
            renew_plan(edit, project, *snapshot, *old, name, arguments.value("by", ""), year, day, rolled);
        edit.commit();
    }
    std::map<std::string, std::int64_t> by_kind;
    for (int kind = 0; kind <= static_cast<int>(grid::Mismatch::Kind::renumbered); ++kind)
        by_kind[std::string(grid::key_of(static_cast<grid::Mismatch::Kind>(kind)))] = 0;
    json mismatches = json::array();
    for (const grid::Mismatch& each : rolled.mismatches) {
        ++by_kind[std::string(grid::key_of(each.kind))];
        mismatches.push_back({{"kind", grid::key_of(each.kind)},
                              {"layer", each.layer},
                              {"code", each.code},
                              {"name", each.name},
                              {"detail", each.detail}});
    }
    return {{"year", year},
            {"dry_run", look_only},
            {"archived", has_plan ? old->name : ""},
            {"plan", has_plan ? name : ""},
            {"rows", table.size()},
            {"villages", rolled.villages.size()},
            {"villages_changed", rolled.villages_changed},
            {"sites_changed", rolled.sites_changed},
            {"people_changed", rolled.people_changed},
            {"grades_carried", rolled.grades_carried},
            {"cells", rolled.cells.size()},
            {"cells_recoded", rolled.steps.size()},
            {"ledger_items", items.size()},
            {"unmatched", rolled.mismatches.size()},
            {"by_kind", by_kind},
            {"mismatches", std::move(mismatches)}};
}

} // namespace

std::vector<Action> year_actions() {
    return {{.name = "year.roll_over",
             .verb = "roll-over",
             .access = Access::write,
             .params = {{.name = "year", .type = ParamType::integer, .required = true, .low = 1949, .high = 9999},
                        {.name = "codes", .type = ParamType::path},
                        {.name = "plan"},
                        {.name = "report", .type = ParamType::path},
                        {.name = "by"},
                        {.name = "dry-run", .type = ParamType::flag, .default_value = false},
                        {.name = "as-of"}},
             .run = run}};
}

} // namespace wangge::app
