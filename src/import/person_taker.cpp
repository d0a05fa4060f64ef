// Rows of a roster: inspectors, coordinators, informants.
#include "import/takers.h"

#include "model/row_records.h"
#include "model/training.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

class PersonTaker : public Taker {
public:
    explicit PersonTaker(Desk& desk)
        : m_desk(desk), m_intake(desk.intake), m_key(desk.mapping["key"]), m_role(desk.mapping["role"]),
          m_passed(desk.mapping["assessment_passed"]), m_owns(desk.mapping["owns_site"]), m_place(desk.mapping) {
        const auto of = [&](const char* field) { return desk.mapping[field]; };
        using P = model::Person;
        m_texts = {{of("name"), &P::name},
                   {of("phone"), &P::phone},
                   {of("identity_number"), &P::identity_number},
                   {of("employer"), &P::employer},
                   {of("certificate_number"), &P::certificate_number},
                   {of("skills"), &P::skills},
                   {of("recusals"), &P::recusals},
                   {of("leave"), &P::leave},
                   {of("trainings"), &P::trainings}};
        m_dates = {{of("start"), &P::start},
                   {of("end"), &P::end},
                   {of("last_training"), &P::last_training},
                   {of("last_assessment"), &P::last_assessment},
                   {of("certificate_expiry"), &P::certificate_expiry}};
        m_numbers = {{of("training_hours"), &P::training_hours},
                     {of("capacity_hours"), &P::capacity_hours},
                     {of("capacity_people"), &P::capacity_people},
                     {of("pay"), &P::pay}};
        m_role_by_file = model::from_key<model::PersonRole>(desk.table.value("role", desk.file_name));
        const model::PersonTable& people = desk.context.snapshot.people;
        if (desk.options.existing != Existing::replace)
            for (std::size_t i = 0; i < people.size(); ++i)
                m_existing.emplace(people.key[i], static_cast<model::Row>(i));
    }

    void take(const Row& row) override {
        model::Person person;
        const PlaceTexts place(row, m_place);
        const std::string name = row.text(m_texts[0].first), identity = code_in(row.text(m_texts[2].first));
        const std::string role_text = row.text(m_role);
        auto role = model::from_key<model::PersonRole>(m_desk.table.value("role", role_text));
        const bool role_unknown = !role && !role_text.empty();
        if (!role)
            role = m_role_by_file;
        const std::string role_key(key_of(role.value_or(model::PersonRole::informant)));
        std::string key = code_in(row.text(m_key));
        // Rosters number each role from 1: the role keeps two persons apart.
        if (!key.empty() && key.find_first_not_of("0123456789") == std::string::npos && key.size() < 10)
            key = fmt::format("{}-{}", role_key, key);
        if (key.empty())
            key = identity;
        if (key.empty() && !name.empty())
            key = fmt::format("{}|{}|{}", name, role_key,
                              !place.village_code.empty()    ? place.village_code
                              : !place.village_name.empty()  ? place.township_name + place.village_name
                              : !place.township_code.empty() ? place.township_code
                                                             : place.township_name);
        if (key.empty())
            return m_intake.quarantine(row, "no_identity");
        const auto known = m_existing.find(key);
        if (known != m_existing.end()) {
            if (m_desk.options.existing == Existing::append)
                return m_intake.quarantine(row, "exists", key);
            person = model::person_at(m_desk.context.snapshot.people, static_cast<std::size_t>(known->second));
        }
        switch (m_intake.seen(row, key)) {
        case Intake::Seen::same:
            return m_intake.merge(row, key, "duplicate_merged");
        case Intake::Seen::other:
            return m_intake.quarantine(row, "duplicate", key);
        case Intake::Seen::first:
            break;
        }
        person.key = key;
        if (role)
            person.role = *role;
        if (role_unknown)
            m_intake.changes.push_back({"unknown_value", role_text, role_key});
        m_role_guessed += !role;
        const std::string trainings = person.trainings;
        for (const auto& [source, member] : m_texts)
            if (source.given())
                person.*member = row.text(source);
        for (const auto& [source, member] : m_dates)
            m_intake.read_date(row, source, person.*member);
        if (const auto days = model::training_days(person.trainings); !days) {
            m_intake.changes.push_back({"bad_date", person.trainings, trainings});
            person.trainings = trainings;
        } else if (!days->empty())
            person.last_training = std::max(person.last_training, days->back());
        for (const auto& [source, member] : m_numbers)
            m_intake.read_number(row, source, person.*member, 0, 1e9);
        m_intake.read_flag(row, m_passed, person.assessment_passed);
        m_intake.read_flag(row, m_owns, person.owns_site);
        if (!place.village_code.empty())
            person.village_code = place.village_code;
        if (!place.township_code.empty())
            person.township_code = place.township_code;
        sort_codes(m_desk, person.village_code, person.township_code);

        PlaceMatch match;
        // An officer may live in the next county; somebody 20 km beyond it is a slip of the coordinates.
        if (const char* reason = settle(m_desk, row, place.clues(), {20000}, person.position, match))
            return m_intake.quarantine(row, reason, fmt::format("{},{}", row.raw.x, row.raw.y));
        if (person.position.quality == model::PositionQuality::none) {
            if (person.name.empty())
                return m_intake.quarantine(row, "no_position");
            ++m_unplaced;
        }
        if (!match && (!place.village_name.empty() || !place.township_name.empty()))
            match = m_desk.gazetteer.locate({.village_name = place.village_name, .township_name = place.township_name});
        if (match.village != model::no_row && person.village_code.empty())
            person.village_code = m_desk.gazetteer.village_code(match);
        if (match && person.township_code.empty())
            person.township_code = m_desk.gazetteer.township_code(match);
        m_intake.take(row, person.key);
        m_people.push_back(std::move(person));
    }

    void flush() override {
        if (!m_people.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Person>(m_people));
        m_people.clear();
    }

    void finish() override {
        if (m_unplaced > 0)
            m_intake.report().notices.push_back({"import.notice.unplaced", {{"count", fmt::format("{}", m_unplaced)}}});
        if (m_role_guessed > 0)
            m_intake.report().notices.push_back(
                {"import.notice.role_assumed", {{"count", fmt::format("{}", m_role_guessed)}}});
    }

private:
    Desk& m_desk;
    Intake& m_intake;
    Source m_key, m_role, m_passed, m_owns;
    PlaceFields m_place;
    std::vector<std::pair<Source, std::string model::Person::*>> m_texts;
    std::vector<std::pair<Source, base::Date model::Person::*>> m_dates;
    std::vector<std::pair<Source, double model::Person::*>> m_numbers;
    std::optional<model::PersonRole> m_role_by_file;
    std::unordered_map<std::string_view, model::Row> m_existing;
    std::vector<model::Person> m_people;
    std::int64_t m_unplaced = 0, m_role_guessed = 0;
};

} // namespace

std::unique_ptr<Taker> make_person_taker(Desk& desk) {
    return std::make_unique<PersonTaker>(desk);
}

} // namespace wangge::import
