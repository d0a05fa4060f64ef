// What is selected with its reach and its link, drawn over the map's picture, so that picking needs no new picture.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

namespace wangge::ui {

void draw_selection(Context& context, const MapFrame& frame);
// The place that somebody asked for by coordinates.
void draw_pin(Context& context, const MapFrame& frame);

} // namespace wangge::ui
