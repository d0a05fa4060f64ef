// The year's plan: every visit that falls due gets a week and a day, evenly over the weeks of each person, and the
// pairs get a round for each day.
//
// A visit may be held from a quarter of its interval before its due date until that date; one that is overdue when the
// plan begins is carried over and held within the first `overdue_weeks`. The week of each visit minimises the sum over
// people and weeks of load^2 / working days, where the load counts hours on site and, once for all visits of a pair to
// one cell in a week, the way there: so it balances and gathers at once. Local search from the earliest due date first.
// Within a week a pair's visits make one tour from the lead's base (route.h), cut into days of at most `day_hours`, and
// the days are laid so that nobody has two rounds on one day and no place is closed where that can be; hours of
// business then order the stops of a day (timed_round.h).
//
// Nobody is sent out before or after the term of office or on leave. Where one of a cell's two is away in all weeks in
// which a visit may be held, another inspector stands in (presence.h).
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "model/snapshot.h"
#include "workload/calendar.h"
#include "workload/rules.h"

#include <vector>

namespace wangge::assign {

struct ScheduleOptions {
    int year = 0;
    base::Date from;                      // the plan begins here: 1 January, or a day in mid-year when it is made anew
    base::Hours day_hours{7};             // on the way and on site
    base::Minutes day_start{8 * 60 + 30}; // after midnight: the pairs set out
    int overdue_weeks = 8;
};

struct PlannedVisit {
    model::Row site = model::no_row, lead = model::no_row, second = model::no_row;
    std::int32_t cell = -1;
    base::Date earliest, latest; // what the rules allow
    base::Date day;
    int week = -1;                         // of Schedule::weeks
    int order = 0;                         // in the day's round, from 1
    base::Minutes arrival;                 // after the round's start
    base::Minutes clock;                   // the same after midnight; the visit begins when the place is open
    bool carried_over = false;             // was overdue when the plan began
    bool closed = false;                   // the place is not open then, nor on another day of the week that would do
    model::Row instead_of = model::no_row; // who is away, when another stands in
    bool late = false;                     // after `latest`: what the rules allow is too narrow or has no working day
};

struct Week {
    base::Date monday;
    int workdays = 0; // from the plan's begin on
};

struct PersonLoad {
    model::Row person = model::no_row;
    int visits = 0, rounds = 0;
    base::Hours hours;           // on site and on the way
    std::vector<double> by_week; // hours
    double cv = 0;               // of hours a working day, over weeks
};

struct Schedule {
    std::vector<Week> weeks;
    std::vector<PlannedVisit> visits; // by day, lead, order
    std::vector<PersonLoad> people;   // by row
    base::Hours way;                  // of all rounds
    int carried_over = 0, late = 0;
    int long_days = 0;    // rounds that take more than day_hours
    int double_days = 0;  // rounds on a day on which one of the two has another round
    int without_pair = 0; // visits due at sites in no cell, or in a cell without two people, or with nobody to stand in
    int closed = 0;       // visits that find the place closed
    int stood_in = 0;     // visits at which somebody stands in
    int hours_unread = 0; // sites whose hours of business cannot be read: taken as open
    base::Hours waiting;  // of all rounds, for places to open
    std::vector<base::Message> notes;
};

// Plans from the current plan's pairs. Throws Error(bad_input): "schedule.no_cells", "schedule.no_pairs",
// "schedule.no_days" (the year has no working day from that day on).
Schedule schedule(const model::Snapshot& snapshot, const workload::Rules& rules, const workload::Calendar& calendar,
                  const ScheduleOptions& options, base::Feedback& feedback);

} // namespace wangge::assign
