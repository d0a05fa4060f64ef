// The roads of the demo: an expressway with interchanges, main roads to towns and neighbours, lanes to every village.
#pragma once
#include "demo/settle.h"
#include "model/kinds.h"

#include <string>

namespace wangge::demo {

struct RoadLine {
    model::RoadClass road_class = model::RoadClass::local;
    std::string name;
    bool bridge = false;
    geo::Polyline line; // begins and ends at junctions, which roads share exactly
};

struct RoadOptions {
    int smoothing = 2;
    std::uint64_t seed = 0;
};

std::vector<RoadLine> make_roads(const Ground& ground, const Settlement& settlement, const RoadOptions& options,
                                 base::Feedback& feedback);

} // namespace wangge::demo
