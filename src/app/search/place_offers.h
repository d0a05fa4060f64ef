// Coordinates that somebody typed, as places to go to.
#pragma once
#include "base/catalog.h"
#include "model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

struct PlaceOffer {
    geo::MapPoint point;
    std::string title, note; // "119.98240°E  32.44170°N"; the system, the order, and how far from the county
    bool inside = false;     // of the county's box
};
// Every way to read the text as a place (see geo/place_text.h); what lies in the county first. Empty when it is none.
std::vector<PlaceOffer> place_offers(const model::Snapshot& snapshot, std::string_view text,
                                     const base::Catalog& catalog);

// "119.98240°E  32.44170°N"
std::string degrees_text(geo::LonLat place);

} // namespace wangge::app
