#include "app/cell_totals.h"

#include "app/coverage_inputs.h"
#include "geo/area_index.h"
#include "workload/hours.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

namespace wangge::app {
namespace {

double thousandth(double value) {
    return std::round(value * 1000) / 1000;
}

} // namespace

double compactness_of(const geo::MultiPolygon& area) {
    const double around = geo::perimeter(area);
    return around > 0 ? 4 * std::numbers::pi * geo::area(area).value / (around * around) : 0;
}

std::vector<base::Hours> hours_of_sites(const model::Snapshot& snapshot, base::Date as_of, base::Feedback& feedback) {
    std::vector<base::Hours> hours;
    for (const workload::SiteLoad& load : workload::loads_of_sites(snapshot, visit_rules_of(snapshot, as_of), feedback))
        hours.push_back(load.on_site);
    return hours;
}

std::vector<CellTotals> totals_of(const model::Snapshot& s, const std::vector<model::Cell>& cells,
                                  const std::vector<base::Hours>& site_hours, base::Feedback& feedback) {
    std::vector<CellTotals> totals(cells.size());
    std::vector<const geo::MultiPolygon*> areas;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        areas.push_back(&cells[i].area);
        totals[i].area = geo::area(cells[i].area);
        totals[i].compactness = compactness_of(cells[i].area);
    }
    const geo::AreaIndex index(areas);
    const auto of_site = index.find(s.sites.x, s.sites.y, feedback);
    for (std::size_t i = 0; i < of_site.size(); ++i)
        if (of_site[i] >= 0) {
            ++totals[of_site[i]].sites;
            totals[of_site[i]].hours.value += site_hours[i].value;
        }
    const auto of_village = index.find(s.villages.x, s.villages.y, feedback);
    for (std::size_t i = 0; i < of_village.size(); ++i)
        if (of_village[i] >= 0)
            totals[of_village[i]].people.value += s.villages.population[i];
    return totals;
}

double balance_of(const std::vector<CellTotals>& totals) {
    double sum = 0, square = 0;
    for (const CellTotals& each : totals)
        sum += each.hours.value;
    if (sum <= 0)
        return 0;
    const double mean = sum / static_cast<double>(totals.size());
    for (const CellTotals& each : totals)
        square += (each.hours.value - mean) * (each.hours.value - mean);
    return std::sqrt(square / static_cast<double>(totals.size())) / mean;
}

nlohmann::json describe_totals(const std::vector<model::Cell>& cells, const std::vector<CellTotals>& totals,
                               const std::vector<std::string>& named) {
    nlohmann::json rows = nlohmann::json::array();
    double hours = 0, area = 0, compactness = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const CellTotals& t = totals[i];
        hours += t.hours.value;
        area += t.area.value;
        compactness += t.compactness;
        if (std::ranges::find(named, cells[i].code) != named.end())
            rows.push_back({{"code", cells[i].code},
                            {"sites", t.sites},
                            {"people", std::round(t.people.value)},
                            {"hours", thousandth(t.hours.value)},
                            {"area_m2", thousandth(t.area.value)},
                            {"compactness", thousandth(t.compactness)}});
    }
    return {{"cells", std::move(rows)},
            {"count", cells.size()},
            {"hours", thousandth(hours)},
            {"area_m2", thousandth(area)},
            {"workload_cv", thousandth(balance_of(totals))},
            {"compactness", cells.empty() ? 0 : thousandth(compactness / static_cast<double>(cells.size()))}};
}

} // namespace wangge::app
