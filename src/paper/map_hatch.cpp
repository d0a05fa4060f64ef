// Patterns of areas, as strokes.
#include "paper/map_frame.h"

#include <cmath>

namespace wangge::paper {

void draw_hatch(Pen& pen, const style::Hatch& hatch, style::Colour strokes, const Rect& box) {
    const double pitch = hatch.pitch.value, width = hatch.width.value;
    const double right = box.x + box.width, bottom = box.y + box.height;
    using K = style::HatchKind;
    const auto stripes = [&](double sign) {
        // x + sign * y is the same along a stripe; stripes lie `pitch` apart across.
        const double step = pitch * std::sqrt(2.0);
        const double a = box.x + (sign > 0 ? box.y : -bottom), b = right + (sign > 0 ? bottom : -box.y);
        for (double s = std::ceil(a / step) * step; s <= b; s += step) {
            pen.move_to(s - sign * box.y, box.y);
            pen.line_to(s - sign * bottom, bottom);
        }
    };
    switch (hatch.kind) {
    case K::diagonal:
        stripes(1);
        break;
    case K::antidiagonal:
        stripes(-1);
        break;
    case K::cross:
        stripes(1);
        stripes(-1);
        break;
    case K::horizontal: {
        // Strokes of 4 with gaps of 2, as dashes of one line: a path of each stroke would be most of a file.
        for (double row = std::ceil(box.y / pitch); row * pitch <= bottom; ++row) {
            pen.move_to(std::floor(box.x / 6) * 6 - (std::fmod(row, 2) != 0 ? 3 : 0), row * pitch);
            pen.line_to(right, row * pitch);
        }
        pen.stroke(strokes, width, {4, 2});
        return;
    }
    case K::dots: {
        // Dashes without length and with round ends.
        for (double row = std::ceil(box.y / pitch); row * pitch <= bottom; ++row) {
            pen.move_to(std::floor(box.x / pitch) * pitch - (std::fmod(row, 2) != 0 ? pitch / 2 : 0), row * pitch);
            pen.line_to(right, row * pitch);
        }
        pen.stroke(strokes, 2 * width, {0, pitch}, Caps::round);
        return;
    }
    }
    pen.stroke(strokes, width);
}

} // namespace wangge::paper
