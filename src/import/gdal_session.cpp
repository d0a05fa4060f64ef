#include "import/gdal_session.h"

#include <cmath>
#include <mutex>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

void register_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        // No plugin from an environment variable, no world file hunting on the network, no side files on reading.
        CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
        CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none");
        // Rows are numbered and headings found by us, and cells come as they are written.
        CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_XLS_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLS_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_ODS_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_ODS_FIELD_TYPES", "AUTO");
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "500");
        GDALAllRegister();
    });
}

geo::Polyline line_of(const OGRSimpleCurve& curve) {
    geo::Polyline line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i)
        if (std::isfinite(curve.getX(i)) && std::isfinite(curve.getY(i)))
            line.push_back({curve.getX(i), curve.getY(i)});
    return line;
}

struct Parts {
    std::vector<geo::MapPoint> points;
    std::vector<geo::Polyline> lines;
    geo::MultiPolygon area;
};

void collect(const OGRGeometry& geometry, Parts& parts, int depth) {
    if (geometry.IsEmpty() || depth > 8)
        return;
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
        const OGRPoint& point = *geometry.toPoint();
        if (std::isfinite(point.getX()) && std::isfinite(point.getY()))
            parts.points.push_back({point.getX(), point.getY()});
        break;
    }
    case wkbLineString: {
        geo::Polyline line = line_of(*geometry.toSimpleCurve());
        if (line.size() >= 2)
            parts.lines.push_back(std::move(line));
        break;
    }
    case wkbPolygon:
    case wkbTriangle: {
        geo::Polygon polygon;
        const OGRPolygon& source = *geometry.toPolygon();
        if (const OGRLinearRing* ring = source.getExteriorRing())
            polygon.outer = line_of(*ring);
        for (int i = 0; i < source.getNumInteriorRings(); ++i)
            polygon.holes.push_back(line_of(*source.getInteriorRing(i)));
        parts.area.parts.push_back(std::move(polygon));
        break;
    }
    default:
        if (OGR_GT_IsSubClassOf(geometry.getGeometryType(), wkbGeometryCollection)) {
            const OGRGeometryCollection& all = *geometry.toGeometryCollection();
            for (int i = 0; i < all.getNumGeometries(); ++i)
                collect(*all.getGeometryRef(i), parts, depth + 1);
        } else if (OGR_GT_IsNonLinear(geometry.getGeometryType()) ||
                   OGR_GT_IsSubClassOf(geometry.getGeometryType(), wkbPolyhedralSurface)) {
            const std::unique_ptr<OGRGeometry> linear(OGR_GT_IsNonLinear(geometry.getGeometryType())
                                                          ? geometry.getLinearGeometry()
                                                          : OGRGeometryFactory::forceToMultiPolygon(geometry.clone()));
            if (linear && !OGR_GT_IsNonLinear(linear->getGeometryType()))
                collect(*linear, parts, depth + 1);
        }
    }
}

} // namespace

void CloseDataset::operator()(GDALDataset* dataset) const {
    GDALClose(dataset);
}

GdalSession::GdalSession() {
    register_once();
    CPLPushErrorHandlerEx([](CPLErr kind, CPLErrorNum number, const char* message) { hear(kind, number, message); },
                          this);
}

GdalSession::~GdalSession() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

void GdalSession::hear(int kind, int, const char* message) {
    auto* self = static_cast<GdalSession*>(CPLGetErrorHandlerUserData());
    if (kind < CE_Warning)
        return;
    ++self->m_errors;
    if (self->m_said.empty())
        self->m_said = std::string(message).substr(0, 300);
}

DatasetPtr GdalSession::open(const std::string& name, unsigned flags, const std::vector<std::string>& drivers,
                             const std::vector<std::string>& open_options) {
    CPLStringList allowed, options;
    for (const std::string& driver : drivers)
        allowed.AddString(driver.c_str());
    for (const std::string& option : open_options)
        options.AddString(option.c_str());
    return DatasetPtr(GDALDataset::Open(name.c_str(), flags | GDAL_OF_READONLY, allowed.List(), options.List()));
}

Shape shape_of(const OGRGeometry* geometry) {
    Parts parts;
    if (geometry)
        collect(*geometry, parts, 0);
    if (!parts.area.empty())
        return std::move(parts.area);
    if (!parts.lines.empty())
        return std::move(parts.lines);
    if (!parts.points.empty())
        return parts.points.front();
    return {};
}

} // namespace wangge::import
