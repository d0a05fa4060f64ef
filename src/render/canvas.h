// A small picture painted from distances to shapes: symbols, plates and furniture, smooth at every size.
#pragma once
#include "render/image.h"
#include "style/symbology.h"

#include <functional>
#include <vector>

namespace wangge::render {

struct CanvasPoint {
    double x = 0, y = 0; // pixels, y down
};
// Signed distance to a shape's edge in pixels, negative inside.
using Shape = std::function<double(CanvasPoint)>;

Shape disc(CanvasPoint centre, double radius);
Shape ring(CanvasPoint centre, double radius, double width);
Shape rounded_box(CanvasPoint centre, double half_width, double half_height, double radius);
Shape polygon(std::vector<CanvasPoint> corners);
Shape united(Shape a, Shape b);
Shape grown(Shape shape, double by);

class Canvas {
public:
    Canvas(int width, int height) : m_image(width, height) {}
    void fill(const Shape& shape, style::Colour colour);
    // Premultiplied.
    const Image& image() const { return m_image; }

private:
    Image m_image;
};

// A symbol with its one-pixel keyline in the ink's colour, `pixels` device pixels wide (its box), in a picture three
// pixels wider on each side. Premultiplied.
Image symbol_picture(const style::Symbol& symbol, double pixels, double device_scale);

} // namespace wangge::render
