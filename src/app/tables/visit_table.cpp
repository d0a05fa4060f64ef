#include "app/tables/visit_table.h"

#include "app/coverage_inputs.h"
#include "app/tables/table_builder.h"
#include "base/files.h"
#include "workload/calendar.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::app {

assign::Schedule schedule_of(const model::Snapshot& snapshot, const assign::ScheduleOptions& options,
                             base::Feedback& feedback) {
    const auto own = snapshot.settings.find("calendar");
    const workload::Calendar calendar =
        workload::load_calendar(base::data_folder() / "calendar", own == snapshot.settings.end() ? "" : own->second);
    return assign::schedule(snapshot, visit_rules_of(snapshot, options.from), calendar, options, feedback);
}

std::string clock_text(base::Minutes after_midnight) {
    const int minutes = static_cast<int>(std::lround(after_midnight.value));
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

model::Table visit_table(const TableInput& input, const assign::Schedule& plan) {
    TableBuilder t(input, "schedule", model::ShapeKind::point);
    t.text("month").date("day").text("week").whole("order").text("arrival").text("key").text("name").text("kind").text(
        "township_name");
    t.text("cell_code").text("lead").name_of_person().text("second").name_of_person().date("earliest").date("latest");
    t.text("carried_over").text("place_closed").text("instead_of").name_of_person();
    const model::Snapshot& s = input.snapshot;
    for (const assign::PlannedVisit& visit : plan.visits) {
        t.row(17);
        t.put(std::string_view(base::to_text(visit.day)).substr(5, 2));
        t.put(visit.day);
        t.put(base::to_text(plan.weeks[static_cast<std::size_t>(visit.week)].monday));
        t.put_whole(visit.order);
        t.put(std::string_view(clock_text(visit.clock)));
        t.put(s.sites.key[visit.site]);
        t.put(s.sites.name[visit.site]);
        t.put_key("site", model::key_of(s.sites.kind[visit.site]));
        const model::Row township = s.sites.township[visit.site];
        t.put(township == model::no_row ? std::string_view() : s.boundaries[s.townships[township]].name);
        t.put(s.cells[static_cast<std::size_t>(visit.cell)].code);
        t.put(s.people.name[visit.lead]);
        t.put(s.people.name[visit.second]);
        t.put(visit.earliest);
        t.put(visit.latest);
        t.put_yes(visit.carried_over);
        t.put_yes(visit.closed);
        t.put(visit.instead_of == model::no_row ? std::string_view() : s.people.name[visit.instead_of]);
        t.shape(s.sites.point(visit.site));
    }
    return t.take();
}

} // namespace wangge::app
