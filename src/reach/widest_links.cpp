#include "reach/widest_links.h"

#include <bit>

namespace wangge::reach {

WidestLinks::Places WidestLinks::places_of(Points targets, Points sources) {
    Places places{targets.size()};
    places.reserve(1 + 2 * (targets.size() + sources.size()));
    for (const std::span<const double> column : {targets.x, targets.y, sources.x, sources.y})
        for (const double value : column)
            places.push_back(std::bit_cast<std::uint64_t>(value));
    return places;
}

bool WidestLinks::holds(const Places& places, std::span<const Effort> limits) const {
    if (m_limits.size() != limits.size() || m_places != places)
        return false;
    for (std::size_t t = 0; t < limits.size(); ++t)
        if (m_limits[t] < limits[t])
            return false;
    return true;
}

Links WidestLinks::cut(std::span<const Effort> limits) const {
    Links links;
    links.first.reserve(limits.size() + 1);
    for (std::size_t t = 0; t < limits.size(); ++t) {
        for (const Link& link : m_links.of(t)) {
            if (link.effort > limits[t])
                break; // the nearest stand first
            links.links.push_back(link);
        }
        links.first.push_back(links.links.size());
    }
    return links;
}

} // namespace wangge::reach
