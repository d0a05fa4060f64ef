#include "import/shape.h"

#include <cmath>
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

} // namespace wangge::import
