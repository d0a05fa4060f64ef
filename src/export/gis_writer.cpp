// GeoPackage, Shapefile and GeoJSON through GDAL. (Its KML driver mixes up columns once one is a whole number.)
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "export/writers.h"
#include "geo/projection.h"

#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace wangge::exporter {
namespace {

constexpr std::size_t longest_dbf_text = 254; // bytes
// Dates that drivers write into files about the writing itself; fixed, so that the same data give the same bytes.
constexpr const char* fixed_day = "2000-01-01";
constexpr const char* fixed_time = "2000-01-01T00:00:00.000Z";

// Hears what GDAL complains about on this thread and makes it ours.
class Listener {
public:
    explicit Listener(const std::filesystem::path& shown) : m_shown(shown) {
        CPLPushErrorHandlerEx(&Listener::hear, this);
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", fixed_time);
    }
    ~Listener() {
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
        CPLPopErrorHandler();
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    void require(bool done) const {
        if (!done || m_failed)
            base::fail_environment("base.cannot_write",
                                   {{"file", m_shown.string()}, {"reason", m_reason.empty() ? "GDAL" : m_reason}},
                                   m_shown.string());
    }

private:
    static void hear(CPLErr level, CPLErrorNum, const char* text) {
        auto* self = static_cast<Listener*>(CPLGetErrorHandlerUserData());
        if (level < CE_Failure)
            return;
        if (self->m_reason.empty())
            self->m_reason =
                std::string_view(text).find("disk is full") != std::string_view::npos ? "@base.reason.disk_full" : text;
        self->m_failed = true;
    }
    const std::filesystem::path& m_shown;
    std::string m_reason;
    bool m_failed = false;
};

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

const char* driver_name(Format format) {
    switch (format) {
    case Format::geopackage:
        return "GPKG";
    case Format::shapefile:
        return "ESRI Shapefile";
    default:
        return "GeoJSON";
    }
}

// Geometry in the file's own coordinates.
class Shaper {
public:
    Shaper(const model::Table& table, bool degrees) {
        if (degrees && table.epsg != 0)
            m_projection = geo::Projection::from_epsg(table.epsg);
    }
    std::unique_ptr<OGRGeometry> operator()(const model::Shape& shape) const {
        if (const auto* point = std::get_if<geo::MapPoint>(&shape)) {
            const auto p = placed({*point});
            return std::make_unique<OGRPoint>(p[0].x, p[0].y);
        }
        if (const auto* line = std::get_if<geo::Polyline>(&shape)) {
            auto result = std::make_unique<OGRLineString>();
            fill(*result, *line);
            return result;
        }
        const auto* area = std::get_if<geo::MultiPolygon>(&shape);
        if (!area || area->empty())
            return nullptr;
        auto result = std::make_unique<OGRMultiPolygon>();
        for (const geo::Polygon& part : area->parts) {
            auto polygon = std::make_unique<OGRPolygon>();
            for (std::size_t r = 0; r <= part.holes.size(); ++r) {
                auto ring = std::make_unique<OGRLinearRing>();
                fill(*ring, r == 0 ? part.outer : part.holes[r - 1]);
                polygon->addRingDirectly(ring.release());
            }
            result->addGeometryDirectly(polygon.release());
        }
        return result;
    }

private:
    std::vector<geo::MapPoint> placed(const std::vector<geo::MapPoint>& points) const {
        if (!m_projection)
            return points;
        std::vector<geo::LonLat> degrees(points.size());
        m_projection->unproject(points, degrees);
        std::vector<geo::MapPoint> result;
        for (const geo::LonLat& place : degrees)
            result.push_back({place.lon, place.lat});
        return result;
    }
    void fill(OGRSimpleCurve& curve, const std::vector<geo::MapPoint>& points) const {
        const auto all = placed(points);
        curve.setNumPoints(static_cast<int>(all.size()));
        for (std::size_t i = 0; i < all.size(); ++i)
            curve.setPoint(static_cast<int>(i), all[i].x, all[i].y);
    }
    std::optional<geo::Projection> m_projection;
};

// At most ten ASCII characters, different from the others in any case.
std::string dbf_name(const std::string& id, std::set<std::string>& taken) {
    std::string name = base::lower_ascii(id).substr(0, 10);
    for (int i = 1; !taken.insert(name).second; ++i) {
        const std::string tail = std::to_string(i);
        name = id.substr(0, 10 - tail.size()) + tail;
    }
    return name;
}

std::string cut_to(const std::string& text, std::size_t bytes) {
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

class LayerWriter {
public:
    LayerWriter(GDALDataset& dataset, const model::Table& table, Format format, const Listener& listener,
                Written& written)
        : m_table(table), m_format(format), m_listener(listener), m_written(written) {
        OGRSpatialReference crs;
        crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        crs.importFromEPSG(format == Format::geojson || table.epsg == 0 ? 4326 : table.epsg);
        CPLStringList options;
        options.SetNameValue("ENCODING", format == Format::shapefile ? "UTF-8" : nullptr);
        if (format == Format::shapefile)
            options.SetNameValue("DBF_DATE_LAST_UPDATE", fixed_day);
        if (format == Format::geopackage) {
            options.SetNameValue("IDENTIFIER", table.title.c_str());
            options.SetNameValue("GEOMETRY_NAME", "geom");
        }
        if (format == Format::geojson)
            options.SetNameValue("RFC7946", "YES");
        static constexpr OGRwkbGeometryType types[] = {wkbNone, wkbPoint, wkbLineString, wkbMultiPolygon};
        const auto type = types[static_cast<std::size_t>(shape_kind_of(table))];
        // A table without shapes is a plain table where the format has such, else features without geometry.
        m_layer = dataset.CreateLayer(table.id.c_str(), type == wkbNone ? nullptr : &crs, type, options.List());
        m_listener.require(m_layer != nullptr);
        std::set<std::string> taken;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            add_field(c, taken);
    }
    void write(base::Feedback& feedback) {
        const Shaper shaper(m_table, m_format == Format::geojson);
        const bool transaction = m_format == Format::geopackage && m_layer->StartTransaction() == OGRERR_NONE;
        for (std::size_t r = 0; r < m_table.rows.size(); ++r) {
            if (r % 1024 == 0)
                feedback.check();
            write_row(r, shaper);
        }
        m_listener.require(!transaction || m_layer->CommitTransaction() == OGRERR_NONE);
    }

private:
    void add_field(std::size_t c, std::set<std::string>& taken) {
        const model::Column& column = m_table.columns[c];
        static constexpr OGRFieldType types[] = {OFTString, OFTInteger64, OFTReal, OFTDate};
        const std::string name = m_format == Format::shapefile ? dbf_name(column.id, taken) : column.id;
        OGRFieldDefn field(name.c_str(), types[static_cast<std::size_t>(column.type)]);
        field.SetAlternativeName(column.title.c_str());
        if (m_format == Format::shapefile && column.type == model::ColumnType::text) {
            std::size_t width = 1;
            for (const auto& row : m_table.rows)
                if (const auto* text = std::get_if<std::string>(&row[c]))
                    width = std::max(width, text->size());
            field.SetWidth(static_cast<int>(std::min(width, longest_dbf_text)));
        }
        if (m_format == Format::shapefile && column.type == model::ColumnType::integer)
            field.SetWidth(18);
        if (m_format == Format::shapefile && column.type == model::ColumnType::real) {
            field.SetWidth(20);
            field.SetPrecision(std::max(column.decimals, 2));
        }
        m_listener.require(m_layer->CreateField(&field) == OGRERR_NONE);
    }
    void write_row(std::size_t r, const Shaper& shaper) {
        const std::unique_ptr<OGRFeature, decltype(&OGRFeature::DestroyFeature)> feature(
            OGRFeature::CreateFeature(m_layer->GetLayerDefn()), &OGRFeature::DestroyFeature);
        for (std::size_t c = 0; c < m_table.columns.size(); ++c)
            set_field(*feature, static_cast<int>(c), m_table.rows[r][c], m_table.columns[c]);
        if (!m_table.shapes.empty())
            if (auto shape = shaper(m_table.shapes[r]))
                feature->SetGeometryDirectly(shape.release());
        m_listener.require(m_layer->CreateFeature(feature.get()) == OGRERR_NONE);
    }
    void set_field(OGRFeature& feature, int c, const model::Value& value, const model::Column& column) {
        if (const auto* text = std::get_if<std::string>(&value)) {
            if (text->empty() && column.type == model::ColumnType::date)
                feature.SetFieldNull(c);
            else if (column.type == model::ColumnType::date) {
                int year = 0, month = 0, day = 0;
                if (std::sscanf(text->c_str(), "%d-%d-%d", &year, &month, &day) == 3)
                    feature.SetField(c, year, month, day);
            } else if (m_format == Format::shapefile && text->size() > longest_dbf_text) {
                ++m_written.shortened;
                feature.SetField(c, cut_to(*text, longest_dbf_text).c_str());
            } else
                feature.SetField(c, text->c_str());
        } else if (const auto* whole = std::get_if<std::int64_t>(&value))
            feature.SetField(c, static_cast<GIntBig>(*whole));
        else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real))
            feature.SetField(c, *real);
        else
            feature.SetFieldNull(c);
    }
    const model::Table& m_table;
    Format m_format;
    const Listener& m_listener;
    Written& m_written;
    OGRLayer* m_layer = nullptr;
};

// QGIS opens a layer with the style that stands beside it in the table layer_styles of the same file.
void write_styles(GDALDataset& dataset, std::span<const model::Table> tables, std::span<const TableLook> looks,
                  const Listener& listener) {
    if (std::ranges::none_of(tables, [&](const model::Table& table) { return look_of(looks, table) != nullptr; }))
        return;
    CPLStringList options;
    options.SetNameValue("FID", "id");
    OGRLayer* layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
    listener.require(layer != nullptr);
    constexpr std::array<const char*, 10> texts = {"f_table_catalog", "f_table_schema",
                                                   "f_table_name",    "f_geometry_column",
                                                   "styleName",       "styleQML",
                                                   "styleSLD",        "description",
                                                   "owner",           "ui"};
    for (const char* name : texts) {
        OGRFieldDefn field(name, OFTString);
        listener.require(layer->CreateField(&field) == OGRERR_NONE);
    }
    OGRFieldDefn usual("useAsDefault", OFTInteger), time("update_time", OFTDateTime);
    usual.SetSubType(OFSTBoolean);
    listener.require(layer->CreateField(&usual) == OGRERR_NONE && layer->CreateField(&time) == OGRERR_NONE);
    for (const model::Table& table : tables) {
        const TableLook* look = look_of(looks, table);
        const model::ShapeKind kind = shape_kind_of(table);
        if (!look || kind == model::ShapeKind::none)
            continue;
        const std::unique_ptr<OGRFeature, decltype(&OGRFeature::DestroyFeature)> row(
            OGRFeature::CreateFeature(layer->GetLayerDefn()), &OGRFeature::DestroyFeature);
        for (const char* name : texts)
            row->SetField(name, "");
        row->SetField("f_table_name", table.id.c_str());
        row->SetField("f_geometry_column", "geom");
        row->SetField("styleName", table.title.c_str());
        row->SetField("styleQML",
                      qgis_style(*look, kind == model::ShapeKind::area, kind == model::ShapeKind::line).c_str());
        row->SetField("useAsDefault", 1);
        row->SetField("update_time", fixed_day);
        listener.require(layer->CreateFeature(row.get()) == OGRERR_NONE);
    }
}

// The text driver does not notice a full disk: the end of the file must be there.
bool ends_with(const std::filesystem::path& path, std::string_view end) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file)
        return false;
    std::string tail(64, '\0');
    std::fseek(file, 0, SEEK_END);
    const long size = std::ftell(file);
    std::fseek(file, std::max(0L, size - 64), SEEK_SET);
    tail.resize(std::fread(tail.data(), 1, tail.size(), file));
    std::fclose(file);
    return base::trimmed(tail).ends_with(end);
}

} // namespace

void write_gis(std::span<const model::Table> tables, std::span<const TableLook> looks, Format format,
               const std::filesystem::path& path, const std::filesystem::path& shown, Written& written,
               base::Feedback& feedback) {
    static std::once_flag once;
    std::call_once(once, [] { GDALAllRegister(); });
    const Listener listener(shown);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driver_name(format));
    base::ensure(driver != nullptr, "GDAL has the driver");
    Dataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    listener.require(dataset != nullptr);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        LayerWriter(*dataset, tables[i], format, listener, written).write(feedback);
        feedback.progress(0.9 * static_cast<double>(i + 1) / static_cast<double>(tables.size()), "export.step.write");
    }
    if (format == Format::geopackage)
        write_styles(*dataset, tables, looks, listener);
    dataset.reset();
    listener.require(true);
    if (format == Format::geojson)
        listener.require(ends_with(path, "}"));
}

} // namespace wangge::exporter
