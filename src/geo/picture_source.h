// A raster base map in a file (GeoTIFF, MBTiles, GeoPackage tiles), brought onto the document's plane piece by piece.
#pragma once
#include "base/feedback.h"
#include "base/units.h"
#include "geo/datum.h"
#include "geo/projection.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace wangge::geo {

struct PictureOptions {
    std::string layer;             // table of a GeoPackage; empty = the first
    int epsg = 0;                  // 0 = as the file says
    Datum datum = Datum::cgcs2000; // what the picture's places stand on; gcj02 and bd09 are moved back
};

// May be used from several threads; they take turns.
class PictureSource {
public:
    // Throws Error(environment) "geo.no_such_picture"; Error(bad_input) "geo.not_a_picture" (also vector tiles),
    // "geo.picture_without_crs", "geo.unknown_crs".
    PictureSource(const std::filesystem::path& file, const PictureOptions& options, const Projection& document);
    ~PictureSource();
    PictureSource(const PictureSource&) = delete;
    PictureSource& operator=(const PictureSource&) = delete;

    const Box& bounds() const { return m_bounds; }             // on the document's plane
    base::Metres finest_pixel() const { return m_finest; }     // at the picture's middle
    base::Metres coarsest_pixel() const { return m_coarsest; } // coarser views are not read: too much at once
    const std::string& format() const;                         // "GTiff", "MBTiles", "GPKG"
    const std::string& crs() const { return m_crs; }           // "EPSG:3857", else its name

    // Premultiplied RGBA of the box in width x height pixels, upper row first; clear where there is no picture. Each
    // pixel is sampled (bilinear, after averaging down) where its middle lies in the file; positions are exact at every
    // 16th pixel and interpolated between. False when the box holds nothing of it. Throws Error(bad_input)
    // "geo.picture_broken".
    bool read(const Box& box, int width, int height, std::span<std::uint8_t> rgba, base::Feedback& feedback) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
    Box m_bounds;
    base::Metres m_finest, m_coarsest;
    std::string m_crs;
};

} // namespace wangge::geo
