// What each cell holds: the numbers that a planner watches while the cells change.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <nlohmann/json_fwd.hpp>
#include <vector>

namespace wangge::app {

struct CellTotals {
    int sites = 0;
    base::Persons people; // of villages whose seat lies in it
    base::Hours hours;    // on site a year, both officers, of its sites; without the way there
    base::SquareMetres area;
    double compactness = 0; // 4 pi area / perimeter^2 (Polsby-Popper)
};

// Hours on site of every site of the snapshot, by the visit rules of the day.
std::vector<base::Hours> hours_of_sites(const model::Snapshot& snapshot, base::Date as_of, base::Feedback& feedback);

// One entry a cell, in their order. The cells need not be those of the snapshot.
std::vector<CellTotals> totals_of(const model::Snapshot& snapshot, const std::vector<model::Cell>& cells,
                                  const std::vector<base::Hours>& site_hours, base::Feedback& feedback);

// Deviation over mean of the cells' hours; 0 where there is nothing to do.
double balance_of(const std::vector<CellTotals>& totals);

double compactness_of(const geo::MultiPolygon& area);

// {"cells": [{code, sites, people, hours, area_m2, compactness}] of those named, "count", "workload_cv",
// "compactness": mean, "hours", "area_m2"} of all.
nlohmann::json describe_totals(const std::vector<model::Cell>& cells, const std::vector<CellTotals>& totals,
                               const std::vector<std::string>& named);

} // namespace wangge::app
