// From degrees to metres and back in one named coordinate reference system, over PROJ.
#pragma once
#include "geo/types.h"

#include <memory>
#include <span>
#include <string>

namespace wangge::geo {

// A projected CRS by its EPSG number. Copies share nothing that a thread could disturb: each thread gets its own PROJ
// context, so one Projection may be used from many threads.
class Projection {
public:
    // Throws Error(bad_input): "geo.unknown_crs", "geo.crs_not_projected" (also when its unit is not the metre), or
    // "geo.crs_needs_parameters" for Beijing 1954 and Xian 1980, which cannot be converted without local parameters.
    static Projection from_epsg(int epsg);

    int epsg() const { return m_epsg; }
    // E.g. "CGCS2000 / 3-degree Gauss-Kruger CM 120E".
    const std::string& name() const;
    // Well-known text, OGC 2015, for files that want it.
    const std::string& wkt() const;

    MapPoint project(LonLat place) const;
    LonLat unproject(MapPoint point) const;
    // Infinity where a place cannot be projected.
    void project(std::span<const LonLat> places, std::span<MapPoint> points) const;
    void unproject(std::span<const MapPoint> points, std::span<LonLat> places) const;

private:
    struct Definition;
    explicit Projection(std::shared_ptr<const Definition> definition, int epsg);
    std::shared_ptr<const Definition> m_definition;
    int m_epsg;
};

} // namespace wangge::geo
