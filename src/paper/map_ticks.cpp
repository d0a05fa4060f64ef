// Grid ticks at a map's frame.
#include "paper/map_frame.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::paper {
namespace {

constexpr double tick = 1.6; // millimetres

struct TickPen {
    Pen& pen;
    Face face;
    style::Colour ink, halo;
    const std::vector<Rect>& taken; // by what lies on the map: half a number is worse than none

    void mark(double x, double y, double dx, double dy) {
        pen.move_to(x, y);
        pen.line_to(x + dx, y + dy);
        pen.stroke(ink, 0.2);
    }
    void number(const std::string& text, double x, double y, bool upright) {
        const double width = pen.width_of(text, face), wide = upright ? face.size : width,
                     high = upright ? width : face.size;
        const Rect box{x - wide / 2, y - high / 2, wide, high};
        if (std::ranges::any_of(taken, [&](const Rect& other) { return meet(box, other); }))
            return;
        pen.save();
        pen.shift(x, y);
        if (upright)
            pen.turn(0, -1);
        pen.text(text, face, -width / 2, face.size * 0.36, ink, &halo);
        pen.restore();
    }
};

// The smallest of 1, 2, 5 times a power of ten that is at least so much.
double round_above(double least) {
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0})
        if (step * power >= least * (1 - 1e-9))
            return step * power;
    return 10 * power;
}

// Degrees and minutes; seconds where the step is finer.
std::string degrees_text(double degrees, double step) {
    const long seconds = std::lround(degrees * 3600);
    if (step * 60 >= 1 - 1e-9)
        return fmt::format("{}°{:02}′", seconds / 3600, seconds / 60 % 60);
    return fmt::format("{}°{:02}′{:02}″", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

double degree_step(double least) {
    for (const double seconds : {5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0})
        if (seconds / 3600 >= least)
            return seconds / 3600;
    return 5;
}

void plane_ticks(TickPen& t, const MapFrame& frame, const geo::Box& shown) {
    const Rect& b = frame.box;
    const double metres_a_mm = shown.width() / b.width, step = round_above(metres_a_mm * 45);
    const auto text = [&](double v) {
        return step >= 1000 ? fmt::format("{:.0f}", v / 1000) : fmt::format("{:.1f}", v / 1000);
    };
    for (double x = std::ceil(shown.min_x / step) * step; x <= shown.max_x; x += step) {
        const double at = b.x + (x - shown.min_x) / metres_a_mm;
        t.mark(at, b.y, 0, tick);
        t.mark(at, b.y + b.height, 0, -tick);
        if (at > b.x + 8 && at < b.x + b.width - 8)
            t.number(text(x), at, b.y + b.height - tick - t.face.size * 0.75, false);
    }
    for (double y = std::ceil(shown.min_y / step) * step; y <= shown.max_y; y += step) {
        const double at = b.y + (shown.max_y - y) / metres_a_mm;
        t.mark(b.x, at, tick, 0);
        t.mark(b.x + b.width, at, -tick, 0);
        if (at > b.y + 8 && at < b.y + b.height - 8)
            t.number(text(y), b.x + tick + t.face.size * 0.75, at, true);
    }
}

void degree_ticks(TickPen& t, const MapFrame& frame, const geo::Box& shown, const geo::Projection& projection) {
    const Rect& b = frame.box;
    const geo::LonLat north_west = projection.unproject({shown.min_x, shown.max_y}),
                      north_east = projection.unproject({shown.max_x, shown.max_y}),
                      south_east = projection.unproject({shown.max_x, shown.min_y});
    if (!std::isfinite(north_west.lon) || !std::isfinite(south_east.lat) || north_east.lon <= north_west.lon)
        return;
    const double per_mm = (north_east.lon - north_west.lon) / b.width, step = degree_step(per_mm * 40);
    for (double lon = std::ceil(north_west.lon / step) * step; lon <= north_east.lon; lon += step) {
        // Along an edge of the frame degrees are straight to within the width of a tick.
        const double at = b.x + (lon - north_west.lon) / per_mm;
        t.mark(at, b.y, 0, -tick * 0.6);
        if (at > b.x + 12 && at < b.x + b.width - 12)
            t.number(degrees_text(lon, step), at, b.y + tick + t.face.size * 0.75, false);
    }
    const double per_mm_lat = (north_east.lat - south_east.lat) / b.height, lat_step = degree_step(per_mm_lat * 40);
    for (double lat = std::ceil(south_east.lat / lat_step) * lat_step; lat <= north_east.lat; lat += lat_step) {
        const double at = b.y + (north_east.lat - lat) / per_mm_lat;
        t.mark(b.x + b.width, at, tick * 0.6, 0);
        if (at > b.y + 12 && at < b.y + b.height - 12)
            t.number(degrees_text(lat, lat_step), b.x + b.width - tick - t.face.size * 0.75, at, true);
    }
}

} // namespace

void draw_ticks(Pen& pen, const render::Scene& scene, const MapFrame& frame, bool plane, bool degrees,
                Millimetres letters, const std::vector<Rect>& taken) {
    TickPen t{pen, {letters.value}, scene.text, style::with_opacity(scene.panel, 0.9), taken};
    if (plane)
        plane_ticks(t, frame, frame.shown());
    if (degrees && scene.projection)
        degree_ticks(t, frame, frame.shown(), *scene.projection);
}

} // namespace wangge::paper
