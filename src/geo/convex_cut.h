// Many convex cells cut to one area at once, so that neighbours still meet in equal points along the cut.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wangge::geo {

// A straight line that parts the plane in two; points of the line itself count as lying on its right.
struct Line {
    MapPoint origin, direction;
};

// One side of a convex cell. Two neighbours hold the same line with opposite `left`: what one keeps the other drops.
struct CellSide {
    Line line;
    bool left = false; // the cell lies to the left of the line
};

// Convex cells in compact form. Side i runs from corner i to corner i + 1, counter-clockwise.
class ConvexCells {
public:
    // A bounded cell; its sides' lines run between the corners in lexicographic order. At least 3 corners.
    void add(std::span<const MapPoint> corners);
    // A cell by its sides; a corner that is NaN lies at infinity. As many corners as sides; no side at all is the whole
    // plane. Cells are added all in this way or all in the other.
    void add(std::span<const CellSide> sides, std::span<const MapPoint> corners);

    std::size_t size() const { return m_ends.size(); }
    std::span<const MapPoint> corners(std::size_t cell) const;
    CellSide side(std::size_t cell, std::size_t i) const;
    // The closed ring of a bounded cell.
    Ring ring(std::size_t cell) const;
    MultiPolygon area(std::size_t cell) const;
    // Infinite for an unbounded cell.
    Box box(std::size_t cell) const;
    void reserve(std::size_t cells, std::size_t corners);

private:
    std::size_t begin(std::size_t cell) const { return cell == 0 ? 0 : m_ends[cell - 1]; }
    std::vector<MapPoint> m_corners;
    std::vector<CellSide> m_sides;
    std::vector<std::size_t> m_ends;
};

// What is left of a cell.
struct CutCell {
    std::uint32_t cell = 0;
    bool whole = false; // the cell lies inside the area as a whole, and `area` is not filled
    MultiPolygon area;  // may have several parts and holes
};

// The cells that share some ground with `area`, in order of cell. The area is halved with the cells over and over, so
// that only cells at its boundary are ever clipped; a crossing is always computed from the same edge of the area and
// the same line, and so is equal in both neighbours. Precondition: `area` is normalised() and valid. In parallel,
// deterministic.
std::vector<CutCell> cut(const ConvexCells& cells, const MultiPolygon& area, base::Feedback& feedback);
// The same of the cells named only.
std::vector<CutCell> cut(const ConvexCells& cells, std::span<const std::uint32_t> among, const MultiPolygon& area,
                         base::Feedback& feedback);

} // namespace wangge::geo
