#include "geo/picture_source.h"

#include "base/error.h"
#include "geo/pixel_grid.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <gdal.h>
#include <mutex>
#include <ogr_spatialref.h>
#include <vector>

namespace wangge::geo {
namespace {

struct DestroyTransform {
    void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
};
using Transform = std::unique_ptr<OGRCoordinateTransformation, DestroyTransform>;

OGRSpatialReference reference_of(const std::string& text) {
    OGRSpatialReference reference;
    reference.SetFromUserInput(text.c_str());
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

constexpr int step = 16; // pixels between two places that are worked out exactly

// Where each node of a coarse net over a piece lies in the file's pixels.
struct Net {
    int columns = 0, rows = 0;
    std::vector<MapPoint> at; // NaN where it cannot be told

    MapPoint operator()(double x, double y) const {
        const double u = x / step, v = y / step;
        const int i = std::clamp(static_cast<int>(u), 0, columns - 2), j = std::clamp(static_cast<int>(v), 0, rows - 2);
        const double s = u - i, t = v - j;
        const MapPoint* p = &at[static_cast<std::size_t>(j) * columns + i];
        const MapPoint &a = p[0], &b = p[1], &c = p[columns], &d = p[columns + 1];
        return {(a.x * (1 - s) + b.x * s) * (1 - t) + (c.x * (1 - s) + d.x * s) * t,
                (a.y * (1 - s) + b.y * s) * (1 - t) + (c.y * (1 - s) + d.y * s) * t};
    }
};

} // namespace

struct PictureSource::State {
    std::unique_ptr<PixelGrid> grid;
    Projection document;
    Datum datum;
    Transform from_file, to_file; // degrees and the file's own coordinates
    std::array<double, 6> to_pixel{};
    std::mutex busy;
    std::vector<std::uint8_t> window;

    explicit State(const Projection& projection) : document(projection) {}

    std::vector<MapPoint> on_plane(const std::vector<MapPoint>& pixels) const {
        std::vector<double> x, y;
        const auto& a = grid->affine;
        for (const MapPoint p : pixels) {
            x.push_back(a[0] + p.x * a[1] + p.y * a[2]);
            y.push_back(a[3] + p.x * a[4] + p.y * a[5]);
        }
        std::vector<int> good(pixels.size());
        from_file->Transform(pixels.size(), x.data(), y.data(), nullptr, nullptr, good.data());
        std::vector<MapPoint> result;
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            const bool fine = good[i] && std::abs(x[i]) <= 360 && std::abs(y[i]) <= 90;
            result.push_back(fine ? document.project(to_wgs84({x[i], y[i]}, datum)) : MapPoint{NAN, NAN});
        }
        return result;
    }

    Net net_over(const Box& box, int width, int height) const {
        Net net;
        net.columns = (width + step - 1) / step + 1;
        net.rows = (height + step - 1) / step + 1;
        std::vector<MapPoint> points;
        for (int row = 0; row < net.rows; ++row)
            for (int column = 0; column < net.columns; ++column)
                points.push_back(
                    {box.min_x + column * step * box.width() / width, box.max_y - row * step * box.height() / height});
        std::vector<LonLat> places(points.size());
        document.unproject(points, places);
        std::vector<double> x, y;
        for (const LonLat place : places) {
            const bool known = std::isfinite(place.lon) && std::isfinite(place.lat);
            const LonLat shown = known ? from_wgs84(place, datum) : LonLat{NAN, NAN};
            x.push_back(shown.lon);
            y.push_back(shown.lat);
        }
        std::vector<int> good(points.size());
        to_file->Transform(points.size(), x.data(), y.data(), nullptr, nullptr, good.data());
        for (std::size_t i = 0; i < points.size(); ++i)
            net.at.push_back(good[i] ? MapPoint{to_pixel[0] + x[i] * to_pixel[1] + y[i] * to_pixel[2],
                                                to_pixel[3] + x[i] * to_pixel[4] + y[i] * to_pixel[5]}
                                     : MapPoint{NAN, NAN});
        return net;
    }
};

PictureSource::~PictureSource() = default;

PictureSource::PictureSource(const std::filesystem::path& file, const PictureOptions& options,
                             const Projection& document)
    : m_state(std::make_unique<State>(document)) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        base::fail_environment("geo.no_such_picture", {{"file", file.string()}}, file.string());
    std::string said;
    State& s = *m_state;
    s.datum = options.datum;
    s.grid = open_degree_tiles(file, options.epsg == 4490 || options.epsg == 4326);
    if (!s.grid)
        s.grid = open_gdal_grid(file, options.layer, said);
    if (!s.grid)
        base::fail_input("geo.not_a_picture",
                         {{"file", file.filename().string()}, {"reason", said.empty() ? "-" : said}}, file.string());
    GdalSession session;
    const std::string wanted = options.epsg != 0 ? fmt::format("EPSG:{}", options.epsg) : s.grid->crs;
    if (wanted.empty())
        base::fail_input("geo.picture_without_crs", {{"file", file.filename().string()}}, file.string());
    const OGRSpatialReference own = reference_of(wanted), degrees = reference_of("EPSG:4326");
    s.to_file.reset(OGRCreateCoordinateTransformation(&degrees, &own));
    s.from_file.reset(OGRCreateCoordinateTransformation(&own, &degrees));
    if (!s.to_file || !s.from_file || !GDALInvGeoTransform(s.grid->affine.data(), s.to_pixel.data()))
        base::fail_input("geo.unknown_crs", {{"crs", wanted}}, file.string());
    const char* code = own.GetAuthorityCode(nullptr);
    m_crs = code ? fmt::format("EPSG:{}", code) : own.GetName() ? own.GetName() : "";

    std::vector<MapPoint> rim;
    constexpr int parts = 24;
    for (int i = 0; i <= parts; ++i)
        for (int j = 0; j <= parts; ++j)
            if (i == 0 || j == 0 || i == parts || j == parts)
                rim.push_back(
                    {s.grid->width * static_cast<double>(i) / parts, s.grid->height * static_cast<double>(j) / parts});
    for (const MapPoint p : s.on_plane(rim))
        if (std::isfinite(p.x) && std::isfinite(p.y))
            m_bounds.add(p);
    const double x = s.grid->width / 2.0, y = s.grid->height / 2.0;
    const std::vector<MapPoint> middle = s.on_plane({{x, y}, {x + 1, y}, {x, y + 1}});
    m_finest = {std::sqrt(std::abs((middle[1].x - middle[0].x) * (middle[2].y - middle[0].y) -
                                   (middle[1].y - middle[0].y) * (middle[2].x - middle[0].x)))};
    if (m_bounds.empty() || !(m_finest.value > 0))
        base::fail_input("geo.not_a_picture", {{"file", file.filename().string()}, {"reason", m_crs}}, file.string());
    m_coarsest = m_finest * s.grid->most_reduction;
}

const std::string& PictureSource::format() const {
    return m_state->grid->format;
}

bool PictureSource::read(const Box& box, int width, int height, std::span<std::uint8_t> rgba,
                         base::Feedback& feedback) const {
    std::fill(rgba.begin(), rgba.end(), std::uint8_t{0});
    State& s = *m_state;
    const std::scoped_lock lock(s.busy);
    feedback.check();
    const Net net = s.net_over(box, width, height);
    Box seen;
    for (const MapPoint p : net.at)
        if (std::isfinite(p.x) && std::isfinite(p.y))
            seen.add(p);
    if (seen.empty() || !seen.touches({0, 0, static_cast<double>(s.grid->width), static_cast<double>(s.grid->height)}))
        return false;
    const double reduction =
        std::max(1.0, std::sqrt(seen.width() * seen.height() / (static_cast<double>(width) * height)));
    if (reduction > s.grid->most_reduction)
        return false;
    const int margin = static_cast<int>(std::ceil(2 * reduction));
    const int left = std::max(0, static_cast<int>(std::floor(seen.min_x)) - margin),
              top = std::max(0, static_cast<int>(std::floor(seen.min_y)) - margin);
    const int right = static_cast<int>(std::min<double>(s.grid->width, std::ceil(seen.max_x) + margin)),
              bottom = static_cast<int>(std::min<double>(s.grid->height, std::ceil(seen.max_y) + margin));
    if (right <= left || bottom <= top)
        return false;
    const int w = std::max(1, static_cast<int>((right - left) / reduction)),
              h = std::max(1, static_cast<int>((bottom - top) / reduction));
    s.window.assign(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4, 0);
    GdalSession session;
    s.grid->read(left, top, right - left, bottom - top, w, h, s.window);
    feedback.check();

    const double scale_x = w / static_cast<double>(right - left), scale_y = h / static_cast<double>(bottom - top);
    for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
            const MapPoint p = net(column + 0.5, row + 0.5);
            if (!(p.x >= 0 && p.y >= 0 && p.x <= s.grid->width && p.y <= s.grid->height))
                continue;
            // From the middles of the window's pixels.
            const double u = std::clamp((p.x - left) * scale_x - 0.5, 0.0, w - 1.0),
                         v = std::clamp((p.y - top) * scale_y - 0.5, 0.0, h - 1.0);
            const int i = std::min(static_cast<int>(u), std::max(0, w - 2)),
                      j = std::min(static_cast<int>(v), std::max(0, h - 2));
            const double a = u - i, b = v - j;
            const double weight[4] = {(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b};
            double sum[4] = {0, 0, 0, 0};
            for (int k = 0; k < 4; ++k) {
                const int x = std::min(i + k % 2, w - 1), y = std::min(j + k / 2, h - 1);
                const std::uint8_t* q = &s.window[(static_cast<std::size_t>(y) * w + x) * 4];
                const double alpha = weight[k] * q[3] / 255;
                for (int c = 0; c < 3; ++c)
                    sum[c] += q[c] * alpha;
                sum[3] += 255 * alpha;
            }
            std::uint8_t* out = &rgba[(static_cast<std::size_t>(row) * width + column) * 4];
            for (int c = 0; c < 4; ++c)
                out[c] = static_cast<std::uint8_t>(std::lround(sum[c]));
        }
    return true;
}

} // namespace wangge::geo
