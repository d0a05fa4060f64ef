#include "render/offscreen.h"

#include "base/error.h"

#include <algorithm>
#include <epoxy/egl.h>
#include <epoxy/gl.h>

namespace wangge::render {

struct Offscreen::Context {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint framebuffer = 0, colour = 0, stencil = 0;

    ~Context() {
        if (display == EGL_NO_DISPLAY)
            return;
        if (context != EGL_NO_CONTEXT) {
            glDeleteFramebuffers(1, &framebuffer);
            glDeleteRenderbuffers(1, &colour);
            glDeleteRenderbuffers(1, &stencil);
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
        eglTerminate(display);
    }
};

namespace {

[[noreturn]] void fail(const char* step) {
    base::fail_environment("render.no_gl", {{"step", step}});
}

} // namespace

Offscreen::Offscreen(int width, int height, bool stencil)
    : m_context(std::make_unique<Context>()), m_width(width), m_height(height) {
    Context& c = *m_context;
    if (!epoxy_has_egl())
        fail("EGL");
    c.display = epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")
                    ? eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)
                    : eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (c.display == EGL_NO_DISPLAY || !eglInitialize(c.display, nullptr, nullptr))
        fail("eglInitialize");
    if (!eglBindAPI(EGL_OPENGL_API))
        fail("eglBindAPI");
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (!eglChooseConfig(c.display, wanted, &config, 1, &found) || found == 0)
        fail("eglChooseConfig");
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    c.context = eglCreateContext(c.display, config, EGL_NO_CONTEXT, version);
    if (c.context == EGL_NO_CONTEXT || !eglMakeCurrent(c.display, EGL_NO_SURFACE, EGL_NO_SURFACE, c.context))
        fail("eglCreateContext");

    GLint limit = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &limit);
    if (std::max(width, height) > limit)
        base::fail_environment("render.too_large", {{"limit", std::to_string(limit)}});
    glGenFramebuffers(1, &c.framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, c.framebuffer);
    glGenRenderbuffers(1, &c.colour);
    glBindRenderbuffer(GL_RENDERBUFFER, c.colour);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, c.colour);
    if (stencil) {
        glGenRenderbuffers(1, &c.stencil);
        glBindRenderbuffer(GL_RENDERBUFFER, c.stencil);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, c.stencil);
    }
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        fail("glFramebufferRenderbuffer");
}

Offscreen::~Offscreen() = default;

Image Offscreen::read() const {
    Image image(m_width, m_height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, m_width, m_height, GL_RGBA, GL_UNSIGNED_BYTE, image.bytes.data());
    // OpenGL counts rows from below.
    const std::size_t row = static_cast<std::size_t>(m_width) * 4;
    for (int y = 0; y < m_height / 2; ++y)
        std::swap_ranges(image.bytes.begin() + static_cast<std::ptrdiff_t>(y * row),
                         image.bytes.begin() + static_cast<std::ptrdiff_t>((y + 1) * row),
                         image.bytes.begin() + static_cast<std::ptrdiff_t>((m_height - 1 - y) * row));
    return image;
}

} // namespace wangge::render
