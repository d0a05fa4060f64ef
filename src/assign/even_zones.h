// Connected zones of nearly equal weight that part as few neighbours as possible: districting with a hard balance.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

namespace wangge::assign {

struct EvenZones {
    siting::Lists neighbours; // of each cell; both ways, without repetition
    std::vector<std::int64_t> weight;
    std::int32_t zones = 2;
    double tolerance = 0.005; // how far a zone may be from the mean weight, as a part of it
    int patience = 60;        // rounds without a better answer after which the search ends

    std::int32_t cells() const { return static_cast<std::int32_t>(weight.size()); }
    // The lightest and the heaviest zone allowed: the limits rounded inwards.
    std::int64_t lightest() const;
    std::int64_t heaviest() const;
};

// Minimum of the number of neighbouring pairs that lie in different zones, when each zone is connected and its weight
// is allowed. `assignment` is the zone of each cell; `chosen` stays empty. Annealing over connected zones (zones.h) in
// which an uneven zone costs more and more; `feasible` is false when it met no allowed answer. The bound is simple: a
// connected part in n zones has at least n - 1 pairs parted. Ends before the budget when rounds on end found nothing
// better; the same on any number of threads unless the clock ends it. Throws Error(bad_input) "assign.too_many_zones".
siting::Answer solve_even_zones(const EvenZones& problem, const siting::Budget& budget, base::Feedback& feedback);

} // namespace wangge::assign
