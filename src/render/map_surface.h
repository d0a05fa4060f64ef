// A picture of the map kept on the graphics card: drawn when it changed, copied into the window every frame.
#pragma once
#include "render/image.h"

#include <memory>

namespace wangge::render {

class MapSurface {
public:
    MapSurface();
    ~MapSurface();
    MapSurface(const MapSurface&) = delete;
    MapSurface& operator=(const MapSurface&) = delete;

    // Drawing goes here until end(); the size may change from time to time. Needs a current OpenGL 3.3 context.
    void begin(int width, int height);
    // Drawing goes to the window again, into the whole of it.
    void end();
    // Copies the picture into the window whose framebuffer is `window_height` high, upper left corner at (x, y) from
    // the upper left. With `zoom` and `shift` the picture is scaled about its centre and moved, for motion between two
    // drawings.
    void show(int x, int y, int window_height, float zoom = 1, float shift_x = 0, float shift_y = 0) const;
    int width() const { return m_width; }
    int height() const { return m_height; }

private:
    struct Buffers;
    std::unique_ptr<Buffers> m_buffers;
    int m_width = 0, m_height = 0;
};

// What the window shows, upper row first.
Image read_window(int width, int height);
// Fills the window with one colour.
void clear_window(int width, int height, float r, float g, float b);

} // namespace wangge::render
