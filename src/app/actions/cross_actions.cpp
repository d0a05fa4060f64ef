// Cross-inspection: which pair visits which zone for once.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/tables/cross_table.h"
#include "assign/cross.h"
#include "assign/explain.h"
#include "base/error.h"
#include "export/export.h"

#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

std::string name_of(const model::Snapshot& s, const assign::Field& field, std::int32_t person) {
    return person < 0 ? std::string() : std::string(s.people.name[field.people[person]]);
}

std::vector<std::string> names_of(const model::Snapshot& s, const assign::Field& field,
                                  const std::vector<std::int32_t>& people) {
    std::vector<std::string> names;
    for (const std::int32_t person : people)
        names.push_back(name_of(s, field, person));
    return names;
}

json run_cross(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string file = arguments.value("out", "");
    if (!file.empty())
        exporter::format_of(file);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::Snapshot& s = *snapshot;
    assign::Options options;
    options.as_of = as_of_date(arguments.value("as-of", ""));
    const auto reach = reach_of(project, arguments, snapshot, options.as_of, feedback);
    options.reach = reach.get();
    const workload::Rules rules = visit_rules_of(s, options.as_of);
    const assign::Field field = assign::build(s, rules, options, feedback);
    std::vector<std::string> seconds;
    for (const model::Cell& cell : s.cells)
        seconds.push_back(cell.second_key);
    const assign::Cross found =
        assign::cross(field, rules, assign::present_leads(s, field), assign::leads_by_key(s, field, seconds));
    if (!found.stuck_zones.empty())
        base::fail_input("cross.stuck", {{"zones", assign::listed(names_of(s, field, found.stuck_zones))},
                                         {"count", std::to_string(found.stuck_zones.size())},
                                         {"pairs", assign::listed(names_of(s, field, found.stuck_pairs))},
                                         {"pair_count", std::to_string(found.stuck_pairs.size())}});
    json visits = json::array();
    std::size_t left_out = 0;
    for (const assign::CrossVisit& visit : found.visits) {
        json cells = json::array(), not_by_them = json::array();
        for (const std::int32_t c : visit.cells)
            cells.push_back(s.cells[c].code);
        for (const std::int32_t c : visit.not_by_them)
            not_by_them.push_back(s.cells[c].code);
        left_out += visit.not_by_them.size();
        visits.push_back({{"home", name_of(s, field, visit.home)},
                          {"lead", name_of(s, field, visit.lead)},
                          {"second", name_of(s, field, visit.second)},
                          {"way_km", std::round(visit.way.value) / 1000},
                          {"cells", std::move(cells)},
                          {"not_by_them", std::move(not_by_them)}});
    }
    json answer = {{"zones", found.visits.size()},
                   {"way_km", std::round(found.way.value) / 1000},
                   {"left_out", left_out},
                   {"visits", std::move(visits)}};
    if (!file.empty()) {
        const TableInput input{s, project.catalog(), options.as_of, feedback, {}};
        const model::Table table = cross_table(input, field, found);
        exporter::write({&table, 1}, file, {arguments["public"]}, feedback);
        answer["file"] = file;
    }
    return answer;
}

} // namespace

std::vector<Action> cross_actions() {
    std::vector<Action> actions = {{.name = "cross.plan",
                                    .verb = "cross",
                                    .access = Access::read,
                                    .params = {{.name = "as-of"},
                                               {.name = "out", .type = ParamType::path},
                                               {.name = "public", .type = ParamType::flag, .default_value = false}},
                                    .run = run_cross}};
    for (Param& param : travel_params())
        actions[0].params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app
