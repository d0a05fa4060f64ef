#include "ui/icons.h"

#include <cmath>

namespace wangge::ui {
namespace {

// Strokes in units of 1/16 of the icon, around its centre.
struct Pen {
    ImDrawList& list;
    ImVec2 centre;
    float unit, width;
    ImU32 colour;
    ImVec2 at(float x, float y) const { return {centre.x + x * unit, centre.y + y * unit}; }
    void path(std::initializer_list<ImVec2> points, bool closed = false) const {
        for (const ImVec2& p : points)
            list.PathLineTo(at(p.x, p.y));
        list.PathStroke(colour, closed ? ImDrawFlags_Closed : 0, width);
    }
    void circle(float x, float y, float r, int segments = 24) const {
        list.AddCircle(at(x, y), r * unit, colour, segments, width);
    }
    void arc(float x, float y, float r, float from, float to) const {
        list.PathArcTo(at(x, y), r * unit, from, to, 20);
        list.PathStroke(colour, 0, width);
    }
    void disc(float x, float y, float r) const { list.AddCircleFilled(at(x, y), r * unit, colour, 20); }
};

constexpr float pi = 3.14159265f;

void draw_eye(const Pen& pen, bool open) {
    if (open) {
        pen.list.PathLineTo(pen.at(-6.5f, 0));
        pen.list.PathBezierQuadraticCurveTo(pen.at(0, -6.5f), pen.at(6.5f, 0), 12);
        pen.list.PathBezierQuadraticCurveTo(pen.at(0, 6.5f), pen.at(-6.5f, 0), 12);
        pen.list.PathStroke(pen.colour, 0, pen.width);
        pen.disc(0, 0, 2);
        return;
    }
    pen.list.PathLineTo(pen.at(-6.5f, -1));
    pen.list.PathBezierQuadraticCurveTo(pen.at(0, 5.5f), pen.at(6.5f, -1), 12);
    pen.list.PathStroke(pen.colour, 0, pen.width);
    pen.path({{-3.6f, 1.6f}, {-4.8f, 3.8f}});
    pen.path({{0, 2.4f}, {0, 4.8f}});
    pen.path({{3.6f, 1.6f}, {4.8f, 3.8f}});
}

} // namespace

void draw_icon(Ui& ui, Icon icon, ImVec2 centre, ImU32 colour) {
    const Pen pen{ui.draw(), centre, ui.px(1), ui.px(1.4f), colour};
    switch (icon) {
    case Icon::none:
        break;
    case Icon::search:
        pen.circle(-1, -1, 4.5f);
        pen.path({{2.4f, 2.4f}, {6, 6}});
        break;
    case Icon::undo:
        pen.path({{-2, -6}, {-5.5f, -2.5f}, {-2, 1}});
        pen.path({{-5, -2.5f}, {1.5f, -2.5f}});
        pen.arc(1.5f, 1.25f, 3.75f, -pi / 2, pi / 2);
        pen.path({{1.5f, 5}, {-2, 5}});
        break;
    case Icon::redo:
        pen.path({{2, -6}, {5.5f, -2.5f}, {2, 1}});
        pen.path({{5, -2.5f}, {-1.5f, -2.5f}});
        pen.arc(-1.5f, 1.25f, 3.75f, -3 * pi / 2, -pi / 2);
        pen.path({{-1.5f, 5}, {2, 5}});
        break;
    case Icon::split:
        pen.path({{-5.5f, -5.5f}, {5.5f, -5.5f}, {5.5f, 5.5f}, {-5.5f, 5.5f}}, true);
        pen.path({{-7, 2.5f}, {7, -2.5f}});
        break;
    case Icon::merge:
        pen.path({{-6, -5}, {6, -5}, {6, 5}, {-6, 5}}, true);
        pen.path({{-4, 0}, {-1, 0}});
        pen.path({{4, 0}, {1, 0}});
        pen.path({{-2.6f, -1.8f}, {-0.6f, 0}, {-2.6f, 1.8f}});
        pen.path({{2.6f, -1.8f}, {0.6f, 0}, {2.6f, 1.8f}});
        break;
    case Icon::reshape:
        pen.path({{-6, -5.5f}, {-6, 5.5f}});
        pen.path({{-6, -5.5f}, {0, -5.5f}, {1, -2}, {5.5f, 0}, {1.5f, 2}, {0, 5.5f}, {-6, 5.5f}});
        break;
    case Icon::corner:
        pen.path({{-6, 5.5f}, {0, -3}, {6, 5.5f}});
        pen.circle(0, -4, 2);
        break;
    case Icon::polygon:
        pen.path({{-4, -5.5f}, {4.5f, -4}, {6, 3}, {-1, 6}, {-6, 1.5f}}, true);
        break;
    case Icon::brush:
        pen.path({{6, -6}, {-1, 1.5f}});
        pen.path({{-1.5f, 1}, {0.5f, 3}, {-1.5f, 5.5f}, {-6, 6}, {-4.5f, 2.5f}}, true);
        break;
    case Icon::lock:
        pen.list.AddRectFilled(pen.at(-4.6f, -.6f), pen.at(4.6f, 6), colour, pen.width);
        pen.arc(0, -1.4f, 3.1f, -pi, 0);
        pen.path({{-3.1f, -1.4f}, {-3.1f, 0}});
        pen.path({{3.1f, -1.4f}, {3.1f, 0}});
        break;
    case Icon::moon:
        pen.arc(0, 0, 5.8f, -0.35f * pi + 0.5f, 1.55f * pi);
        pen.arc(3.2f, -2.6f, 4.6f, 0.62f * pi - 0.62f, 1.22f * pi);
        break;
    case Icon::sun:
        pen.circle(0, 0, 3);
        for (int i = 0; i < 8; ++i) {
            const float c = std::cos(static_cast<float>(i) * pi / 4), s = std::sin(static_cast<float>(i) * pi / 4);
            pen.path({{c * 5, s * 5}, {c * 7, s * 7}});
        }
        break;
    case Icon::text_size:
        pen.path({{-7, 5.5f}, {-2.5f, -6}, {2, 5.5f}});
        pen.path({{-5.4f, 1.6f}, {.4f, 1.6f}});
        pen.path({{2.8f, 5.5f}, {5.2f, -.5f}, {7.6f, 5.5f}});
        pen.path({{3.7f, 3.4f}, {6.7f, 3.4f}});
        break;
    case Icon::eye:
        draw_eye(pen, true);
        break;
    case Icon::eye_closed:
        draw_eye(pen, false);
        break;
    case Icon::chevron_down:
        pen.path({{-3.2f, -1.6f}, {0, 1.8f}, {3.2f, -1.6f}});
        break;
    case Icon::chevron_up:
        pen.path({{-3.2f, 1.6f}, {0, -1.8f}, {3.2f, 1.6f}});
        break;
    case Icon::chevron_right:
        pen.path({{-1.6f, -3.2f}, {1.8f, 0}, {-1.6f, 3.2f}});
        break;
    case Icon::plus:
        pen.path({{-5, 0}, {5, 0}});
        pen.path({{0, -5}, {0, 5}});
        break;
    case Icon::minus:
        pen.path({{-5, 0}, {5, 0}});
        break;
    case Icon::rectangle:
        for (const float side : {-5.5f, 5.5f}) {
            pen.path({{-5.5f, side}, {-2.5f, side}});
            pen.path({{-1.2f, side}, {1.2f, side}});
            pen.path({{2.5f, side}, {5.5f, side}});
            pen.path({{side, -5.5f}, {side, -2.5f}});
            pen.path({{side, -1.2f}, {side, 1.2f}});
            pen.path({{side, 2.5f}, {side, 5.5f}});
        }
        break;
    case Icon::lasso:
        pen.list.PathLineTo(pen.at(-2, 3.2f));
        pen.list.PathBezierCubicCurveTo(pen.at(-9, 1.5f), pen.at(-6.5f, -6), pen.at(0, -5.8f), 16);
        pen.list.PathBezierCubicCurveTo(pen.at(8, -5.5f), pen.at(8, 2.5f), pen.at(0, 3), 16);
        pen.list.PathStroke(pen.colour, 0, pen.width);
        pen.circle(-2.6f, 4, 1.5f, 12);
        pen.path({{-2.2f, 5.4f}, {-3.6f, 7.2f}});
        break;
    case Icon::area:
        pen.path({{-5.5f, 4.5f}, {-3.5f, -4.5f}, {4, -5.5f}, {6, 3}}, true);
        for (const ImVec2 corner : {ImVec2{-5.5f, 4.5f}, ImVec2{-3.5f, -4.5f}, ImVec2{4, -5.5f}, ImVec2{6, 3}})
            pen.disc(corner.x, corner.y, 1.5f);
        break;
    case Icon::crosshair:
        pen.circle(0, 0, 4.4f);
        for (const float sign : {-1.f, 1.f}) {
            pen.path({{sign * 3, 0}, {sign * 7, 0}});
            pen.path({{0, sign * 3}, {0, sign * 7}});
        }
        break;
    case Icon::bookmark:
        pen.path({{-3.6f, 6}, {-3.6f, -5.8f}, {3.6f, -5.8f}, {3.6f, 6}, {0, 2.8f}}, true);
        break;
    case Icon::arrow_left:
        pen.path({{5.5f, 0}, {-5, 0}});
        pen.path({{-1.2f, -3.8f}, {-5, 0}, {-1.2f, 3.8f}});
        break;
    case Icon::funnel:
        pen.path({{-5.5f, -5}, {5.5f, -5}, {1.4f, .4f}, {1.4f, 5.6f}, {-1.4f, 4}, {-1.4f, .4f}}, true);
        break;
    case Icon::columns:
        pen.path({{-6, -5}, {6, -5}, {6, 5}, {-6, 5}}, true);
        pen.path({{-2, -5}, {-2, 5}});
        pen.path({{2, -5}, {2, 5}});
        break;
    case Icon::download:
        pen.path({{0, -6}, {0, 2.4f}});
        pen.path({{-3.4f, -.8f}, {0, 2.6f}, {3.4f, -.8f}});
        pen.path({{-5.6f, 3}, {-5.6f, 5.8f}, {5.6f, 5.8f}, {5.6f, 3}});
        break;
    case Icon::keyboard:
        pen.path({{-7, -4.4f}, {7, -4.4f}, {7, 4.4f}, {-7, 4.4f}}, true);
        for (int i = -2; i <= 2; ++i)
            pen.disc(static_cast<float>(i) * 2.4f, -1.6f, .8f);
        pen.path({{-3.4f, 1.8f}, {3.4f, 1.8f}});
        break;
    case Icon::fit:
        pen.path({{-6, -2.5f}, {-6, -6}, {-2.5f, -6}});
        pen.path({{2.5f, -6}, {6, -6}, {6, -2.5f}});
        pen.path({{6, 2.5f}, {6, 6}, {2.5f, 6}});
        pen.path({{-2.5f, 6}, {-6, 6}, {-6, 2.5f}});
        break;
    case Icon::close:
        pen.path({{-4, -4}, {4, 4}});
        pen.path({{4, -4}, {-4, 4}});
        break;
    case Icon::pointer:
        pen.path({{-4, -6}, {-4, 5}, {-1, 2}, {1.2f, 6.4f}, {3.2f, 5.4f}, {1, 1.2f}, {5, 1.2f}}, true);
        break;
    case Icon::ruler:
        pen.path({{-6.5f, 3}, {3, -6.5f}, {6.5f, -3}, {-3, 6.5f}}, true);
        pen.path({{-3.4f, 0}, {-1.9f, 1.5f}});
        pen.path({{-0.6f, -2.8f}, {0.9f, -1.3f}});
        break;
    case Icon::check:
        pen.path({{-5, 0}, {-1.5f, 3.8f}, {5, -4}});
        break;
    case Icon::folder:
        pen.path({{-6.5f, 5}, {-6.5f, -5}, {-2, -5}, {-0.5f, -3}, {6.5f, -3}, {6.5f, 5}}, true);
        break;
    case Icon::file:
        pen.path({{-4.5f, -6.5f}, {1.5f, -6.5f}, {4.5f, -3.5f}, {4.5f, 6.5f}, {-4.5f, 6.5f}}, true);
        pen.path({{1.5f, -6.5f}, {1.5f, -3.5f}, {4.5f, -3.5f}});
        break;
    case Icon::warning:
        pen.path({{0, -6}, {6.5f, 5.5f}, {-6.5f, 5.5f}}, true);
        pen.path({{0, -2}, {0, 1.8f}});
        pen.disc(0, 3.7f, 0.9f);
        break;
    case Icon::play:
        pen.list.AddTriangleFilled(pen.at(-3.5f, -5), pen.at(5, 0), pen.at(-3.5f, 5), colour);
        break;
    case Icon::history:
        pen.arc(0, 0, 5.6f, -0.85f * pi, 0.7f * pi);
        pen.path({{0, -3}, {0, 0.4f}, {2.6f, 1.8f}});
        pen.path({{-6.4f, -5}, {-5.2f, -2}, {-2.2f, -3.2f}});
        break;
    case Icon::north:
        pen.list.AddTriangleFilled(pen.at(0, -9), pen.at(4.2f, 5), pen.at(0, 2), colour);
        pen.path({{0, -9}, {-4.2f, 5}, {0, 2}}, true);
        break;
    case Icon::target:
        pen.circle(0, 0, 4.6f);
        pen.path({{0, -7}, {0, -3}});
        pen.path({{0, 3}, {0, 7}});
        pen.path({{-7, 0}, {-3, 0}});
        pen.path({{3, 0}, {7, 0}});
        break;
    case Icon::arrow_right:
        pen.path({{-5, 0}, {5, 0}});
        pen.path({{1.5f, -3.5f}, {5, 0}, {1.5f, 3.5f}});
        break;
    case Icon::list:
        for (const float y : {-4.f, 0.f, 4.f}) {
            pen.disc(-5.4f, y, 1);
            pen.path({{-2.5f, y}, {6, y}});
        }
        break;
    }
}

void draw_logo(Ui& ui, const Rect& r) {
    ui.fill(r, ui.theme->accent, 5);
    const float t = std::max(1.f, r.w * .07f);
    const ImU32 ink = ui.theme->on_accent;
    for (const float share : {.36f, .64f}) {
        ui.draw().AddRectFilled({r.x + r.w * share - t / 2, r.y + r.h * .18f},
                                {r.x + r.w * share + t / 2, r.y + r.h * .82f}, ink);
        ui.draw().AddRectFilled({r.x + r.w * .18f, r.y + r.h * share - t / 2},
                                {r.x + r.w * .82f, r.y + r.h * share + t / 2}, ink);
    }
    ui.draw().AddRectFilled({r.x + r.w * .36f + t / 2, r.y + r.h * .36f + t / 2},
                            {r.x + r.w * .64f - t / 2, r.y + r.h * .64f - t / 2}, ui.theme->selection);
}

} // namespace wangge::ui
