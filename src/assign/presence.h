// Who is at work on which days of the plan, and who stands in for those who are not.
#pragma once
#include "assign/day_rounds.h"
#include "workload/leave.h"

#include <optional>

namespace wangge::assign {

class Presence {
public:
    // `workdays`: of each week. Leave that cannot be read is named in `notes`. What is given must outlive it.
    Presence(const model::Snapshot& s, const std::vector<std::vector<base::Date>>& workdays,
             std::vector<base::Message>& notes);

    // In office on that day and not on leave.
    bool at_work(model::Row person, base::Date day) const;
    int days(model::Row person, int week) const { return m_days[index(person, week)]; }
    // On which both are at work.
    int days(const Pair& pair, int week) const;
    // Of all people: person * weeks + week.
    const std::vector<int>& all_days() const { return m_days; }

private:
    std::size_t index(model::Row person, int week) const {
        return static_cast<std::size_t>(person) * m_workdays.size() + static_cast<std::size_t>(week);
    }
    const model::Snapshot& m_s;
    const std::vector<std::vector<base::Date>>& m_workdays;
    std::vector<std::vector<workload::Leave>> m_leave; // of each person
    std::vector<int> m_days;
};

class StandIns {
public:
    StandIns(const model::Snapshot& s, const workload::Rules& rules, const Presence& presence);

    // Counts hours of two people, so that the next to stand in is who has least.
    void count(const Pair& pair, double hours);
    // The pair that can hold the visit in a week from first to last when the cell's own two cannot: the second leads
    // where the lead is away, and the inspector with the fewest hours comes in, of those who are at work, are not
    // recused from the site and, where somebody can, bring a skill that it asks for and the other lacks. No value when
    // nobody is left.
    std::optional<Pair> pair_for(const Pair& own, model::Row site, int first, int last) const;

private:
    model::Row partner_of(model::Row one, model::Row not_again, model::Row site, int first, int last) const;
    bool is_recused(model::Row person, model::Row site) const;

    const model::Snapshot& m_s;
    const workload::Rules& m_rules;
    const Presence& m_presence;
    std::vector<model::Row> m_inspectors;
    std::vector<std::vector<std::int32_t>> m_recused; // of each site, by place in m_inspectors
    std::vector<double> m_hours;                      // of each person
};

} // namespace wangge::assign
