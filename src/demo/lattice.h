// A honeycomb over a rectangle: the small pieces that villages, townships and roads of the demo are put together from.
#pragma once
#include "geo/polygon.h"

#include <array>
#include <cstdint>
#include <vector>

namespace wangge::demo {

using Hex = std::int32_t;
inline constexpr Hex no_hex = -1;

// Hexagons with a corner at the top, in rows from south to north; odd rows are shifted east by half a spacing. The
// corners are displaced by a smooth field, so that no straight lattice line shows, and stay in place for good.
class Lattice {
public:
    Lattice(const geo::Box& box, double spacing, std::uint64_t seed);

    std::size_t size() const { return static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows); }
    double spacing() const { return m_spacing; }
    double hex_area() const { return m_spacing * m_spacing * 0.8660254037844386; }
    geo::MapPoint centre(Hex hex) const;
    // The hexagon whose centre is about the nearest; no_hex outside the rectangle.
    Hex at(geo::MapPoint point) const;
    // Counter-clockwise from east: E, NE, NW, W, SW, SE; no_hex beyond the rim.
    std::array<Hex, 6> neighbours(Hex hex) const;
    bool on_rim(Hex hex) const;

    // The areas of all labels 0..count-1, each made of its hexagons, with edges smoothed between the places where three
    // labels of `fine` meet. `label` must be a coarsening of `fine` (or the same), so that the areas of all levels
    // share their vertices exactly. Label -1 is outside.
    std::vector<geo::MultiPolygon> areas(const std::vector<std::int32_t>& label, std::size_t count,
                                         const std::vector<std::int32_t>& fine) const;

private:
    using Corner = std::int64_t; // 2 * slot + (0 = top, 1 = bottom); slots have a margin of one around the rectangle
    geo::MapPoint flat(Hex hex) const; // before displacement
    geo::MapPoint bent(geo::MapPoint point) const;
    Corner corner(int column, int row, int which) const;
    geo::MapPoint place(Corner corner) const;
    std::array<Hex, 3> around(Corner corner) const;
    Hex hex(int column, int row) const {
        return column < 0 || row < 0 || column >= m_columns || row >= m_rows ? no_hex : row * m_columns + column;
    }

    geo::MapPoint m_origin;
    double m_spacing;
    int m_columns, m_rows;
    std::uint64_t m_seed;
};

} // namespace wangge::demo
