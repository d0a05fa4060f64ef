#include "geo/projection.h"

#include "base/error.h"

#include <cmath>
#include <fmt/format.h>
#include <map>
#include <proj.h>
#include <vector>

namespace wangge::geo {
namespace {

using Transform = std::unique_ptr<PJ, decltype(&proj_destroy)>;

// PROJ's handles belong to one thread; each thread keeps its own, by EPSG number.
struct ThreadProj {
    PJ_CONTEXT* context = proj_context_create();
    std::map<int, Transform> transforms;

    ThreadProj() { proj_log_level(context, PJ_LOG_NONE); }
    ~ThreadProj() {
        transforms.clear();
        proj_context_destroy(context);
    }
    ThreadProj(const ThreadProj&) = delete;
    ThreadProj& operator=(const ThreadProj&) = delete;
};

ThreadProj& thread_proj() {
    thread_local ThreadProj instance;
    return instance;
}

Transform make_transform(int epsg) {
    PJ_CONTEXT* context = thread_proj().context;
    // EPSG:4490's official axis order is lat, lon; normalisation gives lon, lat and east, north.
    const Transform raw(proj_create_crs_to_crs(context, "EPSG:4490", fmt::format("EPSG:{}", epsg).c_str(), nullptr),
                        &proj_destroy);
    return Transform(raw ? proj_normalize_for_visualization(context, raw.get()) : nullptr, &proj_destroy);
}

PJ* transform_for(int epsg) {
    auto& transforms = thread_proj().transforms;
    auto found = transforms.find(epsg);
    if (found == transforms.end())
        found = transforms.emplace(epsg, make_transform(epsg)).first;
    base::ensure(found->second != nullptr, "projection was checked when it was made");
    return found->second.get();
}

} // namespace

struct Projection::Definition {
    std::string name, wkt;
};

Projection::Projection(std::shared_ptr<const Definition> definition, int epsg)
    : m_definition(std::move(definition)), m_epsg(epsg) {}

Projection Projection::from_epsg(int epsg) {
    PJ_CONTEXT* context = thread_proj().context;
    const std::string code = fmt::format("EPSG:{}", epsg);
    const Transform crs(proj_create(context, code.c_str()), &proj_destroy);
    if (!crs)
        base::fail_input("geo.unknown_crs", {{"crs", code}});
    const Transform geodetic(proj_crs_get_geodetic_crs(context, crs.get()), &proj_destroy);
    if (geodetic) {
        const char* base_code = proj_get_id_code(geodetic.get(), 0);
        const std::string_view datum = base_code ? base_code : "";
        if (datum == "4214" || datum == "4610")
            base::fail_input("geo.crs_needs_parameters", {{"crs", code}, {"name", proj_get_name(crs.get())}});
    }
    if (proj_get_type(crs.get()) != PJ_TYPE_PROJECTED_CRS)
        base::fail_input("geo.crs_not_projected", {{"crs", code}, {"name", proj_get_name(crs.get())}});
    const Transform system(proj_crs_get_coordinate_system(context, crs.get()), &proj_destroy);
    double factor = 0;
    if (!system ||
        !proj_cs_get_axis_info(context, system.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr,
                               nullptr) ||
        factor != 1 || !make_transform(epsg))
        base::fail_input("geo.crs_not_projected", {{"crs", code}, {"name", proj_get_name(crs.get())}});
    auto definition = std::make_shared<Definition>();
    definition->name = proj_get_name(crs.get());
    if (const char* wkt = proj_as_wkt(context, crs.get(), PJ_WKT2_2015, nullptr))
        definition->wkt = wkt;
    return Projection(std::move(definition), epsg);
}

const std::string& Projection::name() const {
    return m_definition->name;
}
const std::string& Projection::wkt() const {
    return m_definition->wkt;
}

MapPoint Projection::project(LonLat place) const {
    MapPoint point;
    project({&place, 1}, {&point, 1});
    return point;
}

LonLat Projection::unproject(MapPoint point) const {
    LonLat place;
    unproject({&point, 1}, {&place, 1});
    return place;
}

void Projection::project(std::span<const LonLat> places, std::span<MapPoint> points) const {
    base::ensure(places.size() == points.size(), "one point a place");
    for (std::size_t i = 0; i < places.size(); ++i)
        points[i] = {places[i].lon, places[i].lat};
    if (!points.empty())
        proj_trans_generic(transform_for(m_epsg), PJ_FWD, &points[0].x, sizeof(MapPoint), points.size(), &points[0].y,
                           sizeof(MapPoint), points.size(), nullptr, 0, 0, nullptr, 0, 0);
}

void Projection::unproject(std::span<const MapPoint> points, std::span<LonLat> places) const {
    base::ensure(places.size() == points.size(), "one place a point");
    for (std::size_t i = 0; i < points.size(); ++i)
        places[i] = {points[i].x, points[i].y};
    if (!places.empty())
        proj_trans_generic(transform_for(m_epsg), PJ_INV, &places[0].lon, sizeof(LonLat), places.size(), &places[0].lat,
                           sizeof(LonLat), places.size(), nullptr, 0, 0, nullptr, 0, 0);
}

} // namespace wangge::geo
