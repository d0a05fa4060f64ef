// Care of the current plan: an imported one with gaps and overlaps is mended, and what must stay is locked.
#include "app/actions.h"
#include "app/cell_totals.h"
#include "app/code_templates.h"
#include "app/coverage_inputs.h"
#include "app/level_totals.h"
#include "app/plan_locks.h"
#include "app/project.h"
#include "base/error.h"
#include "geo/overlay.h"
#include "grid/measure.h"
#include "grid/renew.h"
#include "grid/tiling.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wangge::app {
namespace {

using grid::Misfit;
using nlohmann::json;

// Square metres to the thousandth: what lies below is the rounding of coordinates.
double rounded(double area) {
    return std::round(area * 1000) / 1000;
}

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

json run_mend(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const auto plan = std::ranges::find_if(snapshot->plans, [](const model::Plan& each) { return each.current; });
    if (plan == snapshot->plans.end())
        base::fail_input("store.no_current_plan");
    const std::vector<model::Cell>& cells = snapshot->cells;
    const std::string how = arguments["by"];
    const grid::Heir heir = how == "first"     ? grid::Heir::first
                            : how == "nearest" ? grid::Heir::nearest
                                               : grid::Heir::longest_edge;
    const geo::MultiPolygon region = grid::region_of(*snapshot, "");
    std::vector<Misfit> misfits;
    feedback.progress(0.1, "plan.step.mend");
    const std::vector<geo::MultiPolygon> mended = grid::tile(areas_of(cells), region, feedback, heir, &misfits);

    std::map<Misfit::Kind, double> sums;
    std::map<Misfit::Kind, std::int64_t> counts;
    json report = json::array();
    const auto code = [&](std::int32_t row) { return row < 0 ? std::string() : cells[row].code; };
    for (const Misfit& each : misfits) {
        const double size = geo::area(each.ground).value;
        const geo::MapPoint place = geo::inner_point(each.ground);
        sums[each.kind] += size;
        ++counts[each.kind];
        constexpr const char* names[] = {"overlap", "gap", "outside"};
        report.push_back({{"kind", names[static_cast<int>(each.kind)]},
                          {"area_m2", rounded(size)},
                          {"x", rounded(place.x)},
                          {"y", rounded(place.y)},
                          {"a", code(each.a)},
                          {"b", code(each.b)},
                          {"to", code(each.heir)}});
    }
    std::vector<model::Cell> after = cells, changed;
    std::vector<std::string> gone;
    grid::Redrawn change;
    const PlanLocks locks = locks_of(*snapshot);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (mended[i] == geo::normalised(cells[i].area))
            continue;
        if (locks.cells.contains(cells[i].code))
            base::fail_input("cell.locked", {{"code", cells[i].code}});
        after[i].area = mended[i];
        if (mended[i].empty())
            change.gone.push_back(static_cast<model::Row>(i));
        else
            change.pieces.push_back({static_cast<model::Row>(i), {}, mended[i], true});
    }
    const grid::Tightness was = grid::measure(areas_of(cells), region, feedback);
    const grid::Tightness is = grid::measure(areas_of(after), region, feedback);
    const bool look_only = arguments["dry-run"].get<bool>();
    if (!look_only) {
        // Who has all of its ground taken has the ones that got it for successors.
        std::vector<store::CodeStep> steps;
        for (const model::Row row : change.gone) {
            gone.push_back(cells[row].code);
            for (const Misfit& each : misfits)
                if ((each.a == row || each.b == row) && each.heir >= 0 && each.heir != row)
                    steps.push_back({cells[row].code, cells[each.heir].code});
        }
        const std::vector<base::Hours> no_hours(snapshot->sites.size());
        grid::Renewed renewed = grid::renew(*snapshot, change, code_options_of(*plan), no_hours, feedback);
        for (model::Cell& cell : renewed.cells)
            cell.hours = std::ranges::find(cells, cell.code, &model::Cell::code)->hours;
        store::Edit edit(project.document(), "plan.mend " + plan->name);
        edit.change_cells(renewed.cells, gone, steps);
        edit.commit();
    }
    return {{"plan", plan->name},
            {"by", how},
            {"dry_run", look_only},
            {"overlaps", counts[Misfit::Kind::overlap]},
            {"overlaps_m2", rounded(was.overlaps.value)},
            {"gaps", counts[Misfit::Kind::gap]},
            {"gaps_m2", rounded(was.gaps.value)},
            {"outside", counts[Misfit::Kind::outside]},
            {"outside_m2", rounded(was.outside.value)},
            {"cells_changed", change.pieces.size()},
            {"cells_gone", change.gone.size()},
            {"gaps_left_m2", rounded(is.gaps.value)},
            {"overlaps_left_m2", rounded(is.overlaps.value)},
            {"misfits", std::move(report)}};
}

json run_lock(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    PlanLocks locks = locks_of(*snapshot);
    const std::string what = arguments["what"];
    const bool off = arguments["off"];
    auto& set = what == "cell" ? locks.cells : what == "person" ? locks.people : locks.pairs;
    if (what == "all" && !off)
        base::fail_input("plan.lock_all", {}, "--off");
    if (what == "all")
        locks = {};
    for (const std::string key : arguments["keys"]) {
        if (off) {
            set.erase(key);
            continue;
        }
        const auto is_inspector = [&](std::string_view person) {
            for (std::size_t i = 0; i < snapshot->people.size(); ++i)
                if (snapshot->people.key[i] == person && snapshot->people.role[i] == model::PersonRole::inspector)
                    return true;
            return false;
        };
        const std::size_t mark = key.find(';');
        const bool known =
            what == "cell" ? std::ranges::find(snapshot->cells, key, &model::Cell::code) != snapshot->cells.end()
            : what == "person"
                ? is_inspector(key)
                : mark != std::string::npos && is_inspector(key.substr(0, mark)) && is_inspector(key.substr(mark + 1));
        if (!known)
            base::fail_input("plan.lock_unknown", {{"what", "@plan.lock." + what}, {"key", key}}, key);
        set.insert(key);
    }
    if (what == "all" || !arguments["keys"].empty()) {
        store::Edit edit(project.document(), "plan.lock");
        edit.set_setting(locks_setting, locks.to_json());
        edit.commit();
    }
    return {{"cells", locks.cells},
            {"people", locks.people},
            {"pairs", locks.pairs},
            {"cell_count", locks.cells.size()},
            {"person_count", locks.people.size()},
            {"pair_count", locks.pairs.size()}};
}

json run_levels(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::vector<base::Hours> hours =
        hours_of_sites(*snapshot, as_of_date(arguments.at("as-of").get<std::string>()), feedback);
    constexpr const char* names[] = {"county", "township", "village", "cell"};
    const std::string wanted = arguments["level"];
    json rows = json::array();
    std::map<std::string, std::int64_t> counts;
    for (const LevelRow& row : level_totals(*snapshot, hours, feedback)) {
        const std::string level = names[static_cast<int>(row.level)];
        counts[level] += !row.code.empty();
        if (wanted == "all" || wanted == level)
            rows.push_back({{"level", level},
                            {"code", row.code},
                            {"name", row.name},
                            {"parent", row.parent},
                            {"sites", row.sites},
                            {"people", rounded(row.people.value)},
                            {"hours", rounded(row.hours.value)},
                            {"area_m2", rounded(row.area.value)}});
    }
    return {{"townships", counts["township"]},
            {"villages", counts["village"]},
            {"cells", counts["cell"]},
            {"rows", std::move(rows)}};
}

} // namespace

std::vector<Action> plan_care_actions() {
    return {{.name = "plan.levels",
             .verb = "levels",
             .access = Access::read,
             .params = {{.name = "level",
                         .type = ParamType::choice,
                         .choices = {"all", "county", "township", "village", "cell"},
                         .default_value = "all"},
                        {.name = "as-of", .default_value = ""}},
             .run = run_levels},
            {.name = "plan.mend",
             .verb = "mend-plan",
             .access = Access::write,
             .params = {{.name = "by",
                         .type = ParamType::choice,
                         .choices = {"longest", "nearest", "first"},
                         .default_value = "longest"},
                        {.name = "dry-run", .type = ParamType::flag}},
             .run = run_mend},
            {.name = "plan.lock",
             .verb = "lock",
             .access = Access::write,
             .params = {{.name = "what",
                         .type = ParamType::choice,
                         .required = true,
                         .positional = true,
                         .choices = {"cell", "person", "pair", "all"}},
                        {.name = "keys", .type = ParamType::list, .default_value = json::array()},
                        {.name = "off", .type = ParamType::flag}},
             .run = run_lock}};
}

} // namespace wangge::app
