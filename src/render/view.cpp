#include "render/view.h"

#include <algorithm>

namespace wangge::render {

View view_of(const geo::Box& box, int width, int height, double device_scale, double margin) {
    View view{{0, 0}, {1}, width, height, device_scale};
    if (box.empty())
        return view;
    view.centre = box.centre();
    const double room = 1 - 2 * margin;
    const double needed = std::max(box.width() / (width * room), box.height() / (height * room));
    // A single point still needs some ground around it.
    view.per_pixel = {std::max(needed, 0.5)};
    return view;
}

} // namespace wangge::render
