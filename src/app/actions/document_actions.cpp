// The document itself: make, describe, check, undo and redo.
#include "app/actions.h"
#include "app/cell_rules.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/project_check.h"
#include "base/error.h"
#include "base/text.h"
#include "geo/projection.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::app {
namespace {

using nlohmann::json;

int epsg_number(const std::string& text) {
    std::string_view digits = text;
    if (base::lower_ascii(digits.substr(0, 5)) == "epsg:")
        digits.remove_prefix(5);
    std::int64_t number = 0;
    if (!base::parse_integer(digits, number) || number <= 0 || number > 999999)
        base::fail_input("app.bad_value", {{"param", "crs"}, {"value", text}, {"expected", "EPSG:4549"}}, "--crs");
    return static_cast<int>(number);
}

json run_new(Project& project, const Arguments& arguments, base::Feedback&) {
    const int epsg = epsg_number(arguments["crs"]);
    const std::string name = arguments.value("name", project.path().stem().string());
    project.create(name, epsg);
    const store::DocumentInfo info = project.document().info();
    return {{"project", project.path().string()},
            {"name", info.name},
            {"crs", fmt::format("EPSG:{}", info.epsg)},
            {"crs_name", geo::Projection::from_epsg(info.epsg).name()},
            {"schema_version", info.schema_version}};
}

json grade_counts(const model::SiteTable& sites, const std::vector<std::size_t>& rows) {
    json grades = json::object();
    for (const std::string_view key : model::keys<model::RiskGrade>())
        if (!key.empty())
            grades[std::string(key)] = 0;
    grades["ungraded"] = 0;
    for (const std::size_t i : rows) {
        const std::string_view key = model::key_of(sites.grade[i]);
        json& count = grades[key.empty() ? "ungraded" : std::string(key)];
        count = count.get<std::int64_t>() + 1;
    }
    return grades;
}

json describe_sites(const model::SiteTable& sites, const std::vector<std::size_t>& rows, base::Date as_of) {
    std::int64_t online = 0, regraded = 0, visited = 0, this_year = 0, hazards = 0, approximate = 0, unplaced = 0;
    for (const std::size_t i : rows) {
        online += (sites.flags[i] & model::site_flag::sells_online) != 0;
        regraded += sites.previous_grade[i] != sites.grade[i];
        visited += static_cast<bool>(sites.last_visit[i]);
        this_year += sites.last_visit[i] && base::year_of(sites.last_visit[i]) == base::year_of(as_of) &&
                     sites.last_visit[i] <= as_of;
        hazards += sites.hazards_found[i];
        approximate += sites.quality[i] == model::PositionQuality::approximate;
        unplaced += sites.quality[i] == model::PositionQuality::none;
    }
    return {{"count", rows.size()},     {"grades", grade_counts(sites, rows)},
            {"sells_online", online},   {"regraded", regraded},
            {"visited", visited},       {"visited_this_year", this_year},
            {"hazards_found", hazards}, {"approximate", approximate},
            {"unplaced", unplaced}};
}

json run_info(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.at("as-of").get<std::string>());
    const store::DocumentInfo info = project.document().info();
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const geo::Projection projection = geo::Projection::from_epsg(info.epsg);
    json result = {{"project", project.path().string()},
                   {"name", info.name},
                   {"created", info.created},
                   {"crs", fmt::format("EPSG:{}", info.epsg)},
                   {"crs_name", projection.name()},
                   {"schema_version", info.schema_version},
                   {"revision", snapshot->revision},
                   {"layers", info.counts}};
    if (!info.extent.empty()) {
        const geo::Box& box = info.extent;
        const geo::LonLat low = projection.unproject({box.min_x, box.min_y}),
                          high = projection.unproject({box.max_x, box.max_y});
        result["extent"] = {{"min_x", box.min_x}, {"min_y", box.min_y}, {"max_x", box.max_x}, {"max_y", box.max_y}};
        result["extent_lonlat"] = {
            {"min_lon", low.lon}, {"min_lat", low.lat}, {"max_lon", high.lon}, {"max_lat", high.lat}};
    }
    result["county_area_m2"] = geo::area(snapshot->county).value;

    const model::SiteTable& sites = snapshot->sites;
    std::vector<std::size_t> pharmacies;
    std::vector<std::vector<std::size_t>> by_kind(model::keys<model::SiteKind>().size());
    for (std::size_t i = 0; i < sites.size(); ++i) {
        by_kind[static_cast<std::size_t>(sites.kind[i])].push_back(i);
        if (model::is_pharmacy(sites.kind[i]))
            pharmacies.push_back(i);
    }
    result["pharmacies"] = describe_sites(sites, pharmacies, as_of);
    result["sites_by_kind"] = json::object();
    for (std::size_t kind = 0; kind < by_kind.size(); ++kind)
        if (!by_kind[kind].empty())
            result["sites_by_kind"][std::string(model::keys<model::SiteKind>()[kind])] =
                describe_sites(sites, by_kind[kind], as_of);

    result["people_by_role"] = json::object();
    for (const model::PersonRole role : snapshot->people.role) {
        json& count = result["people_by_role"][std::string(model::key_of(role))];
        count = count.is_null() ? 1 : count.get<std::int64_t>() + 1;
    }
    double residents = 0;
    for (const double population : snapshot->villages.population)
        residents += population;
    result["residents"] = residents;
    for (const model::Plan& plan : snapshot->plans)
        result["plans"].push_back({{"name", plan.name},
                                   {"shape", model::key_of(plan.shape)},
                                   {"created", plan.created},
                                   {"current", plan.current}});
    return result;
}

json run_check(Project& project, const Arguments&, base::Feedback& feedback) {
    base::StepFeedback file_step(feedback, 0, 0.6), rules_step(feedback, 0.6, 1);
    json faults = json::array(), notices = json::array();
    for (const store::CheckFault& fault : project.document().check(file_step)) // QGIS may be somebody's honest tool
        (fault.code == "store.chain_outside" ? notices : faults)
            .push_back({{"code", fault.code}, {"message", project.say({fault.code, {{"detail", fault.detail}}})}});
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::vector<grid::RuleBreach> breaches = grid::broken_rules(*snapshot, cell_rules_of(*snapshot), rules_step);
    json cells = json::array();
    for (const grid::RuleBreach& breach : breaches)
        cells.push_back({{"rule", grid::key_of(breach.kind)},
                         {"cell", snapshot->cells[breach.cell].code},
                         {"x", std::round(breach.place.centre().x * 1000) / 1000},
                         {"y", std::round(breach.place.centre().y * 1000) / 1000},
                         {"message", project.say(breach.message)}});
    for (const ProjectFinding& finding : check_project(*snapshot, breaches, rules_step))
        (finding.fault ? faults : notices)
            .push_back({{"code", finding.message.id}, {"message", project.say(finding.message)}});
    return {{"ok", faults.empty()},
            {"fault_count", faults.size()},
            {"notice_count", notices.size()},
            {"chain_head", project.document().chain_head()},
            {"faults", faults},
            {"notices", notices},
            {"cell_rules", cells}};
}

// A label is an Action's name, or that and a space and what it worked on.
std::string label_text(const Project& project, const std::string& label) {
    const std::size_t space = label.find(' ');
    const std::string title = label.substr(0, space) + ".title";
    if (!project.catalog().has(title))
        return label;
    return project.say(title) + (space == std::string::npos ? "" : label.substr(space));
}

json describe_entry(const Project& project, const store::HistoryEntry& entry) {
    return {{"number", entry.number}, {"label", label_text(project, entry.label)},
            {"action", entry.label},  {"when", entry.when},
            {"undone", entry.undone}, {"bytes", entry.bytes}};
}

json run_undo(Project& project, const Arguments&, base::Feedback& feedback) {
    return describe_entry(project, project.document().undo(feedback));
}

json run_redo(Project& project, const Arguments&, base::Feedback& feedback) {
    return describe_entry(project, project.document().redo(feedback));
}

// To the state right after the step of that number (0 = before all), by as many undos or redos as it takes.
json run_jump(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::int64_t wanted = arguments.at("number");
    const std::vector<store::HistoryEntry> entries = project.document().history();
    const auto known = [&](const store::HistoryEntry& entry) { return entry.number == wanted; };
    if (wanted != 0 && std::none_of(entries.begin(), entries.end(), known))
        base::fail_input("edit.jump.unknown", {{"number", std::to_string(wanted)}});
    std::int64_t steps = 0;
    for (const store::HistoryEntry& entry : entries)
        steps += entry.undone ? entry.number <= wanted : -(entry.number > wanted);
    const std::int64_t count = std::abs(steps);
    for (std::int64_t i = 0; i < count; ++i) {
        base::StepFeedback part(feedback, static_cast<double>(i) / static_cast<double>(count),
                                static_cast<double>(i + 1) / static_cast<double>(count));
        if (steps < 0)
            project.document().undo(part);
        else
            project.document().redo(part);
    }
    return {{"number", wanted},
            {"undone", std::max<std::int64_t>(0, -steps)},
            {"redone", std::max<std::int64_t>(0, steps)}};
}

json run_history(Project& project, const Arguments&, base::Feedback&) {
    json entries = json::array();
    for (const store::HistoryEntry& entry : project.document().history())
        entries.push_back(describe_entry(project, entry));
    return {{"count", entries.size()},
            {"can_undo", project.document().can_undo()},
            {"can_redo", project.document().can_redo()},
            {"entries", entries}};
}

} // namespace

std::vector<Action> document_actions() {
    return {
        {.name = "project.new",
         .verb = "new",
         .access = Access::none,
         .params = {{.name = "crs", .required = true}, {.name = "name"}},
         .run = run_new},
        {.name = "project.info",
         .verb = "info",
         .access = Access::read,
         .params = {{.name = "as-of", .default_value = ""}},
         .run = run_info},
        {.name = "project.check", .verb = "check", .access = Access::read, .run = run_check},
        {.name = "edit.undo", .verb = "undo", .access = Access::write, .run = run_undo},
        {.name = "edit.redo", .verb = "redo", .access = Access::write, .run = run_redo},
        {.name = "edit.jump",
         .access = Access::write,
         .params = {{.name = "number", .type = ParamType::integer, .required = true, .low = 0, .high = 1e9}},
         .run = run_jump},
        {.name = "edit.history", .verb = "history", .access = Access::read, .run = run_history},
    };
}

} // namespace wangge::app
