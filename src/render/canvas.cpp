#include "render/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wangge::render {

Shape disc(CanvasPoint c, double radius) {
    return [=](CanvasPoint p) { return std::hypot(p.x - c.x, p.y - c.y) - radius; };
}

Shape ring(CanvasPoint c, double radius, double width) {
    return [=](CanvasPoint p) { return std::abs(std::hypot(p.x - c.x, p.y - c.y) - radius) - width / 2; };
}

Shape rounded_box(CanvasPoint c, double half_width, double half_height, double radius) {
    return [=](CanvasPoint p) {
        const double dx = std::abs(p.x - c.x) - half_width + radius, dy = std::abs(p.y - c.y) - half_height + radius;
        return std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) + std::min(std::max(dx, dy), 0.0) - radius;
    };
}

Shape polygon(std::vector<CanvasPoint> corners) {
    return [corners = std::move(corners)](CanvasPoint p) {
        double nearest = 1e300;
        bool inside = false;
        for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            const CanvasPoint a = corners[j], b = corners[i];
            const double ex = b.x - a.x, ey = b.y - a.y;
            const double t = std::clamp(((p.x - a.x) * ex + (p.y - a.y) * ey) / (ex * ex + ey * ey), 0.0, 1.0);
            nearest = std::min(nearest, std::hypot(p.x - a.x - t * ex, p.y - a.y - t * ey));
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + ex * (p.y - a.y) / ey)
                inside = !inside;
        }
        return inside ? -nearest : nearest;
    };
}

Shape star(CanvasPoint c, double radius) {
    std::vector<CanvasPoint> corners;
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? radius : radius * 0.42, angle = i * std::numbers::pi / 5;
        corners.push_back({c.x + r * std::sin(angle), c.y - r * std::cos(angle)});
    }
    return polygon(std::move(corners));
}

Shape united(Shape a, Shape b) {
    return [a = std::move(a), b = std::move(b)](CanvasPoint p) { return std::min(a(p), b(p)); };
}

Shape cut(Shape a, Shape hole) {
    return [a = std::move(a), hole = std::move(hole)](CanvasPoint p) { return std::max(a(p), -hole(p)); };
}

Shape grown(Shape shape, double by) {
    return [shape = std::move(shape), by](CanvasPoint p) { return shape(p) - by; };
}

void Canvas::fill(const Shape& shape, style::Colour colour) {
    const double rgb[3] = {static_cast<double>(colour.r), static_cast<double>(colour.g), static_cast<double>(colour.b)};
    for (int y = 0; y < m_image.height; ++y)
        for (int x = 0; x < m_image.width; ++x) {
            const double cover = std::clamp(0.5 - shape({x + 0.5, y + 0.5}), 0.0, 1.0) * colour.a / 255;
            if (cover <= 0)
                continue;
            std::uint8_t* p = m_image.at(x, y);
            for (int i = 0; i < 3; ++i)
                p[i] = static_cast<std::uint8_t>(std::lround(rgb[i] * cover + p[i] * (1 - cover)));
            p[3] = static_cast<std::uint8_t>(std::lround(255 * cover + p[3] * (1 - cover)));
        }
}

namespace {

// A symbol's parts: the body gets the keyline and the colour, marks are drawn on it in ink, dots on those in colour.
struct Parts {
    Shape body, marks, dots;
};

// Head and shoulders.
Shape bust(CanvasPoint c, double h) {
    const Shape head = disc({c.x, c.y - 0.46 * h}, 0.46 * h);
    const Shape shoulders = disc({c.x, c.y + 0.98 * h}, 0.92 * h);
    const double floor = c.y + 0.92 * h;
    return united(head, [=](CanvasPoint p) { return std::max(shoulders(p), p.y - floor); });
}

Parts parts_of(style::SymbolShape shape, CanvasPoint c, double h) {
    using S = style::SymbolShape;
    const auto at = [&](double x, double y) { return CanvasPoint{c.x + x * h, c.y + y * h}; };
    const auto box = [&](double x, double y, double hw, double hh) { return rounded_box(at(x, y), hw * h, hh * h, 0); };
    switch (shape) {
    case S::pharmacy:
        return {rounded_box(c, 0.92 * h, 0.92 * h, 0.24 * h), united(box(0, 0, 0.56, 0.21), box(0, 0, 0.21, 0.56)), {}};
    case S::clinic:
        return {disc(c, 0.95 * h), ring(c, 0.46 * h, 0.24 * h), {}};
    case S::village_clinic:
        return {united(polygon({at(-1, 0.02), at(0, -0.98), at(1, 0.02)}), box(0, 0.4, 0.7, 0.52)),
                box(0, 0.5, 0.2, 0.42),
                {}};
    case S::hospital:
        return {box(0, 0, 0.92, 0.92),
                united(united(box(-0.38, 0, 0.14, 0.56), box(0.38, 0, 0.14, 0.56)), box(0, 0, 0.4, 0.13)),
                {}};
    case S::vaccination:
        return {polygon({at(0, -1.05), at(1.05, 0), at(0, 1.05), at(-1.05, 0)}),
                united(box(0, 0.05, 0.12, 0.5), united(box(0, -0.4, 0.32, 0.1), box(0, -0.1, 0.26, 0.09))),
                {}};
    case S::shop:
        return {polygon({at(0, -0.95), at(0.98, 0.78), at(-0.98, 0.78)}), disc(at(0, 0.25), 0.25 * h), {}};
    case S::coordinator: {
        std::vector<CanvasPoint> corners;
        for (int i = 0; i < 6; ++i)
            corners.push_back(at(std::cos(i * std::numbers::pi / 3), std::sin(i * std::numbers::pi / 3)));
        return {polygon(corners), bust(at(0, 0.02), 0.58 * h), {}};
    }
    case S::informant:
        return {bust(c, h), {}, {}};
    case S::inspector:
        return {polygon({at(0, -1), at(0.45, -0.82), at(0.88, -0.76), at(0.84, -0.05), at(0.62, 0.45), at(0, 1.02),
                         at(-0.62, 0.45), at(-0.84, -0.05), at(-0.88, -0.76), at(-0.45, -0.82)}),
                star(at(0, -0.06), 0.56 * h),
                {}};
    case S::village:
        return {disc(c, 0.62 * h), disc(c, 0.34 * h), {}};
    case S::township_seat:
        return {disc(c, 0.98 * h), disc(c, 0.68 * h), disc(c, 0.36 * h)};
    case S::county_seat:
        return {disc(c, 0.98 * h), disc(c, 0.76 * h), star(at(0, 0.02), 0.6 * h)};
    }
    return {};
}

} // namespace

Image symbol_picture(const style::Symbol& symbol, double pixels, double device_scale) {
    const int side = static_cast<int>(std::ceil(pixels)) + 6;
    const CanvasPoint centre{side / 2.0, side / 2.0};
    const Parts parts = parts_of(symbol.shape, centre, pixels / 2);
    Canvas canvas(side, side);
    canvas.fill(grown(parts.body, device_scale), symbol.ink);
    canvas.fill(parts.body, symbol.colour);
    if (parts.marks)
        canvas.fill(parts.marks, symbol.ink);
    if (parts.dots)
        canvas.fill(parts.dots, symbol.colour);
    return canvas.image();
}

} // namespace wangge::render
