// Travel on foot and by road over the ground of a project, in minutes.
#pragma once
#include "reach/last_answer.h"
#include "reach/reach.h"
#include "reach/terrain_cost.h"
#include "reach/widest_links.h"

namespace wangge::reach {

// A Reach over a grid. Where a place lies in a cell counts: the way from it to the middle of its cell is walked (or
// ridden) at the cell's pace, and two places in one cell are as far as the straight line between them. A place where
// nobody can stand is taken to the nearest passable cell, in a straight line at `walk_pace` (seconds a metre), when one
// is within `snap_limit`; a place farther off is out of reach.
//
// An area is covered where the middle of its cell is reached within the limit; cells that nobody can enter are not.
class TerrainReach : public Reach {
public:
    TerrainReach(TerrainGrid grid, const CostOptions& options, base::Metres snap_limit, float walk_pace);

    Travel travel() const override { return Travel::terrain; }
    Unit unit() const override { return Unit::minutes; }
    std::vector<Link> nearest(Points targets, Points sources, base::Feedback& feedback) const override;
    Links nearest(Points targets, Points sources, int count, base::Feedback& feedback) const override;
    Links within(Points targets, Points sources, std::span<const Effort> limits,
                 base::Feedback& feedback) const override;
    std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                    Points sources, Effort limit,
                                                    base::Feedback& feedback) const override;

    void fill(Field& lattice, Points sources, std::span<const Effort> delays, base::Feedback& feedback) const override;
    // None where nobody can stand within the snap limit; cut off where the ground around is not joined to the largest
    // stretch that hangs together.
    std::vector<Foothold> footholds(Points points, base::Feedback& feedback) const override;

    const TerrainGrid& grid() const { return m_grid; }
    // Time from the nearest source to the middle of every cell, with the source's row. The field of a grid that is not
    // too large is kept until other sources are asked for.
    std::shared_ptr<const CostField> field(Points sources, base::Feedback& feedback) const;

private:
    struct Place {
        std::size_t cell = 0; // 0 = nowhere: the margin's corner
        Seconds seconds;      // between the place and the middle of its cell
    };
    Place place(geo::MapPoint point) const;
    std::vector<Place> places(Points points, base::Feedback& feedback) const;
    std::vector<Start> starts(Points sources, base::Feedback& feedback) const;
    std::shared_ptr<const CostField> field(const std::vector<Start>& starts, base::Feedback& feedback) const;
    // Effort between two places of which the time between the middles of their cells is known.
    Effort effort(const Place& from, const Place& to, double between, geo::MapPoint a, geo::MapPoint b) const;
    Links ranked(Points targets, Points sources, std::span<const Effort> limits, int count,
                 base::Feedback& feedback) const;

    TerrainGrid m_grid;
    CostOptions m_options;
    base::Metres m_snap_limit;
    float m_walk_pace;
    LastAnswer<std::vector<Start>, CostField> m_last;
    WidestLinks m_links;
};

// Over the ground of the project by the table's rules: see terrain_grid(). Rules: ground_speed, road_speed, walk_speed,
// water_blocks, snap_limit, slope_slows (Tobler), sixteen_directions, towards_person. Throws as terrain_grid().
std::unique_ptr<TerrainReach> over_terrain(const model::Snapshot& snapshot, const TravelOptions& options,
                                           base::Feedback& feedback);

} // namespace wangge::reach
