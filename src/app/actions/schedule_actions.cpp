// The year's plan of visits.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/tables/visit_table.h"
#include "base/error.h"
#include "export/export.h"

#include <cmath>
#include <cstdio>

namespace wangge::app {
namespace {

using nlohmann::json;

double hundredth(double value) {
    return std::round(value * 100) / 100;
}

// "08:30" as minutes after midnight.
base::Minutes clock_of(const std::string& text) {
    int hour = 0, minute = 0;
    char colon = 0, more = 0;
    if (std::sscanf(text.c_str(), "%2d%c%2d%c", &hour, &colon, &minute, &more) != 3 || colon != ':' || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59)
        base::fail_input("app.bad_value", {{"param", "day-start"}, {"value", text}, {"expected", "08:30"}},
                         "--day-start");
    return {hour * 60.0 + minute};
}

json run_schedule(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::Snapshot& s = *snapshot;
    assign::ScheduleOptions options;
    options.year = arguments["year"].get<int>();
    options.from = base::make_date(options.year, 1, 1);
    if (const std::string from = arguments.value("from", ""); !from.empty()) {
        const auto day = base::parse_date(from);
        if (!day || base::year_of(*day) != options.year)
            base::fail_input(
                "app.bad_value",
                {{"param", "from"}, {"value", from}, {"expected", std::to_string(options.year) + "-07-01"}}, "--from");
        options.from = *day;
    }
    options.day_hours = {arguments["day-hours"]};
    options.day_start = clock_of(arguments["day-start"]);
    options.overdue_weeks = arguments["overdue-weeks"];
    const assign::Schedule plan = schedule_of(s, options, feedback);

    std::vector<int> of_week(plan.weeks.size(), 0);
    for (const assign::PlannedVisit& visit : plan.visits)
        ++of_week[static_cast<std::size_t>(visit.week)];
    json weeks = json::array(), people = json::array(), visits = json::array(), notices = json::array();
    for (std::size_t w = 0; w < plan.weeks.size(); ++w)
        weeks.push_back({{"week", base::to_text(plan.weeks[w].monday)},
                         {"workdays", plan.weeks[w].workdays},
                         {"visits", of_week[w]}});
    double worst = 0;
    for (const assign::PersonLoad& load : plan.people) {
        worst = std::max(worst, load.cv);
        json by_week = json::array();
        for (const double hours : load.by_week)
            by_week.push_back(std::round(hours * 10) / 10);
        people.push_back({{"key", s.people.key[load.person]},
                          {"name", s.people.name[load.person]},
                          {"visits", load.visits},
                          {"rounds", load.rounds},
                          {"hours", hundredth(load.hours.value)},
                          {"cv", std::round(load.cv * 1000) / 1000}});
        if (arguments["list"])
            people.back()["hours_by_week"] = std::move(by_week);
    }
    if (arguments["list"])
        for (const assign::PlannedVisit& visit : plan.visits)
            visits.push_back(
                {{"day", base::to_text(visit.day)},
                 {"order", visit.order},
                 {"arrival_min", hundredth(visit.arrival.value)},
                 {"time", clock_text(visit.clock)},
                 {"key", s.sites.key[visit.site]},
                 {"name", s.sites.name[visit.site]},
                 {"lead", s.people.key[visit.lead]},
                 {"lead_name", s.people.name[visit.lead]},
                 {"second", s.people.key[visit.second]},
                 {"second_name", s.people.name[visit.second]},
                 {"earliest", base::to_text(visit.earliest)},
                 {"latest", base::to_text(visit.latest)},
                 {"carried_over", visit.carried_over},
                 {"closed", visit.closed},
                 {"instead_of", visit.instead_of == model::no_row
                                    ? json(nullptr)
                                    : json(s.people.key[static_cast<std::size_t>(visit.instead_of)])},
                 {"instead_of_name", visit.instead_of == model::no_row
                                         ? json(nullptr)
                                         : json(s.people.name[static_cast<std::size_t>(visit.instead_of)])},
                 {"late", visit.late}});
    for (const base::Message& note : plan.notes)
        notices.push_back(project.say(note));
    json answer = {{"year", options.year},
                   {"from", base::to_text(options.from)},
                   {"visit_count", plan.visits.size()},
                   {"carried_over", plan.carried_over},
                   {"late", plan.late},
                   {"without_pair", plan.without_pair},
                   {"long_days", plan.long_days},
                   {"double_days", plan.double_days},
                   {"closed", plan.closed},
                   {"stood_in", plan.stood_in},
                   {"hours_unread", plan.hours_unread},
                   {"way_hours", hundredth(plan.way.value)},
                   {"waiting_hours", hundredth(plan.waiting.value)},
                   {"worst_cv", std::round(worst * 1000) / 1000},
                   {"notices", std::move(notices)},
                   {"people", std::move(people)},
                   {"weeks", std::move(weeks)}};
    if (arguments["list"])
        answer["visits"] = std::move(visits);
    if (const std::string file = arguments.value("out", ""); !file.empty()) {
        exporter::format_of(file);
        const TableInput input{s, project.catalog(), options.from, feedback, {}};
        const model::Table table = visit_table(input, plan);
        exporter::write({&table, 1}, file, {arguments["public"]}, feedback);
        answer["file"] = file;
    }
    return answer;
}

} // namespace

std::vector<Action> schedule_actions() {
    return {
        {.name = "schedule.make",
         .verb = "schedule",
         .access = Access::read,
         .params =
             {{.name = "year", .type = ParamType::integer, .required = true, .low = 2000, .high = 2100},
              {.name = "from"},
              {.name = "day-hours", .type = ParamType::number, .unit = "h", .default_value = 7, .low = 1, .high = 24},
              {.name = "day-start", .default_value = "08:30"},
              {.name = "overdue-weeks", .type = ParamType::integer, .default_value = 8, .low = 1, .high = 52},
              {.name = "list", .type = ParamType::flag, .default_value = false},
              {.name = "out", .type = ParamType::path},
              {.name = "public", .type = ParamType::flag, .default_value = false}},
         .run = run_schedule}};
}

} // namespace wangge::app
