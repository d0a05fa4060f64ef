#include "assign/compare.h"

#include "geo/area_index.h"
#include "geo/overlay.h"
#include "workload/hours.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wangge::assign {
namespace {

using model::Cell;

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

bool reshaped(const Cell& a, const Cell& b, base::SquareMetres tolerance) {
    if (a.area == b.area)
        return false;
    const double shared = geo::area(geo::intersection(a.area, b.area)).value;
    return geo::area(a.area).value + geo::area(b.area).value - 2 * shared > tolerance.value;
}

void compare_cells(const std::vector<Cell>& a, const std::vector<Cell>& b, base::SquareMetres tolerance,
                   Comparison& result, base::Feedback& feedback) {
    std::map<std::string_view, std::pair<const Cell*, const Cell*>> by_code;
    for (const Cell& cell : a)
        by_code[cell.code].first = &cell;
    for (const Cell& cell : b)
        by_code[cell.code].second = &cell;
    for (const auto& [code, pair] : by_code) {
        feedback.check();
        const auto [before, after] = pair;
        ComparedCell& cell = result.cells.emplace_back();
        cell.code = code;
        if (before) {
            cell.lead_a = before->lead_key;
            cell.second_a = before->second_key;
            cell.area_a = geo::area(before->area);
        }
        if (after) {
            cell.lead_b = after->lead_key;
            cell.second_b = after->second_key;
            cell.area_b = geo::area(after->area);
        }
        cell.change = !before                                ? CellChange::added
                      : !after                               ? CellChange::removed
                      : reshaped(*before, *after, tolerance) ? CellChange::reshaped
                                                             : CellChange::same;
        (!before                           ? result.added
         : !after                          ? result.removed
         : cell.change == CellChange::same ? result.same
                                           : result.reshaped)++;
        if (before && after) {
            result.lead_changes += cell.lead_a != cell.lead_b;
            result.second_changes += cell.second_a != cell.second_b;
        }
    }
}

// Total area of A whose lead is another one in B. What A covers and B does not moves to nobody.
base::SquareMetres moved_area(const std::vector<Cell>& a, const std::vector<Cell>& b, const geo::AreaIndex& index_b,
                              base::Feedback& feedback) {
    double moved = 0;
    for (const Cell& cell : a) {
        feedback.check();
        double kept = 0;
        for (const std::int32_t row : index_b.touching(geo::bounds(cell.area)))
            if (b[row].lead_key == cell.lead_key)
                kept += cell.area == b[row].area ? geo::area(cell.area).value
                                                 : geo::area(geo::intersection(cell.area, b[row].area)).value;
        moved += std::max(0.0, geo::area(cell.area).value - kept);
    }
    return {moved};
}

Balance balance_of(const std::vector<ComparedPerson>& people, base::Hours ComparedPerson::*hours,
                   int ComparedPerson::*cells) {
    Balance balance;
    double sum = 0, square = 0, most = 0;
    for (const ComparedPerson& person : people)
        if (person.*cells > 0) {
            const double h = (person.*hours).value;
            ++balance.leads;
            sum += h;
            square += h * h;
            most = std::max(most, h);
        }
    if (sum <= 0)
        return balance;
    const double mean = sum / balance.leads;
    balance.cv = std::sqrt(std::max(0.0, square / balance.leads - mean * mean)) / mean;
    balance.max_over_mean = most / mean;
    return balance;
}

} // namespace

Comparison compare(const model::Snapshot& snapshot, const std::vector<Cell>& a, const std::vector<Cell>& b,
                   const workload::Rules& rules, base::SquareMetres tolerance, base::Feedback& feedback) {
    Comparison result;
    compare_cells(a, b, tolerance, result, feedback);
    const geo::AreaIndex index_a(areas_of(a)), index_b(areas_of(b));
    result.area_moved = moved_area(a, b, index_b, feedback);

    std::map<std::string_view, ComparedPerson> people;
    for (const Cell& cell : a)
        ++people[cell.lead_key].cells_a;
    for (const Cell& cell : b)
        ++people[cell.lead_key].cells_b;
    const auto lead = [](const std::vector<Cell>& cells, std::int32_t row) {
        return row < 0 ? std::string_view() : std::string_view(cells[row].lead_key);
    };
    const auto sites_a = index_a.find(snapshot.sites.x, snapshot.sites.y, feedback);
    const auto sites_b = index_b.find(snapshot.sites.x, snapshot.sites.y, feedback);
    const auto loads = workload::loads_of_sites(snapshot, rules, feedback);
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
        const std::string_view before = lead(a, sites_a[i]), after = lead(b, sites_b[i]);
        result.sites_moved += before != after;
        ComparedPerson &from = people[before], &to = people[after];
        ++from.sites_a;
        ++to.sites_b;
        from.on_site_a = {from.on_site_a.value + loads[i].on_site.value};
        to.on_site_b = {to.on_site_b.value + loads[i].on_site.value};
    }
    const auto villages_a = index_a.find(snapshot.villages.x, snapshot.villages.y, feedback);
    const auto villages_b = index_b.find(snapshot.villages.x, snapshot.villages.y, feedback);
    double moved = 0;
    for (std::size_t v = 0; v < snapshot.villages.size(); ++v)
        if (lead(a, villages_a[v]) != lead(b, villages_b[v]))
            moved += snapshot.villages.population[v];
    result.people_moved = {moved};
    people.erase(std::string_view());
    for (auto& [key, person] : people) {
        person.key = key;
        result.people.push_back(std::move(person));
    }
    result.balance_a = balance_of(result.people, &ComparedPerson::on_site_a, &ComparedPerson::cells_a);
    result.balance_b = balance_of(result.people, &ComparedPerson::on_site_b, &ComparedPerson::cells_b);
    return result;
}

} // namespace wangge::assign
