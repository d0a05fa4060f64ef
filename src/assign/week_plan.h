// Gives visits their weeks: even loads over the weeks of each person, and visits to one cell gathered.
#pragma once
#include "base/feedback.h"

#include <cstdint>
#include <vector>

namespace wangge::assign {

struct WeekTask {
    std::int32_t first_week = 0, last_week = 0; // inclusive; weeks without working days are passed over
    std::int32_t lead = 0, second = 0;          // people, 0 ...
    std::int32_t group = 0;                     // visits of one pair to one cell: they share a way
    double on_site = 0;                         // hours of each of the two
};

struct WeekProblem {
    std::vector<int> workdays; // of each week
    std::vector<int> present;  // days of each person there: person * weeks + week; empty = all of them
    std::vector<WeekTask> tasks;
    std::vector<double> way; // of each group: hours there and back
    std::int32_t people = 0;

    int days(std::int32_t person, std::int32_t week) const {
        return present.empty() ? workdays[week] : present[static_cast<std::size_t>(person) * workdays.size() + week];
    }
    // Neither of the two is away all week.
    bool may_have(const WeekTask& task, std::int32_t week) const {
        return days(task.lead, week) > 0 && days(task.second, week) > 0;
    }
};

// Sum over people and weeks of load^2 / days at work.
double cost_of(const WeekProblem& problem, const std::vector<std::int32_t>& week);

// The week of each task: earliest end first, each to the week that costs least, then moves of one task, of a group's
// tasks of a week together, and exchanges of two tasks while any helps. A task's window must hold a week in which
// both are at work. Deterministic.
std::vector<std::int32_t> plan_weeks(const WeekProblem& problem, base::Feedback& feedback);

} // namespace wangge::assign
