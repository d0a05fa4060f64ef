// The map's symbols and hatches in small, for legend and lists: same shapes and colours as on the map.
#include "ui/icons.h"

#include <cmath>

namespace wangge::ui {
namespace {

constexpr float pi = 3.14159265f;

ImU32 hex(unsigned rgb) {
    return IM_COL32((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, 255);
}

struct MarkColours {
    unsigned light, dark;
};
constexpr MarkColours colours[] = {
    {0x269269, 0x45B98B}, {0x3482DF, 0x6FB1FA}, {0x694E84, 0xB196D8}, {0x912C28, 0xF28B82}, {0x4E9194, 0x4FC3CE},
    {0x6B7480, 0x9AA6B2}, {0xB56110, 0xF0A04F}, {0x353A3F, 0xD5DBE1}, {0x102051, 0xA5B4F5}, {0x1B2530, 0xE9EDF1},
    {0x1B2530, 0xE9EDF1}, {0xB3261E, 0xF28B82}, {0xB3261E, 0xF28B82}};

void star(ImDrawList& list, ImVec2 c, float r, ImU32 colour) {
    ImVec2 points[10];
    for (int i = 0; i < 10; ++i) {
        const float a = -pi / 2 + static_cast<float>(i) * pi / 5, length = i % 2 == 0 ? r : r * .42f;
        points[i] = {c.x + std::cos(a) * length, c.y + std::sin(a) * length};
    }
    for (int i = 0; i < 10; i += 2)
        list.AddQuadFilled(c, points[(i + 9) % 10], points[i], points[(i + 1) % 10], colour);
}

void bust(ImDrawList& list, ImVec2 c, float h, ImU32 colour) {
    list.AddCircleFilled({c.x, c.y - h * .42f}, h * .44f, colour, 16);
    list.PathArcTo({c.x, c.y + h * .92f}, h * .84f, pi, 2 * pi, 16);
    list.PathFillConvex(colour);
}

} // namespace

void draw_mark(Ui& ui, Mark mark, ImVec2 centre, float side) {
    const MarkColours pair = colours[static_cast<std::size_t>(mark)];
    draw_mark(ui, mark, centre, side, hex(ui.theme->dark ? pair.dark : pair.light),
              ui.theme->dark ? hex(0x1B2127) : hex(0xFFFFFF));
}

void draw_mark(Ui& ui, Mark mark, ImVec2 c, float side, ImU32 colour, ImU32 ink) {
    ImDrawList& list = ui.draw();
    const float s = ui.px(side), h = s / 2;
    const auto box = [&](float half, float radius) {
        list.AddRectFilled({c.x - half, c.y - half}, {c.x + half, c.y + half}, colour, radius);
    };
    switch (mark) {
    case Mark::pharmacy:
        box(h * .92f, h * .36f);
        list.AddRectFilled({c.x - h * .52f, c.y - s * .1f}, {c.x + h * .52f, c.y + s * .1f}, ink);
        list.AddRectFilled({c.x - s * .1f, c.y - h * .52f}, {c.x + s * .1f, c.y + h * .52f}, ink);
        break;
    case Mark::clinic:
        list.AddCircleFilled(c, h * .95f, colour, 24);
        list.AddCircle(c, h * .46f, ink, 20, s * .1f);
        break;
    case Mark::village_clinic:
        list.AddTriangleFilled({c.x, c.y - h * .95f}, {c.x + h, c.y + h * .05f}, {c.x - h, c.y + h * .05f}, colour);
        list.AddRectFilled({c.x - h * .68f, c.y}, {c.x + h * .68f, c.y + h * .85f}, colour);
        list.AddRectFilled({c.x - h * .2f, c.y + h * .2f}, {c.x + h * .2f, c.y + h * .85f}, ink);
        break;
    case Mark::hospital:
        box(h * .92f, 0);
        list.AddRectFilled({c.x - h * .5f, c.y - h * .55f}, {c.x - h * .2f, c.y + h * .55f}, ink);
        list.AddRectFilled({c.x + h * .2f, c.y - h * .55f}, {c.x + h * .5f, c.y + h * .55f}, ink);
        list.AddRectFilled({c.x - h * .3f, c.y - h * .15f}, {c.x + h * .3f, c.y + h * .15f}, ink);
        break;
    case Mark::vaccination:
        list.AddQuadFilled({c.x, c.y - h}, {c.x + h, c.y}, {c.x, c.y + h}, {c.x - h, c.y}, colour);
        list.AddTriangleFilled({c.x, c.y - h * .5f}, {c.x + h * .34f, c.y - h * .05f}, {c.x - h * .34f, c.y - h * .05f},
                               ink);
        list.AddRectFilled({c.x - s * .07f, c.y - h * .1f}, {c.x + s * .07f, c.y + h * .5f}, ink);
        break;
    case Mark::shop:
        box(h * .8f, h * .2f);
        list.AddRectFilled({c.x - h * .45f, c.y - h * .2f}, {c.x + h * .45f, c.y + h * .1f}, ink);
        break;
    case Mark::coordinator:
        list.AddNgonFilled(c, h, colour, 6);
        bust(list, {c.x, c.y + h * .02f}, h * .52f, ink);
        break;
    case Mark::informant:
        bust(list, c, h, colour);
        break;
    case Mark::inspector:
        list.AddRectFilled({c.x - h * .8f, c.y - h * .9f}, {c.x + h * .8f, c.y + h * .1f}, colour, h * .2f);
        list.PathLineTo({c.x + h * .8f, c.y});
        list.PathBezierQuadraticCurveTo({c.x + h * .7f, c.y + h * .65f}, {c.x, c.y + h}, 8);
        list.PathBezierQuadraticCurveTo({c.x - h * .7f, c.y + h * .65f}, {c.x - h * .8f, c.y}, 8);
        list.PathFillConvex(colour);
        star(list, {c.x, c.y - h * .06f}, h * .55f, ink);
        break;
    case Mark::village:
        list.AddCircle(c, h * .5f, colour, 16, ui.px(1.2f));
        break;
    case Mark::township:
        list.AddCircle(c, h * .72f, colour, 20, ui.px(1.3f));
        list.AddCircleFilled(c, h * .34f, colour, 16);
        break;
    case Mark::county:
        list.AddCircle(c, h * .85f, colour, 24, ui.px(1.4f));
        star(list, c, h * .6f, colour);
        break;
    case Mark::flag:
        list.AddRectFilled({c.x - h * .6f, c.y - h}, {c.x - h * .4f, c.y + h}, colour);
        list.AddTriangleFilled({c.x - h * .5f, c.y - h}, {c.x + h * .9f, c.y - h * .48f},
                               {c.x - h * .5f, c.y + h * .04f}, colour);
        break;
    }
}

Mark mark_of(model::SiteKind kind) {
    switch (kind) {
    case model::SiteKind::retail_pharmacy:
    case model::SiteKind::chain_store:
        return Mark::pharmacy;
    case model::SiteKind::clinic:
        return Mark::clinic;
    case model::SiteKind::village_clinic:
        return Mark::village_clinic;
    case model::SiteKind::hospital:
        return Mark::hospital;
    case model::SiteKind::vaccination_unit:
        return Mark::vaccination;
    default:
        return Mark::shop;
    }
}

Mark mark_of(model::PersonRole role) {
    return role == model::PersonRole::inspector     ? Mark::inspector
           : role == model::PersonRole::coordinator ? Mark::coordinator
                                                    : Mark::informant;
}

Pattern pattern_of(model::BlindSpotKind kind) {
    switch (kind) {
    case model::BlindSpotKind::contact:
        return Pattern::diagonal;
    case model::BlindSpotKind::supply:
        return Pattern::antidiagonal;
    case model::BlindSpotKind::responsibility:
        return Pattern::cross;
    case model::BlindSpotKind::visit:
        return Pattern::horizontal;
    case model::BlindSpotKind::unmapped:
        return Pattern::dots;
    }
    return Pattern::diagonal;
}

void draw_swatch(Ui& ui, const Rect& rect, ImU32 ground, float radius) {
    ui.fill(rect, ground, radius);
    ui.frame(rect, faded(ui.theme->text, .25f), radius);
}

void draw_pattern(Ui& ui, const Rect& r, Pattern pattern, ImU32 colour, bool framed) {
    ImDrawList& list = ui.draw();
    ui.fill(r, faded(colour, .16f), 2);
    list.PushClipRect(r.min(), r.max(), true);
    const float pitch = ui.px(5);
    if (pattern == Pattern::diagonal || pattern == Pattern::cross)
        for (float x = r.x - r.h; x < r.right(); x += pitch)
            list.AddLine({x, r.bottom()}, {x + r.h, r.y}, colour, ui.px(1.4f));
    if (pattern == Pattern::antidiagonal || pattern == Pattern::cross)
        for (float x = r.x - r.h; x < r.right(); x += pitch)
            list.AddLine({x, r.y}, {x + r.h, r.bottom()}, colour, ui.px(1.4f));
    if (pattern == Pattern::horizontal)
        for (float y = r.y + pitch / 2; y < r.bottom(); y += ui.px(4))
            for (float x = r.x; x < r.right(); x += ui.px(5))
                list.AddLine({x, y}, {x + ui.px(3), y}, colour, ui.px(1.4f));
    if (pattern == Pattern::dots || pattern == Pattern::sparse_dots) {
        const float step = ui.px(pattern == Pattern::dots ? 3.5f : 4.5f);
        for (float y = r.y + step / 2; y < r.bottom(); y += step)
            for (float x = r.x + step / 2; x < r.right(); x += step)
                list.AddCircleFilled({x, y}, ui.px(.95f), colour, 8);
    }
    list.PopClipRect();
    if (framed)
        ui.frame(r, colour, 2, 1.2f);
}

} // namespace wangge::ui
