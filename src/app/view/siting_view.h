// Suggested places for new people, as the window shows them.
#pragma once
#include "app/siting_places.h"

namespace wangge::app {

struct SitingView {
    model::SnapshotPtr snapshot;
    SitingChoice choice;
    struct Place {
        std::string key, name, township;
        geo::MapPoint point;
        base::Metres reach;                    // of the village there; 0 = not a distance
        std::int64_t villages = 0, people = 0; // that come into reach through this place, after those before it
    };
    std::vector<Place> places; // what is worth most first
    // Villages that have what the choice asks for: somebody in reach, several, or somebody with room for them.
    std::int64_t villages_gained = 0, people_gained = 0, villages_left = 0;
    bool proven = false, stopped = false;
    std::int64_t people_possible = 0; // at most so many more residents, however the places are chosen
    double gap = 0;
    std::vector<base::Message> notices;
};

// Places by the choice; the Reach is that of its way of travel. Throws what siting_input_of() and siting::run() throw.
SitingView find_siting_view(const model::SnapshotPtr& snapshot, const reach::Reach& reach, const SitingChoice& choice,
                            base::Feedback& feedback);

} // namespace wangge::app
