// Lists in the answers of Actions that the drawer shows: visits of the year, drawn sites, cross-inspections.
#pragma once
#include "app/view/result_view.h"
#include "base/catalog.h"
#include "model/snapshot.h"
#include "model/table.h"

#include <array>

namespace wangge::app {

struct AnswerTab {
    std::string_view tab;    // of the drawer
    std::string_view action; // whose answer it shows
};
inline constexpr std::array<AnswerTab, 3> answer_tabs{
    {{"visits", "schedule.make"}, {"drawn", "draw.sites"}, {"cross", "cross.plan"}}};
// Whether the answer's lists are kept for the drawer.
bool has_answer_tab(std::string_view action);

// How many rows it would have.
std::int64_t answer_rows(std::string_view tab, const ResultView& answer);
// One row an entry; no rows when the answer has none. `sites` gets the site of each row, empty where rows are none's.
model::Table answer_table(std::string_view tab, const ResultView& answer, const model::Snapshot& snapshot,
                          const base::Catalog& catalog, std::vector<model::Row>& sites);

} // namespace wangge::app
