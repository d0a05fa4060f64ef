// Reach by road, for make_reach and for tests that look inside.
#pragma once
#include "reach/last_answer.h"
#include "reach/road_access.h"
#include "reach/widest_links.h"

namespace wangge::geo {
class PointIndex;
}

namespace wangge::reach {

class RoadReach : public Reach {
public:
    // Throws as make_reach does.
    RoadReach(const model::Snapshot& snapshot, const TravelOptions& options, base::Feedback& feedback);

    Travel travel() const override { return Travel::road; }
    Unit unit() const override { return Unit::minutes; }
    std::vector<Link> nearest(Points targets, Points sources, base::Feedback& feedback) const override;
    Links nearest(Points targets, Points sources, int count, base::Feedback& feedback) const override;
    Links within(Points targets, Points sources, std::span<const Effort> limits,
                 base::Feedback& feedback) const override;
    std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                    Points sources, Effort limit,
                                                    base::Feedback& feedback) const override;
    void fill(Field& lattice, Points sources, std::span<const Effort> delays, base::Feedback& feedback) const override;
    std::vector<Foothold> footholds(Points points, base::Feedback& feedback) const override;

    const RoadGraph& graph() const { return m_graph; }

private:
    // Both ends of the ways that are asked for.
    struct Ends {
        Points target_points, source_points;
        Accesses targets, sources;
    };
    // Who is first at every node: people at their doors who set out at their times. Kept until others are asked for.
    struct SettingOut {
        std::vector<std::uint32_t> first;
        std::vector<Door> doors;
        std::vector<Time> wait;
        bool operator==(const SettingOut&) const = default;
    };
    std::shared_ptr<const std::vector<Arrival>> first_at_nodes(const Accesses& sources, std::vector<Time> wait,
                                                               base::Feedback& feedback) const;
    Links find_within(Points targets, Points sources, std::span<const Effort> limits, base::Feedback& feedback) const;
    template <class Offer>
    void shortcuts(std::size_t target, const Ends& ends, const OnEdge& on_edge, const geo::PointIndex& sources_near,
                   Offer&& offer) const;
    Arrival walker(const Ends& ends, std::size_t target, const geo::PointIndex& sources, Arrival best) const;
    // Who is first at a place on an edge.
    Arrival on_road(std::size_t edge, double share, const std::vector<Arrival>& first, const OnEdge& on_edge,
                    const Accesses& sources, std::span<const Time> wait) const;
    static void keep_best(std::vector<Arrival>& arrivals, std::size_t count);

    RoadGraph m_graph;
    RoadAccess m_access;
    LastAnswer<SettingOut, std::vector<Arrival>> m_last;
    WidestLinks m_links;
};

} // namespace wangge::reach
