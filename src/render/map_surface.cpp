#include "render/map_surface.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <epoxy/gl.h>

namespace wangge::render {

struct MapSurface::Buffers {
    GLuint framebuffer = 0, colour = 0, stencil = 0;
    GLint window = 0; // the framebuffer that was bound before begin()
    Buffers() {
        glGenFramebuffers(1, &framebuffer);
        glGenRenderbuffers(1, &colour);
        glGenRenderbuffers(1, &stencil);
    }
    ~Buffers() {
        glDeleteFramebuffers(1, &framebuffer);
        glDeleteRenderbuffers(1, &colour);
        glDeleteRenderbuffers(1, &stencil);
    }
};

MapSurface::MapSurface() = default;
MapSurface::~MapSurface() = default;

void MapSurface::begin(int width, int height) {
    if (!m_buffers)
        m_buffers = std::make_unique<Buffers>();
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &m_buffers->window);
    glBindFramebuffer(GL_FRAMEBUFFER, m_buffers->framebuffer);
    if (width != m_width || height != m_height) {
        m_width = width;
        m_height = height;
        glBindRenderbuffer(GL_RENDERBUFFER, m_buffers->colour);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, m_buffers->colour);
        glBindRenderbuffer(GL_RENDERBUFFER, m_buffers->stencil);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, m_buffers->stencil);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
            base::fail_environment("render.no_gl", {{"step", "glFramebufferRenderbuffer"}});
    }
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
}

void MapSurface::end() {
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(m_buffers->window));
}

void MapSurface::show(int x, int y, int window_height, float zoom, float shift_x, float shift_y) const {
    if (!m_buffers || m_width == 0)
        return;
    GLint window = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &window);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffer);
    // OpenGL counts rows from below, both here and in the window.
    const int top = window_height - y, bottom = top - m_height;
    glEnable(GL_SCISSOR_TEST);
    glScissor(x, bottom, m_width, m_height);
    const float middle_x = static_cast<float>(x) + static_cast<float>(m_width) / 2 + shift_x;
    const float middle_y = static_cast<float>(bottom + top) / 2 - shift_y;
    const float half_w = static_cast<float>(m_width) / 2 * zoom, half_h = static_cast<float>(m_height) / 2 * zoom;
    const bool still = zoom == 1 && shift_x == std::round(shift_x) && shift_y == std::round(shift_y);
    glBlitFramebuffer(
        0, 0, m_width, m_height, static_cast<GLint>(std::lround(middle_x - half_w)),
        static_cast<GLint>(std::lround(middle_y - half_h)), static_cast<GLint>(std::lround(middle_x + half_w)),
        static_cast<GLint>(std::lround(middle_y + half_h)), GL_COLOR_BUFFER_BIT, still ? GL_NEAREST : GL_LINEAR);
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(window));
}

Image read_window(int width, int height) {
    Image image(width, height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, image.bytes.data());
    const auto row = static_cast<std::ptrdiff_t>(width) * 4;
    for (int y = 0; y < height / 2; ++y)
        std::swap_ranges(image.bytes.begin() + y * row, image.bytes.begin() + (y + 1) * row,
                         image.bytes.begin() + (height - 1 - y) * row);
    return image;
}

void clear_window(int width, int height, float r, float g, float b) {
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, width, height);
    glClearColor(r, g, b, 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

} // namespace wangge::render
