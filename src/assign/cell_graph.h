// Which cells are neighbours, and along how long a border.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cstdint>
#include <vector>

namespace wangge::assign {

// Undirected, as compressed rows: the neighbours of cell c stand at first[c] .. first[c + 1], in order of row.
struct CellGraph {
    struct Link {
        std::int32_t a, b;
        base::Metres distance; // between the cells' centres
    };

    std::vector<std::int32_t> first, neighbour;
    std::vector<double> border;    // metres shared with that neighbour; 0 across a link
    std::vector<double> perimeter; // metres, of each cell
    std::vector<double> area;      // m2, of each cell
    std::vector<geo::MapPoint> centre;
    int parts = 0;                    // connected parts before links were added
    std::vector<Link> links;          // what joins the parts (islands, exclaves): nearest cells first
    base::Metres approximate_borders; // found by nearness only, not by equal corner points

    std::size_t size() const { return perimeter.size(); }
};

// Cells are neighbours when they have an edge in common (corner points equal to 1 mm), or when their edges run within
// `tolerance` of each other over more than four times that length: edges of clipped cells meet in T-junctions, and
// digitised borders do not match exactly. Parts that touch nothing are then joined by links between nearest cells, so
// that the graph is connected and an island belongs to the shore that it faces. Empty cells have no neighbours but a
// link.
CellGraph graph_of(const std::vector<const geo::MultiPolygon*>& cells, base::Metres tolerance,
                   base::Feedback& feedback);

} // namespace wangge::assign
