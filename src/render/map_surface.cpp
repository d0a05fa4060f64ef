#include "render/map_surface.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <epoxy/gl.h>

namespace wangge::render {

// Two pictures, because what is moved within one would be overwritten while it is read.
struct MapSurface::Buffers {
    GLuint framebuffers[2] = {0, 0}, colours[2] = {0, 0}, stencil = 0;
    int front = 0;
    Buffers() {
        glGenFramebuffers(2, framebuffers);
        glGenRenderbuffers(2, colours);
        glGenRenderbuffers(1, &stencil);
    }
    ~Buffers() {
        glDeleteFramebuffers(2, framebuffers);
        glDeleteRenderbuffers(2, colours);
        glDeleteRenderbuffers(1, &stencil);
    }
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;
};

namespace {

// Leaves the target bound that was bound before.
class KeepTarget {
public:
    KeepTarget() { glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &m_target); }
    ~KeepTarget() { glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(m_target)); }
    KeepTarget(const KeepTarget&) = delete;
    KeepTarget& operator=(const KeepTarget&) = delete;

private:
    GLint m_target = 0;
};

} // namespace

MapSurface::MapSurface() {
    m_view.width = m_view.height = 0;
}
MapSurface::~MapSurface() = default;

bool MapSurface::same_scale(const View& view) const {
    return m_view.per_pixel == view.per_pixel && m_view.width == view.width && m_view.height == view.height &&
           m_view.device_scale == view.device_scale;
}

View MapSurface::snapped(const View& view) const {
    if (!same_scale(view))
        return view;
    View result = view;
    const double step = view.per_pixel.value;
    const double dx = std::round((view.centre.x - m_view.centre.x) / step),
                 dy = std::round((view.centre.y - m_view.centre.y) / step);
    // Far away any view will do: it is drawn afresh.
    if (std::abs(dx) >= view.width || std::abs(dy) >= view.height)
        return view;
    result.centre = {m_view.centre.x + dx * step, m_view.centre.y + dy * step};
    result.paper_x = m_view.paper_x - static_cast<int>(dx);
    result.paper_y = m_view.paper_y + static_cast<int>(dy);
    return result;
}

bool MapSurface::shows(const Scene& scene, const View& view) const {
    return m_scene == scene.id && m_base_maps == base_map_revision(scene) && same_scale(view) &&
           m_view.centre == view.centre;
}

bool MapSurface::serves(const View& view) const {
    if (m_view.width == 0 || m_view.width != view.width || m_view.height != view.height)
        return false;
    const geo::Box drawn = m_view.box().grown(0.15 * m_view.per_pixel.value * m_view.width), wanted = view.box();
    return m_view.per_pixel.value < 1.6 * view.per_pixel.value && wanted.min_x > drawn.min_x &&
           wanted.max_x < drawn.max_x && wanted.min_y > drawn.min_y && wanted.max_y < drawn.max_y;
}

bool MapSurface::can_scroll(const Painter& painter, const Scene& scene, const View& view) const {
    if (m_scene != scene.id || m_base_maps != base_map_revision(scene) || !same_scale(view) ||
        !painter.region_holds(scene, view))
        return false;
    const View to = snapped(view);
    return to.centre == view.centre && std::abs(view.pixel_x(m_view.centre.x) - view.width / 2.0) < view.width &&
           std::abs(view.pixel_y(m_view.centre.y) - view.height / 2.0) < view.height;
}

void MapSurface::resize(int width, int height) {
    if (!m_buffers)
        m_buffers = std::make_unique<Buffers>();
    else if (width == m_view.width && height == m_view.height)
        return;
    glBindRenderbuffer(GL_RENDERBUFFER, m_buffers->stencil);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
    for (int i = 0; i < 2; ++i) {
        glBindFramebuffer(GL_FRAMEBUFFER, m_buffers->framebuffers[i]);
        glBindRenderbuffer(GL_RENDERBUFFER, m_buffers->colours[i]);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, m_buffers->colours[i]);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, m_buffers->stencil);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
            base::fail_environment("render.no_gl", {{"step", "glFramebufferRenderbuffer"}});
    }
}

// Moves the picture to the right and down; what has no source is left as it was.
void MapSurface::scroll(int dx, int dy) {
    const int w = m_view.width, h = m_view.height;
    const int x0 = std::max(0, dx), x1 = std::min(w, w + dx), y0 = std::max(0, -dy), y1 = std::min(h, h - dy);
    Buffers& b = *m_buffers;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, b.framebuffers[b.front]);
    b.front = 1 - b.front;
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, b.framebuffers[b.front]);
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(x0 - dx, y0 + dy, x1 - dx, y1 + dy, x0, y0, x1, y1, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void MapSurface::draw(Painter& painter, const Scene& scene, const View& view) {
    const KeepTarget keep;
    const bool scrolls = can_scroll(painter, scene, view);
    const std::uint64_t base_maps = base_map_revision(scene); // what comes while we draw is for the next time
    resize(view.width, view.height);
    m_drawn_pixels = 0;
    const auto part = [&](PixelArea area) {
        if (area.empty())
            return;
        glBindFramebuffer(GL_FRAMEBUFFER, m_buffers->framebuffers[m_buffers->front]);
        painter.draw_part(scene, view, area);
        m_drawn_pixels += static_cast<std::int64_t>(area.width) * area.height;
    };
    if (scrolls) {
        const int dx = static_cast<int>(std::lround(view.pixel_x(m_view.centre.x) - view.width / 2.0)),
                  dy = static_cast<int>(std::lround(view.pixel_y(m_view.centre.y) - view.height / 2.0));
        scroll(dx, dy);
        const int top = std::max(0, dy), bottom = std::min(view.height, view.height + dy);
        part({dx > 0 ? 0 : view.width + dx, top, std::abs(dx), bottom - top});
        part({0, dy > 0 ? 0 : view.height + dy, view.width, std::abs(dy)});
    } else {
        if (!painter.region_holds(scene, view))
            painter.lay_out_region(scene, view);
        part({0, 0, view.width, view.height});
    }
    m_view = view;
    m_scene = scene.id;
    m_base_maps = base_maps;
}

void MapSurface::show(const View& view, int x, int y, int target_height) const {
    if (!m_buffers || m_view.width == 0)
        return;
    const KeepTarget keep;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffers[m_buffers->front]);
    // OpenGL counts rows from below.
    const int left = x, top = target_height - y, right = x + view.width, bottom = top - view.height;
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, bottom, view.width, view.height);
    if (same_scale(view) && m_view.centre == view.centre) {
        glBlitFramebuffer(0, 0, m_view.width, m_view.height, left, bottom, right, top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    } else {
        const geo::Box drawn = m_view.box();
        const auto column = [&](double at) { return left + static_cast<GLint>(std::lround(view.pixel_x(at))); };
        const auto row = [&](double at) { return top - static_cast<GLint>(std::lround(view.pixel_y(at))); };
        glBlitFramebuffer(0, 0, m_view.width, m_view.height, column(drawn.min_x), row(drawn.min_y), column(drawn.max_x),
                          row(drawn.max_y), GL_COLOR_BUFFER_BIT, same_scale(view) ? GL_NEAREST : GL_LINEAR);
    }
    glDisable(GL_SCISSOR_TEST);
}

} // namespace wangge::render
