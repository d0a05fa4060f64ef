#include "reach/terrain_surface.h"

#include "base/error.h"
#include "base/parallel.h"
#include "reach/terrain_barriers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::reach {
namespace {

// 0 km/h is no pace at all.
float pace_of(KilometresPerHour speed) {
    return speed.value > 0 ? static_cast<float>(3.6 / speed.value) : TerrainGrid::impassable;
}

geo::GridFrame frame_for(const model::Snapshot& snapshot, std::size_t most_cells) {
    const geo::Raster& raster = snapshot.terrain.empty() ? snapshot.landcover : snapshot.terrain;
    geo::GridFrame frame = geo::frame_of(raster);
    int factor = 1;
    while (frame.size() / static_cast<std::size_t>(factor * factor) > most_cells)
        ++factor;
    frame.width = (frame.width + factor - 1) / factor;
    frame.height = (frame.height + factor - 1) / factor;
    frame.cell_x *= factor;
    frame.cell_y *= factor;
    return frame;
}

void cover_ground(TerrainGrid& grid, const model::Snapshot& snapshot, const TravelOptions& options) {
    const auto covers = model::keys<model::LandCover>();
    std::vector<float> paces;
    for (const std::string_view cover : covers)
        paces.push_back(pace_of(options.speed("ground_speed", cover)));
    const float unknown = pace_of(options.speed("ground_speed"));
    const geo::GridFrame& frame = grid.frame();
    if (!snapshot.terrain.empty())
        grid.height.assign(grid.size(), std::numeric_limits<float>::quiet_NaN());
    base::parallel_blocks(static_cast<std::size_t>(frame.height), 64, [&](std::size_t begin, std::size_t end) {
        for (auto row = static_cast<int>(begin); row < static_cast<int>(end); ++row)
            for (int column = 0; column < frame.width; ++column) {
                const geo::MapPoint centre = frame.centre(column, row);
                const std::size_t cell = grid.cell(column, row);
                if (!snapshot.terrain.empty())
                    grid.height[cell] = snapshot.terrain.at(centre);
                const float cover = snapshot.landcover.empty() ? -1 : snapshot.landcover.at(centre);
                const bool sea = !snapshot.landcover.empty() && !snapshot.terrain.empty() && !(cover >= 0) &&
                                 !(grid.height[cell] > 0);
                grid.walk[cell] = cover >= 0 && cover < static_cast<float>(paces.size())
                                      ? paces[static_cast<std::size_t>(cover)]
                                  : sea ? TerrainGrid::impassable
                                        : unknown;
            }
    });
}

// What a road class offers: riding at the mode's speed, else walking along it.
struct RoadPace {
    float pace = TerrainGrid::impassable;
    bool riding = false;
};

std::vector<RoadPace> road_paces(const TravelOptions& options) {
    TravelOptions on_foot = options;
    on_foot.mode = Mode::walk;
    std::vector<RoadPace> paces;
    for (const std::string_view key : model::keys<model::RoadClass>()) {
        RoadPace pace;
        if (key != model::key_of(model::RoadClass::ferry)) {
            pace = {pace_of(options.speed("road_speed", key)), options.mode != Mode::walk};
            if (!(pace.pace < TerrainGrid::impassable))
                pace = {pace_of(on_foot.speed("road_speed", key)), false};
        }
        paces.push_back(pace);
    }
    return paces;
}

void lay_roads(TerrainGrid& grid, GridBarriers& barriers, const model::Snapshot& snapshot, const TravelOptions& options,
               base::Feedback& feedback) {
    const std::vector<RoadPace> paces = road_paces(options);
    for (std::size_t i = 0; i < snapshot.roads.size(); ++i) {
        if (i % 256 == 0)
            feedback.check();
        const model::Road& road = snapshot.roads[i];
        const RoadPace pace = paces[static_cast<std::size_t>(road.road_class)];
        if (!(pace.pace < TerrainGrid::impassable))
            continue;
        const std::vector<std::size_t> cells = road_cells(grid, road.line);
        barriers.bridge(road.line, cells);
        for (const std::size_t cell : cells) {
            if (grid.passable(cell) && grid.pace(cell) <= pace.pace)
                continue;
            if (pace.riding)
                grid.set_riding(cell, pace.pace);
            else
                grid.set_walking(cell, pace.pace);
        }
    }
}

} // namespace

TerrainGrid terrain_grid(const model::Snapshot& snapshot, const TravelOptions& options, base::Feedback& feedback,
                         std::size_t most_cells) {
    if (snapshot.terrain.empty() && snapshot.landcover.empty())
        base::fail_input("reach.no_terrain", {}, "--travel");
    TerrainGrid grid(frame_for(snapshot, most_cells), TerrainGrid::impassable);
    cover_ground(grid, snapshot, options);
    feedback.check();
    GridBarriers barriers(grid);
    for (const model::Water& water : snapshot.waters)
        if (options.holds("water_blocks", model::key_of(water.kind))) {
            feedback.check();
            barriers.add(water.line);
            barriers.add(water.area);
        }
    lay_roads(grid, barriers, snapshot, options, feedback);
    return grid;
}

} // namespace wangge::reach
