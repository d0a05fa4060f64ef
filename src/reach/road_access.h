// How places off the road get onto it: on foot in a straight line to the nearest point of a road, not through water.
#pragma once
#include "reach/barriers.h"
#include "reach/reach.h"
#include "reach/road_search.h"

namespace wangge::reach {

// The edge that a place is joined to, where along it, and how long the walk there takes.
struct Access {
    std::uint32_t edge = 0;
    double share = 0; // of the edge's length, from its first node
    Time walk = 0;
};

// Of each place: the nearest road, and where that hangs together with few others also the nearest road of the main
// network. At most two; none when there is no road within the limit that one can walk to.
struct Accesses {
    std::vector<std::uint32_t> first{0};
    std::vector<Access> accesses;
    std::size_t size() const { return first.size() - 1; }
    std::span<const Access> of(std::size_t point) const {
        return std::span(accesses).subspan(first[point], first[point + 1] - first[point]);
    }
};

// Places by the edge that they are joined to.
class OnEdge {
public:
    explicit OnEdge(const Accesses& places);
    // Calls use(place) in order of row.
    template <class Use> void on(std::uint32_t edge, Use&& use) const {
        for (auto at = std::lower_bound(m_rows.begin(), m_rows.end(), std::pair{edge, 0u});
             at != m_rows.end() && at->first == edge; ++at)
            use(at->second);
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_rows; // edge, place
};

class RoadAccess {
public:
    // Keeps a reference to the graph.
    RoadAccess(const RoadGraph& graph, Barriers barriers, KilometresPerHour walk, base::Metres limit);

    Accesses find(Points points, base::Feedback& feedback) const;
    // From the place to nodes, or from nodes to the place.
    Doors ways_out(const Accesses& accesses) const { return doors(accesses, true); }
    Doors ways_in(const Accesses& accesses) const { return doors(accesses, false); }
    // From one place to another along the edge that both are joined to; `never` when there is none or its direction is
    // wrong.
    Time along_edge(std::span<const Access> from, std::span<const Access> to) const;

    Time walk(double metres) const;
    // On foot all the way; `never` beyond the limit or across water.
    Time walk(geo::MapPoint from, geo::MapPoint to) const;
    base::Metres limit() const { return m_limit; }
    KilometresPerHour speed() const { return m_speed; }
    const Barriers& barriers() const { return m_barriers; }

private:
    Doors doors(const Accesses& accesses, bool out) const;
    void find_one(geo::MapPoint place, std::vector<Access>& found) const;
    void look_around(geo::MapPoint place, bool heed_barriers, std::vector<Access>& found) const;
    double share_of(std::uint32_t piece, double share) const;

    const RoadGraph& m_graph;
    KilometresPerHour m_speed;
    base::Metres m_limit;
    std::vector<std::uint32_t> m_edge, m_point; // of each piece: its edge and its first point
    SegmentIndex m_pieces;
    Barriers m_barriers;
};

} // namespace wangge::reach
