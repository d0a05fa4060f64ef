#include "geo/cell_fractions.h"

#include <algorithm>
#include <cmath>

namespace wangge::geo {
namespace {

constexpr double dust = 1e-12; // what rounding leaves of cells that are not touched, or wholly covered
constexpr std::size_t band_cells = 1 << 20;

// Covered areas of a window of cells as differences along each row: the running sum from the left is the fraction.
// Coordinates are in cells, y southward, from the window's north-west corner.
class Accumulator {
public:
    Accumulator(int columns, int rows)
        : m_columns(columns), m_rows(rows), m_sums(static_cast<std::size_t>(columns + 2) * rows, 0) {}

    // An edge of a ring that runs counter-clockwise on the map.
    void add(MapPoint a, MapPoint b) {
        if (a.y == b.y)
            return;
        const double sign = a.y < b.y ? 1 : -1; // southward edges have their inside to the east
        if (sign < 0)
            std::swap(a, b);
        const double top = std::max(a.y, 0.0), bottom = std::min(b.y, static_cast<double>(m_rows));
        if (top >= bottom)
            return;
        const double slope = (b.x - a.x) / (b.y - a.y);
        const auto x_at = [&](double y) { return y == a.y ? a.x : y == b.y ? b.x : a.x + (y - a.y) * slope; };
        double y = top, x = x_at(top);
        for (int row = static_cast<int>(top); row < m_rows && y < bottom; ++row) {
            const double next = std::min(bottom, static_cast<double>(row + 1));
            const double end = x_at(next);
            if (next > y)
                add_in_row(row, x, end, (next - y) * sign);
            y = next;
            x = end;
        }
    }

    void emit(int first_row, int first_column, const CoverRow& take) {
        std::vector<double> fractions(static_cast<std::size_t>(m_columns));
        for (int row = 0; row < m_rows; ++row) {
            const double* sums = &m_sums[static_cast<std::size_t>(row) * (m_columns + 2)];
            double running = 0;
            bool any = false;
            for (int column = 0; column < m_columns; ++column) {
                running += sums[column];
                const double fraction = running < dust ? 0 : running > 1 - dust ? 1 : running;
                fractions[column] = fraction;
                any |= fraction > 0;
            }
            if (any)
                take(first_row + row, first_column, fractions);
        }
    }

private:
    // A piece within one row from x0 to x1 that spans `height` (signed) of it, cut at the columns.
    void add_in_row(int row, double x0, double x1, double height) {
        if (x0 > x1)
            std::swap(x0, x1);
        const double right = m_columns;
        if (x0 >= right)
            return;
        double* sums = &m_sums[static_cast<std::size_t>(row) * (m_columns + 2)];
        if (x1 <= 0) {
            sums[0] += height;
            return;
        }
        if (x0 == x1) {
            add_in_cell(sums, static_cast<int>(x0), x0, x0, height);
            return;
        }
        const double share = height / (x1 - x0);
        if (x0 < 0) {
            sums[0] += share * -x0;
            x0 = 0;
        }
        const double end = std::min(x1, right);
        for (int column = static_cast<int>(x0); x0 < end; ++column) {
            const double next = std::min(end, static_cast<double>(column + 1));
            add_in_cell(sums, column, x0, next, share * (next - x0));
            x0 = next;
        }
    }
    static void add_in_cell(double* sums, int column, double x0, double x1, double height) {
        const double west = (x0 + x1) / 2 - column; // of the cell, on average
        sums[column] += height * (1 - west);
        sums[column + 1] += height * west;
    }

    int m_columns, m_rows;
    std::vector<double> m_sums;
};

} // namespace

void cover_cells(const GridFrame& frame, const MultiPolygon& area, const CoverRow& take) {
    const Box box = bounds(area);
    if (box.empty() || frame.size() == 0)
        return;
    const auto clamp = [](double value, int last) { return static_cast<int>(std::clamp(value, 0.0, double(last))); };
    const int first_column = clamp(std::floor((box.min_x - frame.origin.x) / frame.cell_x), frame.width),
              end_column = clamp(std::ceil((box.max_x - frame.origin.x) / frame.cell_x), frame.width),
              first_row = clamp(std::floor((frame.origin.y - box.max_y) / frame.cell_y), frame.height),
              end_row = clamp(std::ceil((frame.origin.y - box.min_y) / frame.cell_y), frame.height);
    if (first_column >= end_column || first_row >= end_row)
        return;
    const int columns = end_column - first_column;
    const int band = std::max<int>(1, static_cast<int>(band_cells / static_cast<std::size_t>(columns)));
    for (int row = first_row; row < end_row; row += band) {
        const int rows = std::min(band, end_row - row);
        const MapPoint corner{frame.origin.x + first_column * frame.cell_x, frame.origin.y - row * frame.cell_y};
        Accumulator sums(columns, rows);
        const auto add = [&](const Ring& ring) {
            for (std::size_t i = 1; i < ring.size(); ++i)
                sums.add({(ring[i - 1].x - corner.x) / frame.cell_x, (corner.y - ring[i - 1].y) / frame.cell_y},
                         {(ring[i].x - corner.x) / frame.cell_x, (corner.y - ring[i].y) / frame.cell_y});
        };
        for (const Polygon& part : area.parts) {
            add(part.outer);
            for (const Ring& hole : part.holes)
                add(hole);
        }
        sums.emit(row, first_column, take);
    }
}

double weighted_sum(const Raster& raster, const MultiPolygon& area) {
    double sum = 0;
    cover_cells(frame_of(raster), area, [&](int row, int first_column, std::span<const double> fractions) {
        const float* values = &raster.values[static_cast<std::size_t>(row) * raster.width + first_column];
        for (std::size_t i = 0; i < fractions.size(); ++i)
            if (fractions[i] > 0 && values[i] == values[i])
                sum += fractions[i] * values[i];
    });
    return sum;
}

} // namespace wangge::geo
