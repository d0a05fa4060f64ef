#include "demo/roads.h"

#include "demo/noise.h"
#include "demo/road_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace wangge::demo {
namespace {

using model::RoadClass;
constexpr double never = std::numeric_limits<double>::infinity();

std::size_t idx(Hex h) {
    return static_cast<std::size_t>(h);
}

class Builder {
public:
    Builder(const Ground& ground, const Settlement& s, const RoadOptions& options, base::Feedback& feedback)
        : m_ground(ground), m_settlement(s), m_options(options), m_feedback(feedback), m_random(options.seed),
          m_network(ground), m_express(ground.lattice.size(), 0) {}
    std::vector<RoadLine> build();

private:
    double step(Hex a, Hex b) const {
        const auto wet = m_ground.wet[idx(b)];
        if (wet == 3)
            return never;
        const double climb =
            std::abs(static_cast<double>(m_ground.height[idx(a)]) - static_cast<double>(m_ground.height[idx(b)])) /
            m_ground.lattice.spacing();
        const double water = wet == 2 ? 3.5 : wet == 1 ? 0.5 : 0;
        return m_ground.lattice.spacing() *
               (1 + 16 * climb + 5 * static_cast<double>(m_ground.slope[idx(b)]) + water +
                0.8 * static_cast<double>(m_ground.rough[idx(b)]) + (m_express[idx(b)] ? 6 : 0));
    }
    Spread spread_from(const std::vector<Hex>& hexes) const {
        std::vector<Source> sources;
        for (const Hex h : hexes)
            sources.push_back({h, 0, 1});
        return spread(
            m_ground, sources, [this](Hex a, Hex b, std::int32_t) { return step(a, b); }, m_feedback);
    }
    // From `hex` towards its source; stops on the first used hexagon when `join` says so.
    std::vector<Hex> way_back(const Spread& s, Hex hex, bool join) const {
        std::vector<Hex> way{hex};
        while (s.from[idx(way.back())] != no_hex && !(join && m_network.used(way.back())))
            way.push_back(s.from[idx(way.back())]);
        return way;
    }
    struct Link {
        std::int32_t a = 0, b = 0;
        Hex at_a = no_hex, at_b = no_hex;
        float cost = 0;
    };
    std::vector<Link> links(const Spread& s) const;
    // From one source of the link to the other.
    std::vector<Hex> way_along(const Spread& s, const Link& link, bool join) const {
        std::vector<Hex> way = way_back(s, link.at_a, join);
        std::reverse(way.begin(), way.end());
        const std::vector<Hex> rest = way_back(s, link.at_b, join);
        way.insert(way.end(), rest.begin(), rest.end());
        return way;
    }
    std::vector<Hex> exits(const Spread& s, Hex seat, const std::vector<double>& bearings) const;
    void express_roads();
    void main_roads();
    void township_links();
    void village_roads();
    geo::MapPoint node(Hex h) const {
        const geo::MapPoint p = m_ground.lattice.centre(h);
        const double d = 0.24 * m_ground.lattice.spacing();
        return {p.x + d * (2 * hash_unit(m_options.seed, h, 1) - 1),
                p.y + d * (2 * hash_unit(m_options.seed, h, 2) - 1)};
    }
    int name(std::string text) {
        m_names.push_back(std::move(text));
        return static_cast<int>(m_names.size()) - 1;
    }

    const Ground& m_ground;
    const Settlement& m_settlement;
    const RoadOptions& m_options;
    base::Feedback& m_feedback;
    base::Random m_random;
    RoadNetwork m_network;
    std::vector<std::uint8_t> m_express;
    std::vector<std::pair<std::vector<Hex>, std::string>> m_express_ways;
    std::vector<std::string> m_names{""};
};

// The cheapest meeting of every two sources whose regions touch, cheapest first.
std::vector<Builder::Link> Builder::links(const Spread& s) const {
    std::map<std::pair<std::int32_t, std::int32_t>, Link> best;
    for (Hex h = 0; h < static_cast<Hex>(m_ground.lattice.size()); ++h) {
        const std::int32_t a = s.owner[idx(h)];
        const auto beside = m_ground.lattice.neighbours(h);
        for (std::size_t i = 0; i < 3; ++i) {
            const std::int32_t b = beside[i] == no_hex ? -1 : s.owner[idx(beside[i])];
            if (a < 0 || b < 0 || a == b)
                continue;
            const float cost = s.cost[idx(h)] + s.cost[idx(beside[i])] + static_cast<float>(step(h, beside[i]));
            Link& link = best[{std::min(a, b), std::max(a, b)}];
            if (link.at_a == no_hex || cost < link.cost)
                link = a < b ? Link{a, b, h, beside[i], cost} : Link{b, a, beside[i], h, cost};
        }
    }
    std::vector<Link> result;
    for (const auto& [pair, link] : best)
        if (std::isfinite(link.cost))
            result.push_back(link);
    std::stable_sort(result.begin(), result.end(), [](const Link& x, const Link& y) { return x.cost < y.cost; });
    return result;
}

// For each bearing (radians from east) the rim hexagon that is cheapest to reach within 35 degrees of it.
std::vector<Hex> Builder::exits(const Spread& s, Hex seat, const std::vector<double>& bearings) const {
    const geo::MapPoint from = m_ground.lattice.centre(seat);
    std::vector<Hex> result;
    for (const double bearing : bearings) {
        Hex best = no_hex;
        for (Hex h = 0; h < static_cast<Hex>(m_ground.lattice.size()); ++h) {
            if (!m_ground.lattice.on_rim(h))
                continue;
            const geo::MapPoint p = m_ground.lattice.centre(h);
            const double along = std::cos(bearing) * (p.x - from.x) + std::sin(bearing) * (p.y - from.y);
            if (along < 0.82 * std::hypot(p.x - from.x, p.y - from.y))
                continue;
            if (best == no_hex || s.cost[idx(h)] < s.cost[idx(best)])
                best = h;
        }
        if (best != no_hex && std::isfinite(s.cost[idx(best)]))
            result.push_back(best);
    }
    return result;
}

void Builder::express_roads() {
    // Expressways pass each county town at a distance, at a hexagon that becomes its interchange.
    const Lattice& lattice = m_ground.lattice;
    std::vector<Hex> gates;
    for (const CountyPlace& county : m_settlement.counties) {
        const geo::MapPoint c = lattice.centre(county.seat);
        Hex gate = county.seat;
        double best = never;
        for (int k = 0; k < 24; ++k) {
            const double turn = k * 0.2617993877991494;
            const Hex h = lattice.at({c.x + 4300 * std::cos(turn), c.y + 4300 * std::sin(turn)});
            if (h == no_hex || m_ground.wet[idx(h)] >= 2)
                continue;
            const double bad = static_cast<double>(m_ground.slope[idx(h)]) + 0.02 * m_random.uniform();
            if (bad < best) {
                best = bad;
                gate = h;
            }
        }
        gates.push_back(gate);
    }
    std::vector<std::uint8_t> built_up(lattice.size(), 0);
    for (std::size_t i = 0; i < built_up.size(); ++i) {
        const std::int32_t v = m_settlement.village_of[i];
        built_up[i] = v >= 0 && m_settlement.villages[static_cast<std::size_t>(v)].urban_rural_class == 111;
    }
    std::vector<Source> sources;
    for (const Hex h : gates)
        sources.push_back({h, 0, 1});
    const Spread s = spread(
        m_ground, sources,
        [&](Hex a, Hex b, std::int32_t) {
            if (built_up[idx(b)])
                return never;
            return step(a, b) * (1 + 0.6 * (m_ground.wet[idx(b)] == 2 ? -0.7 : 0));
        },
        m_feedback);
    int number = 0;
    const auto take = [&](std::vector<Hex> way) {
        for (const Hex h : way)
            m_express[idx(h)] = 1;
        m_express_ways.emplace_back(std::move(way), fmt::format("G{}", 1591 + number++ % 9));
    };
    if (gates.size() == 1) {
        const auto ends = exits(s, gates.front(), {0.1, 3.04});
        if (ends.size() == 2) {
            std::vector<Hex> way = way_back(s, ends[0], false);
            const std::vector<Hex> other = way_back(s, ends[1], false);
            // Two lines so that the interchange at the gate is a junction of both.
            take(way);
            --number;
            take(other);
        }
        return;
    }
    std::vector<int> degree(gates.size(), 0);
    for (const Link& link : links(s)) {
        int &da = degree[static_cast<std::size_t>(link.a)], &db = degree[static_cast<std::size_t>(link.b)];
        if (da >= 3 || db >= 3)
            continue;
        ++da;
        ++db;
        take(way_along(s, link, false));
    }
}

void Builder::main_roads() {
    std::vector<Hex> seats;
    for (const CountyPlace& county : m_settlement.counties)
        seats.push_back(county.seat);
    const Spread s = spread_from(seats);
    int number = 0;
    if (seats.size() == 1)
        for (const Hex end : exits(s, seats.front(), {0.0, 3.14, 1.7, -1.4, 0.9, -2.3})) {
            const bool national = number < 2;
            m_network.add(way_back(s, end, false), national ? RoadClass::trunk : RoadClass::primary,
                          name(national ? "G527" : fmt::format("S{}", 211 + 2 * number)));
            ++number;
        }
    for (const Link& link : links(s)) {
        const std::vector<Hex> way = way_along(s, link, true);
        const bool national = number % 3 == 0;
        m_network.add(way, national ? RoadClass::trunk : RoadClass::primary,
                      name(national ? fmt::format("G{}", 521 + number % 60) : fmt::format("S{}", 201 + number % 150)));
        ++number;
    }
    int county_road = 0;
    for (const TownshipPlace& t : m_settlement.townships) {
        const bool remote = t.kind == TownshipKind::rural;
        m_network.add(
            way_back(s, t.seat, true), remote ? RoadClass::secondary : RoadClass::primary,
            name(remote ? fmt::format("X{}", 101 + county_road % 800) : fmt::format("S{}", 310 + county_road % 90)));
        ++county_road;
    }
    for (const auto& [way, text] : m_express_ways) {
        // The slip road of each interchange: from the end of the way at the gate to the town's network.
        const Hex gate = m_settlement.counties.size() == 1 ? way.back() : way.front();
        for (const Hex end : {gate, way.back()})
            if (!m_network.used(end) && !m_ground.lattice.on_rim(end))
                m_network.add(way_back(s, end, true), RoadClass::primary, name(""));
    }
}

void Builder::township_links() {
    std::vector<Hex> seats;
    for (const TownshipPlace& t : m_settlement.townships)
        seats.push_back(t.seat);
    const Spread s = spread_from(seats);
    int number = 0;
    for (const Link& link : links(s)) {
        // Neighbours over a high pass have no road.
        if (link.cost > 42000 || m_random.uniform() < 0.15)
            continue;
        const int id = name(fmt::format("X{}", 201 + number++ % 700));
        const RoadClass road_class = link.cost < 20000 ? RoadClass::secondary : RoadClass::tertiary;
        const std::vector<Hex> way = way_along(s, link, true);
        m_network.add(way, road_class, id);
    }
}

void Builder::village_roads() {
    std::vector<Hex> used;
    for (Hex h = 0; h < static_cast<Hex>(m_ground.lattice.size()); ++h)
        if (m_network.used(h))
            used.push_back(h);
    const Spread to_road = spread_from(used);
    for (const VillagePlace& v : m_settlement.villages) {
        const bool fringe = v.urban_rural_class < 200;
        m_network.add(way_back(to_road, v.seat, true), fringe ? RoadClass::tertiary : RoadClass::local, name(""));
    }
    std::vector<Hex> seats;
    for (const VillagePlace& v : m_settlement.villages)
        seats.push_back(v.seat);
    const Spread s = spread_from(seats);
    for (const Link& link : links(s)) {
        const VillagePlace &a = m_settlement.villages[static_cast<std::size_t>(link.a)],
                           &b = m_settlement.villages[static_cast<std::size_t>(link.b)];
        const bool town = a.urban_rural_class == 111 && b.urban_rural_class == 111;
        const double keep = town ? 0.95 : link.cost < 2500 ? 0.55 : link.cost < 4500 ? 0.3 : 0.06;
        if (m_random.uniform() > keep)
            continue;
        const std::vector<Hex> way = way_along(s, link, true);
        m_network.add(way, town ? RoadClass::tertiary : link.cost < 3200 ? RoadClass::local : RoadClass::track, 0);
    }
}

std::vector<RoadLine> Builder::build() {
    express_roads();
    main_roads();
    township_links();
    village_roads();
    std::vector<std::uint8_t> stops(m_ground.lattice.size(), 0);
    for (const VillagePlace& v : m_settlement.villages)
        stops[idx(v.seat)] = 1;
    std::vector<RoadLine> result;
    for (const auto& [way, text] : m_express_ways) {
        RoadLine road{RoadClass::expressway, text, false, {}};
        for (const Hex h : way)
            road.line.push_back(node(h));
        // Expressways sweep: every point is drawn towards its neighbours several times.
        for (int pass = 0; pass < 8; ++pass) {
            const geo::Polyline old = road.line;
            for (std::size_t i = 1; i + 1 < old.size(); ++i)
                road.line[i] = {(old[i - 1].x + 2 * old[i].x + old[i + 1].x) / 4,
                                (old[i - 1].y + 2 * old[i].y + old[i + 1].y) / 4};
        }
        road.line = smoothed(road.line, {}, m_options.smoothing - 1);
        result.push_back(std::move(road));
    }
    for (const RoadNetwork::Chain& chain : m_network.chains(stops)) {
        RoadLine road{chain.road_class, m_names[static_cast<std::size_t>(chain.name)], false, {}};
        int water = 0;
        for (const Hex h : chain.way) {
            road.line.push_back(node(h));
            water += m_ground.wet[idx(h)] == 2 ? 1 : 0;
        }
        // A short road mostly over a large river is its bridge.
        road.bridge = chain.way.size() <= 5 && 2 * water >= static_cast<int>(chain.way.size());
        road.line = smoothed(road.line, {}, m_options.smoothing);
        result.push_back(std::move(road));
    }
    return result;
}

} // namespace

std::vector<RoadLine> make_roads(const Ground& ground, const Settlement& settlement, const RoadOptions& options,
                                 base::Feedback& feedback) {
    return Builder(ground, settlement, options, feedback).build();
}

} // namespace wangge::demo
