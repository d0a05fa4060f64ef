// How many of each thing the project holds: for the legend, the tabs and the data stage.
#pragma once
#include "model/snapshot.h"

#include <array>

namespace wangge::app {

struct CountsView {
    std::array<std::int64_t, 11> sites{}; // by model::SiteKind
    std::array<std::int64_t, 3> people{}; // by model::PersonRole
    std::int64_t pharmacies = 0, all_sites = 0, all_people = 0;
    std::int64_t villages = 0, townships = 0, roads = 0, waters = 0, cells = 0, quarantine = 0;
    std::int64_t unplaced = 0, approximate = 0; // sites without a position, or with a guessed one
    double residents = 0;
    base::SquareMetres county_area;
    bool terrain = false, population_grid = false;
};

CountsView counts_of(const model::Snapshot& snapshot);

} // namespace wangge::app
