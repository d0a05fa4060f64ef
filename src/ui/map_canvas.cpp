#include "ui/map_canvas.h"

#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "ui/shell/layer_tree.h"
#include "ui/suggestion_marks.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace wangge::ui {
namespace {

constexpr double motion_seconds = 0.18;
// A pixel of 96 dpi in metres: what "1 : 100,000" reckons with.
constexpr double pixel_metres = 0.0254 / 96;

double eased(double t) {
    return 1 - (1 - t) * (1 - t) * (1 - t);
}

// Zooms evenly in scale and moves evenly on the screen.
render::View between(const render::View& a, const render::View& b, double t) {
    render::View view = b;
    const double from = a.per_pixel.value, to = b.per_pixel.value;
    view.per_pixel = base::Metres{from * std::pow(to / from, t)};
    const double share = std::abs(to - from) < from * 1e-6 ? t : (view.per_pixel.value - from) / (to - from);
    view.centre = {a.centre.x + (b.centre.x - a.centre.x) * share, a.centre.y + (b.centre.y - a.centre.y) * share};
    return view;
}

} // namespace

MapCanvas::MapCanvas() = default;
MapCanvas::~MapCanvas() = default;

app::MapRequest MapCanvas::request_for(Context& c) const {
    app::MapRequest request;
    request.snapshot = c.work.snapshot();
    request.layers = shown_layers(c);
    request.picked = c.work.selection.picked();
    request.dark = c.work.settings.dark;
    request.language = c.work.settings.language;
    switch (c.work.stage) {
    case app::Stage::coverage:
        if (c.state.show_area_types)
            request.fill = render::AreaFill::area_type;
        else
            request.coverage = c.work.coverage();
        break;
    case app::Stage::blind_spots:
        request.blind = c.work.blind_spots();
        request.blind_kind = c.state.blind_kind;
        request.siting = c.work.siting();
        break;
    case app::Stage::assignment:
    case app::Stage::output:
        request.fill = c.work.counts().cells > 0 ? render::AreaFill::assignment : render::AreaFill::none;
        break;
    case app::Stage::grids:
        request.fill = c.work.counts().cells > 0 ? render::AreaFill::code : render::AreaFill::none;
        break;
    case app::Stage::data:
        break;
    }
    return request;
}

void MapCanvas::move_to(const render::View& target, bool slowly) {
    m_to = target;
    m_from = m_view;
    m_progress = slowly ? 0 : 1;
    if (!slowly)
        m_view = target;
}

void MapCanvas::zoom_about(ImVec2 pixel, double factor) {
    render::View target = m_progress < 1 ? m_to : m_view;
    const geo::MapPoint fixed = target.point_at(pixel.x, pixel.y);
    const double finest = 0.2, coarsest = 2000;
    target.per_pixel = base::Metres{std::clamp(target.per_pixel.value / factor, finest, coarsest)};
    const geo::MapPoint moved = target.point_at(pixel.x, pixel.y);
    target.centre.x += fixed.x - moved.x;
    target.centre.y += fixed.y - moved.y;
    move_to(target, true);
}

ImVec2 MapCanvas::on_screen(const Rect& rect, geo::MapPoint p) const {
    return {rect.x + static_cast<float>(m_view.pixel_x(p.x)), rect.y + static_cast<float>(m_view.pixel_y(p.y))};
}

geo::MapPoint MapCanvas::on_map(const Rect& rect, ImVec2 pixel) const {
    return m_view.point_at(pixel.x - rect.x, pixel.y - rect.y);
}

bool MapCanvas::prepare(Context& c, const Rect& rect, double seconds) {
    if (auto scene = c.work.map(request_for(c)))
        m_scene = std::move(scene);
    if (!c.snapshot)
        m_scene.reset();
    m_sharp = false;
    if (!m_scene)
        return std::exchange(m_painted_scene, 0) != 0;
    const int width = static_cast<int>(rect.w), height = static_cast<int>(rect.h);
    m_view.width = m_to.width = m_from.width = width;
    m_view.height = m_to.height = m_from.height = height;
    m_view.device_scale = m_to.device_scale = m_from.device_scale = c.ui.scale;
    if (m_fitted != c.work.path() || m_fit_wanted) {
        render::View start = render::view_of(m_scene->extent, width, height, c.ui.scale);
        // A project opened again is shown where it was left.
        if (const auto place = c.work.settings.place_of(c.work.path());
            place && !m_fit_wanted && place->metres_per_pixel > 0) {
            start.centre = {place->x, place->y};
            start.per_pixel = base::Metres{place->metres_per_pixel / c.ui.scale};
        }
        move_to(start, m_fit_wanted);
        m_fitted = c.work.path();
        m_fit_wanted = false;
    }
    if (const geo::Box flight = c.work.selection.take_flight(); !flight.empty())
        move_to(render::view_of(flight, width, height, c.ui.scale), true);
    if (m_progress < 1) {
        m_progress = std::min(1.0, m_progress + seconds / motion_seconds);
        m_view = between(m_from, m_to, eased(m_progress));
        c.ui.animating = true;
    }
    if (!m_backend) {
        m_backend = render::make_gl_backend();
        m_painter = std::make_unique<render::Painter>(*m_backend);
    }
    if (m_progress >= 1)
        m_view = m_surface.snapped(m_view);
    // A moved picture is scrolled. One that is zoomed is shown scaled and drawn as often as its own cost allows.
    m_since_draw += seconds;
    bool drawn = false;
    if (!m_surface.shows(*m_scene, m_view)) {
        const bool still = m_progress >= 1;
        if (still || m_since_draw > 3 * m_draw_seconds) {
            const auto began = std::chrono::steady_clock::now();
            m_surface.draw(*m_painter, *m_scene, m_view);
            m_draw_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
            m_since_draw = 0;
            drawn = true;
        } else
            c.ui.animating = true;
    }
    m_sharp = m_progress >= 1 && m_surface.shows(*m_scene, m_view);
    if (!m_projection || m_projection->epsg() != c.snapshot->epsg)
        m_projection = geo::Projection::from_epsg(c.snapshot->epsg);
    m_readout.system = m_projection->name() + "  EPSG:" + std::to_string(c.snapshot->epsg);
    m_readout.scale_denominator = m_view.per_pixel.value * c.ui.scale / pixel_metres;
    const bool changed = drawn || m_painted_scene != m_scene->id || !(m_painted == m_view);
    m_painted = m_view;
    m_painted_scene = m_scene->id;
    return changed;
}

void MapCanvas::paint(const Rect& rect, ImVec2 framebuffer) {
    if (!m_scene || !m_painter)
        return;
    const int x = static_cast<int>(rect.x), y = static_cast<int>(rect.y), height = static_cast<int>(framebuffer.y);
    m_surface.show(m_view, x, y, height);
    m_painter->draw_furniture(*m_scene, m_view, {x, y, m_view.width, m_view.height}, height);
}

void MapCanvas::handle_mouse(Context& c, const Rect& rect) {
    const ImGuiIO& io = ImGui::GetIO();
    const Hit h = hit(c.ui, "map", rect, c.ui.say("ui.map.title"), std::to_string(m_readout.scale_denominator));
    m_readout.cursor.reset();
    if (!h.hovered && !h.held) {
        m_hovered = {};
        return;
    }
    const geo::MapPoint here = on_map(rect, io.MousePos);
    m_readout.cursor = here;
    m_readout.cursor_place = m_projection->unproject(here);
    if (io.MouseWheel != 0)
        zoom_about({io.MousePos.x - rect.x, io.MousePos.y - rect.y}, std::pow(1.35, io.MouseWheel));
    if (ImGui::IsItemActivated())
        m_pressed_at = io.MousePos;
    const float moved = std::hypot(io.MousePos.x - m_pressed_at.x, io.MousePos.y - m_pressed_at.y);
    if (h.held && (m_dragging || moved > c.ui.px(3))) {
        m_dragging = true;
        render::View target = m_view;
        target.centre.x -= io.MouseDelta.x * m_view.per_pixel.value;
        target.centre.y += io.MouseDelta.y * m_view.per_pixel.value;
        move_to(target, false);
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    }
    const bool cells = c.work.stage == app::Stage::assignment || c.work.stage == app::Stage::grids ||
                       c.work.stage == app::Stage::output;
    const base::Metres reach{9 * c.ui.scale * m_view.per_pixel.value};
    if (h.clicked && !m_dragging) {
        if (m_measuring)
            m_measured.push_back(here);
        else
            c.work.selection.pick(app::pick_at(*c.snapshot, here, reach, shown_layers(c), cells));
    }
    if (!h.held && m_dragging) {
        m_dragging = false;
        c.ui.animating = true;
    }
    if (!m_dragging && (here.x != m_hovered_at.x || here.y != m_hovered_at.y)) {
        m_hovered_at = here;
        m_hovered = m_measuring ? app::Picked{} : app::pick_at(*c.snapshot, here, reach, shown_layers(c), cells);
    }
}

void MapCanvas::hover_card(Context& c, const Rect& rect) {
    // Villages and cells fill the map: a card that follows the mouse everywhere would be in the way.
    if (!m_hovered || m_dragging || m_hovered.kind == app::PickedKind::village ||
        m_hovered.kind == app::PickedKind::cell)
        return;
    Ui& ui = c.ui;
    const app::ObjectCard card = app::card_of(*c.snapshot, m_hovered, nullptr, c.work.catalog());
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float width = std::min(ui.px(260), std::max({ui.width_of(Face::body_bold, card.title),
                                                       ui.width_of(Face::small, card.subtitle), ui.px(80)}) +
                                                 ui.px(22));
    Rect box{mouse.x + ui.px(14), mouse.y + ui.px(14), width, ui.px(46)};
    if (box.right() > rect.right())
        box.x = mouse.x - box.w - ui.px(8);
    if (box.bottom() > rect.bottom())
        box.y = mouse.y - box.h - ui.px(8);
    ui.fill(box, ui.theme->panel, size::card_radius);
    ui.frame(box, ui.theme->border, size::card_radius);
    ui.text_in({box.x + ui.px(10), box.y + ui.px(4), box.w - ui.px(18), ui.px(20)}, Face::body_bold, ui.theme->text,
               card.title);
    ui.text_in({box.x + ui.px(10), box.y + ui.px(23), box.w - ui.px(18), ui.px(18)}, Face::small, ui.theme->text2,
               card.subtitle);
}

void MapCanvas::tools(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float side = ui.px(30), gap = ui.px(2);
    const auto plate = [&](const Rect& r) {
        ui.fill(r, t.panel, size::card_radius);
        ui.frame(r, t.border, size::card_radius);
    };
    const Rect left{rect.x + ui.px(12), rect.y + ui.px(12), side + 2 * gap, 2 * side + 3 * gap};
    plate(left);
    if (icon_button(ui, "canvas.select", {left.x + gap, left.y + gap, side, side}, Icon::pointer,
                    ui.say("ui.tool.select"), true, !m_measuring)) {
        m_measuring = false;
        m_measured.clear();
    }
    if (icon_button(ui, "canvas.measure", {left.x + gap, left.y + 2 * gap + side, side, side}, Icon::ruler,
                    ui.say("ui.tool.measure"), true, m_measuring)) {
        m_measuring = !m_measuring;
        m_measured.clear();
    }
    const Rect right{rect.right() - ui.px(12) - side - 2 * gap, rect.bottom() - ui.px(12) - 3 * side - 4 * gap,
                     side + 2 * gap, 3 * side + 4 * gap};
    plate(right);
    const ImVec2 middle{rect.w / 2, rect.h / 2};
    if (icon_button(ui, "canvas.zoom_in", {right.x + gap, right.y + gap, side, side}, Icon::plus,
                    ui.say("ui.tool.zoom_in")))
        zoom_about(middle, 1.7);
    if (icon_button(ui, "canvas.zoom_out", {right.x + gap, right.y + 2 * gap + side, side, side}, Icon::minus,
                    ui.say("ui.tool.zoom_out")))
        zoom_about(middle, 1 / 1.7);
    if (icon_button(ui, "canvas.fit", {right.x + gap, right.y + 3 * gap + 2 * side, side, side}, Icon::fit,
                    ui.say("ui.tool.fit")))
        fit();
    const ImVec2 north{rect.right() - ui.px(12) - ui.px(18), rect.y + ui.px(12) + ui.px(18)};
    ui.draw().AddCircleFilled(north, ui.px(18), t.panel, 40);
    ui.draw().AddCircle(north, ui.px(18), t.border, 40, ui.px(1));
    draw_icon(ui, Icon::north, {north.x, north.y - ui.px(3)}, t.text);
    ui.text_in({north.x - ui.px(16), north.y + ui.px(2), ui.px(32), ui.px(16)}, Face::small_bold, t.text,
               ui.say("ui.map.north"), Align::centre);
}

void MapCanvas::measure(Context& c, const Rect& rect) {
    if (!m_measuring)
        return;
    Ui& ui = c.ui;
    std::vector<geo::MapPoint> path = m_measured;
    if (!path.empty() && m_readout.cursor)
        path.push_back(*m_readout.cursor);
    double metres = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const ImVec2 at = on_screen(rect, path[i]);
        if (i > 0) {
            const ImVec2 before = on_screen(rect, path[i - 1]);
            ui.line(before, at, ui.theme->panel, 4);
            ui.line(before, at, ui.theme->accent, 2);
            metres += app::ground_distance(*m_projection, path[i - 1], path[i]).value;
        }
    }
    for (const geo::MapPoint& p : path) {
        ui.draw().AddCircleFilled(on_screen(rect, p), ui.px(4), ui.theme->panel, 16);
        ui.draw().AddCircle(on_screen(rect, p), ui.px(4), ui.theme->accent, 16, ui.px(2));
    }
    const std::string text =
        path.size() < 2
            ? ui.say("ui.measure.start")
            : ui.say("ui.measure.length", {{"length", app::length_text(base::Metres{metres}, c.work.catalog())}});
    const float w = ui.width_of(Face::body_bold, text) + ui.px(24);
    const Rect box{rect.x + ui.px(56), rect.y + ui.px(12), w, ui.px(32)};
    ui.fill(box, ui.theme->panel, size::card_radius);
    ui.frame(box, ui.theme->border, size::card_radius);
    ui.registry.add("canvas.measured", {box, text, app::number_text(metres, 0), true});
    ui.text_in(box, Face::body_bold, ui.theme->text, text, Align::centre);
}

void MapCanvas::suggestions(Context& c, const Rect& rect) {
    const auto view = c.work.stage == app::Stage::blind_spots ? c.work.siting() : nullptr;
    if (!view)
        return;
    // The first lie on top.
    for (std::size_t i = view->places.size(); i-- > 0;)
        draw_suggestion(c.ui, on_screen(rect, view->places[i].point), static_cast<int>(i) + 1);
}

void MapCanvas::controls(Context& c, const Rect& rect) {
    begin_area(c.ui, "map", rect, 0, false);
    c.ui.draw().PushClipRect(rect.min(), rect.max());
    if (c.snapshot && m_scene) {
        // Buttons first: ImGui gives the mouse to the first item that claims it.
        suggestions(c, rect);
        tools(c, rect);
        handle_mouse(c, rect);
        measure(c, rect);
        hover_card(c, rect);
    }
    c.ui.draw().PopClipRect();
    end_area();
}

} // namespace wangge::ui
