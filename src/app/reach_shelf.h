// Networks and surfaces of the project's latest state, kept because they cost more than most questions put to them.
#pragma once
#include "base/date.h"
#include "base/feedback.h"
#include "reach/reach.h"

#include <memory>
#include <mutex>
#include <vector>

namespace wangge::app {

// May be asked from several threads at once. Holds at most two ways of travel, of one snapshot; asking of another one
// lets them go.
class ReachShelf {
public:
    // As reach::make_reach by the travel rules in force on the day; the straight line knows no mode.
    std::shared_ptr<const reach::Reach> take(const model::SnapshotPtr& snapshot, reach::Travel travel, reach::Mode mode,
                                             base::Date as_of, base::Feedback& feedback);

private:
    struct Kept {
        reach::Travel travel;
        reach::Mode mode;
        base::Date as_of;
        std::shared_ptr<const reach::Reach> reach;
    };
    std::mutex m_mutex;
    std::weak_ptr<const model::Snapshot> m_of;
    std::vector<Kept> m_kept; // the one asked for last stands first
};

} // namespace wangge::app
