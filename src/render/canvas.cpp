#include "render/canvas.h"

#include "render/symbol_parts.h"

#include <algorithm>
#include <cmath>

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

Shape united(Shape a, Shape b) {
    return [a = std::move(a), b = std::move(b)](CanvasPoint p) { return std::min(a(p), b(p)); };
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

// The parts as one shape around a middle, `h` pixels from it to the side of the box; empty when there are none.
Shape shape_of(const std::vector<SymbolPart>& parts, CanvasPoint middle, double h) {
    const auto at = [&](PartPoint p) { return CanvasPoint{middle.x + p.x * h, middle.y + p.y * h}; };
    struct {
        decltype(at)& place;
        double h;
        Shape operator()(const DiscPart& p) const { return disc(place(p.centre), p.radius * h); }
        Shape operator()(const RingPart& p) const { return ring(place(p.centre), p.radius * h, p.width * h); }
        Shape operator()(const BoxPart& p) const {
            return rounded_box(place(p.centre), p.half_width * h, p.half_height * h, p.radius * h);
        }
        Shape operator()(const PolygonPart& p) const {
            std::vector<CanvasPoint> corners;
            for (const PartPoint corner : p.corners)
                corners.push_back(place(corner));
            return polygon(std::move(corners));
        }
        Shape operator()(const CutDiscPart& p) const {
            const double floor = place({0, p.floor}).y;
            return [whole = disc(place(p.centre), p.radius * h), floor](CanvasPoint q) {
                return std::max(whole(q), q.y - floor);
            };
        }
    } const make{at, h};
    Shape result;
    for (const SymbolPart& part : parts) {
        Shape next = std::visit(make, part);
        result = result ? united(std::move(result), std::move(next)) : std::move(next);
    }
    return result;
}

} // namespace

Image symbol_picture(const style::Symbol& symbol, double pixels, double device_scale) {
    const int side = static_cast<int>(std::ceil(pixels)) + 6;
    const CanvasPoint centre{side / 2.0, side / 2.0};
    const SymbolParts parts = parts_of(symbol.shape);
    const Shape body = shape_of(parts.body, centre, pixels / 2), marks = shape_of(parts.marks, centre, pixels / 2),
                dots = shape_of(parts.dots, centre, pixels / 2);
    Canvas canvas(side, side);
    canvas.fill(grown(body, device_scale), symbol.ink);
    canvas.fill(body, symbol.colour);
    if (marks)
        canvas.fill(marks, symbol.ink);
    if (dots)
        canvas.fill(dots, symbol.colour);
    return canvas.image();
}

} // namespace wangge::render
