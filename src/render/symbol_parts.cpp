#include "render/symbol_parts.h"

#include <cmath>
#include <numbers>

namespace wangge::render {
namespace {

BoxPart box(double x, double y, double half_width, double half_height) {
    return {{x, y}, half_width, half_height, 0};
}

PolygonPart star(PartPoint c, double radius) {
    PolygonPart result;
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? radius : radius * 0.42, angle = i * std::numbers::pi / 5;
        result.corners.push_back({c.x + r * std::sin(angle), c.y - r * std::cos(angle)});
    }
    return result;
}

// Head and shoulders.
std::vector<SymbolPart> bust(PartPoint c, double h) {
    return {DiscPart{{c.x, c.y - 0.46 * h}, 0.46 * h}, CutDiscPart{{c.x, c.y + 0.98 * h}, 0.92 * h, c.y + 0.92 * h}};
}

PolygonPart hexagon() {
    PolygonPart result;
    for (int i = 0; i < 6; ++i)
        result.corners.push_back({std::cos(i * std::numbers::pi / 3), std::sin(i * std::numbers::pi / 3)});
    return result;
}

DiscPart disc(double radius) {
    return {{0, 0}, radius};
}

} // namespace

SymbolParts parts_of(style::SymbolShape shape) {
    using S = style::SymbolShape;
    switch (shape) {
    case S::pharmacy:
        return {{BoxPart{{0, 0}, 0.92, 0.92, 0.24}}, {box(0, 0, 0.56, 0.21), box(0, 0, 0.21, 0.56)}, {}};
    case S::clinic:
        return {{disc(0.95)}, {RingPart{{0, 0}, 0.46, 0.24}}, {}};
    case S::village_clinic:
        return {
            {PolygonPart{{{-1, 0.02}, {0, -0.98}, {1, 0.02}}}, box(0, 0.4, 0.7, 0.52)}, {box(0, 0.5, 0.2, 0.42)}, {}};
    case S::hospital:
        return {
            {box(0, 0, 0.92, 0.92)}, {box(-0.38, 0, 0.14, 0.56), box(0.38, 0, 0.14, 0.56), box(0, 0, 0.4, 0.13)}, {}};
    case S::vaccination:
        return {{PolygonPart{{{0, -1.05}, {1.05, 0}, {0, 1.05}, {-1.05, 0}}}},
                {box(0, 0.05, 0.12, 0.5), box(0, -0.4, 0.32, 0.1), box(0, -0.1, 0.26, 0.09)},
                {}};
    case S::shop:
        return {{PolygonPart{{{0, -0.95}, {0.98, 0.78}, {-0.98, 0.78}}}}, {DiscPart{{0, 0.25}, 0.25}}, {}};
    case S::coordinator:
        return {{hexagon()}, bust({0, 0.02}, 0.58), {}};
    case S::informant:
        return {bust({0, 0}, 1), {}, {}};
    case S::inspector:
        return {{PolygonPart{{{0, -1},
                              {0.45, -0.82},
                              {0.88, -0.76},
                              {0.84, -0.05},
                              {0.62, 0.45},
                              {0, 1.02},
                              {-0.62, 0.45},
                              {-0.84, -0.05},
                              {-0.88, -0.76},
                              {-0.45, -0.82}}}},
                {star({0, -0.06}, 0.56)},
                {}};
    case S::village:
        return {{disc(0.62)}, {disc(0.34)}, {}};
    case S::township_seat:
        return {{disc(0.98)}, {disc(0.68)}, {disc(0.36)}};
    case S::county_seat:
        return {{disc(0.98)}, {disc(0.76)}, {star({0, 0.02}, 0.6)}};
    case S::flag: // its foot stands at flag_foot
        return {{box(flag_foot.x, 0, 0.1, 1), PolygonPart{{{-0.5, -1}, {0.9, -0.48}, {-0.5, 0.04}}}}, {}, {}};
    }
    return {};
}

} // namespace wangge::render
