#include "import/shape.h"

#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

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

std::string wkt_of(const Shape& shape) {
    const auto points = [](std::string& text, const geo::Polyline& line) {
        text += '(';
        for (std::size_t i = 0; i < line.size(); ++i)
            fmt::format_to(std::back_inserter(text), "{}{:.4f} {:.4f}", i == 0 ? "" : ",", line[i].x, line[i].y);
        text += ')';
    };
    std::string text;
    if (const auto* lines = std::get_if<std::vector<geo::Polyline>>(&shape)) {
        text = "MULTILINESTRING(";
        for (const geo::Polyline& line : *lines) {
            text += text.back() == ')' ? "," : "";
            points(text, line);
        }
        text += ')';
    } else if (const auto* area = std::get_if<geo::MultiPolygon>(&shape)) {
        text = "MULTIPOLYGON(";
        for (const geo::Polygon& part : area->parts) {
            text += text.back() == ')' ? ",(" : "(";
            points(text, part.outer);
            for (const geo::Ring& hole : part.holes) {
                text += ',';
                points(text, hole);
            }
            text += ')';
        }
        text += ')';
    }
    return text;
}

Shape shape_from_wkt(const std::string& text) {
    if (!text.starts_with("MULTI"))
        return {};
    OGRGeometry* read = nullptr;
    const bool good = OGRGeometryFactory::createFromWkt(text.c_str(), nullptr, &read) == OGRERR_NONE;
    const std::unique_ptr<OGRGeometry> geometry(read);
    return good ? shape_of(geometry.get()) : Shape{};
}

} // namespace wangge::import
