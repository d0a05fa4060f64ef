#include "assign/schedule.h"

#include "assign/day_rounds.h"
#include "assign/week_plan.h"
#include "base/error.h"
#include "geo/area_index.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace wangge::assign {
namespace {

using model::Row;

std::vector<Week> weeks_of(const workload::Calendar& calendar, base::Date from, base::Date to) {
    std::vector<Week> weeks;
    for (base::Date monday = from + -workload::weekday_of(from); monday <= to; monday = monday + 7) {
        Week week{monday, 0};
        for (int d = 0; d < 7; ++d)
            if (const base::Date day = monday + d; day >= from && day <= to)
                week.workdays += calendar.is_workday(day);
        weeks.push_back(week);
    }
    return weeks;
}

// The pair of each cell; no_row where one of the two is not on the register.
std::vector<Pair> pairs_of(const model::Snapshot& s) {
    std::unordered_map<std::string_view, Row> people;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        people.emplace(s.people.key[i], static_cast<Row>(i));
    const auto row = [&](const std::string& key) {
        const auto found = people.find(key);
        return key.empty() || found == people.end() ? model::no_row : found->second;
    };
    std::vector<Pair> pairs;
    for (const model::Cell& cell : s.cells) {
        Pair pair{row(cell.lead_key), row(cell.second_key)};
        if (pair.first == pair.second || pair.first == model::no_row || pair.second == model::no_row)
            pair = {model::no_row, model::no_row};
        pairs.push_back(pair);
    }
    return pairs;
}

// The visits that fall due at a site from `from` to the end of the year.
void add_visits(const model::Snapshot& s, const workload::Rules& rules, std::size_t site,
                const ScheduleOptions& options, std::vector<PlannedVisit>& visits) {
    const double per_year = workload::visits_per_year(rules, s.sites, site).per_year;
    if (per_year <= 0)
        return;
    const base::Date end = base::make_date(options.year, 12, 31);
    const int interval = std::max(1, static_cast<int>(std::floor(365.25 / per_year)));
    const workload::Due due = workload::due_date(rules, s.sites, site);
    base::Date next = due.never_visited ? options.from : due.date;
    PlannedVisit visit;
    visit.site = static_cast<Row>(site);
    if (next <= options.from) {
        visit.carried_over = next < options.from;
        visit.earliest = options.from;
        visit.latest = std::min(end, options.from + (due.never_visited ? interval : 7 * options.overdue_weeks));
        visits.push_back(visit);
        next = visit.latest + interval;
    }
    for (; next <= end; next = next + interval) {
        visit.carried_over = false;
        visit.earliest = std::max(options.from, next + -(interval / 4));
        visit.latest = next;
        visits.push_back(visit);
    }
}

int week_of(const std::vector<Week>& weeks, base::Date day) {
    return std::clamp((day - weeks.front().monday) / 7, 0, static_cast<int>(weeks.size()) - 1);
}

// The weeks that lie wholly within what the rules allow; where none of them is worked, the weeks that touch it; where
// those are holidays, the first working week after it, else the last before it.
std::pair<int, int> weeks_for(const std::vector<Week>& weeks, const PlannedVisit& visit) {
    const auto some_work = [&](int first, int last) {
        for (int week = first; week <= last; ++week)
            if (weeks[static_cast<std::size_t>(week)].workdays > 0)
                return true;
        return false;
    };
    const int first = week_of(weeks, visit.earliest), last = week_of(weeks, visit.latest);
    // the plan's own first and last day cut their weeks: nothing is planned outside of them
    const int whole_first = first > 0 && workload::weekday_of(visit.earliest) > 0 ? first + 1 : first;
    const bool ends_year = last + 1 == static_cast<int>(weeks.size());
    const int whole_last = !ends_year && workload::weekday_of(visit.latest) < 6 ? last - 1 : last;
    if (some_work(whole_first, whole_last))
        return {whole_first, whole_last};
    if (some_work(first, last))
        return {first, last};
    for (int week = last; week < static_cast<int>(weeks.size()); ++week)
        if (some_work(week, week))
            return {week, week};
    for (int week = first;; --week)
        if (some_work(week, week))
            return {week, week};
}

} // namespace

Schedule schedule(const model::Snapshot& s, const workload::Rules& rules, const workload::Calendar& calendar,
                  const ScheduleOptions& options, base::Feedback& feedback) {
    if (s.cells.empty())
        base::fail_input("schedule.no_cells");
    const base::Date end = base::make_date(options.year, 12, 31);
    Schedule result;
    result.weeks = weeks_of(calendar, options.from, end);
    if (std::none_of(result.weeks.begin(), result.weeks.end(), [](const Week& week) { return week.workdays > 0; }))
        base::fail_input("schedule.no_days", {{"from", base::to_text(options.from)}});
    if (!calendar.knows(options.year))
        result.notes.push_back({"schedule.holidays_unknown", {{"year", std::to_string(options.year)}}});

    const std::vector<Pair> pairs = pairs_of(s);
    if (std::all_of(pairs.begin(), pairs.end(), [](const Pair& pair) { return pair.first == model::no_row; }))
        base::fail_input("schedule.no_pairs");
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    const auto cell_of = geo::AreaIndex(areas).find(s.sites.x, s.sites.y, feedback);
    const auto loads = workload::loads_of_sites(s, rules, feedback);
    const Rounds rounds(s, rules, loads, options);

    std::vector<PlannedVisit>& visits = result.visits;
    for (std::size_t site = 0; site < s.sites.size(); ++site) {
        const std::size_t before = visits.size();
        add_visits(s, rules, site, options, visits);
        const std::int32_t cell = s.sites.placed(site) ? cell_of[site] : -1;
        if (cell < 0 || pairs[cell].first == model::no_row) {
            result.without_pair += static_cast<int>(visits.size() - before);
            visits.resize(before);
            continue;
        }
        for (std::size_t v = before; v < visits.size(); ++v) {
            visits[v].cell = cell;
            visits[v].lead = pairs[cell].first;
            visits[v].second = pairs[cell].second;
        }
    }

    // Weeks
    WeekProblem problem;
    for (const Week& week : result.weeks)
        problem.workdays.push_back(week.workdays);
    problem.people = static_cast<std::int32_t>(s.people.size());
    std::unordered_map<std::int32_t, std::int32_t> group_of_cell;
    for (PlannedVisit& visit : visits) {
        WeekTask task;
        std::tie(task.first_week, task.last_week) = weeks_for(result.weeks, visit);
        task.lead = visit.lead;
        task.second = visit.second;
        task.on_site = rounds.on_site(visit.site) / 3600;
        const auto [group, fresh] = group_of_cell.emplace(visit.cell, static_cast<std::int32_t>(problem.way.size()));
        if (fresh)
            problem.way.push_back(2 *
                                  static_cast<double>(rounds.way(rounds.base_of({visit.lead, visit.second}, visit),
                                                                 geo::centroid(s.cells[visit.cell].area))) /
                                  3600);
        task.group = group->second;
        problem.tasks.push_back(task);
        result.carried_over += visit.carried_over;
    }
    base::StepFeedback planning(feedback, 0.1, 0.5), driving(feedback, 0.5, 1);
    const std::vector<std::int32_t> week = plan_weeks(problem, planning);

    // Days
    std::map<std::pair<int, Pair>, Batch> batches;
    for (std::size_t v = 0; v < visits.size(); ++v) {
        visits[v].week = week[v];
        Batch& batch = batches[{week[v], {visits[v].lead, visits[v].second}}];
        batch.pair = {visits[v].lead, visits[v].second};
        batch.week = week[v];
        batch.visits.push_back(v);
    }
    std::vector<Round> all;
    std::size_t done = 0;
    for (const auto& [key, batch] : batches) {
        driving.progress(static_cast<double>(done++) / static_cast<double>(batches.size()), "schedule.step.rounds");
        driving.check();
        for (Round& round : rounds.cut(batch, visits, result.weeks[static_cast<std::size_t>(batch.week)].workdays))
            all.push_back(std::move(round));
    }
    std::map<Row, PersonLoad> people;
    for (std::size_t w = 0; w < result.weeks.size(); ++w) {
        std::vector<const Round*> of_week;
        for (const Round& round : all)
            if (round.week == static_cast<int>(w))
                of_week.push_back(&round);
        std::vector<base::Date> days, day_of;
        for (int d = 0; d < 7; ++d)
            if (const base::Date day = result.weeks[w].monday + d;
                day >= options.from && day <= end && calendar.is_workday(day))
                days.push_back(day);
        result.double_days += lay_days(of_week, days, day_of);
        for (std::size_t r = 0; r < of_week.size(); ++r) {
            const Round& round = *of_week[r];
            result.long_days += round.seconds > rounds.limit() + 1;
            geo::MapPoint here = rounds.base_of(round.pair, visits[round.visits.front()]);
            double clock = 0, way = 0;
            const geo::MapPoint base = here;
            for (std::size_t i = 0; i < round.visits.size(); ++i) {
                PlannedVisit& visit = visits[round.visits[i]];
                const auto leg = static_cast<double>(rounds.way(here, s.sites.point(visit.site)));
                clock += leg;
                way += leg;
                visit.day = day_of[r];
                visit.late = visit.day > visit.latest;
                result.late += visit.late;
                visit.order = static_cast<int>(i) + 1;
                visit.arrival = {clock / 60};
                clock += rounds.on_site(visit.site);
                here = s.sites.point(visit.site);
            }
            way += static_cast<double>(rounds.way(here, base));
            result.way = {result.way.value + way / 3600};
            for (const Row person : {round.pair.first, round.pair.second}) {
                PersonLoad& load = people[person];
                load.person = person;
                load.by_week.resize(result.weeks.size(), 0);
                load.by_week[w] += round.seconds / 3600;
                load.hours = {load.hours.value + round.seconds / 3600};
                load.visits += static_cast<int>(round.visits.size());
                ++load.rounds;
            }
        }
    }
    for (auto& [row, load] : people) {
        double days = 0, sum = 0, square = 0;
        for (std::size_t w = 0; w < result.weeks.size(); ++w)
            if (const int workdays = result.weeks[w].workdays; workdays > 0) {
                const double a_day = load.by_week[w] / workdays;
                days += workdays;
                sum += a_day * workdays;
                square += a_day * a_day * workdays;
            }
        const double mean = sum / days;
        load.cv = mean > 0 ? std::sqrt(std::max(0.0, square / days - mean * mean)) / mean : 0;
        result.people.push_back(std::move(load));
    }
    std::sort(visits.begin(), visits.end(), [](const PlannedVisit& a, const PlannedVisit& b) {
        return std::tuple(a.day, a.lead, a.second, a.order, a.site) <
               std::tuple(b.day, b.lead, b.second, b.order, b.site);
    });
    return result;
}

} // namespace wangge::assign
