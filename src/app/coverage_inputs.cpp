#include "app/coverage_inputs.h"

#include "app/project.h"
#include "base/error.h"
#include "base/files.h"
#include "coverage/area_types.h"

#include <algorithm>

namespace wangge::app {

std::vector<std::filesystem::path> shipped_files(const char* folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(base::data_folder() / folder))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

coverage::Norms norms_of(const model::Snapshot& snapshot, const std::filesystem::path& more) {
    coverage::Norms norms;
    for (const auto& file : shipped_files("norms"))
        norms.add(coverage::Norms::parse(base::read_file(file), "data/norms/" + file.filename().string()));
    if (const auto own = snapshot.settings.find("norms"); own != snapshot.settings.end() && !own->second.empty())
        norms.add(coverage::Norms::parse(own->second, snapshot.name + ": norms"));
    if (!more.empty())
        norms.add(coverage::Norms::parse(base::read_file(more), more.filename().string()));
    return norms;
}

workload::Rules visit_rules_of(const model::Snapshot& snapshot, base::Date as_of) {
    const auto own = snapshot.settings.find("workload");
    return visit_rules_of(snapshot, own == snapshot.settings.end() ? std::string_view() : own->second, as_of);
}

workload::Rules visit_rules_of(const model::Snapshot& snapshot, std::string_view changes, base::Date as_of) {
    workload::Rules rules = workload::load_default(changes, as_of);
    if (!rules.asks_area_types())
        return rules;
    base::QuietFeedback quiet;
    const base::Metres radius = norms_of(snapshot).metres("hospital_radius", model::AreaType::rural, as_of);
    for (const coverage::AreaTypeOf& of :
         coverage::site_area_types(snapshot, coverage::village_area_types(snapshot), radius, quiet))
        rules.site_area.push_back(of.type);
    return rules;
}

reach::TravelTable travel_table(std::string_view own, const std::string& name) {
    reach::TravelTable table;
    for (const auto& file : shipped_files("travel"))
        table.add(reach::TravelTable::parse(base::read_file(file), "data/travel/" + file.filename().string()));
    if (!own.empty())
        table.add(reach::TravelTable::parse(own, name));
    return table;
}

reach::TravelOptions travel_options_of(const model::Snapshot& snapshot, reach::Mode mode, base::Date as_of) {
    const auto own = snapshot.settings.find("travel");
    return {travel_table(own == snapshot.settings.end() ? std::string_view() : own->second, snapshot.name + ": travel"),
            mode, as_of};
}

std::vector<Param> travel_params() {
    return {
        {.name = "travel", .type = ParamType::choice, .choices = {"line", "road", "terrain"}, .default_value = "line"},
        {.name = "mode",
         .type = ParamType::choice,
         .choices = {"car", "motorbike", "bicycle", "walk"},
         .default_value = "car"}};
}

reach::Travel travel_of(const Arguments& arguments) {
    const std::string travel = arguments["travel"];
    return travel == "road" ? reach::Travel::road : travel == "terrain" ? reach::Travel::terrain : reach::Travel::line;
}

reach::Mode mode_of(const Arguments& arguments) {
    return *reach::mode_from_key(arguments["mode"].get<std::string>());
}

std::shared_ptr<const reach::Reach> reach_of(const Project& project, const Arguments& arguments,
                                             const model::SnapshotPtr& snapshot, base::Date as_of,
                                             base::Feedback& feedback) {
    return project.reaches()->take(snapshot, travel_of(arguments), mode_of(arguments), as_of, feedback);
}

std::optional<reach::Effort> limit_of(const Arguments& arguments) {
    const bool line = travel_of(arguments) == reach::Travel::line;
    if (arguments.contains("limit-m") && arguments.contains("limit-min"))
        base::fail_input("coverage.two_limits", {}, "--limit-min");
    if (line && arguments.contains("limit-min"))
        base::fail_input("coverage.minutes_need_roads", {}, "--limit-min");
    if (!line && arguments.contains("limit-m"))
        base::fail_input("coverage.metres_need_line", {}, "--limit-m");
    if (const auto limit = arguments.find(line ? "limit-m" : "limit-min"); limit != arguments.end())
        return reach::Effort{limit->get<double>()};
    return std::nullopt;
}

base::Date as_of_date(const std::string& text) {
    if (text.empty())
        return base::today();
    const auto day = base::parse_date(text);
    if (!day)
        base::fail_input("app.bad_value", {{"param", "as-of"}, {"value", text}, {"expected", "2026-01-31"}}, "--as-of");
    return *day;
}

} // namespace wangge::app
