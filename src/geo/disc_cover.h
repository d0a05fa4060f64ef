// The ground that people cover within reach: a union of discs bounded by true circular arcs.
#pragma once
#include "base/units.h"
#include "geo/convex_cut.h"
#include "geo/point_index.h"

#include <span>
#include <vector>

namespace wangge::geo {

// The union of discs is shared out among the discs: each keeps what lies deepest in it (its power cell; for equal discs
// the nearest-contact cell, Aurenhammer, "Power diagrams", 1987). The shares do not overlap, and the area of a polygon
// within one circle is known in closed form, so areas are exact to rounding.
class DiscCover {
public:
    // Discs of one radius, or of a radius each; points that are not finite and radii that are not positive are left
    // out.
    DiscCover(std::span<const double> x, std::span<const double> y, base::Metres reach, base::Feedback& feedback);
    DiscCover(std::span<const double> x, std::span<const double> y, std::span<const base::Metres> reach,
              base::Feedback& feedback);

    // How much of the area lies in one disc at least. Precondition: `area` is normalised() and valid.
    base::SquareMetres covered(const MultiPolygon& area, base::Feedback& feedback) const;
    // How much of it lies in none.
    base::SquareMetres uncovered(const MultiPolygon& area, base::Feedback& feedback) const;
    // uncovered() of many areas, in parallel.
    std::vector<base::SquareMetres> uncovered(const std::vector<const MultiPolygon*>& areas,
                                              base::Feedback& feedback) const;

    // The ground that lies in no disc, for maps and files: its area differs from uncovered() by less than 0.01 %,
    // because arcs become as many chords as that takes (at most 4096 a circle).
    MultiPolygon uncovered_polygon(const MultiPolygon& area, base::Feedback& feedback) const;

private:
    struct Disc {
        MapPoint centre;
        double radius = 0;
    };

    // A stretch of one circle that bounds the union, counter-clockwise; it begins on the circle of the disc `from` and
    // ends on that of the disc `to`. Both are -1 for a whole circle.
    struct Arc {
        std::int32_t disc = 0, from = -1, to = -1;
        double start = 0, angle = 0; // radians
    };

    void share_out(base::Feedback& feedback);
    std::vector<Arc> arcs() const;
    MapPoint meeting(std::int32_t leaves, std::int32_t enters) const;
    std::vector<Ring> outline(const std::vector<Arc>& arcs, double step) const;

    std::vector<Disc> m_discs;
    double m_largest = 0;
    PointIndex m_index;
    ConvexCells m_cells;                  // shares, each within its disc's square
    std::vector<std::int32_t> m_across;   // the disc beyond each side of each share; -1 = a side of the square
    std::vector<std::uint32_t> m_disc_of; // of each cell
    std::vector<std::int32_t> m_cell_of;  // of each disc; -1 = nothing is left to it
};

// The area that a polygon and a disc have in common (sums of sectors and triangles about the centre).
base::SquareMetres area_in_disc(const Polygon& polygon, MapPoint centre, base::Metres radius);

} // namespace wangge::geo
