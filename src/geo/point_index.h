// Who is nearest: points put into a k-d tree once, asked many times, in parallel, with the same answer for any number
// of threads.
#pragma once
#include "base/feedback.h"
#include "base/units.h"
#include "geo/types.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wangge::geo {

struct Neighbour {
    std::int32_t row = -1; // of the points given to the index; -1 = there is none
    double distance = 0;   // metres, Euclidean; infinity when row is -1
};

// Holds its own copy of the points in spatial order. Of points at the same distance the one with the lowest row is
// nearest.
class PointIndex {
public:
    // Points with a coordinate that is not finite are left out; rows keep counting over them.
    PointIndex(std::span<const double> x, std::span<const double> y);

    std::size_t size() const { return m_points.size(); }
    Neighbour nearest(MapPoint place) const;
    // Up to k nearest, nearest first.
    std::vector<Neighbour> nearest(MapPoint place, int k) const;
    // Rows within `reach`, closed (distance <= reach), in order of row.
    std::vector<std::int32_t> within(MapPoint place, base::Metres reach) const;

    // nearest() of many places at once, in parallel; a NaN place gets row -1.
    std::vector<Neighbour> nearest_of(std::span<const double> x, std::span<const double> y,
                                      base::Feedback& feedback) const;
    // k answers a place, place by place; places without k points are filled with row -1.
    std::vector<Neighbour> nearest_of(std::span<const double> x, std::span<const double> y, int k,
                                      base::Feedback& feedback) const;

private:
    // The points sit in the order of the tree's leaves. Node n has the children 2n and 2n + 1; the nodes of one level
    // share the points out evenly, so ranges follow from a node's number and need not be kept.
    struct Point {
        MapPoint place;
        std::int32_t row = 0;
    };
    struct Node {
        Box box;
        std::int32_t lowest_row = 0;
    };
    struct Range {
        std::size_t begin = 0, end = 0;
    };
    struct Best;
    struct BestOfMany;

    void build(std::size_t node, int level);
    Range range(std::size_t node, int level) const;
    template <class Keep> void search(MapPoint place, Keep& keep) const;

    std::vector<Point> m_points;
    std::vector<Node> m_nodes; // from 1
    int m_levels = 0;          // of inner nodes; the leaves are below
};

} // namespace wangge::geo
