#include "render/mesh.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

std::vector<BinRows> binned(const std::vector<geo::Box>& boxes) {
    geo::Box all;
    for (const geo::Box& box : boxes)
        if (!box.empty())
            all.add(box);
    if (all.empty())
        return {};
    const double wanted = std::sqrt(static_cast<double>(boxes.size()) / 100);
    const auto slices = [&](double length) {
        return static_cast<int>(std::clamp(std::max(wanted, length / 32000), 1.0, 256.0));
    };
    const int columns = slices(all.width()), rows = slices(all.height());
    const double w = std::max(all.width() / columns, 1e-9), h = std::max(all.height() / rows, 1e-9);
    std::vector<BinRows> grid(static_cast<std::size_t>(columns) * rows);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].empty())
            continue;
        const geo::MapPoint c = boxes[i].centre();
        const int column = std::clamp(static_cast<int>((c.x - all.min_x) / w), 0, columns - 1);
        const int row = std::clamp(static_cast<int>((c.y - all.min_y) / h), 0, rows - 1);
        grid[static_cast<std::size_t>(row) * columns + column].rows.push_back(static_cast<std::uint32_t>(i));
    }
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            grid[static_cast<std::size_t>(row) * columns + column].origin = {all.min_x + (column + 0.5) * w,
                                                                             all.min_y + (row + 0.5) * h};
    std::erase_if(grid, [](const BinRows& bin) { return bin.rows.empty(); });
    return grid;
}

} // namespace wangge::render
