#include "app/view/week_calendar.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

namespace wangge::app {

WeekCalendar week_calendar(const ResultView& plan) {
    WeekCalendar calendar;
    for (const auto& week : plan.list("weeks"))
        calendar.weeks.push_back(
            {base::parse_date(week.value("week", "")).value_or(base::Date{}), week.value("workdays", 0)});
    for (const auto& person : plan.list("people")) {
        const auto hours = person.find("hours_by_week");
        if (hours == person.end())
            continue;
        calendar.people.push_back({person.value("name", ""), hours->get<std::vector<double>>()});
        calendar.people.back().hours.resize(calendar.weeks.size());
        for (const double h : calendar.people.back().hours)
            calendar.most = std::max(calendar.most, h);
    }
    const auto sum = [](const WeekCalendar::Person& person) {
        return std::accumulate(person.hours.begin(), person.hours.end(), 0.0);
    };
    std::stable_sort(calendar.people.begin(), calendar.people.end(),
                     [&](const auto& a, const auto& b) { return sum(a) > sum(b); });
    return calendar;
}

} // namespace wangge::app
