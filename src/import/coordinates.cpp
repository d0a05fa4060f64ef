#include "import/coordinates.h"

#include "base/text.h"
#include "import/cells.h"

#include <cmath>
#include <limits>

namespace wangge::import {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The point that stands for a shape; NaN for none.
geo::MapPoint point_of(const Shape& shape) {
    if (const auto* point = std::get_if<geo::MapPoint>(&shape))
        return *point;
    if (const auto* lines = std::get_if<std::vector<geo::Polyline>>(&shape); lines && !lines->empty())
        return (*lines)[0][(*lines)[0].size() / 2];
    if (const auto* area = std::get_if<geo::MultiPolygon>(&shape))
        return geo::centroid(*area);
    return {nan, nan};
}

} // namespace

CoordinateColumns::CoordinateColumns(const Mapping& mapping, bool shapes) : m_shapes(shapes) {
    const bool degrees = mapping["lon"].given() && mapping["lat"].given();
    // x beside lat, or lon beside y, happens in hand-made ledgers.
    m_x = degrees || !mapping["x"].given() ? mapping["lon"] : mapping["x"];
    m_y = degrees || !mapping["y"].given() ? mapping["lat"] : mapping["y"];
    m_pair = mapping["coordinates"];
}

void CoordinateColumns::read(const RowBlock& block, std::size_t first, BlockPlaces& places) const {
    places.raw.assign(block.size(), {nan, nan});
    places.given.assign(block.size(), 0);
    const auto cell = [&](std::size_t row, const Source& source) -> std::string_view {
        return source.column < 0 ? std::string_view()
                                 : base::trimmed(block.cell(row, static_cast<std::size_t>(source.column)));
    };
    for (std::size_t row = first; row < block.size(); ++row) {
        if (m_shapes) {
            places.raw[row] = point_of(block.shapes[row]);
            places.given[row] = block.shapes[row].index() == 1;
            continue;
        }
        const std::string_view x = cell(row, m_x), y = cell(row, m_y);
        if (!x.empty() || !y.empty()) {
            const auto a = coordinate_in(x), b = coordinate_in(y);
            if (a && b && *a == 0 && *b == 0)
                continue; // 0, 0 is how programs write "unknown"
            places.given[row] = 1;
            if (a && b)
                places.raw[row] = {*a, *b};
        } else if (const std::string_view pair = cell(row, m_pair); !pair.empty()) {
            places.given[row] = 1;
            if (const auto both = coordinate_pair_in(pair))
                places.raw[row] = *both;
        }
    }
}

void place_block(const Placement& placement, RowBlock& block, std::size_t first, BlockPlaces& places) {
    places.placed = places.raw;
    places.swapped.assign(block.size(), 0);
    places.shape_good.assign(block.size(), 1);
    placement.place(std::span(places.placed).subspan(first), std::span(places.swapped).subspan(first));
    for (std::size_t row = first; row < block.shapes.size(); ++row)
        if (block.shapes[row].index() >= 2)
            places.shape_good[row] = placement.place(block.shapes[row]);
}

} // namespace wangge::import
