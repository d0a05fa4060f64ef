// A small map inside a dialog: the scene in its own surface, put under what is drawn over it.
#pragma once
#include "ui/ui.h"

#include "render/map_surface.h"
#include "render/painter.h"
#include "render/scene.h"

#include <memory>

namespace wangge::ui {

class MiniMap {
public:
    MiniMap();
    ~MiniMap();

    // Shows this box from the next frame on.
    void look_at(const geo::Box& box) { m_wanted = box; }
    // Wheel and dragging inside `rect` move the view. `scene` may be null: then the ground is plain.
    void show(Ui& ui, std::string_view id, const Rect& rect, const std::shared_ptr<const render::Scene>& scene);
    ImVec2 on_screen(geo::MapPoint point) const;
    // Takes over place and scale of another map, from the next frame on.
    void follow(const render::View& view);
    const render::View& view() const { return m_view; }
    bool moved() const { return m_moved; } // by the mouse, in the last frame

private:
    void draw_ground(const Rect& rect);

    std::unique_ptr<render::Backend> m_backend;
    std::unique_ptr<render::Painter> m_painter;
    render::MapSurface m_surface;
    std::shared_ptr<const render::Scene> m_scene;
    render::View m_view;
    geo::Box m_wanted;
    Rect m_rect;
    bool m_moved = false;
};

} // namespace wangge::ui
