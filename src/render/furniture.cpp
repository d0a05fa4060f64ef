// Scale bar and north arrow.
#include "render/overlay_pen.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace wangge::render {

namespace {

style::Label caption(const Scene& scene, double size, bool bold) {
    style::Label label;
    label.colour = scene.text;
    label.halo = scene.panel;
    label.size = {size};
    label.bold = bold;
    return label;
}

void scale_bar(OverlayPen& pen, TakenBoxes& taken) {
    const Scene& scene = pen.scene;
    const double ground = scene.projection ? ground_per_plane(*scene.projection, pen.view.centre) : 1;
    const double per_pixel = pen.view.per_pixel.value * ground;
    const base::Metres length = round_length({per_pixel * pen.px(128)});
    const auto bar = static_cast<float>(length.value / per_pixel);
    const bool kilometres = length.value >= 1000;
    const double full = kilometres ? length.value / 1000 : length.value;
    const std::string middle = fmt::format("{:g}", full / 2);
    const std::string end = fmt::format("{:g} {}", full, kilometres ? scene.texts.kilometres : scene.texts.metres);
    const style::Label label = caption(scene, 10.5, false);
    const float width = bar + pen.px(20) + pen.text_width(end, label), height = pen.px(32);
    const float left = pen.px(10), top = static_cast<float>(pen.view.height) - pen.px(10) - height;
    const int w = static_cast<int>(width), h = static_cast<int>(height);
    const Sprite sprite =
        pen.sprites.find(fmt::format("bar {} {} {:.2f} {}", w, h, bar, style::to_hex(scene.panel)), [&] {
            Canvas canvas(w, h);
            const double y = h - pen.px(9), thick = pen.px(2.5), x = pen.px(9), line = pen.px(1);
            canvas.fill(rounded_box({w / 2.0, h / 2.0}, w / 2.0, h / 2.0, pen.px(4)),
                        style::with_opacity(scene.panel, 0.86));
            canvas.fill(rounded_box({x + bar / 2, y}, bar / 2, thick, 0), scene.text);
            // Quarters: dark, light, dark, light.
            for (int i = 1; i < 4; i += 2)
                canvas.fill(rounded_box({x + bar * (i + 0.5) / 4, y}, bar / 8 - line / 2, thick - line, 0),
                            scene.panel);
            return canvas.image();
        });
    pen.picture(sprite, left, top);
    const float x = left + pen.px(9), text_y = top + pen.px(11);
    pen.text("0", label, x - pen.text_width("0", label) / 2, text_y, false);
    pen.text(middle, label, x + bar / 2 - pen.text_width(middle, label) / 2, text_y, false);
    pen.text(end, label, x + bar - pen.text_width(fmt::format("{:g}", full), label) / 2, text_y, false);
    const PixelBox box{left, top, left + width, top + height};
    taken.add(box.grown(pen.px(2)));
    pen.out.texts.push_back({box, end});
}

void north_arrow(OverlayPen& pen, TakenBoxes& taken) {
    const Scene& scene = pen.scene;
    const int side = static_cast<int>(pen.px(36));
    const float left = static_cast<float>(pen.view.width) - pen.px(12) - static_cast<float>(side), top = pen.px(12);
    const Sprite sprite = pen.sprites.find(fmt::format("north {} {}", side, style::to_hex(scene.panel)), [&] {
        Canvas canvas(side, side);
        const double s = side / 36.0;
        canvas.fill(disc({18 * s, 18 * s}, 17.8 * s), scene.border);
        canvas.fill(disc({18 * s, 18 * s}, 16.8 * s), scene.panel);
        const CanvasPoint tip{18 * s, 5 * s}, notch{18 * s, 18.5 * s};
        canvas.fill(polygon({tip, {12.6 * s, 22 * s}, notch}), scene.text);
        canvas.fill(polygon({tip, {23.4 * s, 22 * s}, notch}), style::mixed(scene.text, scene.panel, 0.6));
        return canvas.image();
    });
    pen.picture(sprite, left, top);
    const style::Label label = caption(scene, 9.5, true);
    pen.text(scene.texts.north, label,
             left + static_cast<float>(side) / 2 - pen.text_width(scene.texts.north, label) / 2, top + pen.px(27.5),
             false);
    taken.add({left - pen.px(2), top - pen.px(2), left + static_cast<float>(side) + pen.px(2),
               top + static_cast<float>(side) + pen.px(2)});
}

} // namespace

base::Metres round_length(base::Metres longest) {
    const double power = std::pow(10, std::floor(std::log10(longest.value)));
    for (const double step : {5.0, 2.0})
        if (step * power <= longest.value)
            return {step * power};
    return {power};
}

double ground_per_plane(const geo::Projection& projection, geo::MapPoint place) {
    const geo::LonLat west = projection.unproject({place.x - 500, place.y}),
                      east = projection.unproject({place.x + 500, place.y});
    // Short distances on the CGCS2000 ellipsoid by its radii of curvature.
    constexpr double a = 6378137, f = 1 / 298.257222101, e2 = f * (2 - f);
    const double lat = (west.lat + east.lat) / 2 * std::numbers::pi / 180;
    const double w = std::sqrt(1 - e2 * std::sin(lat) * std::sin(lat));
    const double prime = a / w, meridian = a * (1 - e2) / (w * w * w), degree = std::numbers::pi / 180;
    const double ground =
        std::hypot((east.lon - west.lon) * degree * prime * std::cos(lat), (east.lat - west.lat) * degree * meridian);
    return std::isfinite(ground) && ground > 0 ? ground / 1000 : 1;
}

void lay_out_furniture(OverlayPen& pen, TakenBoxes& taken) {
    if (pen.scene.scale_bar)
        scale_bar(pen, taken);
    if (pen.scene.north_arrow)
        north_arrow(pen, taken);
}

} // namespace wangge::render
