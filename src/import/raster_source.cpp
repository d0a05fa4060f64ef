#include "import/raster_source.h"

#include "base/error.h"
#include "import/reader.h"

#include <cmath>
#include <fmt/format.h>
#include <gdal_utils.h>
#include <limits>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

constexpr double most_cells = 400e6;
constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

OGRSpatialReference reference(int epsg) {
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

geo::Box county_box(const Context& context) {
    const geo::Box box = geo::bounds(context.snapshot.county);
    return box.empty() ? box : box.grown(2000);
}

int warp_progress(double fraction, const char*, void* feedback) {
    auto* listener = static_cast<base::Feedback*>(feedback);
    listener->progress(fraction, "import.progress");
    return !listener->cancelled();
}

} // namespace

void DestroyReference::operator()(OGRSpatialReference* crs) const {
    delete crs;
}
void DestroyTransform::operator()(OGRCoordinateTransformation* transform) const {
    OGRCoordinateTransformation::DestroyCT(transform);
}

RasterSource open_raster(GdalSession& session, const std::filesystem::path& file, const Options& options) {
    const std::string extension = extension_of(file), name = std::filesystem::absolute(file).string();
    std::vector<std::string> drivers;
    if (extension == "tif" || extension == "tiff" || extension == "geotiff")
        drivers = {"GTiff", "COG"};
    else if (extension == "hgt" || extension == "hgt.zip")
        drivers = {"SRTMHGT"};
    else if (extension == "asc")
        drivers = {"AAIGrid"};
    else if (extension == "img")
        drivers = {"HFA"};
    else if (extension == "gpkg")
        drivers = {"GPKG"};
    else
        base::fail_input("import.unknown_format", {{"file", file.filename().string()}}, file.string());
    RasterSource source;
    source.dataset = session.open(name, GDAL_OF_RASTER, drivers);
    if (!source.dataset || source.dataset->GetRasterCount() < 1 ||
        source.dataset->GetGeoTransform(source.grid.data()) != CE_None)
        base::fail_input(
            "import.unreadable",
            {{"file", file.filename().string()}, {"reason", session.said().empty() ? "-" : session.said()}},
            file.string());
    source.width = source.dataset->GetRasterXSize();
    source.height = source.dataset->GetRasterYSize();
    if (options.epsg != 0)
        source.crs.reset(reference(options.epsg).Clone());
    else if (const OGRSpatialReference* crs = source.dataset->GetSpatialRef())
        source.crs.reset(crs->Clone());
    else
        base::fail_input("import.raster_without_crs", {{"file", file.filename().string()}}, file.string());
    source.crs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (static_cast<double>(source.width) * source.height > most_cells)
        base::fail_input("import.raster_too_large", {{"cells", fmt::format("{} x {}", source.width, source.height)}},
                         file.string());
    return source;
}

std::vector<geo::MapPoint> projected_corners(const RasterSource& source, OGRCoordinateTransformation& transform,
                                             int row) {
    const auto count = static_cast<std::size_t>(source.width) + 1;
    std::vector<double> x(count), y(count);
    for (std::size_t i = 0; i < count; ++i) {
        const geo::MapPoint p = source.corner(static_cast<double>(i), row);
        x[i] = p.x;
        y[i] = p.y;
    }
    std::vector<int> good(count);
    transform.Transform(count, x.data(), y.data(), nullptr, nullptr, good.data());
    std::vector<geo::MapPoint> line(count);
    for (std::size_t i = 0; i < count; ++i)
        line[i] = good[i] ? geo::MapPoint{x[i], y[i]} : geo::MapPoint{NAN, NAN};
    return line;
}

geo::Raster target_for(const RasterSource& source, OGRCoordinateTransformation& transform, const Context& context,
                       const std::filesystem::path& file) {
    geo::Box box;
    const int step = std::max(1, source.height / 64);
    for (int row = 0; row <= source.height; row = row == source.height ? row + 1 : std::min(source.height, row + step))
        for (const geo::MapPoint p : projected_corners(source, transform, row))
            if (std::isfinite(p.x) && std::isfinite(p.y))
                box.add(p);
    const geo::Box county = county_box(context);
    if (!county.empty()) {
        if (!county.touches(box))
            base::fail_input("import.raster_elsewhere", {}, file.string());
        box = {std::max(box.min_x, county.min_x), std::max(box.min_y, county.min_y), std::min(box.max_x, county.max_x),
               std::min(box.max_y, county.max_y)};
    }
    const std::vector<geo::MapPoint> above = projected_corners(source, transform, source.height / 2),
                                     below = projected_corners(source, transform, source.height / 2 + 1);
    const auto middle = static_cast<std::size_t>(source.width / 2);
    geo::Raster raster;
    raster.cell_x = std::hypot(above[middle + 1].x - above[middle].x, above[middle + 1].y - above[middle].y);
    raster.cell_y = std::hypot(below[middle].x - above[middle].x, below[middle].y - above[middle].y);
    if (box.empty() || !(raster.cell_x > 0) || !(raster.cell_y > 0) || !std::isfinite(raster.cell_x + raster.cell_y))
        base::fail_input("import.raster_elsewhere", {}, file.string());
    const double columns = std::ceil(box.width() / raster.cell_x), rows = std::ceil(box.height() / raster.cell_y);
    if (columns * rows > most_cells || columns > 1e6 || rows > 1e6)
        base::fail_input("import.raster_too_large", {{"cells", fmt::format("{:.0f} x {:.0f}", columns, rows)}},
                         file.string());
    raster.width = std::max(1, static_cast<int>(columns));
    raster.height = std::max(1, static_cast<int>(rows));
    raster.origin = {box.min_x, box.max_y};
    raster.values.assign(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height), no_value);
    return raster;
}

void warp(const RasterSource& source, geo::Raster& raster, const char* method, const Context& context,
          const std::filesystem::path& file, GdalSession& session, base::Feedback& feedback) {
    char* source_wkt = nullptr;
    source.crs->exportToWkt(&source_wkt);
    CPLStringList arguments;
    const geo::Box box = raster.bounds();
    const auto add = [&](std::initializer_list<std::string> words) {
        for (const std::string& word : words)
            arguments.AddString(word.c_str());
    };
    add({"-of", "MEM", "-r", method, "-ot", "Float32", "-dstnodata", "nan", "-s_srs", source_wkt, "-t_srs",
         fmt::format("EPSG:{}", context.projection.epsg())});
    CPLFree(source_wkt);
    add({"-te", fmt::format("{:.6f}", box.min_x), fmt::format("{:.6f}", box.min_y), fmt::format("{:.6f}", box.max_x),
         fmt::format("{:.6f}", box.max_y), "-ts", fmt::format("{}", raster.width), fmt::format("{}", raster.height)});
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.List(), nullptr);
    GDALWarpAppOptionsSetProgress(options, warp_progress, &feedback);
    GDALDatasetH from = source.dataset.get();
    const DatasetPtr warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &from, options, nullptr)));
    GDALWarpAppOptionsFree(options);
    feedback.check();
    if (!warped ||
        warped->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, raster.width, raster.height, raster.values.data(),
                                           raster.width, raster.height, GDT_Float32, 0, 0, nullptr) != CE_None)
        base::fail_input("import.unreadable", {{"file", file.filename().string()}, {"reason", session.said()}},
                         file.string());
}

TransformPtr transform_of(const RasterSource& source, const Context& context, const std::filesystem::path& file,
                          const GdalSession& session) {
    OGRSpatialReference document = reference(context.projection.epsg());
    TransformPtr transform(OGRCreateCoordinateTransformation(source.crs.get(), &document));
    if (!transform)
        base::fail_input("import.unreadable", {{"file", file.filename().string()}, {"reason", session.said()}},
                         file.string());
    return transform;
}

void describe_raster(const RasterSource& source, ImportReport& report) {
    report.read = report.imported = 1;
    const char* code = source.crs->GetAuthorityCode(nullptr);
    report.crs = code ? fmt::format("EPSG:{}", code) : source.crs->GetName() ? source.crs->GetName() : "";
    report.datum = "cgcs2000";
    report.datum_confidence = 1;
}

} // namespace wangge::import
