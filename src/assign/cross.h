// Cross-inspection: the pairs change zones for once, so that nobody checks what is checked by the same person all year.
#pragma once
#include "assign/build.h"

namespace wangge::assign {

// One zone, the cells of one lead, and the pair that visits it.
struct CrossVisit {
    std::int32_t home = -1;                // who leads the zone, of Field::people
    std::int32_t lead = -1, second = -1;   // who come; second -1 = the pair has none
    std::vector<std::int32_t> cells;       // of the zone
    std::vector<std::int32_t> not_by_them; // cells that the two may not check: recused, or a skill is missing
    base::Metres way;                      // from the base of the visiting lead to each cell and back, on the road
};

struct Cross {
    std::vector<CrossVisit> visits; // by home; empty when there is no way
    base::Metres way;               // of all visits; no other exchange without home ground has less
    // When there is no way: zones for which, all together, there are fewer pairs than zones, and these pairs; none of
    // the zones can be left out without losing the conflict.
    std::vector<std::int32_t> stuck_zones, stuck_pairs; // by their leads
};

// A pair is a lead and whoever seconds most of the lead's cells. It is at home in a zone where either of the two leads
// or seconds a cell. Every pair visits one zone, every zone is visited once, nobody at home; among all such exchanges
// the one with the fewest cells that the visitors may not check, then the least way (minimum-cost assignment, LEMON
// network simplex). `second`: of each cell, -1 = nobody. Throws Error(bad_input) "cross.one_zone" with fewer than two
// zones.
Cross cross(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
            const std::vector<std::int32_t>& second);

} // namespace wangge::assign
