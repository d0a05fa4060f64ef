// Sites, villages and people.
#include "base/error.h"
#include "geo/overlay.h"
#include "store/edit_state.h"
#include "store/words.h"

namespace wangge::store {
namespace {

using model::PositionQuality;

// A position without quality has no point, and the other way round.
PositionQuality stored_quality(const model::Position& position) {
    const bool finite = std::isfinite(position.point.x) && std::isfinite(position.point.y);
    return finite ? position.quality : PositionQuality::none;
}

void bind_placed(Statement& s, int parameter, const model::Position& position, int epsg, std::string& room) {
    if (stored_quality(position) == PositionQuality::none)
        return s.bind_null(parameter);
    bind_point(s, parameter, position, epsg, room);
}

} // namespace

PutCounts Edit::put(std::span<const model::Site> sites) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("sites", site_columns, {1});
        std::string shape, flags;
        for (const model::Site& site : sites) {
            flags = flag_words(site.flags);
            const auto bind = [&](Statement& s) {
                int i = 0;
                bind_placed(s, ++i, site.position, m_state->epsg, shape);
                s.bind_or_null(++i, site.key);
                s.bind_or_null(++i, site.name);
                s.bind(++i, key_of(site.kind));
                s.bind_or_null(++i, key_of(site.grade));
                s.bind_or_null(++i, key_of(site.previous_grade));
                s.bind_or_null(++i, flags);
                for (const std::string* text :
                     {&site.tags, &site.licence_number, &site.licence_scope, &site.credit_code, &site.address,
                      &site.owner, &site.phone, &site.township_code, &site.village_code})
                    s.bind_or_null(++i, *text);
                s.bind(++i, key_of(stored_quality(site.position)));
                s.bind(++i, site.position.match_score);
                s.bind_date(++i, site.last_visit);
                s.bind_date(++i, site.licence_expiry);
                s.bind(++i, std::int64_t{site.hazards_found});
                s.bind_or_null(++i, site.opening_hours);
            };
            writer.put(bind, !site.key.empty(), site.id.value, counts);
        }
        return counts;
    });
}

PutCounts Edit::put(std::span<const model::Village> villages) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("villages", village_columns, {2});
        std::string area, seat;
        for (const model::Village& village : villages) {
            // Without a seat a point inside the area stands for it; its quality stays `none`.
            model::Position position = village.position;
            position.quality = stored_quality(position);
            const bool has_seat = position.quality != PositionQuality::none;
            if (!has_seat && !village.area.empty())
                position.point = geo::inner_point(village.area);
            const auto bind = [&](Statement& s) {
                int i = 0;
                bind_area(s, ++i, village.area, m_state->epsg, area);
                if (has_seat || !village.area.empty())
                    bind_point(s, ++i, position, m_state->epsg, seat);
                else
                    s.bind_null(++i);
                for (const std::string* text :
                     {&village.code, &village.name, &village.township_code, &village.township_name})
                    s.bind_or_null(++i, *text);
                s.bind(++i, std::int64_t{village.urban_rural_class});
                s.bind(++i, village.population);
                s.bind(++i, village.households);
                s.bind(++i, village.population_over_65);
                s.bind_or_null(++i, village.contact_key);
                s.bind(++i, key_of(position.quality));
                s.bind(++i, position.match_score);
                s.bind_or_null(++i, village.backup_key);
            };
            writer.put(bind, !village.code.empty(), village.id.value, counts);
        }
        return counts;
    });
}

void Edit::name_contact(std::string_view village_code, std::string_view person_key, bool backup) {
    m_state->guarded([&] {
        State& s = *m_state;
        Statement find(s.db, "SELECT id FROM villages WHERE code = ?1");
        find.bind(1, village_code);
        if (!find.step())
            base::fail_input("store.no_such_village", {{"code", std::string(village_code)}});
        s.recorder.touch("villages");
        s.recorder.record_changes(true);
        Statement update(s.db, backup ? "UPDATE villages SET backup_key = ?1 WHERE id = ?2 AND backup_key IS NOT ?1"
                                      : "UPDATE villages SET contact_key = ?1 WHERE id = ?2 AND contact_key IS NOT ?1");
        update.bind_or_null(1, person_key);
        update.bind(2, find.integer(0));
        update.run();
        s.recorder.record_changes(false);
    });
}

PutCounts Edit::put(std::span<const model::Person> people) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("people", person_columns, {1});
        std::string shape;
        for (const model::Person& person : people) {
            const auto bind = [&](Statement& s) {
                int i = 0;
                bind_placed(s, ++i, person.position, m_state->epsg, shape);
                s.bind_or_null(++i, person.key);
                s.bind_or_null(++i, person.name);
                s.bind(++i, key_of(person.role));
                for (const std::string* text : {&person.phone, &person.identity_number, &person.employer,
                                                &person.township_code, &person.village_code})
                    s.bind_or_null(++i, *text);
                s.bind(++i, key_of(stored_quality(person.position)));
                s.bind(++i, person.position.match_score);
                for (const base::Date date : {person.start, person.end, person.last_training, person.last_assessment,
                                              person.certificate_expiry})
                    s.bind_date(++i, date);
                s.bind(++i, person.training_hours);
                s.bind(++i, std::int64_t{person.assessment_passed});
                s.bind_or_null(++i, person.certificate_number);
                s.bind_or_null(++i, person.skills);
                s.bind_or_null(++i, person.recusals);
                s.bind(++i, person.capacity_hours);
                s.bind(++i, person.capacity_people);
                s.bind(++i, std::int64_t{person.owns_site});
                s.bind_or_null(++i, person.leave);
                s.bind_or_null(++i, person.trainings);
                s.bind(++i, person.pay);
            };
            writer.put(bind, !person.key.empty(), person.id.value, counts);
        }
        return counts;
    });
}

} // namespace wangge::store
