#include "app/public_places.h"

#include "geo/overlay.h"
#include "geo/projection.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::app {
namespace {

constexpr geo::MapPoint nowhere{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    areas.reserve(cells.size());
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

std::ptrdiff_t column_of(const model::Table& table, std::string_view id) {
    const auto at =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const model::Column& c) { return c.id == id; });
    return at == table.columns.end() ? -1 : at - table.columns.begin();
}

double number_of(const model::Value& value) {
    const double* number = std::get_if<double>(&value);
    return number ? *number : std::nan("");
}

model::Value value_of(double number) {
    return std::isfinite(number) ? model::Value{number} : model::Value{};
}

} // namespace

PublicPlaces::PublicPlaces(const model::Snapshot& snapshot)
    : m_snapshot(snapshot), m_cells(areas_of(snapshot.cells)), m_villages(snapshot.villages.area),
      m_point(snapshot.cells.size()) {}

geo::MapPoint PublicPlaces::at(geo::MapPoint place) {
    if (!std::isfinite(place.x) || !std::isfinite(place.y))
        return nowhere;
    if (const std::int32_t cell = m_cells.find(place); cell >= 0) {
        auto& point = m_point[static_cast<std::size_t>(cell)];
        if (!point)
            point = geo::inner_point(m_snapshot.cells[static_cast<std::size_t>(cell)].area);
        return *point;
    }
    if (const std::int32_t row = m_villages.find(place); row >= 0) {
        const auto village = static_cast<std::size_t>(row);
        return std::isnan(m_snapshot.villages.x[village]) ? geo::inner_point(m_snapshot.villages.area[village])
                                                          : m_snapshot.villages.point(village);
    }
    return nowhere;
}

void PublicPlaces::put(model::Table& table) {
    if (table.id == "villages" || table.id == "coverage")
        return;
    const std::ptrdiff_t lon = column_of(table, "lon"), lat = column_of(table, "lat"), x = column_of(table, "x"),
                         y = column_of(table, "y");
    const bool degrees = lon >= 0 && lat >= 0, plane = x >= 0 && y >= 0;
    std::optional<geo::Projection> projection;
    if (degrees)
        projection = geo::Projection::from_epsg(m_snapshot.epsg);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::vector<model::Value>& row = table.rows[i];
        const auto value = [&](std::ptrdiff_t column) -> model::Value& {
            return row[static_cast<std::size_t>(column)];
        };
        geo::MapPoint* shape = table.shapes.empty() ? nullptr : std::get_if<geo::MapPoint>(&table.shapes[i]);
        geo::MapPoint place = nowhere;
        if (shape)
            place = *shape;
        else if (plane)
            place = {number_of(value(x)), number_of(value(y))};
        else if (degrees && std::isfinite(number_of(value(lon))) && std::isfinite(number_of(value(lat))))
            place = projection->project({number_of(value(lon)), number_of(value(lat))});
        const geo::MapPoint shown = at(place);
        const bool known = std::isfinite(shown.x);
        if (shape && known)
            *shape = shown;
        else if (shape)
            table.shapes[i] = std::monostate();
        if (plane) {
            value(x) = value_of(shown.x);
            value(y) = value_of(shown.y);
        }
        if (degrees) {
            const geo::LonLat there = known ? projection->unproject(shown) : geo::LonLat{};
            value(lon) = known ? model::Value{there.lon} : model::Value{};
            value(lat) = known ? model::Value{there.lat} : model::Value{};
        }
    }
}

model::SnapshotPtr with_public_places(const model::SnapshotPtr& snapshot) {
    auto copy = std::make_shared<model::Snapshot>(*snapshot);
    PublicPlaces places(*snapshot);
    for (std::size_t i = 0; i < copy->sites.size(); ++i) {
        const geo::MapPoint shown = places.at(snapshot->sites.point(i));
        copy->sites.x[i] = shown.x;
        copy->sites.y[i] = shown.y;
        if (std::isnan(shown.x))
            copy->sites.quality[i] = model::PositionQuality::none;
    }
    return copy;
}

} // namespace wangge::app
