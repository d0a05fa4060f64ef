#include "assign/presence.h"

#include "assign/roster.h"

#include <algorithm>
#include <tuple>

namespace wangge::assign {

using model::Row;

Presence::Presence(const model::Snapshot& s, const std::vector<std::vector<base::Date>>& workdays,
                   std::vector<base::Message>& notes)
    : m_s(s), m_workdays(workdays), m_leave(s.people.size()), m_days(s.people.size() * workdays.size(), 0) {
    std::string unread;
    for (std::size_t p = 0; p < s.people.size(); ++p) {
        if (const auto periods = workload::leave_periods(s.people.leave[p]))
            m_leave[p] = *periods;
        else
            unread += (unread.empty() ? "" : ", ") +
                      std::string(s.people.name[p].empty() ? s.people.key[p] : s.people.name[p]);
        for (std::size_t w = 0; w < workdays.size(); ++w)
            for (const base::Date day : workdays[w])
                m_days[p * workdays.size() + w] += at_work(static_cast<Row>(p), day);
    }
    if (!unread.empty())
        notes.push_back({"schedule.leave_unread", {{"names", unread}}});
}

bool Presence::at_work(Row person, base::Date day) const {
    const auto p = static_cast<std::size_t>(person);
    const base::Date start = m_s.people.start[p], end = m_s.people.end[p];
    return !(start && day < start) && !(end && end < day) && !workload::is_away(m_leave[p], day);
}

int Presence::days(const Pair& pair, int week) const {
    return static_cast<int>(std::ranges::count_if(m_workdays[static_cast<std::size_t>(week)], [&](base::Date day) {
        return at_work(pair.first, day) && at_work(pair.second, day);
    }));
}

StandIns::StandIns(const model::Snapshot& s, const workload::Rules& rules, const Presence& presence)
    : m_s(s), m_rules(rules), m_presence(presence), m_inspectors(roster(s, {}, {}).in_office),
      m_recused(recused_of_sites(s, m_inspectors)), m_hours(s.people.size(), 0) {}

void StandIns::count(const Pair& pair, double hours) {
    m_hours[static_cast<std::size_t>(pair.first)] += hours;
    m_hours[static_cast<std::size_t>(pair.second)] += hours;
}

bool StandIns::is_recused(Row person, Row site) const {
    if (m_recused.empty())
        return false;
    const auto place = static_cast<std::int32_t>(std::ranges::lower_bound(m_inspectors, person) - m_inspectors.begin());
    return std::ranges::find(m_recused[static_cast<std::size_t>(site)], place) !=
           m_recused[static_cast<std::size_t>(site)].end();
}

Row StandIns::partner_of(Row one, Row not_again, Row site, int first, int last) const {
    const auto skills = [&](Row person) {
        return workload::skills_granted(m_rules, m_s.people.skills[static_cast<std::size_t>(person)]);
    };
    const std::uint32_t asked = workload::skills_asked(m_rules, m_s.sites, static_cast<std::size_t>(site));
    const std::uint32_t lacking = one == model::no_row ? asked : asked & ~skills(one);
    Row best = model::no_row;
    std::tuple<bool, double> least;
    for (const Row person : m_inspectors) {
        if (person == one || person == not_again || is_recused(person, site))
            continue;
        bool meets = false;
        for (int week = first; week <= last && !meets; ++week)
            meets =
                one == model::no_row ? m_presence.days(person, week) > 0 : m_presence.days(Pair{one, person}, week) > 0;
        const std::tuple<bool, double> price{(lacking & ~skills(person)) != 0,
                                             m_hours[static_cast<std::size_t>(person)]};
        if (meets && (best == model::no_row || price < least)) {
            best = person;
            least = price;
        }
    }
    return best;
}

std::optional<Pair> StandIns::pair_for(const Pair& own, Row site, int first, int last) const {
    const auto there = [&](Row person) {
        for (int week = first; week <= last; ++week)
            if (m_presence.days(person, week) > 0)
                return true;
        return false;
    };
    Pair pair = own;
    if (!there(pair.first))
        pair = there(pair.second) ? Pair{pair.second, model::no_row}
                                  : Pair{partner_of(model::no_row, model::no_row, site, first, last), model::no_row};
    if (pair.first == model::no_row)
        return {};
    pair.second = partner_of(pair.first, own.first, site, first, last);
    return pair.second == model::no_row ? std::nullopt : std::optional(pair);
}

} // namespace wangge::assign
