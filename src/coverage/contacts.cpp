#include "coverage/contacts.h"

#include "coverage/standing.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace wangge::coverage {
namespace {

using model::PersonRole;
using model::Row;

// Somebody who may be named in a village, the better the smaller: own village, own township, elsewhere; informants
// before coordinators; the way.
struct Candidate {
    Row person = model::no_row;
    int tier = 0;
    reach::Effort way = reach::out_of_reach;
    auto order() const { return std::tuple(tier, way.value, person); }
};

class Namer {
public:
    Namer(const model::Snapshot& s, const Norms& norms, const reach::Reach& reach, const ContactOptions& options,
          base::Feedback& feedback)
        : m_s(s), m_options(options), m_counts(s.people.size(), false), m_room(s.people.size(), 0) {
        const int age = norms.months("training_max_age", options.as_of);
        for (const PersonRole role : {PersonRole::informant, PersonRole::coordinator}) {
            const auto judged = standings(s, role, options.as_of, age);
            const double usual = norms.people(std::string(model::key_of(role)) + "_capacity", options.as_of).value;
            for (std::size_t p = 0; p < s.people.size(); ++p)
                if (s.people.role[p] == role && !is_planned(s, static_cast<Row>(p))) {
                    m_counts[p] = judged[p] == Standing::counts || judged[p] == Standing::unplaced;
                    m_room[p] = s.people.capacity_people[p] > 0 ? s.people.capacity_people[p] : usual;
                }
        }
        m_plan.villages.resize(s.villages.size());
        m_plan.contact_of.assign(s.people.size(), 0);
        m_plan.backup_of.assign(s.people.size(), 0);
        m_plan.people.assign(s.people.size(), 0);
        find_candidates(reach, feedback);
    }

    ContactPlan run() {
        for (std::size_t v = 0; v < m_plan.villages.size(); ++v)
            if (const Row present = m_s.villages.contact[v]; !m_options.renew && stands(present))
                name(v, present);
        name_missing();
        for (std::size_t v = 0; v < m_plan.villages.size(); ++v)
            name_backup(v);
        for (std::size_t p = 0; p < m_room.size(); ++p)
            m_plan.over_capacity += m_plan.people[p] > m_room[p] + 0.5;
        for (std::size_t v = 0; v < m_plan.villages.size(); ++v) {
            VillageContact& village = m_plan.villages[v];
            village.contact_changed = differs(village.contact, m_s.villages.contact_key[v]);
            village.backup_changed = differs(village.backup, m_s.villages.backup_key[v]);
            m_plan.changed += village.contact_changed || village.backup_changed;
            m_plan.without_contact += village.contact == model::no_row;
            m_plan.without_backup += village.backup == model::no_row;
        }
        return std::move(m_plan);
    }

private:
    bool stands(Row person) const { return person != model::no_row && m_counts[static_cast<std::size_t>(person)]; }
    bool differs(Row person, std::string_view key) const {
        return (person == model::no_row ? std::string_view() : m_s.people.key[static_cast<std::size_t>(person)]) != key;
    }

    int tier_of(std::size_t village, std::size_t person) const {
        const auto row = static_cast<Row>(village);
        const int place = m_s.people.village[person] == row ? 0
                          : m_s.people.township[person] != model::no_row &&
                                  m_s.people.township[person] == m_s.villages.township[village]
                              ? 1
                              : 2;
        return 2 * place + (m_s.people.role[person] == PersonRole::coordinator);
    }

    void find_candidates(const reach::Reach& reach, base::Feedback& feedback) {
        constexpr int near = 24;
        std::vector<Row> rows;
        std::vector<double> x, y;
        std::map<Row, std::vector<Row>> of_township;
        for (std::size_t p = 0; p < m_counts.size(); ++p) {
            if (!m_counts[p])
                continue;
            if (m_s.people.township[p] != model::no_row)
                of_township[m_s.people.township[p]].push_back(static_cast<Row>(p));
            if (m_s.people.placed(p)) {
                rows.push_back(static_cast<Row>(p));
                x.push_back(m_s.people.x[p]);
                y.push_back(m_s.people.y[p]);
            }
        }
        const reach::Links links = reach.nearest({m_s.villages.x, m_s.villages.y}, {x, y}, near, feedback);
        m_candidates.resize(m_s.villages.size());
        for (std::size_t v = 0; v < m_candidates.size(); ++v) {
            std::map<Row, reach::Effort> found;
            for (const reach::Link& link : links.of(v))
                found.emplace(rows[static_cast<std::size_t>(link.source)], link.effort);
            if (const auto own = of_township.find(m_s.villages.township[v]); own != of_township.end())
                for (const Row person : own->second)
                    found.emplace(person, reach::out_of_reach);
            for (const auto& [person, way] : found)
                m_candidates[v].push_back({person, tier_of(v, static_cast<std::size_t>(person)), way});
            std::ranges::sort(m_candidates[v], {}, &Candidate::order);
        }
    }

    reach::Effort way_to(std::size_t village, Row person) const {
        for (const Candidate& each : m_candidates[village])
            if (each.person == person)
                return each.way;
        return reach::out_of_reach;
    }

    void name(std::size_t village, Row person) {
        m_plan.villages[village].contact = person;
        m_plan.villages[village].contact_way = way_to(village, person);
        ++m_plan.contact_of[static_cast<std::size_t>(person)];
        m_plan.people[static_cast<std::size_t>(person)] += m_s.villages.population[village];
    }

    // The best of all pairs first, so that who has little room serves the nearest.
    void name_missing() {
        std::vector<std::pair<std::size_t, Candidate>> pairs;
        for (std::size_t v = 0; v < m_candidates.size(); ++v)
            if (m_plan.villages[v].contact == model::no_row)
                for (const Candidate& each : m_candidates[v])
                    pairs.emplace_back(v, each);
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const auto& a, const auto& b) { return a.second.order() < b.second.order(); });
        for (const bool with_room : {true, false})
            for (const auto& [village, each] : pairs) {
                const auto p = static_cast<std::size_t>(each.person);
                if (m_plan.villages[village].contact == model::no_row &&
                    (!with_room || m_plan.people[p] + m_s.villages.population[village] <= m_room[p]))
                    name(village, each.person);
            }
    }

    void name_backup(std::size_t village) {
        VillageContact& named = m_plan.villages[village];
        const Row present = m_s.villages.backup[village];
        if (!m_options.renew && stands(present) && present != named.contact) {
            named.backup = present;
        } else {
            std::tuple<int, int, double, Row> least;
            for (const Candidate& each : m_candidates[village]) {
                const std::tuple price{each.tier, m_plan.backup_of[static_cast<std::size_t>(each.person)],
                                       each.way.value, each.person};
                if (each.person != named.contact && (named.backup == model::no_row || price < least)) {
                    named.backup = each.person;
                    least = price;
                }
            }
        }
        if (named.backup == model::no_row)
            return;
        named.backup_way = way_to(village, named.backup);
        ++m_plan.backup_of[static_cast<std::size_t>(named.backup)];
    }

    const model::Snapshot& m_s;
    const ContactOptions& m_options;
    std::vector<bool> m_counts;                       // of each person: may be named
    std::vector<double> m_room;                       // residents
    std::vector<std::vector<Candidate>> m_candidates; // of each village, the best first
    ContactPlan m_plan;
};

} // namespace

ContactPlan plan_contacts(const model::Snapshot& s, const Norms& norms, const reach::Reach& reach,
                          const ContactOptions& options, base::Feedback& feedback) {
    return Namer(s, norms, reach, options, feedback).run();
}

} // namespace wangge::coverage
