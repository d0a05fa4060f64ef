#include "geo/voronoi.h"

#include "base/error.h"

#include <boost/polygon/voronoi.hpp>
#include <cmath>

namespace wangge::geo {
namespace {

struct Place {
    std::int32_t x = 0, y = 0;
    std::int32_t row = 0;
    auto operator<=>(const Place&) const = default;
};

// From metres to the lattice and back.
struct Lattice {
    MapPoint origin;
    double steps = 1000; // a metre

    explicit Lattice(const Box& box) {
        origin = {std::round(box.centre().x), std::round(box.centre().y)};
        const double reach = std::max(box.width(), box.height()) / 2 + 1;
        while (reach * steps > 2147483000.0)
            steps /= 10;
    }
    MapPoint metres(double x, double y) const { return {origin.x + x / steps, origin.y + y / steps}; }
};

} // namespace

NearestCells nearest_cells(std::span<const double> x, std::span<const double> y) {
    base::ensure(x.size() == y.size(), "as many x as y");
    Box box;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            box.add(MapPoint{x[i], y[i]});
    NearestCells result;
    if (box.empty())
        return result;
    const Lattice lattice(box);
    std::vector<Place> places;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            places.push_back({static_cast<std::int32_t>(std::lround((x[i] - lattice.origin.x) * lattice.steps)),
                              static_cast<std::int32_t>(std::lround((y[i] - lattice.origin.y) * lattice.steps)),
                              static_cast<std::int32_t>(i)});
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end(),
                             [](const Place& a, const Place& b) { return a.x == b.x && a.y == b.y; }),
                 places.end());
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.row < b.row; });

    boost::polygon::voronoi_builder<std::int32_t> builder;
    for (const Place& p : places)
        builder.insert_point(p.x, p.y);
    boost::polygon::voronoi_diagram<double> diagram;
    builder.construct(&diagram);

    using Cell = boost::polygon::voronoi_diagram<double>::cell_type;
    std::vector<const Cell*> cell_of(places.size(), nullptr);
    for (const Cell& cell : diagram.cells())
        cell_of[cell.source_index()] = &cell;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<CellSide> sides;
    std::vector<MapPoint> corners;
    for (std::size_t i = 0; i < places.size(); ++i) {
        sides.clear();
        corners.clear();
        const auto* const first = cell_of[i]->incident_edge();
        const auto* edge = first;
        while (edge) {
            const std::size_t j = edge->twin()->cell()->source_index();
            // The bisector as both neighbours see it: the lower row's point lies to its left.
            const MapPoint a = lattice.metres(places[std::min(i, j)].x, places[std::min(i, j)].y);
            const MapPoint b = lattice.metres(places[std::max(i, j)].x, places[std::max(i, j)].y);
            sides.push_back({{{(a.x + b.x) / 2, (a.y + b.y) / 2}, {a.y - b.y, b.x - a.x}}, i < j});
            const auto* const corner = edge->vertex0();
            corners.push_back(corner ? lattice.metres(corner->x(), corner->y()) : MapPoint{nan, nan});
            edge = edge->next() == first ? nullptr : edge->next();
        }
        result.cells.add(sides, corners);
        result.row.push_back(places[i].row);
    }
    return result;
}

} // namespace wangge::geo
