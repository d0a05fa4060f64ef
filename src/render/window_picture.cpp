#include "render/window_picture.h"

#include <epoxy/gl.h>

namespace wangge::render {

struct WindowPicture::Buffers {
    GLuint framebuffer = 0, colour = 0;
    Buffers() {
        glGenFramebuffers(1, &framebuffer);
        glGenRenderbuffers(1, &colour);
    }
    ~Buffers() {
        glDeleteFramebuffers(1, &framebuffer);
        glDeleteRenderbuffers(1, &colour);
    }
    Buffers(const Buffers&) = delete;
    Buffers& operator=(const Buffers&) = delete;
};

WindowPicture::WindowPicture() = default;
WindowPicture::~WindowPicture() = default;

void WindowPicture::begin(int width, int height) {
    if (!m_buffers)
        m_buffers = std::make_unique<Buffers>();
    glBindFramebuffer(GL_FRAMEBUFFER, m_buffers->framebuffer);
    if (width == m_width && height == m_height)
        return;
    m_width = width;
    m_height = height;
    glBindRenderbuffer(GL_RENDERBUFFER, m_buffers->colour);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, m_buffers->colour);
}

void WindowPicture::show() const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(0, 0, m_width, m_height, 0, 0, m_width, m_height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

Image WindowPicture::read() const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, m_buffers->framebuffer);
    Image image(m_width, m_height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    // OpenGL counts rows from below.
    for (int row = 0; row < m_height; ++row)
        glReadPixels(0, m_height - 1 - row, m_width, 1, GL_RGBA, GL_UNSIGNED_BYTE, image.at(0, row));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    return image;
}

void clear_part(PixelArea part, int target_height, style::Colour colour) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(part.x, target_height - part.y - part.height, part.width, part.height);
    glClearColor(colour.r / 255.f, colour.g / 255.f, colour.b / 255.f, colour.a / 255.f);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
}

} // namespace wangge::render
