// The links of the same targets and sources within ever other limits: found once for the widest, cut for the rest.
#pragma once
#include "reach/reach.h"

#include <mutex>

namespace wangge::reach {

// A slider moves the limits, never the times. May be asked from several threads at once.
class WidestLinks {
public:
    // As Reach::within. `find(limits)` finds them anew when somebody asks for other places or wider limits.
    template <class Find>
    Links within(Points targets, Points sources, std::span<const Effort> limits, Find&& find) const {
        Places places = places_of(targets, sources);
        {
            const std::lock_guard lock(m_mutex);
            if (holds(places, limits))
                return cut(limits);
        }
        Links links = find(limits);
        constexpr std::size_t most = 5'000'000; // links: 80 MB
        const std::lock_guard lock(m_mutex);
        if (links.links.size() <= most) {
            m_places = std::move(places);
            m_limits.assign(limits.begin(), limits.end());
            m_links = links;
        }
        return links;
    }

private:
    // Bits of the coordinates, because places that are nowhere are NaN.
    using Places = std::vector<std::uint64_t>;
    static Places places_of(Points targets, Points sources);
    bool holds(const Places& places, std::span<const Effort> limits) const;
    Links cut(std::span<const Effort> limits) const;

    mutable std::mutex m_mutex;
    mutable Places m_places;
    mutable std::vector<Effort> m_limits; // of each target
    mutable Links m_links;
};

} // namespace wangge::reach
