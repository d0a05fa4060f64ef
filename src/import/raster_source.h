// A raster file opened, and the grid on the document's plane that it is brought to.
#pragma once
#include "import/gdal_session.h"
#include "import/import.h"

#include <array>
#include <memory>

class OGRCoordinateTransformation;
class OGRSpatialReference;

namespace wangge::import {

struct DestroyReference {
    void operator()(OGRSpatialReference* crs) const;
};

struct RasterSource {
    DatasetPtr dataset;
    std::array<double, 6> grid{}; // GDAL's geotransform
    std::unique_ptr<OGRSpatialReference, DestroyReference> crs;
    int width = 0, height = 0;

    geo::MapPoint corner(double column, double row) const {
        return {grid[0] + column * grid[1] + row * grid[2], grid[3] + column * grid[4] + row * grid[5]};
    }
};

struct DestroyTransform {
    void operator()(OGRCoordinateTransformation* transform) const;
};
using TransformPtr = std::unique_ptr<OGRCoordinateTransformation, DestroyTransform>;

// Throws Error(bad_input) "import.unknown_format", "import.unreadable", "import.raster_without_crs",
// "import.raster_too_large".
RasterSource open_raster(GdalSession& session, const std::filesystem::path& file, const Options& options);
TransformPtr transform_of(const RasterSource& source, const Context& context, const std::filesystem::path& file,
                          const GdalSession& session);
// The corners of one line of cells on the document's plane.
std::vector<geo::MapPoint> projected_corners(const RasterSource& source, OGRCoordinateTransformation& transform,
                                             int row);
// An empty raster over the source's ground (or the county's), with the source's cell size at its middle. Throws
// Error(bad_input) "import.raster_elsewhere", "import.raster_too_large".
geo::Raster target_for(const RasterSource& source, OGRCoordinateTransformation& transform, const Context& context,
                       const std::filesystem::path& file);
// Fills the raster from the source's first band; `method` is one of GDAL's words: "bilinear", "near". Cells without a
// value are NaN.
void warp(const RasterSource& source, geo::Raster& raster, const char* method, const Context& context,
          const std::filesystem::path& file, GdalSession& session, base::Feedback& feedback);
// What the file says of itself.
void describe_raster(const RasterSource& source, ImportReport& report);

} // namespace wangge::import
