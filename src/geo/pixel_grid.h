// The two kinds of raster file behind a PictureSource: what GDAL opens as a raster, and tiles in degrees, which it does
// not.
#pragma once
#include "geo/gdal_session.h"
#include "geo/types.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>

namespace wangge::geo {

// Pixels in the file's own coordinate system, without rotation limits: `affine` is GDAL's six numbers.
class PixelGrid {
public:
    virtual ~PixelGrid() = default;
    // Straight (not premultiplied) RGBA of a window of the grid, averaged down to out_width x out_height.
    virtual void read(int x, int y, int width, int height, int out_width, int out_height,
                      std::span<std::uint8_t> rgba) = 0;

    int width = 0, height = 0;
    std::array<double, 6> affine{};
    // Reading at a reduction beyond this would take too long, because the file holds no coarser level.
    double most_reduction = std::numeric_limits<double>::infinity();
    std::string crs;    // anything that GDAL takes for a coordinate system: "EPSG:3857", well-known text
    std::string format; // "GTiff", "MBTiles", "GPKG"
};

// Null when the file is no raster that this program draws; `said` gets the library's reason. `layer` names a table of
// tiles, empty = the first.
std::unique_ptr<PixelGrid> open_gdal_grid(const std::filesystem::path& file, const std::string& layer,
                                          std::string& said);
// MBTiles whose matrix counts in degrees (EPSG:4490 or 4326, as many Chinese services do): told by the metadata ("crs",
// "srs", "profile"), by `degrees` when the user says so, or by bounds that fit no other matrix. Null for other files.
std::unique_ptr<PixelGrid> open_degree_tiles(const std::filesystem::path& file, bool degrees);

// most_reduction of a grid whose coarsest level is reduced by `factor`: 64 million pixels are read at once at most, of
// whole rasters as of pieces of 512 x 512.
inline double most_reduction_of(int width, int height, double factor) {
    return width / factor * (height / factor) <= 64e6 ? std::numeric_limits<double>::infinity() : factor * 16;
}

} // namespace wangge::geo
