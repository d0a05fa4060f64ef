#include "assign/schedule.h"

#include "assign/day_rounds.h"
#include "assign/presence.h"
#include "assign/week_plan.h"
#include "base/error.h"
#include "geo/area_index.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace wangge::assign {
namespace {

using model::Row;

// The working days of each week.
std::vector<std::vector<base::Date>> workdays_of(const workload::Calendar& calendar, base::Date from, base::Date to) {
    std::vector<std::vector<base::Date>> weeks;
    for (base::Date monday = from + -workload::weekday_of(from); monday <= to; monday = monday + 7) {
        std::vector<base::Date>& week = weeks.emplace_back();
        for (int d = 0; d < 7; ++d)
            if (const base::Date day = monday + d; day >= from && day <= to && calendar.is_workday(day))
                week.push_back(day);
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
// those are holidays, the first working week after it, else the last before it. None when no week is worked.
template <class Worked>
std::optional<std::pair<int, int>> weeks_for(const std::vector<Week>& weeks, const PlannedVisit& visit,
                                             const Worked& worked) {
    const auto some_work = [&](int first, int last) {
        for (int week = first; week <= last; ++week)
            if (worked(week))
                return true;
        return false;
    };
    const int first = week_of(weeks, visit.earliest), last = week_of(weeks, visit.latest);
    // the plan's own first and last day cut their weeks: nothing is planned outside of them
    const int whole_first = first > 0 && workload::weekday_of(visit.earliest) > 0 ? first + 1 : first;
    const bool ends_year = last + 1 == static_cast<int>(weeks.size());
    const int whole_last = !ends_year && workload::weekday_of(visit.latest) < 6 ? last - 1 : last;
    if (some_work(whole_first, whole_last))
        return {{whole_first, whole_last}};
    if (some_work(first, last))
        return {{first, last}};
    for (int week = last; week < static_cast<int>(weeks.size()); ++week)
        if (worked(week))
            return {{week, week}};
    for (int week = first; week >= 0; --week)
        if (worked(week))
            return {{week, week}};
    return {};
}

class Planner {
public:
    Planner(const model::Snapshot& s, const workload::Rules& rules, const std::vector<workload::SiteLoad>& loads,
            std::vector<std::vector<base::Date>> workdays, const ScheduleOptions& options, Schedule& result)
        : m_s(s), m_rules(rules), m_options(options), m_workdays(std::move(workdays)), m_result(result),
          m_rounds(s, rules, loads, options), m_presence(s, m_workdays, result.notes),
          m_stand_ins(s, rules, m_presence) {
        result.hours_unread = m_rounds.hours_unread();
    }

    // Visits that fall due, each with the pair that will hold it and the weeks in which it can.
    void find_visits(const std::vector<Pair>& pairs, const std::vector<std::int32_t>& cell_of) {
        std::vector<PlannedVisit> due;
        for (std::size_t site = 0; site < m_s.sites.size(); ++site) {
            due.clear();
            add_visits(m_s, m_rules, site, m_options, due);
            const std::int32_t cell = m_s.sites.placed(site) ? cell_of[site] : -1;
            for (PlannedVisit& visit : due)
                if (cell < 0 || pairs[cell].first == model::no_row || !take(visit, cell, pairs[cell]))
                    ++m_result.without_pair;
        }
    }

    void give_weeks(base::Feedback& feedback) {
        for (const Week& week : m_result.weeks)
            m_problem.workdays.push_back(week.workdays);
        m_problem.people = static_cast<std::int32_t>(m_s.people.size());
        m_problem.present = m_presence.all_days();
        const std::vector<std::int32_t> week = plan_weeks(m_problem, feedback);
        for (std::size_t v = 0; v < week.size(); ++v)
            m_result.visits[v].week = with_both(m_result.visits[v], m_problem.tasks[v], week[v]);
    }

    void cut_rounds(base::Feedback& feedback) {
        std::map<std::pair<int, Pair>, Batch> batches;
        for (std::size_t v = 0; v < m_result.visits.size(); ++v) {
            const PlannedVisit& visit = m_result.visits[v];
            const Pair pair{visit.lead, visit.second};
            Batch& batch = batches[{visit.week, pair}];
            batch.pair = pair;
            batch.week = visit.week;
            batch.visits.push_back(v);
        }
        std::size_t done = 0;
        for (const auto& [key, batch] : batches) {
            feedback.progress(static_cast<double>(done++) / static_cast<double>(batches.size()),
                              "schedule.step.rounds");
            feedback.check();
            const int days = std::max(1, m_presence.days(batch.pair, batch.week));
            for (Round& round : m_rounds.cut(batch, m_result.visits, days))
                m_of_week[batch.week].push_back(std::move(round));
        }
    }

    void give_days() {
        for (const auto& [week, rounds] : m_of_week) {
            std::vector<const Round*> all;
            for (const Round& round : rounds)
                all.push_back(&round);
            std::vector<base::Date> day_of;
            m_result.double_days += lay_days(
                all, m_workdays[static_cast<std::size_t>(week)],
                [&](const Round& round, base::Date day) { return trouble(round, day); }, day_of);
            for (std::size_t r = 0; r < all.size(); ++r)
                hold(*all[r], day_of[r]);
        }
    }

    void sum_up() {
        for (auto& [row, load] : m_people) {
            double days = 0, sum = 0, square = 0;
            for (std::size_t w = 0; w < m_result.weeks.size(); ++w)
                if (const int there = m_presence.days(row, static_cast<int>(w)); there > 0) {
                    const double a_day = load.by_week[w] / there;
                    days += there;
                    sum += a_day * there;
                    square += a_day * a_day * there;
                }
            const double mean = days > 0 ? sum / days : 0;
            load.cv = mean > 0 ? std::sqrt(std::max(0.0, square / days - mean * mean)) / mean : 0;
            m_result.people.push_back(std::move(load));
        }
        std::sort(m_result.visits.begin(), m_result.visits.end(), [](const PlannedVisit& a, const PlannedVisit& b) {
            return std::tuple(a.day, a.lead, a.second, a.order, a.site) <
                   std::tuple(b.day, b.lead, b.second, b.order, b.site);
        });
    }

private:
    bool take(PlannedVisit& visit, std::int32_t cell, Pair pair) {
        const auto worked = [&](int week) { return m_presence.days(pair, week) > 0; };
        const auto window = weeks_for(m_result.weeks, visit, [&](int week) {
            return m_result.weeks[static_cast<std::size_t>(week)].workdays > 0;
        });
        if (!window)
            return false;
        auto weeks = weeks_for(m_result.weeks, visit, worked);
        if (!weeks || weeks->first > window->second || weeks->second < window->first) {
            const Pair own = pair;
            if (const auto other = m_stand_ins.pair_for(own, visit.site, window->first, window->second)) {
                pair = *other;
                const bool lead_away = pair.first != own.first;
                visit.instead_of = lead_away ? own.first : own.second;
                weeks = weeks_for(m_result.weeks, visit, worked);
                ++m_result.stood_in;
            }
        }
        if (!weeks)
            return false;
        visit.cell = cell;
        visit.lead = pair.first;
        visit.second = pair.second;
        const double on_site = m_rounds.on_site(visit.site) / 3600;
        const auto [group, fresh] =
            m_groups.emplace(std::pair(cell, pair), static_cast<std::int32_t>(m_problem.way.size()));
        if (fresh)
            m_problem.way.push_back(
                2 *
                static_cast<double>(m_rounds.way(m_rounds.base_of(pair, visit), geo::centroid(m_s.cells[cell].area))) /
                3600);
        m_problem.tasks.push_back({weeks->first, weeks->second, pair.first, pair.second, group->second, on_site});
        m_stand_ins.count(pair, on_site);
        m_result.carried_over += visit.carried_over;
        m_result.visits.push_back(visit);
        return true;
    }

    // The week itself, or the nearest one of the task's in which the two are there on the same days.
    int with_both(const PlannedVisit& visit, const WeekTask& task, int week) const {
        int best = -1;
        for (int other = task.first_week; other <= task.last_week; ++other)
            if (m_presence.days(Pair{visit.lead, visit.second}, other) > 0 &&
                (best < 0 || std::abs(other - week) < std::abs(best - week)))
                best = other;
        return best < 0 ? week : best;
    }

    DayTrouble trouble(const Round& round, base::Date day) const {
        const int away = !m_presence.at_work(round.pair.first, day) + !m_presence.at_work(round.pair.second, day);
        return {away, m_rounds.on_day(round, m_result.visits, workload::weekday_of(day)).closed_count()};
    }

    // The round on its day: when each visit begins, and the hours of the two.
    void hold(const Round& round, base::Date day) {
        const TimedRound timed = m_rounds.on_day(round, m_result.visits, workload::weekday_of(day));
        const double hours = (timed.back - timed.leave) / 3600;
        m_result.long_days += timed.back - timed.leave > m_rounds.limit() + 1;
        const geo::MapPoint base = m_rounds.base_of(round.pair, m_result.visits[round.visits.front()]);
        geo::MapPoint here = base;
        double way = 0, on_site = 0;
        for (std::size_t i = 0; i < timed.order.size(); ++i) {
            PlannedVisit& visit = m_result.visits[round.visits[static_cast<std::size_t>(timed.order[i]) - 1]];
            way += static_cast<double>(m_rounds.way(here, m_s.sites.point(visit.site)));
            here = m_s.sites.point(visit.site);
            on_site += m_rounds.on_site(visit.site);
            visit.day = day;
            visit.late = visit.day > visit.latest;
            visit.order = static_cast<int>(i) + 1;
            visit.clock = {timed.begin[i] / 60};
            visit.arrival = {(timed.begin[i] - timed.leave) / 60};
            visit.closed = timed.closed[i];
            m_result.late += visit.late;
            m_result.closed += visit.closed;
        }
        way += static_cast<double>(m_rounds.way(here, base));
        m_result.way += base::Hours{way / 3600};
        m_result.waiting += base::Hours{std::max(0.0, hours - (way + on_site) / 3600)};
        for (const Row person : {round.pair.first, round.pair.second}) {
            PersonLoad& load = m_people[person];
            load.person = person;
            load.by_week.resize(m_result.weeks.size(), 0);
            load.by_week[static_cast<std::size_t>(round.week)] += hours;
            load.hours += base::Hours{hours};
            load.visits += static_cast<int>(round.visits.size());
            ++load.rounds;
        }
    }

    const model::Snapshot& m_s;
    const workload::Rules& m_rules;
    const ScheduleOptions& m_options;
    const std::vector<std::vector<base::Date>> m_workdays; // of each week
    Schedule& m_result;
    const Rounds m_rounds;
    const Presence m_presence;
    StandIns m_stand_ins;
    WeekProblem m_problem;
    std::map<std::pair<std::int32_t, Pair>, std::int32_t> m_groups; // of one cell and pair: they share a way
    std::map<int, std::vector<Round>> m_of_week;
    std::map<Row, PersonLoad> m_people;
};

} // namespace

Schedule schedule(const model::Snapshot& s, const workload::Rules& rules, const workload::Calendar& calendar,
                  const ScheduleOptions& options, base::Feedback& feedback) {
    if (s.cells.empty())
        base::fail_input("schedule.no_cells");
    Schedule result;
    std::vector<std::vector<base::Date>> workdays =
        workdays_of(calendar, options.from, base::make_date(options.year, 12, 31));
    const base::Date monday = options.from + -workload::weekday_of(options.from);
    int days = 0;
    for (std::size_t w = 0; w < workdays.size(); ++w) {
        result.weeks.push_back({monday + 7 * static_cast<int>(w), static_cast<int>(workdays[w].size())});
        days += result.weeks.back().workdays;
    }
    if (days == 0)
        base::fail_input("schedule.no_days", {{"from", base::to_text(options.from)}});
    if (!calendar.knows(options.year))
        result.notes.push_back({"schedule.holidays_unknown", {{"year", std::to_string(options.year)}}});
    const std::vector<Pair> pairs = pairs_of(s);
    if (std::all_of(pairs.begin(), pairs.end(), [](const Pair& pair) { return pair.first == model::no_row; }))
        base::fail_input("schedule.no_pairs");

    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    const auto loads = workload::loads_of_sites(s, rules, feedback);
    Planner planner(s, rules, loads, std::move(workdays), options, result);
    planner.find_visits(pairs, geo::AreaIndex(areas).find(s.sites.x, s.sites.y, feedback));
    base::StepFeedback planning(feedback, 0.1, 0.5), driving(feedback, 0.5, 1);
    planner.give_weeks(planning);
    planner.cut_rounds(driving);
    planner.give_days();
    planner.sum_up();
    return result;
}

} // namespace wangge::assign
