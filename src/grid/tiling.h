// Administrative areas made to tile a region exactly: whole villages or townships as cells.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cstdint>
#include <vector>

namespace wangge::grid {

// Who gets ground that two areas hold, or that none does.
enum class Heir : std::uint8_t {
    first,        // of two that hold it the one that comes first; of a gap's neighbours the one with the longest edge
    longest_edge, // the one with the longest edge along it
    nearest       // overlap: whose centre is nearer; gap: whose edge is nearest to its middle
};

// One place where areas do not fit, as it was before it was mended.
struct Misfit {
    enum class Kind : std::uint8_t { overlap, gap, outside } kind = Kind::gap;
    std::int32_t a = -1, b = -1; // rows of an overlap; of ground outside a is its owner
    std::int32_t heir = -1;      // who has it now; -1 = nobody
    geo::MultiPolygon ground;
};

// The areas mended so that they share the region out: what two hold goes to one of them, what lies beyond the region is
// cut off, and what lies in none goes to a neighbour; a gap without a neighbour (an island that no area names) to the
// area whose edge is nearest. Areas that fit come back as they are, vertex by vertex. measure() of the same arguments
// says how much there is to mend. Callers sort by code, so that `first` means the lower code. `misfits`, when given,
// receives each place, overlaps first.
std::vector<geo::MultiPolygon> tile(const std::vector<const geo::MultiPolygon*>& areas, const geo::MultiPolygon& region,
                                    base::Feedback& feedback, Heir heir = Heir::first,
                                    std::vector<Misfit>* misfits = nullptr);

} // namespace wangge::grid
