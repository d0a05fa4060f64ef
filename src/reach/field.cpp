// Fields of any Reach, and what of a region lies beyond a limit.
#include "reach/field.h"

#include "base/error.h"
#include "geo/overlay.h"
#include "reach/reach.h"

#include <algorithm>

namespace wangge::reach {

void Reach::fill(Field& lattice, Points sources, std::span<const Effort> delays, base::Feedback& feedback) const {
    if (std::any_of(delays.begin(), delays.end(), [](Effort delay) { return delay.value != 0; }))
        base::fail_input("reach.no_delays");
    std::vector<double> x, y;
    x.reserve(lattice.size());
    y.reserve(lattice.size());
    for (int r = 0; r < lattice.rows; ++r)
        for (int c = 0; c < lattice.columns; ++c) {
            x.push_back(lattice.point(c, r).x);
            y.push_back(lattice.point(c, r).y);
        }
    const std::vector<Link> links = nearest({x, y}, sources, feedback);
    lattice.effort.resize(links.size());
    lattice.source.resize(links.size());
    for (std::size_t i = 0; i < links.size(); ++i) {
        lattice.effort[i] = static_cast<float>(links[i].effort.value);
        lattice.source[i] = links[i].source;
    }
    lattice.pace = unit() == Unit::metres ? 1 : 0;
}

Field lattice_over(const geo::Box& box, base::Metres side) {
    constexpr double most = 300000, finest = 50;
    Field field;
    if (box.empty())
        return field;
    const double fitting = std::sqrt(std::max(box.width(), 1.0) * std::max(box.height(), 1.0) / most);
    field.side = side.value > 0 ? side.value : std::max(finest, std::ceil(fitting / 10) * 10);
    // On whole multiples of the side, so that the same country gets the same lattice whatever is asked of it.
    field.origin = {std::floor(box.min_x / field.side - 2) * field.side,
                    std::floor(box.min_y / field.side - 2) * field.side};
    field.columns = static_cast<int>(std::ceil((box.max_x - field.origin.x) / field.side)) + 3;
    field.rows = static_cast<int>(std::ceil((box.max_y - field.origin.y) / field.side)) + 3;
    return field;
}

std::vector<Foothold> Reach::footholds(Points points, base::Feedback&) const {
    std::vector<Foothold> footholds(points.size(), Foothold::joined);
    for (std::size_t p = 0; p < points.size(); ++p)
        if (!std::isfinite(points.x[p]) || !std::isfinite(points.y[p]))
            footholds[p] = Foothold::none;
    return footholds;
}

std::vector<base::SquareMetres> areas_beyond(const Field& field, Effort limit,
                                             const std::vector<const geo::MultiPolygon*>& regions,
                                             base::Feedback& feedback) {
    std::vector<base::SquareMetres> areas;
    for (const geo::MultiPolygon* region : regions) {
        feedback.check();
        base::SquareMetres beyond = geo::area(*region);
        if (const geo::Box box = geo::bounds(*region); !box.empty())
            for (const Catchment& reached : catchments(field, std::span(&limit.value, 1), false, box, feedback))
                beyond = beyond - geo::area(geo::intersection(*region, reached.area));
        areas.push_back({std::max(0.0, beyond.value)});
    }
    return areas;
}

} // namespace wangge::reach
