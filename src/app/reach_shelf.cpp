#include "app/reach_shelf.h"

#include "app/coverage_inputs.h"

#include <algorithm>

namespace wangge::app {

std::shared_ptr<const reach::Reach> ReachShelf::take(const model::SnapshotPtr& snapshot, reach::Travel travel,
                                                     reach::Mode mode, base::Date as_of, base::Feedback& feedback) {
    constexpr std::size_t most = 2;
    if (travel == reach::Travel::line)
        return reach::straight_line();
    {
        const std::lock_guard lock(m_mutex);
        if (m_of.lock() != snapshot)
            m_kept.clear();
        m_of = snapshot;
        const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& kept) {
            return kept.travel == travel && kept.mode == mode && kept.as_of == as_of;
        });
        if (found != m_kept.end()) {
            std::rotate(m_kept.begin(), found, found + 1);
            return m_kept.front().reach;
        }
    }
    std::shared_ptr<const reach::Reach> made =
        reach::make_reach(travel, *snapshot, travel_options_of(*snapshot, mode, as_of), feedback);
    const std::lock_guard lock(m_mutex);
    if (m_of.lock() == snapshot) {
        m_kept.insert(m_kept.begin(), {travel, mode, as_of, made});
        m_kept.resize(std::min(m_kept.size(), most));
    }
    return made;
}

} // namespace wangge::app
