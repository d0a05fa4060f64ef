#include "app/view/assignment_change.h"

#include <algorithm>
#include <map>

namespace wangge::app {

AssignmentChange change_of(const model::Snapshot& snapshot) {
    AssignmentChange change;
    const AssignmentBefore before = assignment_before(snapshot);
    if (before.empty())
        return change;
    change.known = true;
    change.before = workload_of(snapshot, before);
    for (std::size_t i = 0; i < snapshot.cells.size(); ++i) {
        const model::Cell& cell = snapshot.cells[i];
        const CellBefore& was = before.at(cell.code);
        if (was.lead != cell.lead_key)
            change.cells.push_back({static_cast<model::Row>(i), was.lead, cell.lead_key});
    }
    std::stable_sort(change.cells.begin(), change.cells.end(), [&](const auto& a, const auto& b) {
        return snapshot.cells[static_cast<std::size_t>(a.cell)].hours >
               snapshot.cells[static_cast<std::size_t>(b.cell)].hours;
    });
    return change;
}

model::Table change_table(const AssignmentChange& change, const model::Snapshot& s, const base::Catalog& catalog) {
    using model::ColumnType;
    model::Table table{.id = "changed",
                       .title = "ui.tab.changed",
                       .columns = {{"code", "ui.column.cell"},
                                   {"villages", "ui.column.village"},
                                   {"change", "ui.column.change"},
                                   {"hours", "ui.column.hours", ColumnType::real, false, 1},
                                   {"township", "ui.column.township"}}};
    std::map<std::string_view, std::string_view> people, villages, townships;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        people.emplace(s.people.key[i], s.people.name[i]);
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        villages.emplace(s.villages.code[i], s.villages.name[i]);
    for (const model::Boundary& boundary : s.boundaries)
        townships.emplace(boundary.code, boundary.name);
    const auto named = [](const auto& names, std::string_view key) {
        const auto at = names.find(key);
        return std::string(at == names.end() ? key : at->second);
    };
    const auto person = [&](const std::string& key) {
        return key.empty() ? catalog.say("ui.assign.nobody") : named(people, key);
    };
    for (const AssignmentChange::Moved& moved : change.cells) {
        const model::Cell& cell = s.cells[static_cast<std::size_t>(moved.cell)];
        const std::string first = cell.village_codes.substr(0, cell.village_codes.find(';'));
        table.rows.push_back({cell.code, named(villages, first), person(moved.from) + " → " + person(moved.to),
                              cell.hours, named(townships, cell.township_code)});
    }
    return table;
}

} // namespace wangge::app
