// An OpenGL context and a framebuffer without a window or a display (EGL, surfaceless).
#pragma once
#include "render/image.h"

#include <memory>

namespace wangge::render {

class Offscreen {
public:
    // Makes its context current on this thread. Throws Error(environment) "render.no_gl" when the machine has no EGL
    // with OpenGL 3.3, "render.too_large" when a side is longer than the driver's limit.
    // `stencil`: scenes are drawn on it themselves; a window draws them on surfaces of their own.
    Offscreen(int width, int height, bool stencil = true);
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    int width() const { return m_width; }
    int height() const { return m_height; }
    // What was drawn since.
    Image read() const;

private:
    struct Context;
    std::unique_ptr<Context> m_context;
    int m_width, m_height;
};

} // namespace wangge::render
