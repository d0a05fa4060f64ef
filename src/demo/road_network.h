// Roads as marked steps between neighbouring hexagons; a step keeps the best class that ran over it.
#pragma once
#include "demo/ground.h"
#include "model/kinds.h"

#include <cstdint>
#include <vector>

namespace wangge::demo {

class RoadNetwork {
public:
    explicit RoadNetwork(const Ground& ground)
        : m_ground(ground), m_steps(ground.lattice.size() * 3), m_used(ground.lattice.size(), 0) {}

    bool used(Hex h) const { return m_used[static_cast<std::size_t>(h)] != 0; }
    // A way as hexagons in order; `names` counts named ways.
    void add(const std::vector<Hex>& way, model::RoadClass road_class, int name);
    struct Chain {
        std::vector<Hex> way;
        model::RoadClass road_class;
        int name;
    };
    // Maximal runs of one class and name between junctions; `stops` are junctions too.
    std::vector<Chain> chains(const std::vector<std::uint8_t>& stops) const;

private:
    struct Step {
        model::RoadClass road_class = model::RoadClass::other;
        int name = -1;
        bool operator==(const Step&) const = default;
    };
    std::size_t slot(Hex a, Hex b) const;

    const Ground& m_ground;
    std::vector<Step> m_steps;
    std::vector<std::uint8_t> m_used;
};

} // namespace wangge::demo
