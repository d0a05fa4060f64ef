// By road: on foot to the nearest road, along it at the speed of its class, on foot to the place; or on foot all the
// way where that is sooner.
#include "reach/road_reach.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geo/point_index.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

constexpr std::size_t block = 256;

Link link_of(Arrival arrival) {
    return arrival.time == never ? Link{} : Link{arrival.source, effort_of(arrival.time)};
}
} // namespace

RoadReach::RoadReach(const model::Snapshot& snapshot, const TravelOptions& options, base::Feedback& feedback)
    : m_graph(build_road_graph(snapshot.roads, road_rules(options), feedback)),
      m_access(m_graph, Barriers(snapshot.waters, options), options.speed("walk_speed"), options.metres("snap_limit")) {
    if (m_graph.edge_count() == 0)
        base::fail_input("reach.no_roads", {{"mode", "@reach.mode." + std::string(key_of(options.mode))}}, "--travel");
}

// What routes do not say: along a common edge, and on foot all the way. `offer` takes a source and a time.
template <class Offer>
void RoadReach::shortcuts(std::size_t target, const Ends& ends, const OnEdge& on_edge,
                          const geo::PointIndex& sources_near, Offer&& offer) const {
    for (const Access& access : ends.targets.of(target))
        on_edge.on(access.edge, [&](std::uint32_t source) {
            offer(source, m_access.along_edge(ends.sources.of(source), ends.targets.of(target)));
        });
    const geo::MapPoint place{ends.target_points.x[target], ends.target_points.y[target]};
    if (std::isfinite(place.x) && std::isfinite(place.y))
        for (const std::int32_t source : sources_near.within(place, m_access.limit()))
            offer(static_cast<std::uint32_t>(source),
                  m_access.walk({ends.source_points.x[source], ends.source_points.y[source]}, place));
}

std::shared_ptr<const std::vector<Arrival>> RoadReach::first_at_nodes(const Accesses& sources, std::vector<Time> wait,
                                                                      base::Feedback& feedback) const {
    Doors out = m_access.ways_out(sources);
    const SettingOut setting_out{std::move(out.first), std::move(out.doors), std::move(wait)};
    return m_last.get(setting_out, [&] {
        return first_arrivals(m_graph, {setting_out.first, setting_out.doors}, setting_out.wait, never - 1, feedback);
    });
}

std::vector<Link> RoadReach::nearest(Points targets, Points sources, base::Feedback& feedback) const {
    const Ends ends{targets, sources, m_access.find(targets, feedback), m_access.find(sources, feedback)};
    const auto known = first_at_nodes(ends.sources, std::vector<Time>(sources.size(), 0), feedback);
    const std::vector<Arrival>& first = *known;
    const Doors in = m_access.ways_in(ends.targets);
    const OnEdge on_edge(ends.sources);
    const geo::PointIndex near(sources.x, sources.y);
    std::vector<Link> links(targets.size());
    base::parallel_blocks(targets.size(), block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t t = begin; t < end; ++t) {
            Arrival best;
            const auto offer = [&](Arrival arrival) {
                if (arrival.time != never && before(arrival, best))
                    best = arrival;
            };
            for (const Door& door : in.of(t))
                offer({later(first[door.node].time, door.time), first[door.node].source});
            for (const Access& access : ends.targets.of(t))
                on_edge.on(access.edge, [&](std::uint32_t source) {
                    offer({m_access.along_edge(ends.sources.of(source), ends.targets.of(t)),
                           static_cast<std::int32_t>(source)});
                });
            offer(walker(ends, t, near, best));
            links[t] = link_of(best);
        }
    });
    return links;
}

// Who is first when all go on foot straight to the target, if sooner than `best`.
Arrival RoadReach::walker(const Ends& ends, std::size_t target, const geo::PointIndex& sources, Arrival best) const {
    const geo::MapPoint place{ends.target_points.x[target], ends.target_points.y[target]};
    if (!(std::isfinite(place.x) && std::isfinite(place.y)) || sources.size() == 0)
        return best;
    // Mostly the nearest can walk there; only where water lies between, ever more are asked.
    for (int count = 1;; count *= 4) {
        const auto found = sources.nearest(place, count);
        for (std::size_t i = static_cast<std::size_t>(count / 4); i < found.size(); ++i) {
            if (found[i].distance > m_access.limit().value || m_access.walk(found[i].distance) > best.time)
                return best;
            const geo::MapPoint from{ends.source_points.x[found[i].row], ends.source_points.y[found[i].row]};
            if (const Arrival arrival{m_access.walk(from, place), found[i].row}; before(arrival, best))
                best = arrival;
        }
        if (found.size() < static_cast<std::size_t>(count))
            return best;
    }
}

Links RoadReach::nearest(Points targets, Points sources, int count, base::Feedback& feedback) const {
    Links links;
    links.first.reserve(targets.size() + 1);
    if (count <= 0 || sources.size() == 0) {
        links.first.resize(targets.size() + 1, 0);
        return links;
    }
    const Ends ends{targets, sources, m_access.find(targets, feedback), m_access.find(sources, feedback)};
    const ManyArrivals many = many_arrivals(m_graph, m_access.ways_out(ends.sources), std::min(count, 250), feedback);
    const Doors in = m_access.ways_in(ends.targets);
    const OnEdge on_edge(ends.sources);
    const geo::PointIndex near(sources.x, sources.y);
    std::vector<std::vector<Arrival>> found(targets.size());
    base::parallel_blocks(targets.size(), block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t t = begin; t < end; ++t) {
            std::vector<Arrival>& own = found[t];
            for (const Door& door : in.of(t))
                for (const Arrival& arrival : many.of(door.node))
                    own.push_back({later(arrival.time, door.time), arrival.source});
            shortcuts(t, ends, on_edge, near, [&](std::uint32_t source, Time time) {
                own.push_back({time, static_cast<std::int32_t>(source)});
            });
            keep_best(own, static_cast<std::size_t>(count));
        }
    });
    for (const auto& own : found) {
        for (const Arrival& arrival : own)
            links.links.push_back(link_of(arrival));
        links.first.push_back(links.links.size());
    }
    return links;
}

// Sorted, each source once, at most `count`.
void RoadReach::keep_best(std::vector<Arrival>& arrivals, std::size_t count) {
    std::sort(arrivals.begin(), arrivals.end(),
              [](Arrival a, Arrival b) { return a.source != b.source ? a.source < b.source : a.time < b.time; });
    arrivals.erase(
        std::unique(arrivals.begin(), arrivals.end(), [](Arrival a, Arrival b) { return a.source == b.source; }),
        arrivals.end());
    std::erase_if(arrivals, [](Arrival a) { return a.time == never; });
    std::sort(arrivals.begin(), arrivals.end(), before);
    if (arrivals.size() > count)
        arrivals.resize(count);
}

Links RoadReach::within(Points targets, Points sources, std::span<const Effort> limits,
                        base::Feedback& feedback) const {
    base::ensure(limits.size() == targets.size(), "one limit a target");
    return m_links.within(targets, sources, limits, [&](std::span<const Effort> widest) {
        return find_within(targets, sources, widest, feedback);
    });
}

Links RoadReach::find_within(Points targets, Points sources, std::span<const Effort> limits,
                             base::Feedback& feedback) const {
    const Ends ends{targets, sources, m_access.find(targets, feedback), m_access.find(sources, feedback)};
    const Doors in = m_access.ways_in(ends.targets), out = m_access.ways_out(ends.sources);
    Time limit = 0;
    for (std::size_t t = 0; t < limits.size(); ++t)
        limit = std::max(limit, time_within(limits[t]));
    // The targets behind each node.
    std::vector<std::uint32_t> behind_first(m_graph.nodes() + 1, 0);
    for (const Door& door : in.doors)
        ++behind_first[door.node + 1];
    for (std::size_t n = 0; n < m_graph.nodes(); ++n)
        behind_first[n + 1] += behind_first[n];
    std::vector<Arrival> behind(in.doors.size()); // time from the node, and the target
    std::vector<std::uint32_t> next(behind_first.begin(), behind_first.end() - 1);
    for (std::size_t t = 0; t < targets.size(); ++t)
        for (const Door& door : in.of(t))
            behind[next[door.node]++] = {door.time, static_cast<std::int32_t>(t)};

    struct Found {
        std::int32_t target = 0;
        Arrival arrival;
    };
    const std::size_t sources_a_block = std::max<std::size_t>(16, (sources.size() + 63) / 64);
    std::vector<std::vector<Found>> by_source((sources.size() + sources_a_block - 1) / sources_a_block);
    base::parallel_blocks(sources.size(), sources_a_block, [&](std::size_t begin, std::size_t end) {
        LocalSearch search(m_graph);
        for (std::size_t s = begin; s < end; ++s) {
            feedback.check();
            search.run(out.of(s), limit, [&](std::uint32_t node, Time time) {
                for (std::uint32_t i = behind_first[node]; i < behind_first[node + 1]; ++i)
                    if (const Time there = later(time, behind[i].time);
                        effort_of(there) <= limits[static_cast<std::size_t>(behind[i].source)])
                        by_source[begin / sources_a_block].push_back(
                            {behind[i].source, {there, static_cast<std::int32_t>(s)}});
            });
        }
    });
    std::vector<std::vector<Arrival>> by_target(targets.size());
    for (auto& found : by_source) {
        for (const Found& each : found)
            by_target[static_cast<std::size_t>(each.target)].push_back(each.arrival);
        found = {};
    }
    const OnEdge on_edge(ends.sources);
    const geo::PointIndex near(sources.x, sources.y);
    base::parallel_blocks(targets.size(), block, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t t = begin; t < end; ++t) {
            shortcuts(t, ends, on_edge, near, [&](std::uint32_t source, Time time) {
                if (time != never && effort_of(time) <= limits[t])
                    by_target[t].push_back({time, static_cast<std::int32_t>(source)});
            });
            keep_best(by_target[t], SIZE_MAX);
        }
    });
    Links links;
    links.first.reserve(targets.size() + 1);
    for (const auto& own : by_target) {
        for (const Arrival& arrival : own)
            links.links.push_back(link_of(arrival));
        links.first.push_back(links.links.size());
    }
    return links;
}

std::vector<base::SquareMetres> RoadReach::uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                           Points sources, Effort limit,
                                                           base::Feedback& feedback) const {
    geo::Box box;
    for (const geo::MultiPolygon* region : regions)
        box.add(geo::bounds(*region));
    Field field = lattice_over(box, {0});
    fill(field, sources, {}, feedback);
    return areas_beyond(field, limit, regions, feedback);
}

std::vector<Foothold> RoadReach::footholds(Points points, base::Feedback& feedback) const {
    const Accesses accesses = m_access.find(points, feedback);
    std::vector<Foothold> footholds(points.size(), Foothold::none);
    for (std::size_t p = 0; p < points.size(); ++p)
        for (const Access& access : accesses.of(p)) {
            const bool main = m_graph.component[m_graph.edges[access.edge].from] == 0;
            if (main || footholds[p] == Foothold::none)
                footholds[p] = main ? Foothold::joined : Foothold::cut_off;
        }
    return footholds;
}

} // namespace wangge::reach
