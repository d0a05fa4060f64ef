#include "assign/day_rounds.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace wangge::assign {

Rounds::Rounds(const model::Snapshot& s, const workload::Rules& rules, const std::vector<workload::SiteLoad>& loads,
               const ScheduleOptions& options)
    : m_s(s), m_rules(rules), m_loads(loads), m_limit(options.day_hours.value * 3600),
      m_day_start(options.day_start.value * 60), m_open(s.sites.size(), nullptr) {
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        const std::string_view text = s.sites.opening_hours[i];
        if (text.empty())
            continue;
        auto known = m_hours.find(text);
        if (known == m_hours.end())
            known = m_hours.emplace(text, workload::opening_hours(text)).first;
        m_open[i] = known->second ? &*known->second : nullptr;
        m_hours_unread += !known->second;
    }
}

TimedRound Rounds::on_day(const Round& round, const std::vector<PlannedVisit>& visits, int weekday) const {
    std::vector<TimedStop> stops;
    std::vector<std::int32_t> order;
    for (const std::size_t v : round.visits) {
        const workload::OpeningHours* open = m_open[static_cast<std::size_t>(visits[v].site)];
        stops.push_back({on_site(visits[v].site), open ? &(*open)[static_cast<std::size_t>(weekday)] : nullptr});
        order.push_back(static_cast<std::int32_t>(stops.size()));
    }
    return best_timed(ways_of(round.visits, visits, round.pair), stops, order, m_day_start);
}

double Rounds::on_site(model::Row site) const {
    const workload::SiteLoad& load = m_loads[site];
    return load.trips > 0 ? 3600 * load.on_site.value / load.trips / m_rules.officers : 0;
}

std::int64_t Rounds::way(geo::MapPoint a, geo::MapPoint b) const {
    const double metres = std::hypot(a.x - b.x, a.y - b.y) * m_rules.detour;
    return std::llround(metres / (m_rules.speed.value / 3.6));
}

geo::MapPoint Rounds::base_of(const Pair& pair, const PlannedVisit& first) const {
    for (const model::Row person : {pair.first, pair.second})
        if (m_s.people.placed(person))
            return m_s.people.point(person);
    return m_s.sites.point(first.site);
}

Ways Rounds::ways_of(const std::vector<std::size_t>& stops, const std::vector<PlannedVisit>& visits,
                     const Pair& pair) const {
    std::vector<geo::MapPoint> places{base_of(pair, visits[stops.front()])};
    for (const std::size_t v : stops)
        places.push_back(m_s.sites.point(visits[v].site));
    Ways ways{static_cast<std::int32_t>(places.size()), {}};
    for (const geo::MapPoint a : places)
        for (const geo::MapPoint b : places)
            ways.seconds.push_back(way(a, b));
    return ways;
}

std::vector<Round> Rounds::cut(const Batch& batch, const std::vector<PlannedVisit>& visits, int days) const {
    const Ways ways = ways_of(batch.visits, visits, batch.pair);
    const std::vector<std::int32_t> tour = round_trip(ways);
    const std::size_t n = tour.size();
    constexpr double never = 1e18, beyond = 1e6; // a second beyond the limit weighs as much as many on the way
    std::vector<std::vector<double>> best(static_cast<std::size_t>(days) + 1, std::vector<double>(n + 1, never));
    std::vector<std::vector<std::size_t>> begin(static_cast<std::size_t>(days) + 1, std::vector<std::size_t>(n + 1, 0));
    best[0][0] = 0;
    for (std::size_t d = 1; d <= static_cast<std::size_t>(days); ++d)
        for (std::size_t from = 0; from < n; ++from) {
            if (best[d - 1][from] >= never)
                continue;
            double seconds = 0, travel = 0;
            for (std::size_t to = from; to < n; ++to) {
                const std::int32_t here = tour[to];
                travel += static_cast<double>(to == from ? ways(0, here) : ways(tour[to - 1], here));
                seconds += on_site(visits[batch.visits[static_cast<std::size_t>(here) - 1]].site);
                const double whole = travel + static_cast<double>(ways(here, 0));
                const double cost = best[d - 1][from] + whole + beyond * std::max(0.0, seconds + whole - m_limit);
                if (cost < best[d][to + 1]) {
                    best[d][to + 1] = cost;
                    begin[d][to + 1] = from;
                }
            }
        }
    std::size_t day = 1;
    for (std::size_t d = 1; d <= static_cast<std::size_t>(days); ++d)
        if (best[d][n] < best[day][n])
            day = d;
    std::vector<Round> rounds;
    for (std::size_t end = n; end > 0; --day) {
        const std::size_t from = begin[day][end];
        Round round{batch.pair, batch.week, {}, 0};
        for (std::size_t i = from; i < end; ++i)
            round.visits.push_back(batch.visits[static_cast<std::size_t>(tour[i]) - 1]);
        rounds.push_back(ordered(std::move(round), visits));
        end = from;
    }
    std::reverse(rounds.begin(), rounds.end());
    return rounds;
}

Round Rounds::ordered(Round round, const std::vector<PlannedVisit>& visits) const {
    const Ways ways = ways_of(round.visits, visits, round.pair);
    std::vector<std::size_t> stops;
    const std::vector<std::int32_t> order = round_trip(ways);
    for (const std::int32_t place : order) {
        stops.push_back(round.visits[static_cast<std::size_t>(place) - 1]);
        round.seconds += on_site(visits[stops.back()].site);
    }
    round.seconds += static_cast<double>(length_of(ways, order));
    round.visits = std::move(stops);
    return round;
}

int lay_days(const std::vector<const Round*>& rounds, const std::vector<base::Date>& days,
             const std::function<DayTrouble(const Round&, base::Date)>& trouble, std::vector<base::Date>& day_of) {
    std::map<model::Row, int> count;
    for (const Round* round : rounds)
        for (const model::Row person : {round->pair.first, round->pair.second})
            ++count[person];
    std::vector<std::size_t> order(rounds.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto load = [&](std::size_t r) { return count[rounds[r]->pair.first] + count[rounds[r]->pair.second]; };
        return load(a) > load(b);
    });
    std::map<std::pair<model::Row, std::int32_t>, int> taken;
    std::vector<int> of_day(days.size(), 0);
    int doubled = 0;
    day_of.assign(rounds.size(), {});
    for (const std::size_t r : order) {
        const Pair& pair = rounds[r]->pair;
        std::size_t best = 0;
        std::tuple<int, int, int, int> least{1 << 30, 0, 0, 0};
        for (std::size_t d = 0; d < days.size(); ++d) {
            const DayTrouble against = trouble(*rounds[r], days[d]);
            const std::tuple<int, int, int, int> price{
                against.away, taken[{pair.first, days[d].days}] + taken[{pair.second, days[d].days}], against.closed,
                of_day[d]};
            if (price < least) {
                least = price;
                best = d;
            }
        }
        doubled += std::get<1>(least) > 0;
        day_of[r] = days[best];
        ++of_day[best];
        ++taken[{pair.first, days[best].days}];
        ++taken[{pair.second, days[best].days}];
    }
    return doubled;
}

} // namespace wangge::assign
