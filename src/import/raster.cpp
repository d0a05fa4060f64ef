#include "import/raster.h"

#include "base/error.h"
#include "import/raster_source.h"

#include <cmath>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

constexpr int parts = 4; // a source cell's side is cut into so many

// Adds every source cell's quantity to the cells below it; returns the source's sum.
double carry_over(const RasterSource& source, OGRCoordinateTransformation& transform, geo::Raster& raster,
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

} // namespace

void run_raster(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
                base::Feedback& feedback, ImportReport& report) {
    GdalSession session;
    const RasterSource source = open_raster(session, file, options);
    const TransformPtr transform = transform_of(source, context, file, session);
    geo::Raster raster = target_for(source, *transform, context, file);
    if (report.kind == Kind::terrain) {
        warp(source, raster, "bilinear", context, file, session, feedback);
        sink.put(model::RasterKind::terrain, raster);
    } else {
        const double total = carry_over(source, *transform, raster, feedback);
        double kept = 0;
        for (const float value : raster.values)
            kept += std::isfinite(value) ? value : 0;
        report.notices.push_back({"import.notice.population_kept",
                                  {{"kept", fmt::format("{:.0f}", kept)}, {"total", fmt::format("{:.0f}", total)}}});
        sink.put(model::RasterKind::population, raster);
    }
    describe_raster(source, report);
}

} // namespace wangge::import
