#include "grid/outline.h"

#include "base/error.h"
#include "geo/overlay.h"
#include "geo/point_index.h"

#include <algorithm>
#include <cmath>

namespace wangge::grid {
namespace {

constexpr double least_margin = 100, usual_share = 0.95, margin_alone = 1000; // alone: of a single place
constexpr double tolerance = 0.02;                                            // of the margin, for fewer corners

base::Metres usual_margin(const std::vector<geo::MapPoint>& places, base::Feedback& feedback) {
    std::vector<double> x, y, apart;
    for (const geo::MapPoint place : places) {
        x.push_back(place.x);
        y.push_back(place.y);
    }
    const std::vector<geo::Neighbour> near = geo::PointIndex(x, y).nearest_of(x, y, 2, feedback);
    for (std::size_t i = 1; i < near.size(); i += 2) // the first is the place itself
        if (near[i].row >= 0 && near[i].distance > 0)
            apart.push_back(near[i].distance);
    if (apart.empty())
        return base::Metres{margin_alone};
    const auto rank = apart.begin() + static_cast<std::ptrdiff_t>(usual_share * static_cast<double>(apart.size() - 1));
    std::nth_element(apart.begin(), rank, apart.end());
    return base::Metres{std::max(least_margin, std::ceil(*rank))};
}

} // namespace

Outline outline_of(const model::Snapshot& s, std::optional<base::Metres> margin, base::Feedback& feedback) {
    std::vector<geo::MapPoint> places;
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (std::isfinite(s.villages.x[i]))
            places.push_back(s.villages.point(i));
    for (std::size_t i = 0; places.empty() && i < s.sites.size(); ++i)
        if (s.sites.placed(i))
            places.push_back(s.sites.point(i));
    if (places.empty())
        base::fail_input("outline.no_places");
    Outline outline{{}, margin ? *margin : usual_margin(places, feedback)};
    const double reach = outline.margin.value;
    std::vector<geo::MultiPolygon> parts;
    for (geo::Polygon& part : geo::around(places, base::Metres{2 * reach}).parts)
        parts.push_back({{{std::move(part.outer), {}}}});
    const geo::MultiPolygon ground =
        geo::grown(geo::united(parts), base::Metres{-reach}); // one may fill another's hole
    outline.area = geo::simplified(ground, base::Metres{reach * tolerance});
    return outline;
}

} // namespace wangge::grid
