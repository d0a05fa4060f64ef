#include "assign/timed_round.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace wangge::assign {
namespace {

using Order = std::vector<std::int32_t>;

constexpr std::int32_t most_exact = 11;
constexpr double never = std::numeric_limits<double>::infinity();

const TimedStop& stop_at(const std::vector<TimedStop>& stops, std::int32_t place) {
    return stops[static_cast<std::size_t>(place) - 1];
}

// The first moment from `clock` on at which the visit can begin; `never` when there is none on that day.
double opening(const TimedStop& stop, double clock) {
    if (!stop.open)
        return clock;
    for (const workload::OpenSpan& span : *stop.open) {
        const double from = 60 * span.from.value, to = 60 * span.to.value;
        const double begin = std::max(clock, from);
        if (begin + std::min(stop.on_site, to - from) <= to)
            return begin;
    }
    return never;
}

std::pair<int, double> price(const TimedRound& round) {
    return {round.closed_count(), round.back};
}

Order exact(const Ways& ways, const std::vector<TimedStop>& stops, double day_start) {
    const auto n = static_cast<std::size_t>(ways.places - 1);
    const std::size_t sets = std::size_t{1} << n, layer = sets * n;
    // When the visits of a set are done, the last of them at `last`, with so many closed.
    std::vector<double> done((n + 1) * layer, never);
    std::vector<std::int8_t> before(done.size(), -1);
    std::vector<bool> was_closed(done.size(), false);
    const auto at = [&](std::size_t closed, std::size_t set, std::size_t last) {
        return closed * layer + set * n + last;
    };
    const auto go = [&](double clock, std::int32_t from, std::size_t closed, std::size_t set, std::size_t next) {
        const auto place = static_cast<std::int32_t>(next + 1);
        const TimedStop& stop = stop_at(stops, place);
        const double there = clock + static_cast<double>(ways(from, place)), begin = opening(stop, there);
        const bool shut = begin == never;
        const std::size_t to = at(closed + shut, set | std::size_t{1} << next, next);
        if (const double end = (shut ? there : begin) + stop.on_site; end < done[to]) {
            done[to] = end;
            before[to] = static_cast<std::int8_t>(from - 1);
            was_closed[to] = shut;
        }
    };
    for (std::size_t next = 0; next < n; ++next)
        go(day_start, 0, 0, 0, next);
    for (std::size_t set = 1; set < sets; ++set)
        for (std::size_t closed = 0; closed <= n; ++closed)
            for (std::size_t last = 0; last < n; ++last)
                if (const double clock = done[at(closed, set, last)]; clock < never)
                    for (std::size_t next = 0; next < n; ++next)
                        if (!(set >> next & 1))
                            go(clock, static_cast<std::int32_t>(last + 1), closed, set, next);
    std::size_t closed = 0, last = n;
    for (; closed <= n && last == n; ++closed) {
        double least = never;
        for (std::size_t each = 0; each < n; ++each)
            if (const double back = done[at(closed, sets - 1, each)] +
                                    static_cast<double>(ways(static_cast<std::int32_t>(each + 1), 0));
                back < least) {
                least = back;
                last = each;
            }
    }
    --closed;
    Order order;
    for (std::size_t set = sets - 1; set != 0;) {
        order.push_back(static_cast<std::int32_t>(last + 1));
        const std::size_t here = at(closed, set, last);
        closed -= was_closed[here];
        set &= ~(std::size_t{1} << last);
        last = static_cast<std::size_t>(before[here]);
    }
    std::reverse(order.begin(), order.end());
    return order;
}

// Single stops move elsewhere while that helps.
TimedRound improved(const Ways& ways, const std::vector<TimedStop>& stops, Order order, double day_start) {
    TimedRound best = timed(ways, stops, order, day_start);
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t from = 0; from < order.size() && !moved; ++from)
            for (std::size_t to = 0; to < order.size() && !moved; ++to) {
                Order other = best.order;
                const std::int32_t place = other[from];
                other.erase(other.begin() + static_cast<std::ptrdiff_t>(from));
                other.insert(other.begin() + static_cast<std::ptrdiff_t>(to), place);
                if (TimedRound tried = timed(ways, stops, other, day_start); price(tried) < price(best)) {
                    best = std::move(tried);
                    moved = true;
                }
            }
    }
    return best;
}

} // namespace

int TimedRound::closed_count() const {
    return static_cast<int>(std::count(closed.begin(), closed.end(), true));
}

TimedRound timed(const Ways& ways, const std::vector<TimedStop>& stops, const Order& order, double day_start) {
    TimedRound round{order, {}, {}, day_start, day_start};
    std::int32_t here = 0;
    for (const std::int32_t place : order) {
        const double there = round.back + static_cast<double>(ways(here, place));
        const double begin = opening(stop_at(stops, place), there);
        round.closed.push_back(begin == never);
        round.begin.push_back(begin == never ? there : begin);
        if (here == 0)
            round.leave += round.begin.back() - there;
        round.back = round.begin.back() + stop_at(stops, place).on_site;
        here = place;
    }
    round.back += static_cast<double>(ways(here, 0));
    return round;
}

TimedRound best_timed(const Ways& ways, const std::vector<TimedStop>& stops, const Order& shortest, double day_start) {
    TimedRound plain = timed(ways, stops, shortest, day_start);
    double least = day_start;
    for (const TimedStop& stop : stops)
        least += stop.on_site;
    if (plain.closed_count() == 0 && plain.back <= least + static_cast<double>(length_of(ways, shortest)))
        return plain;
    if (ways.places - 1 <= most_exact)
        return timed(ways, stops, exact(ways, stops, day_start), day_start);
    Order back(shortest.rbegin(), shortest.rend()), by_opening = shortest;
    std::stable_sort(by_opening.begin(), by_opening.end(), [&](std::int32_t a, std::int32_t b) {
        return opening(stop_at(stops, a), day_start) < opening(stop_at(stops, b), day_start);
    });
    for (const Order& order : {back, by_opening})
        if (TimedRound other = timed(ways, stops, order, day_start); price(other) < price(plain))
            plain = std::move(other);
    return improved(ways, stops, plain.order, day_start);
}

} // namespace wangge::assign
