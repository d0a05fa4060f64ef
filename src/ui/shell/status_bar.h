// The status bar: the last message, the running job with its progress and cancel, cursor position, scale, system.
#pragma once
#include "ui/context.h"

#include "geo/types.h"

#include <optional>

namespace wangge::ui {

// What the map says about the mouse and itself.
struct MapReadout {
    std::optional<geo::MapPoint> cursor;
    std::optional<geo::LonLat> cursor_place;
    double scale_denominator = 0; // 0 = no map
    std::string system;           // name of the reference system
};

void status_bar(Context& context, const Rect& rect, const MapReadout& readout);

} // namespace wangge::ui
