// Places that supervision does not see: found, explained, priced and ranked.
//
// supply          a village with no site that supplies medicine within the norm of its area type. A site that lost
//                 contact or whose licence has expired supplies nothing.
// contact         a village that no informant and no coordinator who counts (see standing.h) reaches within the norm of
//                 the role, or that has no named contact: none is given, the roster does not know the key, or the
//                 person is out of office, untrained or failed. A village is one blind spot, whatever it lacks.
// responsibility  a placed site that lies in no cell or in two; a cell without a pair: two different inspectors who are
//                 in office and whose certificates hold. Without any cell, and likewise when no cell has anybody, it is
//                 one blind spot of the whole plan and not one for each site or cell.
// visit           a site whose due date (workload::due_date) has passed, or that was never visited though visits are
//                 asked for.
// unmapped        a site on the register without a position, and a quarantined register row that never became a site.
//
// severity = people x excess x weight. People: residents of the village; of a site, those of the village that it stands
// in, else the norm people_per_site; of a cell, those of the villages whose seats lie in it, else its sites times that
// norm. Excess: distance / norm - 1 or days overdue / interval, at most the norm excess_limit; for what is not a
// matter of degree, the norms *_excess. Weight: the norm <kind>_weight of the area type, for sites times the weight of
// the risk grade.
#pragma once
#include "coverage/norms.h"
#include "model/blind_spot.h"
#include "model/snapshot.h"
#include "reach/reach.h"
#include "workload/rules.h"

#include <array>
#include <optional>

namespace wangge::coverage {

struct BlindSpotOptions {
    base::Date as_of;                         // the day on which everything is judged
    std::optional<model::BlindSpotKind> kind; // only this one
    std::string township_code;                // only this township's; empty = all
    std::optional<reach::Effort> limit;       // of informants and coordinators, instead of the norms
};

struct BlindSpots {
    std::vector<model::BlindSpot> spots;   // worst first; equal severities by kind, township, reason and key
    std::array<std::int64_t, 5> by_kind{}; // in the order of model::BlindSpotKind
    std::vector<base::Message> notices;    // columns that the registers lack as a whole
};

// Throws Error(bad_input) "coverage.no_norm" when a norm does not hold on that day.
BlindSpots find_blind_spots(const model::Snapshot& snapshot, const Norms& norms, const workload::Rules& rules,
                            const BlindSpotOptions& options, const reach::Reach& reach, base::Feedback& feedback);

} // namespace wangge::coverage
