// What a change by hand makes of the plan's records: codes, people, hours and succession of the cells that changed.
#pragma once
#include "grid/grid.h"
#include "grid/redraw.h"

namespace wangge::grid {

struct Succession {
    std::string parent, child; // codes
    bool operator==(const Succession&) const = default;
};

struct Renewed {
    std::vector<model::Cell> cells; // rewritten ones first, then new ones, by code
    std::vector<std::string> gone;  // codes that retire
    std::vector<Succession> steps;
};

// A cell keeps its code, people and hours through the change; a new one gets the next free code of its area
// (Options::codes, object_code, taken: all codes ever used), its parents' codes, and the people of the parent that most
// of it comes from. Hours go with the sites: `site_hours` has one entry a site, and the hours of the cells concerned
// are shared out in that proportion, so that their sum stays. Cells made of villages list those that lie in them for
// the most part.
Renewed renew(const model::Snapshot& snapshot, const Redrawn& change, const Options& options,
              const std::vector<base::Hours>& site_hours, base::Feedback& feedback);

} // namespace wangge::grid
