// Which engine answers for which way of travel.
#include "base/error.h"
#include "reach/reach.h"

namespace wangge::reach {

std::unique_ptr<Reach> make_reach(Travel travel, const model::Snapshot& snapshot, const TravelOptions& options,
                                  base::Feedback& feedback) {
    (void)snapshot, (void)options, (void)feedback;
    if (travel != Travel::line)
        base::fail_input("reach.not_yet", {{"travel", travel == Travel::road ? "@reach.road" : "@reach.terrain"}},
                         "--travel");
    return straight_line();
}

} // namespace wangge::reach
