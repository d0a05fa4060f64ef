#include "app/solve/solvers.h"

#include <vector>

namespace wangge::app {

std::span<const Solver> solvers() {
    static const std::vector<Solver> all = [] {
        std::vector<Solver> joined;
        for (const auto& family : {cover_solvers, median_solvers, gap_solvers, zone_solvers})
            joined.insert(joined.end(), family().begin(), family().end());
        return joined;
    }();
    return all;
}

} // namespace wangge::app
