// Points that would overlap become one counted mark.
#pragma once
#include "base/units.h"
#include "geo/types.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace wangge::render {

// One mark: a single point (count 1) or a group at its middle. `rows` holds all rows of a group of up to three.
struct Cluster {
    geo::MapPoint at;
    std::int32_t count = 0, missing = 0;
    std::array<std::int32_t, 3> rows{-1, -1, -1};
};

// Groups the points (NaN = no position) of each square of `cell` metres when any two of them are closer than `apart`;
// the squares are fixed to the map, so groups stay while panning. The counts add up to the points inside `box` grown to
// whole squares.
class Grouping {
public:
    Grouping(const geo::Box& box, base::Metres cell, base::Metres apart);

    void add(geo::MapPoint at, std::int32_t row, bool missing);
    // Points that surely are one group, taken together; false = they may not be, and nothing was added. `box` and
    // `middle` are those of the points.
    bool add_together(const geo::Box& box, geo::MapPoint middle, std::uint32_t count, std::uint32_t missing);
    std::vector<Cluster> clusters() const;

private:
    // The first points are kept so that few points can stay single.
    struct Square {
        std::int32_t count = 0, missing = 0;
        double sum_x = 0, sum_y = 0;
        struct {
            geo::MapPoint at;
            std::int32_t row;
            bool missing;
        } first[4];
    };
    Square* square_at(geo::MapPoint at);
    bool far_apart(const Square& square) const;

    double m_cell, m_apart;
    double m_first_column = 0, m_first_row = 0, m_columns = 0, m_rows = 0;
    std::vector<Square> m_squares;
};

// Groups whose marks overlap become one, the bigger swallowing the smaller; counts still add up. `radius` gives the
// mark's radius in metres by its count.
std::vector<Cluster> merged(std::vector<Cluster> clusters, const std::function<double(std::int32_t count)>& radius);

} // namespace wangge::render
