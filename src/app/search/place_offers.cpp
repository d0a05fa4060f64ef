#include "app/search/place_offers.h"

#include "app/view/numbers.h"
#include "geo/place_text.h"
#include "geo/projection.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::app {
namespace {

double metres_outside(const geo::Box& box, geo::MapPoint p) {
    return std::hypot(std::max({box.min_x - p.x, 0.0, p.x - box.max_x}),
                      std::max({box.min_y - p.y, 0.0, p.y - box.max_y}));
}

std::string system_of(const geo::PlaceReading& reading, const base::Catalog& catalog) {
    if (!reading.zone)
        return catalog.say("place.datum." + std::string(geo::key_of(reading.datum)));
    return catalog.say({"place.zone",
                        {{"width", std::to_string(reading.zone->width)},
                         {"number", std::to_string(reading.zone->number)},
                         {"meridian", std::to_string(reading.zone->central_meridian())}}});
}

} // namespace

std::string degrees_text(geo::LonLat place) {
    return fmt::format("{:.5f}°{}  {:.5f}°{}", std::abs(place.lon), place.lon < 0 ? 'W' : 'E', std::abs(place.lat),
                       place.lat < 0 ? 'S' : 'N');
}

std::vector<PlaceOffer> place_offers(const model::Snapshot& snapshot, std::string_view text,
                                     const base::Catalog& catalog) {
    const auto readings = geo::read_place(text, geo::zone_of_epsg(snapshot.epsg));
    if (readings.empty())
        return {};
    const geo::Projection projection = geo::Projection::from_epsg(snapshot.epsg);
    const geo::Box county = geo::bounds(snapshot.county);
    std::vector<PlaceOffer> offers;
    for (const geo::PlaceReading& reading : readings) {
        PlaceOffer offer{projection.project(reading.place), degrees_text(reading.place), system_of(reading, catalog)};
        if (!std::isfinite(offer.point.x) || !std::isfinite(offer.point.y))
            continue;
        if (reading.swapped)
            offer.note += " · " + catalog.say("place.swapped");
        const double away = county.empty() ? 0 : metres_outside(county, offer.point);
        offer.inside = !county.empty() && away == 0;
        if (away > 0)
            offer.note +=
                " · " + catalog.say({"place.outside", {{"distance", length_text(base::Metres{away}, catalog)}}});
        offers.push_back(std::move(offer));
    }
    std::stable_partition(offers.begin(), offers.end(), [](const PlaceOffer& offer) { return offer.inside; });
    return offers;
}

} // namespace wangge::app
