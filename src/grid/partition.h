// Cells as one planar partition: every edge is stored once, with the cell on its left and the cell on its right, so
// that whatever is drawn can make neither a gap nor an overlap.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace wangge::grid {

class Partition {
public:
    using Label = std::int32_t; // row of a cell, or what add_label() gave
    static constexpr Label outside = -1;
    // Corners that are as near as this are one corner, and a corner as near to an edge lies on it.
    static constexpr double weld = 1e-3; // metres

    // One side of an edge: 2 * edge + (1 when walked backwards). The cell that it bounds lies on the left.
    using Side = std::uint32_t;

    // A connected piece of a cell.
    struct Face {
        std::vector<Side> sides;
        geo::MultiPolygon area; // one part
    };

    Partition(const std::vector<const geo::MultiPolygon*>& cells, base::Feedback& feedback);

    // True when two cells claim the same side of an edge: the cells overlap.
    bool overlapping() const { return m_overlapping; }
    Label add_label() { return m_labels++; }
    // Draws a line through the cells that `takes`; where it crosses or follows an edge both become one. A line that
    // leads nowhere (prune()) changes nothing.
    void insert(const geo::Polyline& line, const std::function<bool(Label)>& takes);
    // Takes away drawn lines that end inside a cell; call after the last insert().
    void prune();
    // The pieces into which edges and drawn lines cut a cell, in an order that depends on nothing but the cells.
    std::vector<Face> faces(Label label) const;
    // The same, as if all labels for which `inside` holds were one cell.
    std::vector<Face> faces(const std::function<bool(Label)>& inside) const;
    bool drawn(Side side) const { return m_edges[side / 2].drawn; }
    // Who lies on the other side.
    Label beyond(Side side) const;
    double length(Side side) const;
    void give(const Face& face, Label label);
    // Drops edges that have the same cell on both sides.
    void dissolve();
    // The area of a cell as its edges now say; corners that nobody touched come back bit by bit.
    geo::MultiPolygon area(Label label) const;
    // Labels of which an edge was cut, moved or given away.
    std::vector<Label> touched() const;

    // The corner nearest to `place` within `reach` metres, else a new one on the nearest edge there; -1 = none.
    std::int64_t corner_at(geo::MapPoint place, double reach);
    geo::MapPoint corner(std::int64_t node) const { return m_points[node]; }
    // On the edge of what no cell has.
    bool at_rim(std::int64_t node) const;
    void move(std::int64_t node, geo::MapPoint to);

private:
    struct Edge {
        std::uint32_t from = 0, to = 0;
        Label left = outside, right = outside;
        bool drawn = false, gone = false;
    };
    struct Cut;

    std::uint32_t node_of(geo::MapPoint p);
    std::int64_t find_node(geo::MapPoint p, double reach) const;
    std::int64_t edge_between(std::uint32_t a, std::uint32_t b) const;
    std::uint32_t add_edge(const Edge& edge);
    void split(std::uint32_t edge, std::uint32_t node);
    std::uint32_t node_on_cells(geo::MapPoint p, const std::function<bool(Label)>& takes);
    void insert_piece(geo::MapPoint a, geo::MapPoint b, const std::function<bool(Label)>& takes);
    void register_edge(std::uint32_t edge);
    std::vector<std::uint32_t> edges_near(geo::MapPoint a, geo::MapPoint b, double reach) const;
    template <class Visit> void walk_buckets(geo::MapPoint a, geo::MapPoint b, double reach, Visit&& visit) const;
    Label label_at(geo::MapPoint p) const;
    Label left_of(Side side) const;
    void touch(Label label);
    std::vector<Face> traced(const std::function<bool(Label)>& inside) const;

    std::vector<geo::MapPoint> m_points;
    std::vector<Edge> m_edges;
    std::vector<std::vector<std::uint32_t>> m_at; // edges at each node
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_node_buckets, m_edge_buckets;
    double m_bucket = 1;
    std::vector<geo::MultiPolygon> m_cells; // as they came: who lies where
    std::vector<geo::Box> m_boxes;
    std::vector<bool> m_touched;
    Label m_labels = 0;
    bool m_overlapping = false;
};

} // namespace wangge::grid
