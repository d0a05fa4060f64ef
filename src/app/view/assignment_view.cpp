#include "app/view/assignment_view.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wangge::app {

namespace {

// `at` tells who has a cell and its hours.
template <class At> WorkloadView measured(const model::Snapshot& snapshot, const At& at_cell) {
    WorkloadView view;
    std::map<std::string, WorkloadView::Person, std::less<>> by_key;
    for (std::size_t row = 0; row < snapshot.cells.size(); ++row) {
        const CellBefore cell = at_cell(row);
        if (cell.lead.empty()) {
            ++view.unassigned;
            continue;
        }
        WorkloadView::Person& person = by_key[cell.lead];
        // Two officers share a visit; who works alone bears all of it.
        person.hours += cell.second.empty() ? cell.hours.value : cell.hours.value / 2;
        ++person.cells;
        if (!cell.second.empty())
            by_key[cell.second].hours += cell.hours.value / 2;
    }
    if (by_key.empty())
        return view;
    for (std::size_t i = 0; i < snapshot.people.size(); ++i)
        if (const auto at = by_key.find(snapshot.people.key[i]); at != by_key.end())
            at->second.name = snapshot.people.name[i];
    double sum = 0, squares = 0, most = 0;
    for (auto& [key, person] : by_key) {
        person.key = key;
        if (person.name.empty())
            person.name = key;
        sum += person.hours;
        most = std::max(most, person.hours);
        view.people.push_back(person);
    }
    const auto count = static_cast<double>(view.people.size());
    view.mean = sum / count;
    for (const auto& person : view.people)
        squares += (person.hours - view.mean) * (person.hours - view.mean);
    if (view.mean > 0) {
        view.max_over_mean = most / view.mean;
        view.variation = std::sqrt(squares / count) / view.mean;
    }
    std::stable_sort(view.people.begin(), view.people.end(),
                     [](const auto& a, const auto& b) { return a.hours > b.hours; });
    return view;
}

CellBefore present(const model::Cell& cell) {
    return {cell.lead_key, cell.second_key, {cell.hours}};
}

} // namespace

WorkloadView workload_of(const model::Snapshot& snapshot) {
    return measured(snapshot, [&](std::size_t row) { return present(snapshot.cells[row]); });
}

WorkloadView workload_with(const model::Snapshot& snapshot, const std::vector<model::Row>& cells,
                           const std::string& to) {
    std::vector<bool> moved(snapshot.cells.size(), false);
    for (const model::Row row : cells)
        moved[static_cast<std::size_t>(row)] = true;
    return measured(snapshot, [&](std::size_t row) {
        CellBefore cell = present(snapshot.cells[row]);
        if (moved[row]) {
            if (cell.second == to)
                cell.second = cell.lead;
            cell.lead = to;
        }
        return cell;
    });
}

WorkloadView workload_of(const model::Snapshot& snapshot, const AssignmentBefore& before) {
    return before.empty() ? WorkloadView{}
                          : measured(snapshot, [&](std::size_t row) { return before.at(snapshot.cells[row].code); });
}

} // namespace wangge::app
