// The difference map of two plans, over the map's picture: present edges that are new, old ones that are gone, and dots
// where another person leads.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

namespace wangge::ui {

void draw_differences(Context& context, const MapFrame& frame);

} // namespace wangge::ui
