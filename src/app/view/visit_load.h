// What the rules of visits make of a county: visits and hours of a year, by kind of site and by inspector.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "workload/rules.h"

#include <vector>

namespace wangge::app {

struct VisitLoad {
    struct Part {
        int sites = 0;
        double visits = 0;   // a year
        base::Hours on_site; // of all officers
        base::Hours way;     // from the base of the lead of the site's cell; 0 where nobody leads it
        base::Hours hours() const { return on_site + way; }
    };
    Part all;
    std::vector<Part> by_kind;          // of each SiteKind
    std::vector<base::Hours> of_person; // of each person: half of what two share, all of what one bears alone
};

VisitLoad visit_load(const model::Snapshot& snapshot, const workload::Rules& rules, base::Feedback& feedback);

} // namespace wangge::app
