// The map's picture on the graphics card: drawn once, moved by whole pixels while the view pans, drawn anew only where
// something came into sight.
#pragma once
#include "render/painter.h"

#include <memory>

namespace wangge::render {

class MapSurface {
public:
    // Needs a current OpenGL 3.3 context from the first drawing on.
    MapSurface();
    ~MapSurface();
    MapSurface(const MapSurface&) = delete;
    MapSurface& operator=(const MapSurface&) = delete;

    // The view moved by less than a pixel so that scrolling leads to it.
    View snapped(const View& view) const;
    // True when the picture is that of the view.
    bool shows(const Scene& scene, const View& view) const;
    // True when only strips at the rim must be drawn.
    bool can_scroll(const Painter& painter, const Scene& scene, const View& view) const;
    // True when the picture, scaled and moved, will do for the view while it goes on moving: not too coarse, and with
    // but a narrow rim missing.
    bool serves(const View& view) const;
    // Makes the picture that of the view: scrolls where it can.
    void draw(Painter& painter, const Scene& scene, const View& view);
    // Copies the picture into a target that is `target_height` high, upper left corner at (x, y) from the upper left.
    // While `view` differs from what was drawn the picture is scaled and moved.
    void show(const View& view, int x, int y, int target_height) const;
    // Pixels that the last draw() drew.
    std::int64_t drawn_pixels() const { return m_drawn_pixels; }

private:
    struct Buffers;
    bool same_scale(const View& view) const;
    void resize(int width, int height);
    void scroll(int dx, int dy);

    std::unique_ptr<Buffers> m_buffers;
    View m_view;
    std::uint64_t m_scene = 0, m_base_maps = 0;
    std::int64_t m_drawn_pixels = 0;
};

} // namespace wangge::render
