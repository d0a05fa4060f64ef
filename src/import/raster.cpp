#include "import/raster.h"

#include "base/error.h"
#include "import/reader.h"
#include "import/shape.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <gdal_utils.h>
#include <limits>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

constexpr double most_cells = 400e6;
constexpr int parts = 4; // a source cell's side is cut into so many
constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

struct DestroyTransform {
    void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
};

struct Source {
    DatasetPtr dataset;
    std::array<double, 6> grid{}; // GDAL's geotransform
    OGRSpatialReference crs;
    int width = 0, height = 0;

    geo::MapPoint corner(double column, double row) const {
        return {grid[0] + column * grid[1] + row * grid[2], grid[3] + column * grid[4] + row * grid[5]};
    }
};

OGRSpatialReference reference(int epsg) {
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

Source open_source(GdalSession& session, const std::filesystem::path& file, const Options& options) {
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
    Source source;
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
        source.crs = reference(options.epsg);
    else if (const OGRSpatialReference* crs = source.dataset->GetSpatialRef())
        source.crs = *crs;
    else
        base::fail_input("import.raster_without_crs", {{"file", file.filename().string()}}, file.string());
    source.crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (static_cast<double>(source.width) * source.height > most_cells)
        base::fail_input("import.raster_too_large", {{"cells", fmt::format("{} x {}", source.width, source.height)}},
                         file.string());
    return source;
}

// The corners of one line of cells on the document's plane.
std::vector<geo::MapPoint> projected_corners(const Source& source, OGRCoordinateTransformation& transform, int row) {
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

geo::Box county_box(const Context& context) {
    const geo::Box box = geo::bounds(context.snapshot.county);
    return box.empty() ? box : box.grown(2000);
}

// An empty raster over the source's ground (or the county's), with the source's cell size at its middle.
geo::Raster target_for(const Source& source, OGRCoordinateTransformation& transform, const Context& context,
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

// Adds every source cell's quantity to the cells below it; returns the source's sum.
double carry_over(const Source& source, OGRCoordinateTransformation& transform, geo::Raster& raster,
                  base::Feedback& feedback) {
    GDALRasterBand& band = *source.dataset->GetRasterBand(1);
    int has_no_data = 0;
    const double no_data = band.GetNoDataValue(&has_no_data);
    std::vector<double> line(static_cast<std::size_t>(source.width));
    std::vector<double> sums(raster.values.size());
    std::vector<std::uint8_t> touched(raster.values.size());
    std::vector<geo::MapPoint> above = projected_corners(source, transform, 0), below;
    double total = 0;
    for (int row = 0; row < source.height; ++row) {
        if (row % 16 == 0) {
            feedback.check();
            feedback.progress(static_cast<double>(row) / source.height, "import.progress");
        }
        below = projected_corners(source, transform, row + 1);
        if (band.RasterIO(GF_Read, 0, row, source.width, 1, line.data(), source.width, 1, GDT_Float64, 0, 0, nullptr) !=
            CE_None)
            base::fail_input("import.unreadable", {{"file", "-"}, {"reason", fmt::format("row {}", row)}});
        for (std::size_t i = 0; i < line.size(); ++i) {
            const double value = line[i];
            if (!std::isfinite(value) || value < 0 || (has_no_data && value == no_data))
                continue;
            total += value;
            const geo::MapPoint a = above[i], b = above[i + 1], c = below[i], d = below[i + 1];
            for (int v = 0; v < parts; ++v)
                for (int u = 0; u < parts; ++u) {
                    const double s = (u + 0.5) / parts, t = (v + 0.5) / parts;
                    const double x = (a.x * (1 - s) + b.x * s) * (1 - t) + (c.x * (1 - s) + d.x * s) * t;
                    const double y = (a.y * (1 - s) + b.y * s) * (1 - t) + (c.y * (1 - s) + d.y * s) * t;
                    const double column = std::floor((x - raster.origin.x) / raster.cell_x);
                    const double line_number = std::floor((raster.origin.y - y) / raster.cell_y);
                    if (!(column >= 0 && line_number >= 0 && column < raster.width && line_number < raster.height))
                        continue;
                    const std::size_t cell =
                        static_cast<std::size_t>(line_number) * static_cast<std::size_t>(raster.width) +
                        static_cast<std::size_t>(column);
                    sums[cell] += value / (parts * parts);
                    touched[cell] = 1;
                }
        }
        above.swap(below);
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (touched[i])
            raster.values[i] = static_cast<float>(sums[i]);
    return total;
}

// The smallest raster on `grid`'s lattice of cells that holds both grounds.
geo::Raster around(const geo::Raster& grid, const geo::Box& more, const std::filesystem::path& file) {
    const geo::Box old = grid.bounds();
    const double left = std::ceil(std::max(0.0, old.min_x - more.min_x) / grid.cell_x - 1e-9),
                 right = std::ceil(std::max(0.0, more.max_x - old.max_x) / grid.cell_x - 1e-9),
                 up = std::ceil(std::max(0.0, more.max_y - old.max_y) / grid.cell_y - 1e-9),
                 down = std::ceil(std::max(0.0, old.min_y - more.min_y) / grid.cell_y - 1e-9);
    const double columns = grid.width + left + right, rows = grid.height + up + down;
    if (columns * rows > most_cells)
        base::fail_input("import.raster_too_large", {{"cells", fmt::format("{:.0f} x {:.0f}", columns, rows)}},
                         file.string());
    geo::Raster wide;
    wide.width = static_cast<int>(columns);
    wide.height = static_cast<int>(rows);
    wide.cell_x = grid.cell_x;
    wide.cell_y = grid.cell_y;
    wide.origin = {old.min_x - left * grid.cell_x, old.max_y + up * grid.cell_y};
    wide.values.assign(static_cast<std::size_t>(wide.width) * static_cast<std::size_t>(wide.height), no_value);
    return wide;
}

// Lays the earlier raster under the new one. Their cells are the same lattice, so nothing is resampled twice.
// Population of a cell that two neighbouring files share at their seam is the sum of both; where they overlap by more
// than a seam the new file is a newer one and counts alone.
void lay_under(const geo::Raster& earlier, geo::Raster& raster, bool population) {
    const auto column = static_cast<int>(std::lround((earlier.origin.x - raster.origin.x) / raster.cell_x)),
               row = static_cast<int>(std::lround((raster.origin.y - earlier.origin.y) / raster.cell_y));
    const auto cell = [&](int c, int r) -> float& {
        return raster.values[static_cast<std::size_t>(r + row) * static_cast<std::size_t>(raster.width) +
                             static_cast<std::size_t>(c + column)];
    };
    std::size_t both = 0, fresh = 0;
    for (const float value : raster.values)
        fresh += std::isfinite(value);
    for (int r = 0; r < earlier.height; ++r)
        for (int c = 0; c < earlier.width; ++c)
            both += std::isfinite(earlier.at(c, r)) && std::isfinite(cell(c, r));
    const bool seam = population && both * 20 < fresh;
    for (int r = 0; r < earlier.height; ++r)
        for (int c = 0; c < earlier.width; ++c) {
            const float old = earlier.at(c, r);
            float& now = cell(c, r);
            if (!std::isfinite(now))
                now = old;
            else if (seam && std::isfinite(old))
                now += old;
        }
}

int warp_progress(double fraction, const char*, void* feedback) {
    auto* listener = static_cast<base::Feedback*>(feedback);
    listener->progress(fraction, "import.progress");
    return !listener->cancelled();
}

void warp_terrain(const Source& source, geo::Raster& raster, const Context& context, const std::filesystem::path& file,
                  GdalSession& session, base::Feedback& feedback) {
    char* source_wkt = nullptr;
    source.crs.exportToWkt(&source_wkt);
    CPLStringList arguments;
    const geo::Box box = raster.bounds();
    const auto add = [&](std::initializer_list<std::string> words) {
        for (const std::string& word : words)
            arguments.AddString(word.c_str());
    };
    add({"-of", "MEM", "-r", "bilinear", "-ot", "Float32", "-dstnodata", "nan", "-s_srs", source_wkt, "-t_srs",
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

} // namespace

void run_raster(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
                base::Feedback& feedback, ImportReport& report) {
    GdalSession session;
    const Source source = open_source(session, file, options);
    OGRSpatialReference document = reference(context.projection.epsg());
    const std::unique_ptr<OGRCoordinateTransformation, DestroyTransform> transform(
        OGRCreateCoordinateTransformation(&source.crs, &document));
    if (!transform)
        base::fail_input("import.unreadable", {{"file", file.filename().string()}, {"reason", session.said()}},
                         file.string());
    geo::Raster raster = target_for(source, *transform, context, file);
    // Further files of one kind are pieces of one mosaic, on the lattice of the first.
    const geo::Raster& earlier = report.kind == Kind::terrain ? context.snapshot.terrain : context.snapshot.population;
    const bool mosaic = options.existing != Existing::replace && !earlier.empty();
    if (mosaic)
        raster = around(earlier, raster.bounds(), file);
    if (report.kind == Kind::terrain) {
        warp_terrain(source, raster, context, file, session, feedback);
        if (mosaic)
            lay_under(earlier, raster, false);
        sink.put(model::RasterKind::terrain, raster);
    } else {
        const double total = carry_over(source, *transform, raster, feedback);
        double kept = 0;
        for (const float value : raster.values)
            kept += std::isfinite(value) ? value : 0;
        report.notices.push_back({"import.notice.population_kept",
                                  {{"kept", fmt::format("{:.0f}", kept)}, {"total", fmt::format("{:.0f}", total)}}});
        if (mosaic)
            lay_under(earlier, raster, true);
        sink.put(model::RasterKind::population, raster);
    }
    report.read = report.imported = 1;
    const char* code = source.crs.GetAuthorityCode(nullptr);
    report.crs = code ? fmt::format("EPSG:{}", code) : source.crs.GetName() ? source.crs.GetName() : "";
    report.datum = "cgcs2000";
    report.datum_confidence = 1;
}

} // namespace wangge::import
