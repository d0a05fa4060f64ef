// The ground of a project: land cover, roads, slopes and waters as one grid of paces.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "reach/terrain_grid.h"
#include "reach/travel_rules.h"

namespace wangge::reach {

// The cells of the terrain raster (without one, of the land cover), two or more a side taken together while there are
// more than `most_cells`. Off the roads one walks at the ground_speed of the cell's land cover ("any" where that is not
// known; 0 = nobody walks there). What the land cover does not know and the terrain has at 0 m or below, or not at all,
// is sea: nobody walks there. A road gives all cells that it runs through the road_speed of the mode (the fastest road
// wins); where the mode may not use it one walks on it. Waters whose kind has water_blocks part the grid, roads that
// cross them join it; ferries are not taken. Throws Error(bad_input) "reach.no_terrain" when the project has neither
// terrain nor land cover, "reach.no_rule" when the table lacks a rule.
TerrainGrid terrain_grid(const model::Snapshot& snapshot, const TravelOptions& options, base::Feedback& feedback,
                         std::size_t most_cells = 16'000'000);

} // namespace wangge::reach
