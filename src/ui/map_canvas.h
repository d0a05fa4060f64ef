// The map in the middle: the picture is drawn only when something changed (map_canvas.cpp); pan, zoom about the cursor,
// hover, pick and the tools are in map_canvas_input.cpp.
#pragma once
#include "ui/context.h"
#include "ui/shell/status_bar.h"
#include "ui/tools/map_tools.h"
#include "ui/tools/view_history.h"
#include "ui/tools/view_list.h"

#include "geo/projection.h"
#include "render/map_surface.h"
#include "render/painter.h"

#include <memory>
#include <optional>

namespace wangge::ui {

class MapCanvas {
public:
    MapCanvas();
    ~MapCanvas();

    // Makes what the first picture needs, while the project is still being read.
    void warm_up(const Rect& rect, float scale);
    // Asks for the scene and draws it into its surface when needed. True when the map looks different from the last
    // frame.
    bool prepare(Context& context, const Rect& rect, double seconds);
    // Copies the surface into the window, under everything else.
    void paint(const Rect& rect, ImVec2 framebuffer);
    // Mouse, tools and cards above the picture.
    void controls(Context& context, const Rect& rect);
    const MapReadout& readout() const { return m_readout; }
    // True while the picture moves or waits for a scene.
    bool moving() const { return m_progress < 1; }
    // True while pieces of a base map are being read for the picture.
    bool reading() const;
    // True when the picture shows the last scene in full detail at the present view.
    bool sharp() const { return m_sharp; }
    void fit() { m_fit_wanted = true; }
    const render::View& view() const { return m_view; }
    bool has_view() const { return m_painted_scene != 0; }
    // What the map shows now, as a scene is asked for.
    app::MapRequest request_for(Context& context) const;
    // Shows that place at that scale at once.
    void look(geo::MapPoint centre, base::Metres per_pixel);

private:
    void make_painter();
    void move_to(const render::View& target, bool eased);
    void zoom_about(ImVec2 pixel, double factor);
    void handle_mouse(Context& context, const MapFrame& frame);
    void hover_card(Context& context, const Rect& rect);
    void view_buttons(Context& context, const MapFrame& frame);
    void obey(Context& context);
    void suggestions(Context& context, const MapFrame& frame);

    std::unique_ptr<render::Backend> m_backend;
    std::unique_ptr<render::Painter> m_painter;
    render::MapSurface m_surface;
    std::shared_ptr<const render::Scene> m_scene;
    render::View m_view, m_from, m_to, m_painted; // shown now; ends of a motion; shown before
    double m_progress = 1, m_draw_seconds = 0, m_since_draw = 1;
    std::filesystem::path m_fitted; // project that the view was fitted to
    std::uint64_t m_painted_scene = 0;
    bool m_sharp = false, m_fit_wanted = false, m_dragging = false;
    ImVec2 m_pressed_at;
    MapTools m_tools;
    ViewHistory m_history;
    ViewList m_views;
    std::optional<geo::Projection> m_projection;
    app::Picked m_hovered;
    geo::MapPoint m_hovered_at;
    MapReadout m_readout;
};

} // namespace wangge::ui
