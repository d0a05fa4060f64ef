#include "reach/barriers.h"

#include <array>
#include <cmath>

namespace wangge::reach {
namespace {

std::vector<const model::Water*> blocking(const std::vector<model::Water>& waters, const TravelOptions& options) {
    std::vector<const model::Water*> kept;
    if (waters.empty())
        return kept;
    std::array<bool, 5> blocks{};
    for (const std::string_view key : model::keys<model::WaterKind>())
        blocks[static_cast<std::size_t>(*model::from_key<model::WaterKind>(key))] = options.holds("water_blocks", key);
    for (const model::Water& water : waters)
        if (blocks[static_cast<std::size_t>(water.kind)])
            kept.push_back(&water);
    return kept;
}

std::vector<Segment> lines_of(const std::vector<const model::Water*>& waters) {
    std::vector<Segment> lines;
    const auto add = [&](const geo::Polyline& line) {
        for (std::size_t i = 1; i < line.size(); ++i)
            if (std::isfinite(line[i - 1].x + line[i - 1].y + line[i].x + line[i].y))
                lines.push_back({line[i - 1], line[i]});
    };
    for (const model::Water* water : waters) {
        add(water->line);
        for (const geo::Polygon& part : water->area.parts) {
            add(part.outer);
            for (const geo::Ring& hole : part.holes)
                add(hole);
        }
    }
    return lines;
}

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<const model::Water*>& waters) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Water* water : waters)
        areas.push_back(&water->area);
    return areas;
}

} // namespace

Barriers::Barriers(const std::vector<model::Water>& waters, const TravelOptions& options)
    : m_lines(lines_of(blocking(waters, options))), m_areas(areas_of(blocking(waters, options))) {}

} // namespace wangge::reach
