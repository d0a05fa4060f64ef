// Number plates and counted groups, painted.
#include "render/overlay_pen.h"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace wangge::render {

namespace {

// A disc with an accent ring; the number is written over it.
Image group_picture(const style::Rule& rule, double radius, double scale, double missing, style::Colour alarm) {
    const int side = static_cast<int>(std::ceil(2 * radius)) + 4;
    const CanvasPoint centre{side / 2.0, side / 2.0};
    const style::Symbol& symbol = rule.symbol.value();
    Canvas canvas(side, side);
    canvas.fill(disc(centre, radius), symbol.ink);
    const Shape band = ring(centre, radius - 0.9 * scale, 1.8 * scale);
    canvas.fill(band, symbol.colour);
    if (missing > 0) {
        // Clockwise from the top, a little wider than the ring.
        const double end = missing * 2 * std::numbers::pi;
        const Shape wide = ring(centre, radius - 1.2 * scale, 2.4 * scale);
        canvas.fill(
            [&](CanvasPoint p) {
                const double angle = std::atan2(p.x - centre.x, centre.y - p.y);
                const double turn = angle < 0 ? angle + 2 * std::numbers::pi : angle;
                return turn <= end ? wide(p) : 1.0;
            },
            alarm);
    }
    return canvas.image();
}

void paint_plate(OverlayPen& pen, const Plate& plate, const PixelBox& box, float number) {
    const int width = static_cast<int>(std::ceil(box.max_x - box.min_x)),
              height = static_cast<int>(std::ceil(box.max_y - box.min_y));
    const Scene& scene = pen.scene;
    const std::string key = fmt::format("p{} {} {:.1f} {} {}", width, height, number, style::to_hex(plate.colour),
                                        style::to_hex(scene.panel));
    const Sprite sprite = pen.sprites.find(key, [&] {
        Canvas canvas(width + 2, height + 2);
        const CanvasPoint centre{width / 2.0 + 1, height / 2.0 + 1};
        const double radius = pen.px(3), line = pen.px(1);
        const Shape outer = rounded_box(centre, width / 2.0, height / 2.0, radius);
        const Shape inner = rounded_box(centre, width / 2.0 - line, height / 2.0 - line, radius - line);
        canvas.fill(outer, style::mixed(scene.text, scene.panel, 0.15));
        canvas.fill(inner, scene.panel);
        const double edge = 1 + number;
        canvas.fill([&](CanvasPoint p) { return std::max(inner(p), p.x - edge); }, plate.colour);
        return canvas.image();
    });
    pen.picture(sprite, box.min_x - 1, box.min_y - 1);
}

} // namespace

style::Colour ink_on(style::Colour plate) {
    const style::Colour dark{15, 20, 26, 255}, white{255, 255, 255, 255};
    return style::to_lab(plate)[0] > 62 ? dark : white;
}

void draw_plate(OverlayPen& pen, const Plate& plate, const PixelBox& box) {
    const float number =
        plate.name.empty() ? box.max_x - box.min_x : pen.text_width(plate.number, plate.label) + pen.px(9);
    if (pen.ink)
        pen.ink->shapes.emplace_back(PlateInk{box, number, plate.colour});
    else
        paint_plate(pen, plate, box, number);
    const float middle = (box.min_y + box.max_y) / 2;
    style::Label label = plate.label;
    label.colour = ink_on(plate.colour);
    pen.text(plate.number, label, box.min_x + pen.px(5), middle, false);
    pen.text(plate.name, plate.label, box.min_x + number + pen.px(4), middle, false);
    pen.out.texts.push_back({box, plate.number + " " + plate.name});
}

void draw_group(OverlayPen& pen, std::int32_t count, std::int32_t missing, const PixelBox& box) {
    const style::Rule& rule = pen.scene.cluster.value();
    if (!rule.symbol || !rule.label)
        return;
    const float radius = (box.max_x - box.min_x) / 2, x = box.min_x + radius, y = box.min_y + radius;
    // Sixteenths of the ring: a share of one in a thousand still shows.
    const double sixteenth = std::ceil(16.0 * missing / count);
    if (pen.ink) {
        pen.ink->shapes.emplace_back(GroupInk{box, sixteenth / 16});
    } else {
        const Sprite sprite =
            pen.sprites.find(fmt::format("g{:.1f}{} {}", radius, style::to_hex(rule.symbol->colour), sixteenth), [&] {
                return group_picture(rule, radius, pen.view.device_scale, sixteenth / 16, pen.scene.missing);
            });
        pen.picture(sprite, x - static_cast<float>(sprite.width) / 2, y - static_cast<float>(sprite.height) / 2);
    }
    const std::string digits = grouped_digits(count);
    style::Label label = *rule.label;
    while (label.size.value > 7 && pen.text_width(digits, label) > 2 * radius - pen.px(5))
        label.size.value -= 0.5;
    pen.text(digits, label, x - pen.text_width(digits, label) / 2, y, false);
}

} // namespace wangge::render
