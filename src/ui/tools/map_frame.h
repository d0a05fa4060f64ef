// The map as a tool sees it: where a place of the plane is on the screen, and back.
#pragma once
#include "ui/registry.h"

#include "geo/projection.h"
#include "render/view.h"

#include <set>
#include <string>

namespace wangge::ui {

struct MapFrame {
    Rect rect;
    const render::View& view;
    const geo::Projection& projection;
    const std::set<std::string, std::less<>>& layers; // shown now

    ImVec2 on_screen(geo::MapPoint p) const {
        return {rect.x + static_cast<float>(view.pixel_x(p.x)), rect.y + static_cast<float>(view.pixel_y(p.y))};
    }
    geo::MapPoint on_map(ImVec2 pixel) const { return view.point_at(pixel.x - rect.x, pixel.y - rect.y); }
};

} // namespace wangge::ui
