// The year's hours by person and week: the workload calendar.
#pragma once
#include "app/view/result_view.h"
#include "base/date.h"

#include <string>
#include <vector>

namespace wangge::app {

struct WeekCalendar {
    struct Week {
        base::Date monday;
        int workdays = 0;
    };
    struct Person {
        std::string name;
        std::vector<double> hours; // one a week
    };
    std::vector<Week> weeks;
    std::vector<Person> people; // most hours first
    double most = 0;            // hours of anybody in a week
};

// Of an answer of `schedule.make`; empty when there is none.
WeekCalendar week_calendar(const ResultView& plan);

} // namespace wangge::app
