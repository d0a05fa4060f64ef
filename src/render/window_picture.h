// The window's picture between frames: what did not change need not be drawn again.
#pragma once
#include "render/backend.h"
#include "render/image.h"

#include <memory>

namespace wangge::render {

// A window's own buffer is worth nothing after a swap, so the picture is kept beside it and copied.
class WindowPicture {
public:
    // Needs a current OpenGL 3.3 context from the first begin() on.
    WindowPicture();
    ~WindowPicture();
    WindowPicture(const WindowPicture&) = delete;
    WindowPicture& operator=(const WindowPicture&) = delete;

    // Drawing goes here; what was drawn before is still there unless the size changed.
    void begin(int width, int height);
    // Copies all of it into the window. Drawing goes there again.
    void show() const;
    // What was drawn.
    Image read() const;

private:
    struct Buffers;
    std::unique_ptr<Buffers> m_buffers;
    int m_width = 0, m_height = 0;
};

// Fills a part of the target that is bound with one colour.
void clear_part(PixelArea part, int target_height, style::Colour colour);

} // namespace wangge::render
