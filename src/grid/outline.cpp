#include "grid/outline.h"

#include "base/error.h"
#include "geo/disc_cover.h"
#include "geo/overlay.h"
#include "geo/point_index.h"

#include <algorithm>
#include <cmath>

namespace wangge::grid {
namespace {

constexpr double least_margin = 100, usual_share = 0.95, margin_alone = 1000; // alone: of a single place
constexpr double tolerance = 0.02;                                            // of the margin, for fewer corners

struct Places {
    std::vector<double> x, y;
    void add(geo::MapPoint place) {
        x.push_back(place.x);
        y.push_back(place.y);
    }
};

Places places_of(const model::Snapshot& s) {
    Places places;
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (std::isfinite(s.villages.x[i]))
            places.add(s.villages.point(i));
    if (places.x.empty())
        for (std::size_t i = 0; i < s.sites.size(); ++i)
            if (s.sites.placed(i))
                places.add(s.sites.point(i));
    return places;
}

base::Metres usual_margin(const Places& places, base::Feedback& feedback) {
    const std::vector<geo::Neighbour> near =
        geo::PointIndex(places.x, places.y).nearest_of(places.x, places.y, 2, feedback);
    std::vector<double> apart;
    for (std::size_t i = 1; i < near.size(); i += 2) // the first is the place itself
        if (near[i].row >= 0 && near[i].distance > 0)
            apart.push_back(near[i].distance);
    if (apart.empty())
        return base::Metres{margin_alone};
    const auto rank = apart.begin() + static_cast<std::ptrdiff_t>(usual_share * static_cast<double>(apart.size() - 1));
    std::nth_element(apart.begin(), rank, apart.end());
    return base::Metres{std::max(least_margin, std::ceil(*rank))};
}

// The ground within `radius` of a place; without holes, so that parts may lie in one another.
std::vector<geo::MultiPolygon> around(const Places& places, double radius, base::Feedback& feedback) {
    const auto [west, east] = std::ranges::minmax(places.x);
    const auto [south, north] = std::ranges::minmax(places.y);
    const geo::MultiPolygon all = geo::rectangle(geo::Box{west, south, east, north}.grown(2 * radius));
    const geo::DiscCover discs(places.x, places.y, base::Metres{radius}, feedback);
    std::vector<geo::MultiPolygon> parts;
    for (geo::Polygon& part : geo::difference(all, discs.uncovered_polygon(all, feedback)).parts)
        parts.push_back({{{std::move(part.outer), {}}}});
    return parts;
}

} // namespace

Outline outline_of(const model::Snapshot& s, std::optional<base::Metres> margin, base::Feedback& feedback) {
    const Places places = places_of(s);
    if (places.x.empty())
        base::fail_input("outline.no_places");
    Outline outline{{}, margin ? *margin : usual_margin(places, feedback)};
    const double reach = outline.margin.value;
    const base::Metres fine{reach * tolerance / 2}; // twice
    const geo::MultiPolygon ground = geo::simplified(geo::united(around(places, 2 * reach, feedback)), fine);
    outline.area = geo::simplified(geo::grown(ground, base::Metres{-reach}), fine);
    return outline;
}

} // namespace wangge::grid
