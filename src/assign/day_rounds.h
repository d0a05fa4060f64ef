// A pair's week on the road: one tour through all of its visits, cut into days, and the days laid side by side.
#pragma once
#include "assign/route.h"
#include "assign/schedule.h"
#include "assign/timed_round.h"
#include "workload/hours.h"

#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace wangge::assign {

using Pair = std::pair<model::Row, model::Row>; // lead and second

// One pair's visits in one week.
struct Batch {
    Pair pair;
    int week = 0;
    std::vector<std::size_t> visits; // rows of Schedule::visits
};

struct Round {
    Pair pair;
    int week = 0;
    std::vector<std::size_t> visits; // in order
    double seconds = 0;
};

class Rounds {
public:
    // What is given must outlive it.
    Rounds(const model::Snapshot& s, const workload::Rules& rules, const std::vector<workload::SiteLoad>& loads,
           const ScheduleOptions& options);

    double on_site(model::Row site) const; // seconds of one visit
    std::int64_t way(geo::MapPoint a, geo::MapPoint b) const;
    // Where the pair starts: the lead's base, else the second's, else the first site.
    geo::MapPoint base_of(const Pair& pair, const PlannedVisit& first) const;
    // At most `days` rounds, so cut that as little as can be lies beyond the day's limit, and then the way is short;
    // each round is in its own best order.
    std::vector<Round> cut(const Batch& batch, const std::vector<PlannedVisit>& visits, int days) const;
    // The round on that day of the week (Monday = 0), with its visits in the order that hours of business ask for; the
    // stops of the answer count from 1 in round.visits.
    TimedRound on_day(const Round& round, const std::vector<PlannedVisit>& visits, int weekday) const;
    double limit() const { return m_limit; }            // seconds
    int hours_unread() const { return m_hours_unread; } // sites

private:
    Ways ways_of(const std::vector<std::size_t>& stops, const std::vector<PlannedVisit>& visits,
                 const Pair& pair) const;
    Round ordered(Round round, const std::vector<PlannedVisit>& visits) const;

    const model::Snapshot& m_s;
    const workload::Rules& m_rules;
    const std::vector<workload::SiteLoad>& m_loads;
    double m_limit, m_day_start;
    std::vector<const workload::OpeningHours*> m_open;                         // of each site; null = any time
    std::map<std::string_view, std::optional<workload::OpeningHours>> m_hours; // by the register's text
    int m_hours_unread = 0;
};

// What speaks against a round on a day: people away, places closed.
struct DayTrouble {
    int away = 0, closed = 0;
};

// The day of each round of a week: the busiest people first, each round on the first day on which both are at work,
// neither has another and no place is closed; where there is none, on the day with the least of that, in this order.
// Returns how many rounds share a day with another of their people.
int lay_days(const std::vector<const Round*>& rounds, const std::vector<base::Date>& days,
             const std::function<DayTrouble(const Round&, base::Date)>& trouble, std::vector<base::Date>& day_of);

} // namespace wangge::assign
