// The year's plan of visits as a table.
#pragma once
#include "app/layer_tables.h"
#include "assign/schedule.h"

namespace wangge::app {

// By the project's rules and calendar. Throws as assign::schedule().
assign::Schedule schedule_of(const model::Snapshot& snapshot, const assign::ScheduleOptions& options,
                             base::Feedback& feedback);

// One row a visit, by day: what the clerk prints for each pair.
std::string clock_text(base::Minutes after_midnight); // "09:05"
model::Table visit_table(const TableInput& input, const assign::Schedule& plan);

} // namespace wangge::app
