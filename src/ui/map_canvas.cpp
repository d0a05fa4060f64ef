#include "ui/map_canvas.h"

#include "app/view/crs_text.h"
#include "ui/shell/layer_eyes.h"
#include "ui/suggestion_marks.h"
#include "ui/tools/twin_map.h"

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
    request.dark = c.work.settings.dark;
    request.language = c.work.settings.language;
    request.look = c.work.look();
    request.shelf = c.work.shelf();
    request.fill = fill_of(c);
    if (c.work.stage == app::Stage::grids || c.work.stage == app::Stage::assignment)
        request.interim = c.work.interim();
    if (request.interim)
        request.fill = render::AreaFill::assignment;
    if (request.fill == render::AreaFill::coverage || request.layers.contains("reach"))
        if (auto view = c.work.coverage(); view && !view->nobody)
            request.coverage = std::move(view);
    if (request.fill == render::AreaFill::due)
        request.objects = c.work.objects();
    if (request.fill == render::AreaFill::access || request.fill == render::AreaFill::backup)
        request.access = c.work.access();
    if (request.fill == render::AreaFill::area_difference)
        request.compare = c.work.area_comparison();
    if (c.work.stage == app::Stage::blind_spots) {
        request.blind = c.work.blind_spots();
        request.blind_kind = c.state.blind_kind;
        request.siting = c.work.siting();
    }
    if (request.layers.contains("ledger"))
        request.ledger = c.work.ledger();
    if (TwinMap::wanted(c))
        if (const auto plans = c.work.drawing.compare(c.work.snapshot(), c.work.path(), c.state.compare_plan))
            request.beside = {plans, &plans->other_cells};
    return request;
}

void MapCanvas::move_to(const render::View& target, bool slowly) {
    m_to = target;
    m_from = m_view;
    m_progress = slowly ? 0 : 1;
    if (!slowly)
        m_view = target;
}

void MapCanvas::look(geo::MapPoint centre, base::Metres per_pixel) {
    render::View target = m_view;
    target.centre = centre;
    target.per_pixel = per_pixel;
    move_to(target, false);
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

bool MapCanvas::reading() const {
    if (m_scene)
        for (const render::Step& step : m_scene->steps)
            if (const auto* base_map = std::get_if<render::BaseMapStep>(&step.what);
                base_map && base_map->map->waiting())
                return true;
    return false;
}

void MapCanvas::make_painter() {
    if (m_backend)
        return;
    m_backend = render::make_gl_backend();
    m_painter = std::make_unique<render::Painter>(*m_backend);
}

void MapCanvas::warm_up(const Rect& rect, float scale) {
    if (m_backend)
        return;
    make_painter();
    m_surface.draw(*m_painter, {},
                   {.width = static_cast<int>(rect.w), .height = static_cast<int>(rect.h), .device_scale = scale});
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
        if (m_fitted != c.work.path())
            m_history.clear();
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
    if (m_progress >= 1 && !m_dragging)
        m_history.note(m_view);
    make_painter();
    if (m_progress >= 1)
        m_view = m_surface.snapped(m_view);
    // A moved picture is scrolled. One that is zoomed is shown scaled as long as that will do, and then drawn as often
    // as its own cost allows.
    m_since_draw += seconds;
    bool drawn = false;
    if (!m_surface.shows(*m_scene, m_view)) {
        const bool still = m_progress >= 1;
        if (still || (!m_surface.serves(m_view) && m_since_draw > 3 * m_draw_seconds)) {
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
    m_readout.system = app::crs_text(c.snapshot->epsg, m_projection->name(), c.work.catalog());
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

} // namespace wangge::ui
