// 无人联系: nobody who counts is near, or nobody is named.
#include "coverage/blind_context.h"
#include "coverage/standing.h"

#include <cmath>

namespace wangge::coverage {
namespace {

using model::PersonRole;

struct Candidates {
    std::vector<model::Row> rows;
    std::vector<double> x, y;
    void add(const model::PersonTable& people, std::size_t i) {
        rows.push_back(static_cast<model::Row>(i));
        x.push_back(people.x[i]);
        y.push_back(people.y[i]);
    }
};

struct Nearest {
    model::Row person = model::no_row;
    double distance = std::numeric_limits<double>::infinity();
};

class ContactFinder {
public:
    ContactFinder(const BlindContext& context, base::Feedback& feedback)
        : m_context(context), m_people(context.snapshot.people), m_standing(m_people.size()) {
        const int age = context.norms.months("training_max_age", context.as_of());
        Candidates others;
        for (const PersonRole role : {PersonRole::inspector, PersonRole::coordinator, PersonRole::informant}) {
            // An inspector may be a named contact; the training norm speaks of the two kinds of assistants only.
            const bool assistant = role != PersonRole::inspector;
            const auto judged = standings(context.snapshot, role, context.as_of(), assistant ? age : 0);
            Candidates counting;
            for (std::size_t i = 0; i < m_people.size(); ++i) {
                if (m_people.role[i] != role)
                    continue;
                m_standing[i] = judged[i];
                if (assistant && m_people.placed(i))
                    (judged[i] == Standing::counts ? counting : others).add(m_people, i);
            }
            m_any = m_any || !counting.rows.empty();
            if (role == PersonRole::informant)
                m_informants = search(counting, feedback);
            else if (role == PersonRole::coordinator)
                m_coordinators = search(counting, feedback);
        }
        m_others = search(others, feedback);
        m_informant_limit = limits("informant_reach");
        m_coordinator_limit = limits("coordinator_reach");
        m_weight = context.norms.factors("contact_weight", context.as_of());
        m_not_named = context.excess_norm("not_named_excess");
    }

    // Appends the village when it is blind.
    void judge(std::size_t village, Found& found) const {
        const model::VillageTable& villages = m_context.snapshot.villages;
        const model::AreaType area = m_context.village_area[village].type;
        const double informant_limit = m_informant_limit[area].value,
                     coordinator_limit = m_coordinator_limit[area].value;
        const Nearest &informant = m_informants[village], &coordinator = m_coordinators[village];
        const bool by_informant = informant.distance <= informant_limit,
                   by_coordinator = coordinator.distance <= coordinator_limit;
        const bool in_reach = by_informant || by_coordinator;
        const base::Message naming = fault_of_named_contact(village);
        if (in_reach && naming.id.empty())
            return;
        // Who comes nearest to being in reach, measured in limits.
        const bool informant_closer = informant.distance / informant_limit <= coordinator.distance / coordinator_limit;
        const Nearest& nearest = informant_closer ? informant : coordinator;
        const double limit = informant_closer ? informant_limit : coordinator_limit;
        const bool nowhere = std::isnan(villages.x[village]);

        model::BlindSpot spot = m_context.at_village(model::BlindSpotKind::contact, village);
        const double far = in_reach || nowhere ? 0 : m_context.excess_of(nearest.distance, limit);
        price(spot, far + (naming.id.empty() ? 0 : m_not_named), m_weight[area]);
        if (in_reach || nowhere) {
            spot.reason = naming.id.substr(naming.id.rfind('.') + 1);
            spot.cause = naming;
        } else {
            const bool nobody = nearest.person == model::no_row;
            spot.reason = nobody && !m_any ? "nobody" : "out_of_reach";
            const char* id =
                nobody && m_any ? (naming.id.empty() ? "blind.contact.no_way" : "blind.contact.no_way_and_not_named")
                : nobody        ? (naming.id.empty() ? "blind.contact.nobody" : "blind.contact.nobody_and_not_named")
                : naming.id.empty() ? "blind.contact.out_of_reach"
                                    : "blind.contact.out_of_reach_and_not_named";
            spot.cause = {
                id,
                {{"distance", text(nearest.distance)}, {"limit", text(limit)}, unit_argument(m_context.reach.unit())}};
        }
        if (nowhere && naming.id.empty())
            spot.cause = {"blind.contact.unplaced", {}}, spot.reason = "unplaced";
        explain(spot, village, nearest, limit, in_reach);
        found.push_back(std::move(spot));
    }

private:
    std::vector<Nearest> search(const Candidates& candidates, base::Feedback& feedback) const {
        const model::VillageTable& villages = m_context.snapshot.villages;
        const auto links = m_context.reach.nearest({villages.x, villages.y}, {candidates.x, candidates.y}, feedback);
        std::vector<Nearest> all(links.size());
        for (std::size_t i = 0; i < links.size(); ++i)
            if (links[i].source >= 0)
                all[i] = {candidates.rows[links[i].source], links[i].effort.value};
        return all;
    }

    Limits limits(const std::string& norm) const {
        Limits all = norm_limits(m_context.norms, norm, m_context.reach.unit(), m_context.as_of());
        if (m_context.options.limit)
            all.values.fill(*m_context.options.limit);
        return all;
    }
    std::string text(double effort) const { return effort_text(reach::Effort{effort}, m_context.reach.unit()); }

    // Empty when the village has a named contact who is in office, trained and not failed.
    base::Message fault_of_named_contact(std::size_t village) const {
        const model::VillageTable& villages = m_context.snapshot.villages;
        const std::string key(villages.contact_key[village]);
        if (key.empty())
            return {"blind.contact.not_named", {}};
        const model::Row contact = villages.contact[village];
        if (contact == model::no_row)
            return {"blind.contact.not_on_roster", {{"key", key}}};
        const Standing standing = m_standing[contact];
        if (standing == Standing::counts || standing == Standing::unplaced)
            return {};
        return {"blind.contact.lapsed", {{"name", std::string(m_people.name[contact])}, {"why", why(contact)}}};
    }

    std::string why(model::Row person) const { return "@coverage.why." + std::string(key_of(m_standing[person])); }

    void explain(model::BlindSpot& spot, std::size_t village, const Nearest& nearest, double limit,
                 bool in_reach) const {
        const Nearest& other = m_others[village];
        const bool nearer = other.person != model::no_row && other.distance < nearest.distance;
        std::vector<std::pair<std::string, std::string>> args{unit_argument(m_context.reach.unit())};
        if (nearest.person != model::no_row) {
            args.emplace_back("name", std::string(m_people.name[nearest.person]));
            args.emplace_back("role", "@kind.role." + std::string(model::key_of(m_people.role[nearest.person])));
            args.emplace_back("distance", text(nearest.distance));
        }
        args.emplace_back("limit", text(limit));
        if (nearer) {
            args.emplace_back("other", std::string(m_people.name[other.person]));
            args.emplace_back("other_distance", text(other.distance));
            args.emplace_back("why", why(other.person));
        }
        const bool none = nearest.person == model::no_row;
        spot.evidence = {none && m_any ? "blind.contact.evidence_no_way"
                         : none        ? (nearer ? "blind.contact.evidence_other" : "blind.contact.evidence_none")
                                       : (nearer ? "blind.contact.evidence_both" : "blind.contact.evidence"),
                         args};
        if (in_reach) {
            spot.fix = {"blind.contact.fix_name", args};
            spot.fix_key = m_people.key[nearest.person];
        } else if (nearer && other.distance <= limit) {
            spot.fix = {fix_of(m_standing[other.person]), args};
            spot.fix_key = m_people.key[other.person];
        } else
            spot.fix = {"blind.contact.fix_appoint", {{"village", spot.name}}};
    }

    static const char* fix_of(Standing standing) {
        switch (standing) {
        case Standing::untrained:
            return "blind.contact.fix_train";
        case Standing::failed:
            return "blind.contact.fix_assess";
        default:
            return "blind.contact.fix_renew";
        }
    }

    const BlindContext& m_context;
    const model::PersonTable& m_people;
    std::vector<Standing> m_standing; // of each person in the own role
    std::vector<Nearest> m_informants, m_coordinators, m_others;
    Limits m_informant_limit, m_coordinator_limit;
    ByArea<double> m_weight;
    double m_not_named = 0;
    bool m_any = false; // somebody counts, though perhaps no way leads from there
};

} // namespace

void find_contact(const BlindContext& context, BlindSpots& result, base::Feedback& feedback) {
    const ContactFinder finder(context, feedback);
    bool any_named = false;
    for (std::size_t i = 0; i < context.snapshot.villages.size(); ++i) {
        finder.judge(i, result.spots);
        any_named = any_named || !context.snapshot.villages.contact_key[i].empty();
    }
    if (!any_named && context.snapshot.villages.size() > 0)
        result.notices.push_back({"blind.notice.no_contacts", {}});
}

} // namespace wangge::coverage
