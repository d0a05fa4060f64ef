#include "geo/spatial_order.h"

#include "geo/types.h"

#include <cmath>

namespace wangge::geo {
namespace {

// Position of a cell along the Hilbert curve of a 2^bits x 2^bits grid (Hilbert 1891; the usual quadrant walk).
std::uint32_t hilbert_position(std::uint32_t x, std::uint32_t y, int bits) {
    std::uint32_t position = 0;
    for (std::uint32_t side = 1u << (bits - 1); side > 0; side >>= 1) {
        const bool right = (x & side) != 0, upper = (y & side) != 0;
        position = position * 4 + (right ? (upper ? 2 : 3) : (upper ? 1 : 0));
        if (!upper) {
            if (right) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

} // namespace

std::vector<std::uint32_t> spatial_order(std::span<const double> x, std::span<const double> y) {
    const std::size_t count = x.size();
    Box box;
    for (std::size_t i = 0; i < count; ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            box.add(MapPoint{x[i], y[i]});
    int bits = 1;
    while (bits < 11 && (std::size_t{2} << (2 * bits)) < count)
        ++bits;
    const double cells = static_cast<double>(1u << bits), last = cells - 1;
    const double extent = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    const double scale = extent > 0 && std::isfinite(extent) ? cells / extent : 0;
    const std::uint32_t steps = 1u << (2 * bits);

    std::vector<std::uint32_t> step(count), start(steps + 2, 0);
    for (std::size_t i = 0; i < count; ++i) {
        step[i] = steps; // no place: behind the curve
        if (std::isfinite(x[i]) && std::isfinite(y[i])) {
            const double column = std::clamp((x[i] - box.min_x) * scale, 0.0, last);
            const double row = std::clamp((y[i] - box.min_y) * scale, 0.0, last);
            step[i] = hilbert_position(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row), bits);
        }
        ++start[step[i] + 1];
    }
    for (std::uint32_t s = 0; s <= steps; ++s)
        start[s + 1] += start[s];
    std::vector<std::uint32_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[start[step[i]]++] = static_cast<std::uint32_t>(i);
    return order;
}

} // namespace wangge::geo
