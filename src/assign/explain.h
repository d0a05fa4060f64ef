// Why a cell has the lead that it has: what each other person would change.
#pragma once
#include "assign/build.h"

namespace wangge::assign {

// What is the case when that person leads the cell and all other cells stay as they are.
struct LeadChoice {
    std::int32_t person = -1; // of Field::people
    base::Hours load;         // of the person's zone with the cell, a year, both officers
    base::Hours load_without; // of the person's zone without it
    base::Metres way;         // from the person's base to the cell, one way, on the road
    bool whole = true;        // neither zone falls into more pieces than it has now
    bool skilled = true;      // the person has every skill that the cell's sites ask for
    bool recused = false;
    double workload_cv = 0; // over all zones
    base::Metres travel;    // road length a year to all cells of all leads
    double objective = 0;   // how much worse than now, in units of the objective; negative = better
};

struct Explanation {
    LeadChoice present;             // person -1: nobody leads it
    std::vector<LeadChoice> others; // best first
};

// `lead`: person of each cell, -1 = nobody. At most `most` others, those who may not lead the cell last.
Explanation explain(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
                    std::int32_t cell, std::size_t most);

// What the whole assignment adds up to.
struct ZoneFigures {
    base::Metres travel; // road length a year from the leads' bases
    int split = 0;       // people whose cells fall into more than one piece
    double workload_cv = 0;
    double compactness = 0; // as zone_compactness()
};
ZoneFigures figures_of(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead);

// The row of each key among the field's people, -1 for others: leads by key as leads by person.
std::vector<std::int32_t> leads_by_key(const model::Snapshot& snapshot, const Field& field,
                                       const std::vector<std::string>& keys);

// The present leads of the snapshot's cells as persons of the field.
std::vector<std::int32_t> present_leads(const model::Snapshot& snapshot, const Field& field);

} // namespace wangge::assign
