// MBTiles whose tiles count in degrees. GDAL takes every MBTiles file for web mercator, so the tiles are read here one
// by one; GDAL still reads the database and the pictures.
#include "base/error.h"
#include "base/text.h"
#include "geo/pixel_grid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gdal_priv.h>
#include <map>
#include <numbers>
#include <ogrsf_frmts.h>
#include <optional>
#include <vector>

namespace wangge::geo {
namespace {

constexpr int tile_side = 256;

struct ReleaseLayer {
    GDALDataset* dataset;
    void operator()(OGRLayer* layer) const { dataset->ReleaseResultSet(layer); }
};
using Answer = std::unique_ptr<OGRLayer, ReleaseLayer>;

Answer ask(GDALDataset& dataset, const std::string& sql) {
    return {dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr), ReleaseLayer{&dataset}};
}

std::map<std::string, std::string> metadata_of(GDALDataset& dataset) {
    std::map<std::string, std::string> result;
    const Answer rows = ask(dataset, "SELECT name, value FROM metadata");
    if (rows)
        while (const OGRFeatureUniquePtr row{rows->GetNextFeature()})
            result[base::lower_ascii(row->GetFieldAsString(0))] = row->GetFieldAsString(1);
    return result;
}

// Tiles of one level: columns west to east, rows south to north, both of the whole earth's matrix.
struct Level {
    int zoom = 0;
    int min_column = 0, max_column = 0, min_row = 0, max_row = 0;
};

std::vector<Level> levels_of(GDALDataset& dataset) {
    std::vector<Level> levels;
    const Answer rows = ask(dataset, "SELECT zoom_level, min(tile_column), max(tile_column), min(tile_row), "
                                     "max(tile_row) FROM tiles GROUP BY zoom_level ORDER BY zoom_level");
    if (rows)
        while (const OGRFeatureUniquePtr row{rows->GetNextFeature()})
            levels.push_back({row->GetFieldAsInteger(0), row->GetFieldAsInteger(1), row->GetFieldAsInteger(2),
                              row->GetFieldAsInteger(3), row->GetFieldAsInteger(4)});
    return levels;
}

// Level z of the two matrices in degrees that are in use: 2^z columns of 360 / 2^z degrees (Chinese services), or twice
// as many (OSGeo's global-geodetic).
double tile_degrees(int zoom, bool twice) {
    return 360 / std::exp2(zoom + (twice ? 1 : 0));
}

double mercator_latitude(double row, int zoom) {
    return std::atan(std::sinh(std::numbers::pi * (2 * row / std::exp2(zoom) - 1))) * 180 / std::numbers::pi;
}

// How far the rows of a level lie from the bounds that the metadata give, in tiles.
double misfit(double south, double north, const Box& bounds, double tile) {
    return (std::abs(south - bounds.min_y) + std::abs(north - bounds.max_y)) / tile;
}

std::optional<Box> bounds_of(const std::map<std::string, std::string>& metadata) {
    const auto found = metadata.find("bounds");
    if (found == metadata.end())
        return std::nullopt;
    std::array<double, 4> n{};
    const std::vector<std::string_view> parts = base::split(found->second, ',');
    for (std::size_t i = 0; i < n.size(); ++i)
        if (parts.size() != n.size() || !base::parse_number(base::trimmed(parts[i]), n[i]))
            return std::nullopt;
    return Box{n[0], n[1], n[2], n[3]};
}

enum class Matrix : std::uint8_t { mercator, degrees, degrees_twice };

Matrix matrix_of(const std::map<std::string, std::string>& metadata, const Level& finest, bool degrees) {
    for (const char* key : {"crs", "srs", "profile", "projection"})
        if (const auto found = metadata.find(key); found != metadata.end()) {
            const std::string text = base::lower_ascii(found->second);
            const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
            if (says("900913") || says("3857") || says("mercator"))
                return Matrix::mercator;
            if (says("geodetic"))
                return Matrix::degrees_twice;
            degrees = degrees || says("4490") || says("4326") || says("cgcs2000");
        }
    // Rows north of the equator of a matrix with too few of them.
    const double tile = tile_degrees(finest.zoom, false);
    const double south = finest.min_row * tile - 90, north = (finest.max_row + 1) * tile - 90;
    const std::optional<Box> bounds = bounds_of(metadata);
    if (!bounds)
        return degrees ? Matrix::degrees : Matrix::mercator;
    const double as_mercator = misfit(mercator_latitude(finest.min_row, finest.zoom),
                                      mercator_latitude(finest.max_row + 1, finest.zoom), *bounds, tile);
    const double as_degrees = misfit(south, north, *bounds, tile);
    const double as_twice = misfit((south + 90) / 2 - 90, (north + 90) / 2 - 90, *bounds, tile / 2);
    if (!degrees && as_mercator <= std::min(as_degrees, as_twice) + 2)
        return Matrix::mercator;
    return as_degrees <= as_twice ? Matrix::degrees : Matrix::degrees_twice;
}

class DegreeTiles : public PixelGrid {
public:
    DegreeTiles(DatasetPtr dataset, std::vector<Level> levels, bool twice)
        : m_dataset(std::move(dataset)), m_levels(std::move(levels)) {
        const Level& finest = m_levels.back();
        const double tile = tile_degrees(finest.zoom, twice);
        m_west = finest.min_column;
        m_north = finest.max_row + 1;
        width = (finest.max_column + 1 - finest.min_column) * tile_side;
        height = (finest.max_row + 1 - finest.min_row) * tile_side;
        affine = {-180 + m_west * tile, tile / tile_side, 0, -90 + m_north * tile, 0, -tile / tile_side};
        most_reduction = most_reduction_of(width, height, std::exp2(finest.zoom - m_levels.front().zoom));
        crs = "EPSG:4490";
        format = "MBTiles";
    }

    void read(int x, int y, int w, int h, int out_w, int out_h, std::span<std::uint8_t> rgba) override {
        // The coarsest level that is at least as fine as what is asked for.
        const double reduction = std::min(static_cast<double>(w) / out_w, static_cast<double>(h) / out_h);
        const int finest = m_levels.back().zoom;
        const Level* level = &m_levels.back();
        for (const Level& each : m_levels)
            if (std::exp2(finest - each.zoom) <= reduction * 1.01) {
                level = &each;
                break;
            }
        const double scale = std::exp2(finest - level->zoom) * tile_side; // finest pixels a tile of the level
        // Tiles counted from the matrix's south-west corner.
        const double left = (m_west * tile_side + x) / scale, top = (m_north * tile_side - y) / scale;
        const double right = (m_west * tile_side + x + w) / scale, bottom = (m_north * tile_side - y - h) / scale;
        const int first_column = static_cast<int>(std::floor(left)),
                  last_column = static_cast<int>(std::ceil(right)) - 1;
        const int first_row = static_cast<int>(std::floor(bottom)), last_row = static_cast<int>(std::ceil(top)) - 1;
        const int columns = last_column - first_column + 1, rows = last_row - first_row + 1;
        base::ensure(columns > 0 && rows > 0 && columns * static_cast<double>(rows) < 4096, "a piece of some tiles");
        const int mosaic_width = columns * tile_side;
        std::vector<std::uint8_t> mosaic(static_cast<std::size_t>(mosaic_width) * rows * tile_side * 4, 0);
        const Answer tiles =
            ask(*m_dataset,
                "SELECT tile_column, tile_row, tile_data FROM tiles WHERE zoom_level = " + std::to_string(level->zoom) +
                    " AND tile_column BETWEEN " + std::to_string(first_column) + " AND " + std::to_string(last_column) +
                    " AND tile_row BETWEEN " + std::to_string(first_row) + " AND " + std::to_string(last_row));
        if (tiles)
            while (const OGRFeatureUniquePtr row{tiles->GetNextFeature()}) {
                int size = 0;
                const GByte* data = row->GetFieldAsBinary(2, &size);
                const int at_x = (row->GetFieldAsInteger(0) - first_column) * tile_side;
                const int at_y = (last_row - row->GetFieldAsInteger(1)) * tile_side;
                if (data)
                    decode(data, size, &mosaic[(static_cast<std::size_t>(at_y) * mosaic_width + at_x) * 4],
                           mosaic_width);
            }
        // What was asked for, in pixels of the mosaic.
        const double from_x = (left - first_column) * tile_side, from_y = (last_row + 1 - top) * tile_side;
        const double step_x = (right - left) * tile_side / out_w, step_y = (top - bottom) * tile_side / out_h;
        for (int row = 0; row < out_h; ++row)
            for (int column = 0; column < out_w; ++column)
                average(mosaic, mosaic_width, {from_x + column * step_x, from_y + row * step_y}, step_x, step_y,
                        &rgba[(static_cast<std::size_t>(row) * out_w + column) * 4]);
    }

private:
    // Mean of the mosaic's pixels whose middles lie in a rectangle, else the pixel at its middle.
    static void average(const std::vector<std::uint8_t>& mosaic, int width, MapPoint corner, double w, double h,
                        std::uint8_t* out) {
        int x0 = static_cast<int>(std::ceil(corner.x - 0.5)), x1 = static_cast<int>(std::ceil(corner.x + w - 0.5));
        int y0 = static_cast<int>(std::ceil(corner.y - 0.5)), y1 = static_cast<int>(std::ceil(corner.y + h - 0.5));
        const int height = static_cast<int>(mosaic.size() / 4 / static_cast<std::size_t>(width));
        if (x1 <= x0)
            x1 = (x0 = static_cast<int>(corner.x + w / 2)) + 1;
        if (y1 <= y0)
            y1 = (y0 = static_cast<int>(corner.y + h / 2)) + 1;
        double sum[4] = {0, 0, 0, 0};
        for (int y = std::max(y0, 0); y < std::min(y1, height); ++y)
            for (int x = std::max(x0, 0); x < std::min(x1, width); ++x) {
                const std::uint8_t* p = &mosaic[(static_cast<std::size_t>(y) * width + x) * 4];
                for (int i = 0; i < 3; ++i)
                    sum[i] += p[i] * static_cast<double>(p[3]);
                sum[3] += p[3];
            }
        for (int i = 0; i < 3; ++i)
            out[i] = sum[3] > 0 ? static_cast<std::uint8_t>(std::lround(sum[i] / sum[3])) : 0;
        out[3] = static_cast<std::uint8_t>(std::lround(sum[3] / ((x1 - x0) * static_cast<double>(y1 - y0))));
    }

    // One picture of 256 x 256 (others are scaled) into its place of the mosaic.
    static void decode(const GByte* data, int size, std::uint8_t* to, int mosaic_width) {
        const std::string name = "/vsimem/wangge_tile";
        VSIFCloseL(
            VSIFileFromMemBuffer(name.c_str(), const_cast<GByte*>(data), static_cast<vsi_l_offset>(size), FALSE));
        GdalSession session;
        {
            const DatasetPtr picture = session.open(name, GDAL_OF_RASTER, {"PNG", "JPEG", "WEBP", "GIF"});
            const int bands = picture ? picture->GetRasterCount() : 0;
            const GDALColorTable* palette = bands > 0 ? picture->GetRasterBand(1)->GetColorTable() : nullptr;
            std::vector<std::uint8_t> plane(static_cast<std::size_t>(tile_side) * tile_side);
            const auto put = [&](int band, auto&& place) {
                if (picture->GetRasterBand(band)->RasterIO(GF_Read, 0, 0, picture->GetRasterXSize(),
                                                           picture->GetRasterYSize(), plane.data(), tile_side,
                                                           tile_side, GDT_Byte, 0, 0, nullptr) != CE_None)
                    return;
                for (std::size_t i = 0; i < plane.size(); ++i)
                    place(to + ((i / tile_side) * static_cast<std::size_t>(mosaic_width) + i % tile_side) * 4,
                          plane[i]);
            };
            if (palette)
                put(1, [&](std::uint8_t* p, std::uint8_t index) {
                    if (const GDALColorEntry* c = palette->GetColorEntry(index)) {
                        const short parts[4] = {c->c1, c->c2, c->c3, c->c4};
                        for (int i = 0; i < 4; ++i)
                            p[i] = static_cast<std::uint8_t>(parts[i]);
                    }
                });
            else if (bands > 0) {
                const bool colour = bands >= 3;
                for (int i = 0; i < 3; ++i)
                    put(colour ? i + 1 : 1, [&](std::uint8_t* p, std::uint8_t value) { p[i] = value; });
                if (bands % 2 == 0)
                    put(bands, [](std::uint8_t* p, std::uint8_t value) { p[3] = value; });
                else
                    put(1, [](std::uint8_t* p, std::uint8_t) { p[3] = 255; });
            }
        }
        VSIUnlink(name.c_str());
    }

    DatasetPtr m_dataset;
    std::vector<Level> m_levels;
    double m_west = 0, m_north = 0; // first column and the row above the last, of the finest level
};

} // namespace

std::unique_ptr<PixelGrid> open_degree_tiles(const std::filesystem::path& file, bool degrees) {
    if (base::lower_ascii(file.extension().string()) != ".mbtiles")
        return nullptr;
    GdalSession session;
    // The prefix, because the driver leaves files of this extension to the MBTiles driver.
    DatasetPtr dataset = session.open("SQLITE:" + std::filesystem::absolute(file).string(), GDAL_OF_VECTOR, {"SQLite"},
                                      {"LIST_ALL_TABLES=YES"});
    if (!dataset)
        return nullptr;
    const std::map<std::string, std::string> metadata = metadata_of(*dataset);
    if (const auto format = metadata.find("format"); format != metadata.end() && format->second == "pbf")
        return nullptr;
    std::vector<Level> levels = levels_of(*dataset);
    if (levels.empty() || levels.back().zoom > 22 || levels.front().zoom < 0)
        return nullptr;
    const Matrix matrix = matrix_of(metadata, levels.back(), degrees);
    if (matrix == Matrix::mercator)
        return nullptr;
    return std::make_unique<DegreeTiles>(std::move(dataset), std::move(levels), matrix == Matrix::degrees_twice);
}

} // namespace wangge::geo
