#include "grid/lattice.h"

#include "base/error.h"
#include "base/parallel.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::grid {
namespace {

constexpr double most_cells = 20e6;

void check_count(double columns, double rows, double size) {
    if (!(size > 0) || !(columns * rows <= most_cells))
        base::fail_input("grid.too_many_cells",
                         {{"cells", fmt::format("{:.0f}", columns * rows)}, {"size", fmt::format("{:g}", size)}},
                         "--size-m");
}

} // namespace

SquareLattice square_lattice(const geo::Box& box, base::Metres size) {
    SquareLattice lattice{size.value};
    const double west = std::floor(box.min_x / size.value), south = std::floor(box.min_y / size.value);
    const double columns = std::floor(box.max_x / size.value) + 1 - west;
    const double rows = std::floor(box.max_y / size.value) + 1 - south;
    check_count(columns, rows, size.value);
    lattice.first_column = static_cast<std::int64_t>(west);
    lattice.first_row = static_cast<std::int64_t>(south);
    lattice.columns = static_cast<std::int32_t>(columns);
    lattice.rows = static_cast<std::int32_t>(rows);
    return lattice;
}

geo::ConvexCells cells_of(const SquareLattice& lattice) {
    const auto x = [&](std::int64_t column) {
        return static_cast<double>(lattice.first_column + column) * lattice.size;
    };
    const auto y = [&](std::int64_t row) { return static_cast<double>(lattice.first_row + row) * lattice.size; };
    geo::ConvexCells cells;
    cells.reserve(lattice.cells(), lattice.cells() * 4);
    for (std::int32_t row = 0; row < lattice.rows; ++row)
        for (std::int32_t column = 0; column < lattice.columns; ++column) {
            const double west = x(column), east = x(column + 1), south = y(row), north = y(row + 1);
            cells.add(std::array<geo::MapPoint, 4>{{{west, south}, {east, south}, {east, north}, {west, north}}});
        }
    return cells;
}

std::vector<std::int32_t> cell_of(const SquareLattice& lattice, std::span<const double> x, std::span<const double> y) {
    base::ensure(x.size() == y.size(), "as many x as y");
    std::vector<std::int32_t> result(x.size(), -1);
    base::parallel_blocks(x.size(), 65536, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            // The division is the very one that made the lattice, so lines and points round alike.
            const double column = std::floor(x[i] / lattice.size) - static_cast<double>(lattice.first_column);
            const double row = std::floor(y[i] / lattice.size) - static_cast<double>(lattice.first_row);
            if (column >= 0 && row >= 0 && column < lattice.columns && row < lattice.rows)
                result[i] = static_cast<std::int32_t>(row) * lattice.columns + static_cast<std::int32_t>(column);
        }
    });
    return result;
}

geo::ConvexCells hexagons(const geo::Box& box, base::Metres width) {
    // Units: half a width across, a quarter of the height (half a side) upwards. Row r stands at 3r upwards.
    const double unit_x = width.value / 2, unit_y = width.value / (2 * std::sqrt(3.0));
    const double first_row = std::floor(box.min_y / (3 * unit_y)) - 1,
                 last_row = std::ceil(box.max_y / (3 * unit_y)) + 1;
    const double first = std::floor(box.min_x / width.value) - 1, last = std::ceil(box.max_x / width.value) + 1;
    check_count(last - first + 1, last_row - first_row + 1, width.value);
    geo::ConvexCells cells;
    for (auto row = static_cast<std::int64_t>(first_row); row <= static_cast<std::int64_t>(last_row); ++row)
        for (auto column = static_cast<std::int64_t>(first); column <= static_cast<std::int64_t>(last); ++column) {
            const std::int64_t x = 2 * column + (row & 1), y = 3 * row;
            const auto at = [&](int dx, int dy) {
                return geo::MapPoint{static_cast<double>(x + dx) * unit_x, static_cast<double>(y + dy) * unit_y};
            };
            cells.add(std::array<geo::MapPoint, 6>{at(1, -1), at(1, 1), at(0, 2), at(-1, 1), at(-1, -1), at(0, -2)});
        }
    return cells;
}

} // namespace wangge::grid
