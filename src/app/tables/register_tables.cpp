// Sites, villages and people as ledgers.
#include "app/tables/table_builder.h"
#include "coverage/conflicts.h"
#include "geo/projection.h"
#include "model/training.h"

namespace wangge::app {
namespace {

using model::ShapeKind;

std::string_view village_name(const model::Snapshot& s, model::Row row) {
    return row == model::no_row ? std::string_view() : s.villages.name[static_cast<std::size_t>(row)];
}
std::string_view township_name(const model::Snapshot& s, model::Row row) {
    return row == model::no_row
               ? std::string_view()
               : std::string_view(
                     s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(row)])].name);
}

// Degrees of many map points; NaN where there is none.
std::vector<geo::LonLat> degrees_of(const model::Snapshot& s, const std::vector<double>& x,
                                    const std::vector<double>& y) {
    std::vector<geo::MapPoint> points(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        points[i] = {x[i], y[i]};
    std::vector<geo::LonLat> places(points.size());
    geo::Projection::from_epsg(s.epsg).unproject(points, places);
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!std::isfinite(x[i]))
            places[i] = {std::nan(""), std::nan("")};
    return places;
}

} // namespace

model::Table sites_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    const model::SiteTable& sites = s.sites;
    TableBuilder t(input, "sites", ShapeKind::point);
    t.text("key").text("name").text("kind").text("grade").text("previous_grade").text("address");
    t.text("township_code").text("township_name").text("village_code").text("village_name");
    t.text("licence_number").text("licence_scope").date("licence_expiry").text("credit_code");
    t.text("owner").name_of_person().text("phone").personal().date("last_visit").whole("hazards_found");
    for (const std::string_view flag : model::site_flag_keys())
        t.text(std::string(flag).c_str());
    t.text("tags").text("opening_hours").text("quality").real("match_score", 2).real("lon", 6).real("lat", 6);
    const auto places = degrees_of(s, sites.x, sites.y);
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (i % 4096 == 0)
            input.feedback.check();
        t.row(t.table().columns.size());
        t.put(sites.key[i]);
        t.put(sites.name[i]);
        t.put_key("site", model::key_of(sites.kind[i]));
        t.put(model::key_of(sites.grade[i]));
        t.put(model::key_of(sites.previous_grade[i]));
        t.put(sites.address[i]);
        t.put(sites.township_code[i]);
        t.put(township_name(s, sites.township[i]));
        t.put(sites.village_code[i]);
        t.put(village_name(s, sites.village[i]));
        t.put(sites.licence_number[i]);
        t.put(sites.licence_scope[i]);
        t.put(sites.licence_expiry[i]);
        t.put(sites.credit_code[i]);
        t.put(sites.owner[i]);
        t.put(sites.phone[i]);
        t.put(sites.last_visit[i]);
        t.put_whole(sites.hazards_found[i]);
        for (std::size_t flag = 0; flag < model::site_flag_keys().size(); ++flag)
            t.put_yes((sites.flags[i] >> flag & 1u) != 0);
        t.put(sites.tags[i]);
        t.put(sites.opening_hours[i]);
        t.put_key("position", model::key_of(sites.quality[i]));
        t.put_real(sites.quality[i] == model::PositionQuality::approximate ? static_cast<double>(sites.match_score[i])
                                                                           : std::nan(""));
        t.put_real(places[i].lon);
        t.put_real(places[i].lat);
        t.shape(sites.point(i));
    }
    return t.take();
}

model::Table villages_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    const model::VillageTable& villages = s.villages;
    bool areas = false;
    for (const geo::MultiPolygon& area : villages.area)
        areas = areas || !area.empty();
    TableBuilder t(input, "villages", areas ? ShapeKind::area : ShapeKind::point);
    // The heading of `code` and `name` is the village's own.
    t.text("code").text("name").text("township_code").text("township_name").text("urban_rural_class");
    t.whole("population").whole("households").whole("population_over_65");
    t.text("contact_key").personal().text("contact_name").name_of_person().text("contact_phone").personal();
    t.text("backup_key").personal().text("backup_name").name_of_person().text("backup_phone").personal();
    t.real("area_km2", 3).real("lon", 6).real("lat", 6);
    const auto places = degrees_of(s, villages.x, villages.y);
    for (std::size_t i = 0; i < villages.size(); ++i) {
        if (i % 4096 == 0)
            input.feedback.check();
        t.row(t.table().columns.size());
        t.put(villages.code[i]);
        t.put(villages.name[i]);
        t.put(villages.township_code[i]);
        t.put(villages.township_name[i]);
        t.put(
            std::string_view(villages.urban_rural_class[i] == 0 ? "" : std::to_string(villages.urban_rural_class[i])));
        t.put_whole(std::llround(villages.population[i]));
        t.put_whole(std::llround(villages.households[i]));
        t.put_whole(std::llround(villages.population_over_65[i]));
        for (const auto& [key, person] : {std::pair{villages.contact_key[i], villages.contact[i]},
                                          std::pair{villages.backup_key[i], villages.backup[i]}}) {
            const auto row = static_cast<std::size_t>(person);
            t.put(key);
            t.put(person == model::no_row ? std::string_view() : s.people.name[row]);
            t.put(person == model::no_row ? std::string_view() : s.people.phone[row]);
        }
        t.put_real(villages.area[i].empty() ? std::nan("") : geo::area(villages.area[i]).value / 1e6);
        t.put_real(places[i].lon);
        t.put_real(places[i].lat);
        if (areas)
            t.shape(villages.area[i]);
        else
            t.shape(villages.point(i));
    }
    return t.take();
}

model::Table people_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    const model::PersonTable& people = s.people;
    TableBuilder t(input, "people", ShapeKind::point);
    t.table().personal_shapes = true;
    t.text("key").personal().text("name").name_of_person().text("role").text("phone").personal();
    t.text("identity_number").personal().text("employer");
    t.text("township_code").text("township_name").text("village_code").text("village_name");
    t.date("start").date("end").date("last_training").real("training_hours", 0);
    t.text("trainings").whole("trainings_12_months").real("pay", 0).personal().date("last_assessment");
    t.text("assessment_passed").text("certificate_number").personal().date("certificate_expiry").text("skills");
    t.text("recusals").personal().real("capacity_hours", 0).whole("capacity_people").text("owns_site").personal();
    t.text("leave").personal();
    t.text("conflicts").personal();
    t.real("lon", 6).personal().real("lat", 6).personal();
    const auto places = degrees_of(s, people.x, people.y);
    const std::vector<coverage::OwnerConflict> conflicts = coverage::owner_conflicts(s);
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (i % 4096 == 0)
            input.feedback.check();
        t.row(t.table().columns.size());
        t.put(people.key[i]);
        t.put(people.name[i]);
        t.put_key("role", model::key_of(people.role[i]));
        t.put(people.phone[i]);
        t.put(people.identity_number[i]);
        t.put(people.employer[i]);
        t.put(people.township_code[i]);
        t.put(township_name(s, people.township[i]));
        t.put(people.village_code[i]);
        t.put(village_name(s, people.village[i]));
        t.put(people.start[i]);
        t.put(people.end[i]);
        t.put(people.last_training[i]);
        t.put_real(people.training_hours[i]);
        t.put(people.trainings[i]);
        if (people.trainings[i].empty())
            t.blank();
        else
            t.put_whole(model::trainings_within_a_year(people.trainings[i], input.as_of));
        t.put_real(people.pay[i] > 0 ? people.pay[i] : std::nan(""));
        t.put(people.last_assessment[i]);
        t.put(std::string_view(input.catalog.say(people.assessment_passed[i] ? "field.passed" : "field.failed")));
        t.put(people.certificate_number[i]);
        t.put(people.certificate_expiry[i]);
        t.put(people.skills[i]);
        t.put(people.recusals[i]);
        t.put_real(people.capacity_hours[i] > 0 ? people.capacity_hours[i] : std::nan(""));
        if (people.capacity_people[i] > 0)
            t.put_whole(std::llround(people.capacity_people[i]));
        else
            t.blank();
        t.put_yes(people.owns_site[i]);
        t.put(people.leave[i]);
        t.put(std::string_view(
            coverage::conflict_text(s, coverage::conflicts_of(conflicts, static_cast<model::Row>(i)), input.catalog)));
        t.put_real(places[i].lon);
        t.put_real(places[i].lat);
        t.shape(people.point(i));
    }
    return t.take();
}

} // namespace wangge::app
