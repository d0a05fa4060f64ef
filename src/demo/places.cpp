// Names, codes and areas of the demo's counties, townships, villages and waters; people counts and where they live.
#include "demo/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::demo {
namespace {

// County codes from 335121 on: prefecture numbers 51 to 57 of the province are not in use.
std::string county_code(std::size_t county) {
    return fmt::format("33{}{}", 51 + county / 12, 21 + county % 12);
}

void name_counties(World& w, base::Random& random) {
    std::set<std::string> taken;
    for (std::size_t c = 0; c < w.settlement.counties.size(); ++c) {
        std::string name = w.names.nth("counties", c);
        while (c >= w.names.list("counties").size() || !taken.insert(name).second) {
            name = w.names.any("county_first", random) + w.names.any("county_second", random);
            if (taken.insert(name).second)
                break;
        }
        w.county_names.push_back(name + "县");
        w.county_codes.push_back(county_code(c));
    }
}

void name_townships(World& w, base::Random& random) {
    w.township_names.resize(w.settlement.townships.size());
    w.township_codes.resize(w.settlement.townships.size());
    for (std::size_t c = 0; c < w.settlement.counties.size(); ++c) {
        std::set<std::string> taken;
        std::size_t next[3] = {0, 0, 0};
        std::size_t listed = c == 0 ? 0 : random.below(20);
        for (const int t : w.settlement.counties[c].townships) {
            const TownshipPlace& place = w.settlement.townships[static_cast<std::size_t>(t)];
            const auto kind = static_cast<std::size_t>(place.kind);
            std::string name;
            if (place.kind == TownshipKind::street)
                name = w.names.nth("streets", next[0]);
            else {
                name = w.names.nth("towns", listed++);
                if (!taken.insert(name).second)
                    name = w.names.place(random, taken);
            }
            static constexpr const char* suffix[] = {"街道", "镇", "乡"};
            static constexpr std::size_t first_code[] = {1, 100, 200};
            w.township_names[static_cast<std::size_t>(t)] = name + suffix[kind];
            w.township_codes[static_cast<std::size_t>(t)] =
                fmt::format("{}{:03}", w.county_codes[c], first_code[kind] + next[kind]);
            ++next[kind];
        }
    }
}

// The seat's own village carries the township's name, as many do.
void name_villages(World& w, base::Random& random) {
    std::vector<std::set<std::string>> taken(w.settlement.counties.size());
    std::size_t communities = 0;
    for (std::size_t t = 0; t < w.settlement.townships.size(); ++t) {
        const TownshipPlace& township = w.settlement.townships[t];
        std::set<std::string>& names = taken[static_cast<std::size_t>(township.county)];
        int residents = 0, villagers = 0;
        for (const int v : township.villages) {
            const VillagePlace& place = w.settlement.villages[static_cast<std::size_t>(v)];
            model::Village& village = w.county.villages[static_cast<std::size_t>(v)];
            std::string name;
            if (place.committee_of_residents && township.kind == TownshipKind::street) {
                name = w.names.nth("communities", communities++);
                if (!names.insert(name).second)
                    name = w.names.place(random, names);
            } else if (place.seat == township.seat) {
                const std::string& full = w.township_names[t];
                name = full.substr(0, full.size() - (township.kind == TownshipKind::street ? 6 : 3));
                names.insert(name);
            } else
                name = w.names.place(random, names);
            village.name = name + (place.committee_of_residents ? "社区" : "村");
            village.code = fmt::format("{}{:03}", w.township_codes[t],
                                       place.committee_of_residents ? ++residents : 200 + villagers++);
            village.township_code = w.township_codes[t];
            village.township_name = w.township_names[t];
            village.urban_rural_class = static_cast<std::int16_t>(place.urban_rural_class);
        }
    }
}

void add_waters(World& w, const std::vector<std::int32_t>& lakes, std::size_t lake_count, const Relief& relief) {
    std::size_t number = 0;
    for (const Course& course : relief.courses) {
        model::Water water;
        water.key = fmt::format("W{:04}", ++number);
        const std::size_t listed = w.names.list("rivers").size();
        water.name = w.names.nth("rivers", number - 1);
        if (number > listed)
            water.name = w.names.nth("place_first", number * 7) + w.names.nth("place_first", number * 13 + 5) + "溪";
        // Small side streams stay without a name, as on most maps.
        if (course.line.size() < 25 && number > listed)
            water.name.clear();
        water.kind = course.catchment > 60 ? model::WaterKind::river : model::WaterKind::stream;
        water.line = course.line;
        w.county.waters.push_back(std::move(water));
    }
    auto areas = w.ground.lattice.areas(lakes, lake_count, lakes);
    std::size_t reservoirs = 0, natural = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        model::Water water;
        water.key = fmt::format("L{:03}", i + 1);
        // make_lakes() gives the reservoirs first.
        const bool reservoir = 2 * i < areas.size();
        water.name = reservoir ? w.names.nth("reservoirs", reservoirs++) : w.names.nth("lakes", natural++);
        water.kind = model::WaterKind::lake;
        water.area = std::move(areas[i]);
        // Water stands level: the terrain under it too.
        geo::Raster& terrain = w.county.terrain;
        const double level = [&] {
            for (std::size_t h = 0; h < lakes.size(); ++h)
                if (lakes[h] == static_cast<std::int32_t>(i))
                    return static_cast<double>(w.ground.height[h]);
            return 0.0;
        }();
        const geo::Box box = geo::bounds(water.area);
        for (int row = 0; row < terrain.height; ++row)
            for (int column = 0; column < terrain.width; ++column) {
                const geo::MapPoint p{terrain.origin.x + (column + 0.5) * terrain.cell_x,
                                      terrain.origin.y - (row + 0.5) * terrain.cell_y};
                if (box.contains(p) && geo::contains(water.area, p))
                    terrain.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(terrain.width) +
                                   static_cast<std::size_t>(column)] = static_cast<float>(level);
            }
        w.county.waters.push_back(std::move(water));
    }
}

} // namespace

void add_places(World& w, const std::vector<std::int32_t>& lakes, std::size_t lake_count, const Relief& relief,
                base::Feedback& feedback) {
    base::Random random(w.options.seed + 99);
    const Settlement& s = w.settlement;
    const Lattice& lattice = w.ground.lattice;
    name_counties(w, random);
    name_townships(w, random);
    w.county.villages.resize(s.villages.size());
    name_villages(w, random);
    auto counties = lattice.areas(s.county_of, s.counties.size(), s.village_of);
    auto townships = lattice.areas(s.township_of, s.townships.size(), s.village_of);
    auto villages = lattice.areas(s.village_of, s.villages.size(), s.village_of);
    feedback.check();
    for (std::size_t c = 0; c < counties.size(); ++c)
        w.county.boundaries.push_back(
            {{}, model::BoundaryLevel::county, w.county_codes[c], w.county_names[c], std::move(counties[c])});
    for (std::size_t t = 0; t < townships.size(); ++t)
        w.county.boundaries.push_back(
            {{}, model::BoundaryLevel::township, w.township_codes[t], w.township_names[t], std::move(townships[t])});
    for (std::size_t v = 0; v < villages.size(); ++v) {
        w.county.villages[v].area = std::move(villages[v]);
        w.county.villages[v].position = {lattice.centre(s.villages[v].seat), model::PositionQuality::exact, 0};
    }
    add_waters(w, lakes, lake_count, relief);
}

void add_people_counts(World& w, base::Random& random) {
    std::vector<double> people;
    double sum = 0;
    for (const VillagePlace& v : w.settlement.villages) {
        const double share = std::exp(0.38 * random.normal());
        double count = 0;
        switch (v.urban_rural_class) {
        case 111:
            count = 5200 * share * std::pow(std::min(3.0, v.area_km2), 0.3);
            break;
        case 112:
            count = 2600 * share * std::pow(v.area_km2, 0.2);
            break;
        case 121:
            count = 4300 * share;
            break;
        case 122:
            count = 2100 * share;
            break;
        case 210:
            count = 1700 * share;
            break;
        default: {
            const auto seat = static_cast<std::size_t>(v.seat);
            const double low = std::exp(-static_cast<double>(w.ground.height[seat]) / 260);
            count = (420 + 1000 * low) * share * std::pow(v.area_km2 / 5, 0.35);
        }
        }
        people.push_back(count);
        sum += count;
    }
    // About 0.9 million people a county.
    const double factor = 903000.0 * static_cast<double>(w.settlement.counties.size()) / sum;
    for (std::size_t v = 0; v < people.size(); ++v) {
        const int place = w.settlement.villages[v].urban_rural_class;
        model::Village& village = w.county.villages[v];
        village.population = std::max(60.0, std::round(people[v] * factor));
        village.households = std::round(village.population / random.uniform(2.45, 3.05));
        const double old = place == 111 ? 0.125 : place < 200 ? 0.16 : 0.235;
        village.population_over_65 = std::round(village.population * old * random.uniform(0.8, 1.25));
    }
}

void add_population_raster(World& w, double cell) {
    const Lattice& lattice = w.ground.lattice;
    geo::Box box;
    for (const model::Boundary& b : w.county.boundaries)
        if (b.level == model::BoundaryLevel::county)
            box.add(geo::bounds(b.area));
    const double west = std::floor(box.min_x / cell) * cell, north = std::ceil(box.max_y / cell) * cell;
    geo::Raster& raster = w.county.population;
    raster = {static_cast<int>(std::ceil((box.max_x - west) / cell)),
              static_cast<int>(std::ceil((north - box.min_y) / cell)),
              {west, north},
              cell,
              cell,
              {}};
    const std::size_t count = static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height);
    raster.values.assign(count, std::numeric_limits<float>::quiet_NaN());
    // People live near the seat of their village, on flat dry ground; the counts of a village's cells add up to its
    // own.
    std::vector<double> weight(count, 0), total(w.county.villages.size(), 0);
    std::vector<std::int32_t> village(count, -1);
    for (std::size_t i = 0; i < count; ++i) {
        const geo::MapPoint p{west + (static_cast<double>(i % static_cast<std::size_t>(raster.width)) + 0.5) * cell,
                              north - (static_cast<double>(i / static_cast<std::size_t>(raster.width)) + 0.5) * cell};
        const Hex h = lattice.at(p);
        if (h == no_hex || w.settlement.village_of[static_cast<std::size_t>(h)] < 0)
            continue;
        village[i] = w.settlement.village_of[static_cast<std::size_t>(h)];
        const auto v = static_cast<std::size_t>(village[i]);
        const geo::MapPoint seat = lattice.centre(w.settlement.villages[v].seat);
        const double away = std::hypot(p.x - seat.x, p.y - seat.y);
        const double flat = std::exp(-static_cast<double>(w.ground.slope[static_cast<std::size_t>(h)]) / 0.06);
        const bool lake = w.ground.wet[static_cast<std::size_t>(h)] == 3;
        weight[i] =
            lake ? 0 : (0.015 + std::exp(-std::pow(away / 520, 2)) + 0.08 * std::exp(-away / 900)) * (0.03 + flat);
        total[v] += weight[i];
    }
    for (std::size_t i = 0; i < count; ++i)
        if (village[i] >= 0) {
            const auto v = static_cast<std::size_t>(village[i]);
            raster.values[i] =
                total[v] > 0 ? static_cast<float>(w.county.villages[v].population * weight[i] / total[v]) : 0;
        }
    // A village too small for a cell of its own puts its people into the cell of its seat.
    for (std::size_t v = 0; v < total.size(); ++v)
        if (total[v] <= 0) {
            const geo::MapPoint seat = lattice.centre(w.settlement.villages[v].seat);
            const auto column = static_cast<std::size_t>((seat.x - west) / cell),
                       row = static_cast<std::size_t>((north - seat.y) / cell);
            float& value = raster.values[row * static_cast<std::size_t>(raster.width) + column];
            value = (std::isnan(value) ? 0 : value) + static_cast<float>(w.county.villages[v].population);
        }
}

} // namespace wangge::demo
