// The lattice with what the land says about each hexagon, and least-cost travel over it.
#pragma once
#include "demo/lattice.h"
#include "demo/relief.h"

#include <functional>

namespace wangge::demo {

struct Ground {
    Lattice lattice;
    std::vector<float> height, slope;
    std::vector<std::uint8_t> wet; // 1 = a drawn course runs here, 2 = a large river, 3 = lake
    std::vector<float> rough;      // a smooth random number in -1..1 that bends every least-cost line a little
};

// Precondition: the relief covers the lattice.
Ground make_ground(const Relief& relief, const geo::Box& box, double spacing, std::uint64_t seed,
                   base::Feedback& feedback);

// Who reaches each hexagon first, and how.
struct Spread {
    std::vector<float> cost;         // infinity = not reached
    std::vector<std::int32_t> owner; // index of the source; -1 = not reached
    std::vector<Hex> from;           // the hexagon before on the way; no_hex at a source
};

struct Source {
    Hex hex;
    double start = 0;  // cost that it begins with
    double weight = 1; // larger = spreads faster
};

// Cost of the step from the first hexagon to the second (neighbours), metres; infinity = not allowed. The last argument
// is the owner.
using StepCost = std::function<double(Hex, Hex, std::int32_t)>;
Spread spread(const Ground& ground, const std::vector<Source>& sources, const StepCost& cost, base::Feedback& feedback);

} // namespace wangge::demo
