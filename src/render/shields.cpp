// Road numbers on plates along their roads.
#include "render/overlay_pen.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace wangge::render {
namespace {

// A place on a road where its number may stand. Candidates lie at fixed lengths along the road and are tried in a fixed
// order, so that plates stay where they are while the map is panned.
struct Candidate {
    float x, y;
    int order; // higher first
    double along;
};

std::vector<Candidate> candidates_on(const geo::Polyline& line, const View& view, double step) {
    std::vector<Candidate> result;
    const double whole = geo::length(line).value;
    const auto add = [&](geo::MapPoint p, int order, double along) {
        result.push_back({static_cast<float>(view.pixel_x(p.x)), static_cast<float>(view.pixel_y(p.y)), order, along});
    };
    double before = 0;
    std::uint32_t next = 1;
    const bool brief = whole < 1.5 * step;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        const auto at = [&](double along) {
            const double t = length > 0 ? (along - before) / length : 0;
            return geo::MapPoint{line[i - 1].x + t * (line[i].x - line[i - 1].x),
                                 line[i - 1].y + t * (line[i].y - line[i - 1].y)};
        };
        if (brief && before <= whole / 2 && whole / 2 <= before + length) {
            add(at(whole / 2), 0, whole / 2);
            return result;
        }
        for (; !brief && next * step <= before + length; ++next)
            if (next * step < whole - step / 4)
                add(at(next * step), 1 + std::countr_zero(next), next * step);
        before += length;
    }
    return result;
}

void draw_shield(OverlayPen& pen, const Shield& shield, const PixelBox& box) {
    const style::Rule& rule = *shield.rule;
    const float text = pen.text_width(shield.text, *rule.label);
    pen.text(shield.text, *rule.label, (box.min_x + box.max_x - text) / 2, (box.min_y + box.max_y) / 2, false);
    pen.out.texts.push_back({box, shield.text});
    const int width = static_cast<int>(std::lround(box.max_x - box.min_x)),
              height = static_cast<int>(std::lround(box.max_y - box.min_y));
    const style::Colour plate = rule.fill.value_or(pen.scene.panel);
    const style::Line rim = rule.line.value_or(style::Line{pen.scene.text, {1}, {}, false});
    if (pen.ink) {
        pen.ink->shapes.emplace_back(ShieldInk{box, plate, rim.colour, rim.width});
        return;
    }
    const Sprite sprite = pen.sprites.find(
        fmt::format("shield {} {} {} {}", width, height, style::to_hex(plate), style::to_hex(rim.colour)), [&] {
            Canvas canvas(width, height);
            const CanvasPoint centre{width / 2.0, height / 2.0};
            const double line = pen.px(rim.width.value), radius = pen.px(2.5);
            canvas.fill(rounded_box(centre, width / 2.0, height / 2.0, radius), rim.colour);
            canvas.fill(rounded_box(centre, width / 2.0 - line, height / 2.0 - line, radius - line / 2), plate);
            return canvas.image();
        });
    pen.picture(sprite, box.min_x, box.min_y);
}

} // namespace

void lay_out_shields(OverlayPen& pen, TakenBoxes& taken) {
    const View& view = pen.view;
    const double pixel = view.per_logical_pixel().value;
    // Powers of two keep the places while one zooms a little.
    const double step = std::exp2(std::ceil(std::log2(64 * pixel)));
    const geo::Box seen = view.box();
    struct Try {
        const Shield* shield;
        Candidate at;
    };
    std::vector<Try> tries;
    for (const Shield& shield : pen.scene.shields) {
        const base::Metres finest = shield.rule->label_pixel;
        if (!shield.rule->label || (finest.value > 0 && pixel > finest.value) ||
            !seen.touches(geo::bounds(shield.line)))
            continue;
        for (const Candidate& at : candidates_on(shield.line, view, step))
            tries.push_back({&shield, at});
    }
    std::stable_sort(tries.begin(), tries.end(), [](const Try& a, const Try& b) {
        return std::tuple(-a.shield->rank, -a.at.order) < std::tuple(-b.shield->rank, -b.at.order);
    });
    struct Placed {
        const std::string* text;
        float x, y;
    };
    std::vector<Placed> placed;
    const PixelBox picture{0, 0, static_cast<float>(view.width), static_cast<float>(view.height)};
    for (const Try& each : tries) {
        const auto crowded = [&](const Placed& p) {
            const float apart = *p.text == each.shield->text ? pen.px(230) : pen.px(56);
            return std::abs(p.x - each.at.x) < apart && std::abs(p.y - each.at.y) < apart;
        };
        if (std::any_of(placed.begin(), placed.end(), crowded))
            continue;
        const float half_w = std::round((pen.text_width(each.shield->text, *each.shield->rule->label) + pen.px(8)) / 2),
                    half_h = std::round(pen.px(7.5));
        const float x = std::round(each.at.x), y = std::round(each.at.y);
        const PixelBox box{x - half_w, y - half_h, x + half_w, y + half_h};
        if (box.min_x < 0 || box.min_y < 0 || box.max_x > picture.max_x || box.max_y > picture.max_y ||
            !taken.free(box.grown(pen.px(2))))
            continue;
        draw_shield(pen, *each.shield, box);
        taken.add(box.grown(pen.px(2)));
        placed.push_back({&each.shield->text, x, y});
    }
}

} // namespace wangge::render
