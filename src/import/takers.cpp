#include "import/takers.h"

#include "base/text.h"
#include "geo/overlay.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {

Fence::Fence(const geo::MultiPolygon& county) : m_county(county), m_box(geo::bounds(county)) {
    if (m_box.empty())
        return;
    std::size_t edges = 0;
    for (const geo::Polygon& part : county.parts)
        edges += part.outer.size();
    m_bands.resize(std::clamp<std::size_t>(edges / 4, 1, 20000));
    m_band = std::max(m_box.height() / static_cast<double>(m_bands.size()), 1e-6);
    const auto add = [&](const geo::Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const auto [low, high] = std::minmax(ring[i].y, ring[i + 1].y);
            const auto first = static_cast<std::size_t>((low - m_box.min_y) / m_band);
            const auto last = std::min(static_cast<std::size_t>((high - m_box.min_y) / m_band), m_bands.size() - 1);
            for (std::size_t band = first; band <= last; ++band)
                m_bands[band].emplace_back(ring[i], ring[i + 1]);
        }
    };
    for (const geo::Polygon& part : county.parts) {
        add(part.outer);
        for (const geo::Ring& hole : part.holes)
            add(hole);
    }
}

bool Fence::inside(geo::MapPoint p) const {
    if (!m_box.contains(p))
        return false;
    const auto band = std::min(static_cast<std::size_t>((p.y - m_box.min_y) / m_band), m_bands.size() - 1);
    bool in = false;
    for (const auto& [a, b] : m_bands[band])
        if ((a.y <= p.y) != (b.y <= p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            in = !in;
    return in;
}

bool Fence::holds(geo::MapPoint p, base::Metres tolerance) const {
    if (m_box.empty() || inside(p))
        return true;
    if (!m_box.grown(tolerance.value).contains(p))
        return false;
    const auto near_edge = [&](geo::MapPoint a, geo::MapPoint b) {
        const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
        const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
        return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy) <= tolerance.value;
    };
    const auto row_of = [&](double y) {
        return static_cast<std::size_t>(
            std::clamp((y - m_box.min_y) / m_band, 0.0, static_cast<double>(m_bands.size() - 1)));
    };
    for (std::size_t band = row_of(p.y - tolerance.value); band <= row_of(p.y + tolerance.value); ++band)
        for (const auto& [a, b] : m_bands[band])
            if (near_edge(a, b))
                return true;
    return false;
}

bool Fence::near(const geo::Box& box, base::Metres margin) const {
    return m_box.empty() || m_box.grown(margin.value).touches(box);
}

PlaceFields::PlaceFields(const Mapping& mapping)
    : village_code(mapping["village_code"]), village_name(mapping["village_name"]),
      township_code(mapping["township_code"]), township_name(mapping["township_name"]), address(mapping["address"]) {}

PlaceTexts::PlaceTexts(const Row& row, const PlaceFields& fields)
    : village_code(code_in(row.text(fields.village_code))), village_name(row.text(fields.village_name)),
      township_code(township_code_in(row.text(fields.township_code))), township_name(row.text(fields.township_name)),
      address(row.text(fields.address)) {}

// Half of the sixth digit of a degree in both directions, on the ground.
constexpr base::Metres rounding_of_degrees{0.1};

const char* settle(Desk& desk, const Row& row, const Clues& clues, base::Metres tolerance, model::Position& position,
                   PlaceMatch& match) {
    if (std::isfinite(row.point.x)) {
        if (!desk.fence.holds(row.point, tolerance))
            return "outside_county";
        // A ledger that we wrote ourselves comes back with rounded degrees: the document's own place, and how well it
        // is known, stay.
        if (position.quality != model::PositionQuality::none &&
            std::hypot(row.point.x - position.point.x, row.point.y - position.point.y) <= rounding_of_degrees.value)
            return nullptr;
        position = {row.point, model::PositionQuality::exact, 0};
        if (row.swapped)
            desk.intake.changes.push_back(
                {"swapped_xy", fmt::format("{},{}", row.raw.x, row.raw.y), fmt::format("{},{}", row.raw.y, row.raw.x)});
        return nullptr;
    }
    if (position.quality == model::PositionQuality::exact && !row.has_coordinates)
        return nullptr; // the document knows better than an address does
    match = desk.gazetteer.locate(clues);
    const geo::MapPoint place = match ? desk.gazetteer.point_of(match) : row.point;
    if (std::isfinite(place.x)) {
        position = {place, model::PositionQuality::approximate, match.score};
        const std::string_view by = clues.address.empty() ? clues.village_name : clues.address;
        desk.intake.changes.push_back({row.has_coordinates ? "bad_coordinates_located" : "located", std::string(by),
                                       fmt::format("{:.2f},{:.2f} ({:.2f})", place.x, place.y, match.score)});
        return nullptr;
    }
    return row.has_coordinates ? "bad_coordinates" : nullptr;
}

std::string township_code_in(std::string_view text) {
    std::string code = code_in(text);
    if (is_division_code(code) && code.ends_with("000"))
        code.resize(9);
    return code;
}

void sort_codes(Desk& desk, std::string& village_code, std::string& township_code) {
    if (!desk.codes.national || village_code.empty())
        return;
    std::string whole = village_code;
    if (whole.size() == 6 || whole.size() == 9)
        whole.resize(12, '0');
    if (!is_division_code(whole)) {
        desk.intake.changes.push_back({"bad_code", village_code, {}});
        village_code.clear();
        return;
    }
    if (township_code.empty() && !whole.ends_with("000000"))
        township_code = whole.substr(0, 9);
    village_code = whole.ends_with("000") ? std::string() : whole;
}

geo::MultiPolygon area_of(Desk& desk, const Row& row) {
    const auto* given = row.shape ? std::get_if<geo::MultiPolygon>(row.shape) : nullptr;
    if (!given)
        return {};
    geo::MultiPolygon area = geo::normalised(*given);
    if (area.empty() || geo::is_valid(area))
        return area;
    const double before = geo::area(area).value;
    area = geo::normalised(geo::made_valid(area));
    desk.intake.changes.push_back(
        {"made_valid", fmt::format("{:.1f} m2", before), fmt::format("{:.1f} m2", geo::area(area).value)});
    return area;
}

} // namespace wangge::import
