#include "assign/week_plan.h"

#include "base/error.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace wangge::assign {
namespace {

class Loads {
public:
    explicit Loads(const WeekProblem& problem)
        : m_problem(problem), m_weeks(problem.workdays.size()),
          m_load(m_weeks * static_cast<std::size_t>(problem.people), 0), m_members(m_weeks * problem.way.size(), 0) {}

    // What the cost grows by when the task comes to the week.
    double price(const WeekTask& task, std::int32_t week) const {
        const double hours = hours_with(task, week, 0);
        return growth(task.lead, week, hours) + growth(task.second, week, hours);
    }
    void put(const WeekTask& task, std::int32_t week) { change(task, week, 1); }
    void take(const WeekTask& task, std::int32_t week) { change(task, week, -1); }
    double cost() const {
        double sum = 0;
        for (std::size_t i = 0; i < m_load.size(); ++i)
            if (const int days =
                    m_problem.days(static_cast<std::int32_t>(i / m_weeks), static_cast<std::int32_t>(i % m_weeks));
                days > 0)
                sum += m_load[i] * m_load[i] / days;
        return sum;
    }

private:
    int& members(std::int32_t group, std::int32_t week) {
        return m_members[static_cast<std::size_t>(group) * m_weeks + static_cast<std::size_t>(week)];
    }
    // The way counts for the first member of a group in a week; `others` of them are there already besides the task.
    double hours_with(const WeekTask& task, std::int32_t week, int less) const {
        const int there =
            m_members[static_cast<std::size_t>(task.group) * m_weeks + static_cast<std::size_t>(week)] - less;
        return task.on_site + (there == 0 ? m_problem.way[task.group] : 0);
    }
    double growth(std::int32_t person, std::int32_t week, double hours) const {
        const double load = m_load[static_cast<std::size_t>(person) * m_weeks + static_cast<std::size_t>(week)];
        return (2 * load + hours) * hours / m_problem.days(person, week);
    }
    void change(const WeekTask& task, std::int32_t week, int by) {
        if (by < 0)
            members(task.group, week) += by;
        const double hours = hours_with(task, week, 0) * by;
        if (by > 0)
            members(task.group, week) += by;
        for (const std::int32_t person : {task.lead, task.second})
            m_load[static_cast<std::size_t>(person) * m_weeks + static_cast<std::size_t>(week)] += hours;
    }

    const WeekProblem& m_problem;
    std::size_t m_weeks;
    std::vector<double> m_load;
    std::vector<int> m_members;
};

std::int32_t cheapest_week(const WeekProblem& problem, const Loads& loads, const WeekTask& task, std::int32_t now) {
    std::int32_t best = now;
    double least = now < 0 ? 0 : loads.price(task, now) * (1 - 1e-12);
    for (std::int32_t week = task.first_week; week <= task.last_week; ++week) {
        if (!problem.may_have(task, week) || week == now)
            continue;
        if (const double price = loads.price(task, week); best < 0 || price < least) {
            best = week;
            least = price;
        }
    }
    return best;
}

// All visits of a group in one week, moved together: one alone would pay the way twice.
bool move_group(const WeekProblem& problem, Loads& loads, const std::vector<std::size_t>& members,
                std::vector<std::int32_t>& week) {
    const std::int32_t from = week[members.front()];
    std::int32_t first = 0, last = static_cast<std::int32_t>(problem.workdays.size()) - 1;
    double freed = 0;
    for (const std::size_t t : members) {
        loads.take(problem.tasks[t], from);
        freed += loads.price(problem.tasks[t], from);
        first = std::max(first, problem.tasks[t].first_week);
        last = std::min(last, problem.tasks[t].last_week);
    }
    std::int32_t best = from;
    double least = freed * (1 - 1e-12);
    for (std::int32_t to = first; to <= last; ++to) {
        if (to == from ||
            !std::ranges::all_of(members, [&](std::size_t t) { return problem.may_have(problem.tasks[t], to); }))
            continue;
        double cost = 0;
        for (const std::size_t t : members) {
            cost += loads.price(problem.tasks[t], to);
            loads.put(problem.tasks[t], to);
        }
        for (const std::size_t t : members)
            loads.take(problem.tasks[t], to);
        if (cost < least) {
            least = cost;
            best = to;
        }
    }
    for (const std::size_t t : members) {
        loads.put(problem.tasks[t], best);
        week[t] = best;
    }
    return best != from;
}

bool move_groups(const WeekProblem& problem, Loads& loads, std::vector<std::int32_t>& week) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::size_t>> together;
    for (std::size_t t = 0; t < week.size(); ++t)
        together[{problem.tasks[t].group, week[t]}].push_back(t);
    bool moved = false;
    for (const auto& [key, members] : together)
        moved = (members.size() > 1 && move_group(problem, loads, members, week)) || moved;
    return moved;
}

// Two visits change places.
bool exchange(const WeekProblem& problem, Loads& loads, std::size_t a, std::size_t b, std::vector<std::int32_t>& week) {
    const WeekTask &x = problem.tasks[a], &y = problem.tasks[b];
    const std::int32_t here = week[a], there = week[b];
    if (here == there || there < x.first_week || there > x.last_week || here < y.first_week || here > y.last_week ||
        !problem.may_have(x, there) || !problem.may_have(y, here))
        return false;
    loads.take(x, here);
    double gain = loads.price(x, here);
    loads.take(y, there);
    gain += loads.price(y, there);
    gain -= loads.price(x, there);
    loads.put(x, there);
    gain -= loads.price(y, here);
    loads.put(y, here);
    if (gain > 1e-9) {
        std::swap(week[a], week[b]);
        return true;
    }
    loads.take(y, here);
    loads.put(y, there);
    loads.take(x, there);
    loads.put(x, here);
    return false;
}

// Each visit with those of the same lead; few enough for all pairs of them to be looked at.
bool exchange_some(const WeekProblem& problem, Loads& loads, std::vector<std::int32_t>& week,
                   base::Feedback& feedback) {
    constexpr std::size_t most = 400;
    std::map<std::int32_t, std::vector<std::size_t>> of_lead;
    for (std::size_t t = 0; t < week.size(); ++t)
        of_lead[problem.tasks[t].lead].push_back(t);
    bool changed = false;
    for (const auto& [lead, tasks] : of_lead) {
        feedback.check();
        for (std::size_t i = 0; i < tasks.size(); ++i)
            for (std::size_t j = i + 1; j < std::min(tasks.size(), i + most); ++j)
                changed = exchange(problem, loads, tasks[i], tasks[j], week) || changed;
    }
    return changed;
}

} // namespace

double cost_of(const WeekProblem& problem, const std::vector<std::int32_t>& week) {
    Loads loads(problem);
    for (std::size_t t = 0; t < week.size(); ++t)
        loads.put(problem.tasks[t], week[t]);
    return loads.cost();
}

std::vector<std::int32_t> plan_weeks(const WeekProblem& problem, base::Feedback& feedback) {
    std::vector<std::size_t> order(problem.tasks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const WeekTask &x = problem.tasks[a], &y = problem.tasks[b];
        return std::pair(x.last_week - x.first_week, x.last_week) < std::pair(y.last_week - y.first_week, y.last_week);
    });
    Loads loads(problem);
    std::vector<std::int32_t> week(problem.tasks.size(), -1);
    for (const std::size_t t : order) {
        week[t] = cheapest_week(problem, loads, problem.tasks[t], -1);
        base::ensure(week[t] >= 0, "a visit has a week with working days");
        loads.put(problem.tasks[t], week[t]);
    }
    constexpr int most_passes = 50;
    bool moved = true;
    for (int pass = 0; pass < most_passes && moved; ++pass) {
        moved = false;
        feedback.progress(static_cast<double>(pass) / most_passes, "schedule.step.weeks");
        for (const std::size_t t : order) {
            const WeekTask& task = problem.tasks[t];
            loads.take(task, week[t]);
            const std::int32_t to = cheapest_week(problem, loads, task, week[t]);
            loads.put(task, to);
            moved = moved || to != week[t];
            week[t] = to;
        }
        feedback.check();
        moved = move_groups(problem, loads, week) || moved;
        if (!moved)
            moved = exchange_some(problem, loads, week, feedback);
    }
    return week;
}

} // namespace wangge::assign
