// Names written along rivers.
#include "base/text.h"
#include "render/overlay_pen.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace wangge::render {

namespace {

struct PixelLine {
    std::vector<CanvasPoint> points;
    std::vector<double> along;

    CanvasPoint at(double s) const {
        const auto it = std::upper_bound(along.begin(), along.end(), s);
        const std::size_t i =
            std::clamp<std::size_t>(static_cast<std::size_t>(it - along.begin()), 1, along.size() - 1);
        const double length = along[i] - along[i - 1], t = length > 0 ? (s - along[i - 1]) / length : 0;
        return {points[i - 1].x + t * (points[i].x - points[i - 1].x),
                points[i - 1].y + t * (points[i].y - points[i - 1].y)};
    }
};

PixelLine in_pixels(const geo::Polyline& line, const View& view) {
    PixelLine result;
    double sum = 0;
    for (const geo::MapPoint p : line) {
        const CanvasPoint q{view.pixel_x(p.x), view.pixel_y(p.y)};
        if (!result.points.empty()) {
            const double step = std::hypot(q.x - result.points.back().x, q.y - result.points.back().y);
            // Steps below a pixel only cost time.
            if (step < 1)
                continue;
            sum += step;
        }
        result.points.push_back(q);
        result.along.push_back(sum);
    }
    return result;
}

struct Letter {
    char32_t letter;
    float x, y, cos_angle, sin_angle;
};
struct Try {
    double bend = 1e300;
    std::vector<Letter> letters;
    std::vector<PixelBox> boxes;
};

// Letters from `start` on; an empty answer when they leave the picture, meet something, or the line bends too much.
Try letters_at(const PixelLine& line, double start, double length, const NamedLine& name, OverlayPen& pen,
               const TakenBoxes& taken) {
    const std::vector<char32_t> text = base::code_points(name.text);
    const TextFace face = pen.face(name.label);
    const CanvasPoint first = line.at(start), last = line.at(start + length);
    // Read from left to right; a nearly upright line is read downwards, and a steep one too by who reads upright
    // letters.
    const double steep = text.front() >= 0x2E80 ? 1 : 0.3;
    const bool backward =
        std::abs(last.x - first.x) < steep * std::abs(last.y - first.y) ? last.y < first.y : last.x < first.x;
    Try result;
    double bend = 0, before = 0, s = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const double advance = pen.glyphs.glyph(text[i], face).advance;
        const double middle = backward ? start + length - s - advance / 2 : start + s + advance / 2;
        const double reach = std::max(4.0, advance / 2);
        const CanvasPoint p = line.at(middle), a = line.at(middle - reach), b = line.at(middle + reach);
        double angle = std::atan2(b.y - a.y, b.x - a.x) + (backward ? std::acos(-1.0) : 0);
        angle = std::remainder(angle, 2 * std::acos(-1.0));
        const bool chinese = text[i] >= 0x2E80;
        if (chinese && std::abs(angle) > 0.8)
            angle -= std::copysign(std::acos(0.0), angle);
        else if (std::abs(angle) > 1.4)
            return {};
        if (i > 0)
            bend += std::abs(std::remainder(angle - before, std::acos(-1.0)));
        before = angle;
        // Chinese letters follow the water one by one, each upright: turned by a little, so small, none can be read.
        if (chinese)
            angle = 0;
        const auto x = static_cast<float>(p.x), y = static_cast<float>(p.y), half = static_cast<float>(advance) * 0.62f;
        const PixelBox box{x - half, y - half, x + half, y + half};
        const float rim = pen.px(6);
        if (x < rim || y < rim || x > static_cast<float>(pen.view.width) - rim ||
            y > static_cast<float>(pen.view.height) - rim || !taken.free(box))
            return {};
        result.letters.push_back(
            {text[i], x, y, static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
        result.boxes.push_back(box);
        s += advance + pen.px(name.label.spacing.value);
    }
    if (bend > 0.35 * static_cast<double>(text.size()))
        return {};
    result.bend = bend;
    return result;
}

} // namespace

void lay_out_line_names(OverlayPen& pen, TakenBoxes& taken) {
    struct PixelName {
        const NamedLine* name;
        std::uint32_t row;
        PixelLine line;
    };
    struct Best {
        const PixelName* name = nullptr;
        double start = 0;
        Try attempt;
    };
    const geo::Box view_box = pen.view.box();
    const double widest = pen.px(150);
    std::map<std::string_view, std::vector<PixelName>> by_name;
    for (std::uint32_t row = 0; row < pen.scene.line_names.size(); ++row) {
        const NamedLine& name = pen.scene.line_names[row];
        const bool near = name.finest_pixel.value == 0 || pen.view.per_logical_pixel().value <= name.finest_pixel.value;
        if (!near || !view_box.touches(geo::bounds(name.line)))
            continue;
        PixelLine line = in_pixels(name.line, pen.view);
        // Short waters are named when one looks closer.
        if (line.along.size() > 1 && line.along.back() >= std::max(1.5 * pen.text_width(name.text, name.label), widest))
            by_name[name.text].push_back({&name, row, std::move(line)});
    }
    // Names that stood before first, then the longest waters, and only so many that the map stays a map of its subject.
    const auto stood = [&](const PixelName& name) { return pen.before.lines.contains(name.row); };
    std::vector<std::tuple<bool, double, std::string_view>> order;
    for (const auto& [text, lines] : by_name) {
        double longest = 0;
        for (const PixelName& name : lines)
            longest = std::max(longest, name.line.along.back());
        order.emplace_back(std::none_of(lines.begin(), lines.end(), stood), -longest, text);
    }
    std::sort(order.begin(), order.end());
    const double logical_area =
        pen.view.width * static_cast<double>(pen.view.height) / (pen.view.device_scale * pen.view.device_scale);
    std::size_t left = 2 + static_cast<std::size_t>(logical_area / (pen.scene.quiet_water ? 200000 : 90000));
    for (const auto& [is_new, negative_length, text] : order) {
        if (left == 0)
            return;
        Best best;
        for (const PixelName& name : by_name[text])
            if (stood(name)) {
                const double start = pen.before.lines.at(name.row), length = pen.text_width(text, name.name->label);
                if (Try attempt = letters_at(name.line, start, length, *name.name, pen, taken);
                    !attempt.letters.empty())
                    best = {&name, start, std::move(attempt)};
            }
        const bool found = best.name != nullptr;
        for (const PixelName& name : by_name[text]) {
            if (found)
                break;
            const double length = pen.text_width(text, name.name->label), whole = name.line.along.back();
            for (double start = 0; start + length <= whole;
                 start += std::max(static_cast<double>(pen.px(16)), whole / 200)) {
                Try attempt = letters_at(name.line, start, length, *name.name, pen, taken);
                if (!attempt.letters.empty() && attempt.bend < best.attempt.bend)
                    best = {&name, start, std::move(attempt)};
            }
        }
        left -= best.name != nullptr;
        if (best.name)
            pen.out.anchors.lines[best.name->row] = best.start;
        for (std::size_t i = 0; i < best.attempt.letters.size(); ++i) {
            const Letter& l = best.attempt.letters[i];
            pen.turned_letter(l.letter, best.name->name->label, l.x, l.y, l.cos_angle, l.sin_angle);
            taken.add(best.attempt.boxes[i]);
        }
    }
}

} // namespace wangge::render
