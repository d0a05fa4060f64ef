// Where things lie as strangers may know it: somewhere in their cell, not at their door.
#pragma once
#include "geo/area_index.h"
#include "model/snapshot.h"
#include "model/table.h"

#include <optional>
#include <vector>

namespace wangge::app {

class PublicPlaces {
public:
    // The snapshot must outlive it.
    explicit PublicPlaces(const model::Snapshot& snapshot);
    // A point inside of the cell that holds the place; without one, the seat of the village that does; NaN where there
    // is neither.
    geo::MapPoint at(geo::MapPoint place);
    // Points of the table, and its columns lon, lat, x and y, become public places. Seats of villages stay: they are on
    // every map.
    void put(model::Table& table);

private:
    const model::Snapshot& m_snapshot;
    geo::AreaIndex m_cells, m_villages;
    std::vector<std::optional<geo::MapPoint>> m_point; // of cells, when somebody asked
};

// The same snapshot with every site at its public place.
model::SnapshotPtr with_public_places(const model::SnapshotPtr& snapshot);

} // namespace wangge::app
