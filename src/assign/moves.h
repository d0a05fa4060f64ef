// What a search over zones may try next: cells that could change hands.
#pragma once
#include "assign/zones.h"
#include "base/random.h"

namespace wangge::assign {

// A neighbour of the cell that lies in another zone, drawn evenly; -1 when there is none.
std::int32_t foreign_neighbour(const Problem& problem, const Zones& zones, std::int32_t cell, base::Random& random);

// A cell of the zone of `beyond`, at most one step from it, that could come to the zone of `cell` in exchange: it
// touches that zone elsewhere than at `cell`. -1 when the one that is drawn does not.
std::int32_t swap_partner(const Problem& problem, const Zones& zones, std::int32_t cell, std::int32_t beyond,
                          base::Random& random);

} // namespace wangge::assign
