// Which engine answers for which way of travel.
#include "reach/road_reach.h"
#include "reach/terrain_reach.h"

#include <array>

namespace wangge::reach {

std::string_view key_of(Travel travel) {
    static constexpr std::array<std::string_view, 3> keys{"line", "road", "terrain"};
    return keys[static_cast<std::size_t>(travel)];
}

std::unique_ptr<Reach> make_reach(Travel travel, const model::Snapshot& snapshot, const TravelOptions& options,
                                  base::Feedback& feedback) {
    switch (travel) {
    case Travel::line:
        return straight_line();
    case Travel::road:
        return std::make_unique<RoadReach>(snapshot, options, feedback);
    case Travel::terrain:
        return over_terrain(snapshot, options, feedback);
    }
    return nullptr;
}

} // namespace wangge::reach
