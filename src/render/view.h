// What part of the map plane a picture shows, and the way from the plane to its pixels.
#pragma once
#include "base/units.h"
#include "geo/types.h"

namespace wangge::render {

// Pixels are device pixels; x grows to the right and y downwards from the upper left corner.
struct View {
    geo::MapPoint centre;
    base::Metres per_pixel{100};
    int width = 800, height = 600;
    double device_scale = 1; // device pixels per logical pixel of the style
    // How far the paper was moved under the picture, pixels to the right and down: hatches lie on the paper.
    int paper_x = 0, paper_y = 0;
    bool operator==(const View&) const = default;

    // Metres per logical pixel: what the scale limits and line widths of a style speak of.
    base::Metres per_logical_pixel() const { return per_pixel * device_scale; }
    double pixel_x(double x) const { return (x - centre.x) / per_pixel.value + width / 2.0; }
    double pixel_y(double y) const { return (centre.y - y) / per_pixel.value + height / 2.0; }
    geo::MapPoint point_at(double pixel_column, double pixel_row) const {
        return {centre.x + (pixel_column - width / 2.0) * per_pixel.value,
                centre.y - (pixel_row - height / 2.0) * per_pixel.value};
    }
    geo::Box box() const {
        const double w = width / 2.0 * per_pixel.value, h = height / 2.0 * per_pixel.value;
        return {centre.x - w, centre.y - h, centre.x + w, centre.y + h};
    }
};

// The view that shows the whole box with `margin` (share of the size, each side) around it.
View view_of(const geo::Box& box, int width, int height, double device_scale = 1, double margin = 0.04);

} // namespace wangge::render
