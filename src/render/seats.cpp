#include "render/seats.h"

#include "geo/overlay.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

namespace {

int centre_rank(int urban_rural_class) {
    return urban_rural_class == 111 ? 3 : urban_rural_class == 121 ? 2 : urban_rural_class == 210 ? 1 : 0;
}

} // namespace

std::vector<Seat> seats_of(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    const std::size_t count = snapshot.townships.size();
    std::vector<model::Row> best(count, model::no_row);
    std::vector<double> population(count, 0);
    for (std::size_t v = 0; v < villages.size(); ++v) {
        const model::Row t = villages.township[v];
        if (t < 0 || std::isnan(villages.x[v]))
            continue;
        population[t] += villages.population[v];
        const auto better = [&](std::size_t a, std::size_t b) {
            const int x = centre_rank(villages.urban_rural_class[a]), y = centre_rank(villages.urban_rural_class[b]);
            return x != y ? x > y : villages.population[a] > villages.population[b];
        };
        if (best[t] < 0 || better(v, static_cast<std::size_t>(best[t])))
            best[t] = static_cast<model::Row>(v);
    }
    std::vector<Seat> seats;
    std::size_t county = 0;
    const auto urban = [&](std::size_t t) { return best[t] >= 0 && villages.urban_rural_class[best[t]] == 111; };
    for (std::size_t t = 0; t < count; ++t) {
        const model::Boundary& township = snapshot.boundaries[snapshot.townships[t]];
        const geo::MapPoint at = best[t] >= 0            ? villages.point(best[t])
                                 : township.area.empty() ? geo::MapPoint{std::nan(""), std::nan("")}
                                                         : geo::inner_point(township.area);
        seats.push_back({at, township.name, population[t], false});
        if (std::pair(urban(t), population[t]) > std::pair(urban(county), population[county]))
            county = t;
    }
    if (!seats.empty())
        seats[county].county = true;
    std::erase_if(seats, [](const Seat& s) { return std::isnan(s.at.x); });
    return seats;
}

} // namespace wangge::render
