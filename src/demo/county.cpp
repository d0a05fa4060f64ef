#include "demo/county.h"

#include "demo/roads.h"
#include "demo/world.h"

#include <cmath>

namespace wangge::demo {

geo::MapPoint World::place_in(std::size_t village, double spread, base::Random& random) const {
    const Lattice& lattice = ground.lattice;
    const geo::MapPoint seat = lattice.centre(settlement.villages[village].seat);
    for (int attempt = 0; attempt < 14; ++attempt) {
        const geo::MapPoint p{seat.x + spread * random.normal(), seat.y + spread * random.normal()};
        const Hex h = lattice.at(p);
        if (h == no_hex || settlement.village_of[static_cast<std::size_t>(h)] != static_cast<std::int32_t>(village) ||
            ground.wet[static_cast<std::size_t>(h)] >= 2)
            continue;
        // Well inside, so that the smoothed edge cannot put the place into the next village.
        bool inner = true;
        for (const Hex next : lattice.neighbours(h))
            inner = inner && next != no_hex &&
                    settlement.village_of[static_cast<std::size_t>(next)] == static_cast<std::int32_t>(village);
        if (inner)
            return p;
    }
    const double near = 0.25 * lattice.spacing();
    return {seat.x + random.uniform(-near, near), seat.y + random.uniform(-near, near)};
}

std::string name_of(Size size) {
    return size == Size::province ? "浙南示范省" : Names::load().nth("counties", 0) + "县";
}

County make(const Options& options, base::Feedback& feedback) {
    const bool province = options.size == Size::province;
    const double half_x = province ? 297500 : 39000, half_y = province ? 289000 : 37000;
    const geo::MapPoint middle{500000 + (province ? 0.0 : 18000), 3154000};
    ReliefOptions land;
    land.box = {middle.x - half_x, middle.y - half_y, middle.x + half_x, middle.y + half_y};
    land.seed = options.seed * 1000003 + 1;
    if (province) {
        land.cell = 850;
        land.river_catchment = 120;
        land.main_rivers = 5;
        land.summit = 1500;
    }
    feedback.progress(0, "demo.step.land");
    const Relief relief = make_relief(land, feedback);
    World world{options,
                Names::load(),
                make_ground(relief, land.box, province ? 400 : 200, land.seed + 1, feedback),
                {},
                {},
                {},
                {},
                {},
                {}};
    std::vector<double> levels;
    const auto lakes = make_lakes(world.ground, relief, province ? 30 : 1, land.seed + 2, levels);
    feedback.progress(0.25, "demo.step.places");
    SettleOptions where;
    where.seed = land.seed + 3;
    if (province) {
        where.counties = 75;
        where.villages_per_county = 533.4;
        where.area_km2 = 200000;
    }
    world.settlement = settle(world.ground, where, feedback);
    world.county.name = name_of(options.size);
    world.county.terrain = relief.height;
    base::Random random(land.seed + 4);
    add_places(world, lakes, levels.size(), relief, feedback);
    add_people_counts(world, random);
    add_population_raster(world, province ? 1000 : 200);
    feedback.progress(0.55, "demo.step.roads");
    std::size_t number = 0;
    for (RoadLine& road : make_roads(world.ground, world.settlement, {province ? 1 : 2, land.seed + 5}, feedback))
        world.county.roads.push_back({{},
                                      "R" + std::to_string(100000 + number++),
                                      std::move(road.name),
                                      road.road_class,
                                      false,
                                      road.bridge,
                                      false,
                                      std::move(road.line)});
    feedback.progress(0.8, "demo.step.people");
    base::Random people_random(land.seed + 6), sites_random(land.seed + 7);
    add_people(world, people_random);
    add_sites(world, sites_random, feedback);
    feedback.progress(1, "demo.step.people");
    return std::move(world.county);
}

} // namespace wangge::demo
