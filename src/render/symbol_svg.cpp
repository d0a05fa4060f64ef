#include "render/symbol_svg.h"

#include "render/symbol_parts.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::render {
namespace {

// A part as an SVG element with these attributes, `h` pixels to the unit.
struct Shape {
    const std::string& attributes;
    double h;

    std::string circle(PartPoint c, double radius) const {
        return fmt::format("<circle cx=\"{:.3f}\" cy=\"{:.3f}\" r=\"{:.3f}\" {}/>", c.x * h, c.y * h, radius * h,
                           attributes);
    }
    std::string operator()(const DiscPart& p) const { return circle(p.centre, p.radius); }
    std::string operator()(const RingPart& p) const {
        // Two circles in one path, filled between.
        std::string path;
        for (const double radius : {(p.radius + p.width / 2) * h, (p.radius - p.width / 2) * h})
            path += fmt::format("M{0:.3f},{1:.3f}a{2:.3f},{2:.3f} 0 1 0 {3:.3f},0a{2:.3f},{2:.3f} 0 1 0 {4:.3f},0z",
                                p.centre.x * h - radius, p.centre.y * h, radius, 2 * radius, -2 * radius);
        return fmt::format("<path d=\"{}\" fill-rule=\"evenodd\" {}/>", path, attributes);
    }
    std::string operator()(const BoxPart& p) const {
        return fmt::format("<rect x=\"{:.3f}\" y=\"{:.3f}\" width=\"{:.3f}\" height=\"{:.3f}\" rx=\"{:.3f}\" {}/>",
                           (p.centre.x - p.half_width) * h, (p.centre.y - p.half_height) * h, 2 * p.half_width * h,
                           2 * p.half_height * h, p.radius * h, attributes);
    }
    std::string operator()(const PolygonPart& p) const {
        std::string points;
        for (const PartPoint& corner : p.corners)
            points += fmt::format("{}{:.3f},{:.3f}", points.empty() ? "" : " ", corner.x * h, corner.y * h);
        return fmt::format("<polygon points=\"{}\" {}/>", points, attributes);
    }
    std::string operator()(const CutDiscPart& p) const {
        const double angle = std::asin((p.floor - p.centre.y) / p.radius), x = p.radius * std::cos(angle);
        return fmt::format("<path d=\"M{0:.3f},{1:.3f}A{2:.3f},{2:.3f} 0 {3} 1 {4:.3f},{1:.3f}z\" {5}/>",
                           (p.centre.x - x) * h, p.floor * h, p.radius * h, angle > 0 ? 1 : 0, (p.centre.x + x) * h,
                           attributes);
    }
};

std::string hex(style::Colour c) {
    return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
}

} // namespace

std::string symbol_svg(const style::Symbol& symbol) {
    const SymbolParts parts = parts_of(symbol.shape);
    const double half = symbol.size.value / 2, side = symbol.size.value + 2;
    std::string text = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.2f}\" height=\"{0:.2f}\" "
                                   "viewBox=\"{1:.2f} {1:.2f} {0:.2f} {0:.2f}\">",
                                   side, -side / 2);
    const auto draw = [&](const std::vector<SymbolPart>& list, const std::string& attributes) {
        for (const SymbolPart& part : list)
            text += std::visit(Shape{attributes, half}, part);
    };
    draw(parts.body, fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"2\"", hex(symbol.ink)));
    draw(parts.body, fmt::format("fill=\"{}\"", hex(symbol.colour)));
    draw(parts.marks, fmt::format("fill=\"{}\"", hex(symbol.ink)));
    draw(parts.dots, fmt::format("fill=\"{}\"", hex(symbol.colour)));
    return text + "</svg>";
}

} // namespace wangge::render
