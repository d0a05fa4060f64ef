#include "geo/overlay.h"

#include "base/error.h"

#include <fmt/format.h>
#include <geos_c.h>
#include <memory>

namespace wangge::geo {
namespace {

constexpr int chords = 8; // of a quarter circle

// One GEOS context a thread, as GEOS asks; messages are kept for the exception.
class Context {
public:
    Context() : m_handle(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(
            m_handle, [](const char* text, void* self) { static_cast<Context*>(self)->m_error = text; }, this);
    }
    ~Context() { GEOS_finish_r(m_handle); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    operator GEOSContextHandle_t() const { return m_handle; }
    [[noreturn]] void fail() const { base::fail_input("geo.overlay_failed", {{"reason", m_error}}); }

private:
    GEOSContextHandle_t m_handle;
    std::string m_error;
};

Context& context() {
    thread_local Context instance;
    return instance;
}

struct Destroy {
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

Geometry checked(GEOSGeometry* geometry) {
    if (!geometry)
        context().fail();
    return Geometry(geometry);
}

GEOSGeometry* make_ring(const Ring& ring) {
    static_assert(sizeof(MapPoint) == 2 * sizeof(double));
    GEOSCoordSequence* points = GEOSCoordSeq_copyFromBuffer_r(context(), &ring.data()->x, ring.size(), 0, 0);
    return GEOSGeom_createLinearRing_r(context(), points); // NULL for a ring that is not closed or has < 4 points
}

GEOSGeometry* make_polygon(const Polygon& polygon) {
    GEOSGeometry* outer = make_ring(polygon.outer);
    if (!outer)
        return nullptr;
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes)
        if (GEOSGeometry* ring = make_ring(hole))
            holes.push_back(ring);
    return GEOSGeom_createPolygon_r(context(), outer, holes.data(), holes.size());
}

Geometry to_geos(const MultiPolygon& area) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& part : area.parts)
        if (GEOSGeometry* polygon = make_polygon(part))
            parts.push_back(polygon);
    return checked(GEOSGeom_createCollection_r(context(), GEOS_MULTIPOLYGON, parts.data(), parts.size()));
}

Ring to_ring(const GEOSGeometry* ring) {
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context(), ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context(), points, &size);
    Ring result(size);
    if (size > 0)
        GEOSCoordSeq_copyToBuffer_r(context(), points, &result.data()->x, 0, 0);
    return result;
}

void collect(const GEOSGeometry* geometry, MultiPolygon& result) {
    if (!geometry || GEOSisEmpty_r(context(), geometry) == 1)
        return;
    const int type = GEOSGeomTypeId_r(context(), geometry);
    if (type == GEOS_POLYGON) {
        Polygon polygon{to_ring(GEOSGetExteriorRing_r(context(), geometry)), {}};
        const int holes = GEOSGetNumInteriorRings_r(context(), geometry);
        for (int i = 0; i < holes; ++i)
            polygon.holes.push_back(to_ring(GEOSGetInteriorRingN_r(context(), geometry, i)));
        result.parts.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(context(), geometry);
        for (int i = 0; i < parts; ++i)
            collect(GEOSGetGeometryN_r(context(), geometry, i), result);
    } // lines and points that an overlay leaves have no area
}

MultiPolygon from_geos(const Geometry& geometry) {
    MultiPolygon result;
    collect(geometry.get(), result);
    return normalised(std::move(result));
}

template <class Operation> MultiPolygon overlay(const MultiPolygon& a, const MultiPolygon& b, Operation operation) {
    return from_geos(checked(operation(context(), to_geos(a).get(), to_geos(b).get())));
}

} // namespace

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
    return overlay(a, b, GEOSIntersection_r);
}
MultiPolygon difference(const MultiPolygon& a, const MultiPolygon& b) {
    return overlay(a, b, GEOSDifference_r);
}
MultiPolygon united(const MultiPolygon& a, const MultiPolygon& b) {
    return overlay(a, b, GEOSUnion_r);
}

MultiPolygon united(std::span<const MultiPolygon> areas) {
    std::vector<GEOSGeometry*> parts;
    for (const MultiPolygon& area : areas)
        parts.push_back(to_geos(area).release());
    const Geometry all =
        checked(GEOSGeom_createCollection_r(context(), GEOS_GEOMETRYCOLLECTION, parts.data(), parts.size()));
    return from_geos(checked(GEOSUnaryUnion_r(context(), all.get())));
}

bool is_valid(const MultiPolygon& area) {
    return GEOSisValid_r(context(), to_geos(area).get()) == 1;
}

MultiPolygon made_valid(const MultiPolygon& area) {
    const Geometry geometry = to_geos(area);
    GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(context());
    GEOSMakeValidParams_setMethod_r(context(), params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSGeometry* valid = GEOSMakeValidWithParams_r(context(), geometry.get(), params);
    GEOSMakeValidParams_destroy_r(context(), params);
    return from_geos(checked(valid));
}

bool overlaps(const MultiPolygon& a, const MultiPolygon& b) {
    return GEOSRelatePattern_r(context(), to_geos(a).get(), to_geos(b).get(), "T********") == 1;
}

MapPoint inner_point(const MultiPolygon& area) {
    const Geometry point = checked(GEOSPointOnSurface_r(context(), to_geos(area).get()));
    MapPoint result;
    base::ensure(GEOSGeomGetX_r(context(), point.get(), &result.x) == 1 &&
                     GEOSGeomGetY_r(context(), point.get(), &result.y) == 1,
                 "inner_point of an empty area");
    return result;
}

MultiPolygon grown(const MultiPolygon& area, base::Metres distance) {
    return from_geos(checked(GEOSBuffer_r(context(), to_geos(area).get(), distance.value, chords)));
}

MultiPolygon simplified(const MultiPolygon& area, base::Metres tolerance) {
    return from_geos(checked(GEOSTopologyPreserveSimplify_r(context(), to_geos(area).get(), tolerance.value)));
}

std::string to_wkb(const MultiPolygon& area) {
    GEOSWKBWriter* writer = GEOSWKBWriter_create_r(context());
    GEOSWKBWriter_setFlavor_r(context(), writer, GEOS_WKB_ISO);
    GEOSWKBWriter_setByteOrder_r(context(), writer, GEOS_WKB_NDR);
    std::size_t size = 0;
    unsigned char* bytes = GEOSWKBWriter_write_r(context(), writer, to_geos(area).get(), &size);
    std::string result(reinterpret_cast<const char*>(bytes), size);
    GEOSFree_r(context(), bytes);
    GEOSWKBWriter_destroy_r(context(), writer);
    return result;
}

MultiPolygon area_from_wkb(std::string_view bytes) {
    GEOSWKBReader* reader = GEOSWKBReader_create_r(context());
    const Geometry geometry(
        GEOSWKBReader_read_r(context(), reader, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
    GEOSWKBReader_destroy_r(context(), reader);
    if (!geometry)
        base::fail_input("geo.bad_wkb");
    return from_geos(geometry);
}

} // namespace wangge::geo
