#include "render/picture_surface.h"

#include <epoxy/gl.h>

namespace wangge::render {

struct PictureSurface::Buffers {
    GLuint framebuffer = 0, texture = 0;
    Buffers() {
        glGenFramebuffers(1, &framebuffer);
        glGenTextures(1, &texture);
    }
    ~Buffers() {
        glDeleteFramebuffers(1, &framebuffer);
        glDeleteTextures(1, &texture);
    }
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;
};

PictureSurface::PictureSurface() = default;
PictureSurface::~PictureSurface() = default;

void PictureSurface::set(const Image& picture) {
    if (!m_buffers)
        m_buffers = std::make_unique<Buffers>();
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindTexture(GL_TEXTURE_2D, m_buffers->texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width, picture.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 picture.bytes.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffer);
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_buffers->texture, 0);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
    m_width = picture.width;
    m_height = picture.height;
}

std::uint32_t PictureSurface::texture() const {
    return m_buffers ? m_buffers->texture : 0;
}

void PictureSurface::show(PixelArea part, PixelArea inside, int target_height) const {
    if (!m_buffers || m_width == 0)
        return;
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffer);
    glEnable(GL_SCISSOR_TEST);
    glScissor(inside.x, target_height - inside.y - inside.height, inside.width, inside.height);
    // OpenGL counts rows from below; the picture's first row is its upper one.
    const int top = target_height - part.y;
    const bool same = part.width == m_width && part.height == m_height;
    glBlitFramebuffer(0, 0, m_width, m_height, part.x, top, part.x + part.width, top - part.height, GL_COLOR_BUFFER_BIT,
                      same ? GL_NEAREST : GL_LINEAR);
    glDisable(GL_SCISSOR_TEST);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
}

} // namespace wangge::render
