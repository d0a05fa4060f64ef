// Reads the synthetic inputs of the benchmarks: points in CSV, the region in WKT, townships in GeoPackage.
#pragma once
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "geo/overlay.h"
#include "geo/raster.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <gdal.h>
#include <string>
#include <vector>

namespace wangge::bench {

struct Points {
    std::vector<double> x, y;
    std::size_t size() const { return x.size(); }
};

// Columns id,x,y,...
inline Points read_points(const std::filesystem::path& file) {
    Points points;
    const std::string text = base::read_file(file);
    const std::string_view all = text;
    for (std::size_t line = all.find('\n') + 1; line < all.size();) {
        const std::size_t end = all.find('\n', line);
        const std::size_t first = all.find(',', line) + 1, second = all.find(',', first) + 1;
        const std::size_t stop = std::min(all.find(',', second), end);
        double x = 0, y = 0;
        base::ensure(base::parse_number(all.substr(first, second - 1 - first), x) &&
                         base::parse_number(all.substr(second, stop - second), y),
                     "two numbers");
        points.x.push_back(x);
        points.y.push_back(y);
        line = end + 1;
    }
    return points;
}

inline std::vector<geo::MultiPolygon> read_areas(const std::filesystem::path& gpkg, const char* layer_name) {
    GDALAllRegister();
    GDALDatasetH file = GDALOpenEx(gpkg.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr);
    base::ensure(file != nullptr, "the GeoPackage opens");
    OGRLayerH layer = GDALDatasetGetLayerByName(file, layer_name);
    std::vector<geo::MultiPolygon> areas;
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
        OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
        std::string bytes(OGR_G_WkbSize(shape), '\0');
        OGR_G_ExportToIsoWkb(shape, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
        areas.push_back(geo::area_from_wkb(bytes));
        OGR_F_Destroy(feature);
    }
    GDALClose(file);
    return areas;
}

// The first band.
inline geo::Raster read_raster(const std::filesystem::path& file) {
    GDALAllRegister();
    GDALDatasetH data = GDALOpen(file.c_str(), GA_ReadOnly);
    base::ensure(data != nullptr, "the raster opens");
    double grid[6];
    GDALGetGeoTransform(data, grid);
    geo::Raster raster{GDALGetRasterXSize(data), GDALGetRasterYSize(data), {grid[0], grid[3]}, grid[1], -grid[5], {}};
    raster.values.resize(static_cast<std::size_t>(raster.width) * raster.height);
    base::ensure(GDALRasterIO(GDALGetRasterBand(data, 1), GF_Read, 0, 0, raster.width, raster.height,
                              raster.values.data(), raster.width, raster.height, GDT_Float32, 0, 0) == CE_None,
                 "the raster is read");
    GDALClose(data);
    return raster;
}

// Wall clock (median and best) and processor time of all threads (least) of several runs. On a busy machine half of the
// processor time is what two idle cores would need.
struct Timing {
    double seconds = 0, best = 0, processor = 0;
};

template <class Work> Timing timed(int runs, const Work& work) {
    std::vector<double> times, processor;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t ticks = std::clock();
        work();
        processor.push_back(static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC);
        times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.front(), *std::min_element(processor.begin(), processor.end())};
}

} // namespace wangge::bench
