#include "import/placement.h"

#include "base/error.h"
#include "geo/zones.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace wangge::import {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

bool is_degrees(int epsg) {
    return epsg == 4490 || epsg == 4326;
}

// The document's known extent; empty when it has no places yet.
geo::Box extent_of(const model::Snapshot& s) {
    geo::Box box = geo::bounds(s.county);
    if (!box.empty())
        return box;
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (std::isfinite(s.villages.x[i]))
            box.add(s.villages.point(i));
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        if (s.sites.placed(i))
            box.add(s.sites.point(i));
    return box;
}

// The share of the samples that fall into the box when read this way.
double share_inside(std::span<const Sample> samples, const Verdict& verdict, const Context& context,
                    const geo::Box& box) {
    const Placement placement(verdict, context.projection);
    int inside = 0, count = 0;
    for (const Sample& sample : samples) {
        geo::MapPoint p = sample.raw;
        std::uint8_t ignored = 0;
        placement.place({&p, 1}, {&ignored, 1});
        inside += std::isfinite(p.x) && box.contains(p);
        ++count;
    }
    return count == 0 ? 0 : static_cast<double>(inside) / count;
}

// What eastings without a zone number may be: the document's own CRS, its zone written plainly, or a neighbour's.
std::vector<int> plain_zones(const Context& context) {
    const int own = context.projection.epsg();
    const auto zone = geo::zone_of_epsg(own);
    std::vector<int> candidates{own};
    if (zone) {
        candidates = {geo::epsg_of(*zone, false)};
        const int meridian = zone->central_meridian();
        for (const int shift : {0, -3, 3, -6, 6})
            for (const int width : {3, 6})
                if (const auto other = geo::zone_at(meridian + shift, width);
                    other && other->central_meridian() == meridian + shift)
                    candidates.push_back(geo::epsg_of(*other, false));
    }
    return candidates;
}

geo::Box around(const geo::Box& extent) {
    return extent.grown(0.1 * std::max(extent.width(), extent.height()) + 5000);
}

// The first that brings `share` of the samples home; 0 = none does, or nobody knows where home is.
int home_of(std::span<const Sample> samples, std::span<const int> candidates, bool swapped, const Context& context,
            double share) {
    const geo::Box extent = extent_of(context.snapshot);
    if (extent.empty() || samples.empty())
        return 0;
    for (const int epsg : candidates) {
        const Verdict trial{.epsg = epsg, .swapped = swapped};
        if (share_inside(samples, trial, context, around(extent)) >= share)
            return epsg;
    }
    return 0;
}

int plain_zone(std::span<const Sample> samples, bool swapped, const Context& context, Verdict& verdict) {
    const std::vector<int> candidates = plain_zones(context);
    if (const int home = home_of(samples, candidates, swapped, context, 0.5); home != 0)
        return home;
    if (extent_of(context.snapshot).empty())
        return candidates.front();
    verdict.notices.push_back({"import.notice.far_away", {{"crs", fmt::format("EPSG:{}", candidates.front())}}});
    return candidates.front();
}

} // namespace

Placement::Placement(Verdict verdict, const geo::Projection& document)
    : m_verdict(std::move(verdict)), m_document(document), m_degrees(is_degrees(m_verdict.epsg)) {
    if (m_degrees || m_verdict.epsg == document.epsg())
        return;
    bool source_prefixed = false, document_prefixed = false;
    const auto source_zone = geo::zone_of_epsg(m_verdict.epsg, &source_prefixed);
    const auto document_zone = geo::zone_of_epsg(document.epsg(), &document_prefixed);
    if (source_zone && document_zone && source_zone->central_meridian() == document_zone->central_meridian())
        m_shift =
            (document_prefixed ? document_zone->number * 1e6 : 0) - (source_prefixed ? source_zone->number * 1e6 : 0);
    else
        m_source = geo::Projection::from_epsg(m_verdict.epsg);
}

bool Placement::looks_swapped(geo::MapPoint raw) const {
    const geo::CoordinateLook look = geo::look_of({&raw, 1});
    // Only sure signs turn a single row: degrees inside China, or an easting with a zone number.
    const bool china = look.form == geo::CoordinateLook::Form::degrees && std::max(raw.x, raw.y) >= 73 &&
                       std::max(raw.x, raw.y) <= 136 && std::min(raw.x, raw.y) >= 3 && std::min(raw.x, raw.y) <= 54;
    if ((m_degrees && china) || (!m_degrees && look.zone))
        return look.swapped;
    return m_verdict.swapped;
}

void Placement::to_plane(std::span<geo::MapPoint> points) const {
    if (!m_degrees && !m_source) {
        for (geo::MapPoint& p : points)
            p.x += m_shift;
        return;
    }
    std::vector<geo::LonLat> places(points.size());
    if (m_source) {
        m_source->unproject(points, places);
    } else {
        for (std::size_t i = 0; i < points.size(); ++i)
            places[i] = geo::to_wgs84({points[i].x, points[i].y}, m_verdict.datum);
    }
    m_document.project(places, points);
}

void Placement::place(std::span<geo::MapPoint> points, std::span<std::uint8_t> swapped) const {
    for (std::size_t i = 0; i < points.size(); ++i) {
        geo::MapPoint& p = points[i];
        swapped[i] = 0;
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            p = {nan, nan};
            continue;
        }
        if (looks_swapped(p)) {
            std::swap(p.x, p.y);
            swapped[i] = 1;
        }
        // Degrees beyond the globe, and degrees in a column of metres, are no places.
        const bool globe = std::abs(p.x) <= 180 && std::abs(p.y) <= 90;
        if (m_degrees != globe)
            p = {nan, nan};
    }
    to_plane(points);
    for (geo::MapPoint& p : points)
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || std::abs(p.x) > 1e9 || std::abs(p.y) > 1e9)
            p = {nan, nan};
}

bool Placement::place(Shape& shape) const {
    bool good = true;
    const auto line = [&](std::vector<geo::MapPoint>& points) {
        std::size_t on_globe = 0;
        for (geo::MapPoint& p : points) {
            if (m_verdict.swapped)
                std::swap(p.x, p.y);
            on_globe += std::abs(p.x) <= 180 && std::abs(p.y) <= 90;
        }
        // Degrees beyond the globe, and degrees where metres were declared, are no places.
        good = good && (m_degrees ? on_globe == points.size() : on_globe < points.size());
        to_plane(points);
        for (const geo::MapPoint& p : points)
            good = good && std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < 1e9 && std::abs(p.y) < 1e9;
    };
    if (auto* lines = std::get_if<std::vector<geo::Polyline>>(&shape))
        for (geo::Polyline& points : *lines)
            line(points);
    if (auto* area = std::get_if<geo::MultiPolygon>(&shape))
        for (geo::Polygon& part : area->parts) {
            line(part.outer);
            for (geo::Ring& hole : part.holes)
                line(hole);
        }
    return good;
}

double share_at_home(std::span<const Sample> samples, const Verdict& read_as, const Context& context) {
    const geo::Box extent = extent_of(context.snapshot);
    return extent.empty() ? 1 : share_inside(samples, read_as, context, around(extent));
}

int other_crs_at_home(std::span<const Sample> samples, const Verdict& read_as, const Context& context, double share) {
    std::vector<int> candidates = plain_zones(context);
    candidates.push_back(4490);
    if (const geo::Box extent = extent_of(context.snapshot); !extent.empty()) { // UTM, the zones around
        const int own = static_cast<int>(std::floor((context.projection.unproject(extent.centre()).lon + 180) / 6)) + 1;
        for (const int world : {32600, 32700})
            for (const int zone : {own, own - 1, own + 1})
                if (zone >= 1 && zone <= 60)
                    candidates.push_back(world + zone);
    }
    candidates.push_back(3857);
    std::erase(candidates, read_as.epsg);
    for (const bool swapped : {false, true})
        if (const int home = home_of(samples, candidates, swapped, context, share); home != 0)
            return home;
    return 0;
}

Verdict decide(std::span<const Sample> samples, int declared_epsg, const Options& options,
               std::optional<geo::Datum> hint, const Context& context, const Gazetteer& gazetteer) {
    Verdict verdict;
    std::vector<geo::MapPoint> raw;
    for (const Sample& sample : samples)
        raw.push_back(sample.raw);
    const geo::CoordinateLook look = geo::look_of(raw);
    using Form = geo::CoordinateLook::Form;
    verdict.swapped = look.swapped;
    int given = options.epsg != 0 ? options.epsg : declared_epsg;
    if (options.epsg == 0 && given != 0 && is_degrees(given) != (look.form == Form::degrees) && !raw.empty() &&
        (look.form == Form::degrees || look.form == Form::metres)) {
        // A .prj copied from elsewhere, metres in a GeoJSON: nobody's county lies within 180 m of the equator.
        verdict.notices.push_back({is_degrees(given) ? "import.notice.no_degrees" : "import.notice.no_metres",
                                   {{"crs", fmt::format("EPSG:{}", given)}}});
        given = look.form == Form::degrees ? 4490 : 0;
    }
    if (given != 0 && !is_degrees(given)) {
        verdict.epsg = given;
        // Numbers that carry the zone the other way than the code says are taken by what they carry.
        bool prefixed = false;
        const auto zone = geo::zone_of_epsg(given, &prefixed);
        if (zone && look.zone && !prefixed && *look.zone == *zone)
            verdict.epsg = geo::epsg_of(*zone, true);
        else if (zone && prefixed && look.form == Form::metres && !look.zone)
            verdict.epsg = geo::epsg_of(*zone, false);
    } else if (look.zone) {
        verdict.epsg = geo::epsg_of(*look.zone, true);
    } else if ((look.form == Form::metres && (given == 0 || !raw.empty())) ||
               (look.form == Form::unknown && given == 0 && !raw.empty())) {
        verdict.epsg = plain_zone(samples, look.swapped, context, verdict);
    }
    if (!is_degrees(verdict.epsg)) {
        if (options.datum && *options.datum != geo::Datum::cgcs2000 && *options.datum != geo::Datum::wgs84)
            verdict.notices.push_back(
                {"import.notice.datum_needs_degrees", {{"datum", std::string(key_of(*options.datum))}}});
        return verdict;
    }
    const geo::Box extent = extent_of(context.snapshot);
    if (!look.swapped && !raw.empty() && !extent.empty()) {
        // Away from China the numbers alone do not tell latitude from longitude; the document does.
        const geo::Box around = extent.grown(20000);
        const Verdict turned{.swapped = true};
        if (share_inside(samples, {}, context, around) < 0.1 && share_inside(samples, turned, context, around) > 0.8)
            verdict.swapped = true;
    }
    if (options.datum) {
        verdict.datum = *options.datum;
        return verdict;
    }
    weigh_datums(samples, hint, context, gazetteer, verdict);
    return verdict;
}

} // namespace wangge::import
