// What the parts of the demo generator share while they fill the county.
#pragma once
#include "demo/county.h"
#include "demo/names.h"
#include "demo/settle.h"

namespace wangge::demo {

struct World {
    const Options& options;
    Names names;
    Ground ground;
    Settlement settlement;
    County county; // being filled; townships and villages in the order of `settlement`

    std::vector<std::string> county_codes, county_names; // by county
    std::vector<std::string> township_names, township_codes;

    const TownshipPlace& township_of(std::size_t village) const {
        return settlement.townships[static_cast<std::size_t>(settlement.villages[village].township)];
    }
    // A random dry place in the village, mostly near its seat: deviations of `spread` metres.
    geo::MapPoint place_in(std::size_t village, double spread, base::Random& random) const;
};

// Each fills its part of world.county. In this order: places, population, people, sites, contacts of villages.
void add_places(World& world, const std::vector<std::int32_t>& lakes, std::size_t lake_count, const Relief& relief,
                base::Feedback& feedback);
void add_people_counts(World& world, base::Random& random);
void add_population_raster(World& world, double cell);
void add_people(World& world, base::Random& random);
void add_sites(World& world, base::Random& random, base::Feedback& feedback);

} // namespace wangge::demo
