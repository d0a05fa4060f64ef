#include "render/seats.h"

#include "geo/overlay.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

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
    // Without any sign of a town no township is the county's seat.
    if (!seats.empty())
        seats[county].county = urban(county) || population[county] > 0;
    // Islands and exclaves come as townships of one name; the greatest of those without villages stands for all.
    std::map<std::string_view, std::pair<double, std::size_t>> greatest;
    for (std::size_t t = 0; t < count; ++t)
        if (best[t] < 0) {
            const double size = geo::area(snapshot.boundaries[snapshot.townships[t]].area).value;
            auto& entry = greatest.try_emplace(seats[t].name, size, t).first->second;
            entry = std::max(entry, std::pair(size, t));
        }
    std::vector<Seat> kept;
    for (std::size_t t = 0; t < count; ++t)
        if (!std::isnan(seats[t].at.x) && (best[t] >= 0 || greatest[seats[t].name].second == t))
            kept.push_back(seats[t]);
    return kept;
}

} // namespace wangge::render
