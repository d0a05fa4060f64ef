#include "app/books/book_tables.h"

#include "app/tables/visit_table.h"
#include "geo/area_index.h"

namespace wangge::app {
namespace {

model::Column text_column(const TableInput& input, const char* id) {
    return {id, input.catalog.say(std::string("field.") + id), model::ColumnType::text};
}

// The first day of the quarter that the day lies in.
base::Date quarter_of(base::Date day) {
    base::Date first = base::make_date(base::year_of(day), 1, 1);
    for (base::Date next = first; next <= day; next = base::add_months(next, 3))
        first = next;
    return first;
}

model::Table register_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    const std::vector<std::int32_t> cell_of = geo::AreaIndex(areas).find(s.sites.x, s.sites.y, input.feedback);
    const base::Date quarter = quarter_of(input.as_of);
    model::Table table = sites_table(input);
    table.id = "register";
    for (const char* id : {"cell_code", "visited_quarter", "regraded"})
        table.columns.push_back(text_column(input, id));
    const auto yes = [&](bool so) { return so ? model::Value(input.catalog.say("field.yes")) : model::Value(); };
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::vector<model::Value>& row = table.rows[i];
        row.push_back(cell_of[i] < 0 ? model::Value()
                                     : model::Value(s.cells[static_cast<std::size_t>(cell_of[i])].code));
        const base::Date visit = s.sites.last_visit[i];
        row.push_back(yes(visit && visit >= quarter && visit <= input.as_of));
        row.push_back(
            yes(s.sites.previous_grade[i] != model::RiskGrade{} && s.sites.previous_grade[i] != s.sites.grade[i]));
    }
    return table;
}

} // namespace

model::Table book_table(const std::string& name, const TableInput& input) {
    if (name == "register")
        return register_table(input);
    if (name == "schedule") {
        assign::ScheduleOptions options;
        options.year = base::year_of(input.as_of);
        options.from = input.as_of;
        return visit_table(input, schedule_of(input.snapshot, options, input.feedback));
    }
    return table_of(name, input);
}

} // namespace wangge::app
