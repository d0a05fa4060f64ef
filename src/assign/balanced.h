// Connected zones of equal work made of given pieces (villages, small cells), with nobody named yet.
#pragma once
#include "assign/problem.h"

#include <functional>

namespace wangge::assign {

struct BalancedOptions {
    int zones = 1;
    std::uint64_t seed = 1;
    double seconds = 2; // of proposals (search.h), not of the clock
    Weights weights;    // only balance and compactness count
    base::Metres border_tolerance{0.5};
    std::function<void(const std::vector<std::int32_t>& zone)> better; // as SolveOptions::better
};

struct BalancedResult {
    std::vector<std::int32_t> zone; // of each piece, 0 .. zones - 1; every zone holds at least one piece
    double workload_cv = 0, max_over_mean = 0;
    bool contiguous = false; // along borders; false when islands had to join a zone across a gap
    std::int64_t objective = 0, bound = 0;
    bool stopped = false; // the user stopped the search; this is the best so far
};

// `work` is hours, people or whatever is to be shared evenly, not negative; when all of it is 0 the areas are shared.
// Throws Error(bad_input) "assign.no_cells" without pieces and "assign.too_many_zones" when there are fewer pieces than
// zones.
BalancedResult balanced_zones(const std::vector<const geo::MultiPolygon*>& pieces, const std::vector<double>& work,
                              const BalancedOptions& options, base::Feedback& feedback);

} // namespace wangge::assign
