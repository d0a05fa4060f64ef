// The order of a day's stops where places have hours of business.
#pragma once
#include "assign/route.h"
#include "workload/opening_hours.h"

namespace wangge::assign {

struct TimedStop {
    double on_site = 0;                                    // seconds
    const std::vector<workload::OpenSpan>* open = nullptr; // of the day; null = at any time, empty = closed all day
};

struct TimedRound {
    std::vector<std::int32_t> order; // places of Ways, without the base
    std::vector<double> begin;       // of each visit in that order: seconds after midnight
    std::vector<bool> closed;        // the same: nobody is there then
    double leave = 0, back = 0;      // of the base: seconds after midnight
    int closed_count() const;
};

// A visit begins when its place is open and will be for the time on site (or for the whole span, when that is shorter);
// who comes early waits, who comes too late finds it closed and is counted. Leaving is put off by the wait at the first
// stop.
TimedRound timed(const Ways& ways, const std::vector<TimedStop>& stops, const std::vector<std::int32_t>& order,
                 double day_start);

// The order with the fewest closed places and, among those, the earliest return: `shortest` where that meets all hours
// without a wait; else up to 11 stops exactly (dynamic programming over subsets, one label for each number of closed
// places: who is earlier at the same stop can always wait), beyond that the better of `shortest`, its reverse and the
// order by opening, with single stops moved while that helps. `stops` has an entry for each place but the base.
TimedRound best_timed(const Ways& ways, const std::vector<TimedStop>& stops, const std::vector<std::int32_t>& shortest,
                      double day_start);

} // namespace wangge::assign
