// Sites, people and hours on every level, county - township - village and county - cell, so that each level adds up to
// the one above.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <string>
#include <vector>

namespace wangge::app {

struct LevelRow {
    enum class Level : std::uint8_t { county, township, village, cell } level = Level::county;
    std::string code, name, parent; // code "" = what lies in none of this level below that parent
    int sites = 0;
    base::Persons people; // of villages by their seat
    base::Hours hours;    // on site a year
    base::SquareMetres area;
};

// The county, then townships, villages and cells, each by code, with a row without a code where something lies in none.
// Sites count where they stand, as Snapshot says; villages count in their township. Cells are children of the county,
// because they may cross townships.
std::vector<LevelRow> level_totals(const model::Snapshot& snapshot, const std::vector<base::Hours>& site_hours,
                                   base::Feedback& feedback);

} // namespace wangge::app
