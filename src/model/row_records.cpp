#include "model/row_records.h"

#include <charconv>
#include <cmath>

namespace wangge::model {
namespace {

// A score as it was written, not as the snapshot's 32 bits show it in 64: 0.58 and not 0.5799999833.
double match_score_of(float score) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, score).ptr;
    double exact = 0;
    std::from_chars(digits, end, exact);
    return exact;
}

} // namespace

Site site_at(const SiteTable& t, std::size_t i) {
    Site site;
    site.key = t.key[i];
    site.name = t.name[i];
    site.kind = t.kind[i];
    site.grade = t.grade[i];
    site.previous_grade = t.previous_grade[i];
    site.flags = t.flags[i];
    site.tags = t.tags[i];
    site.licence_number = t.licence_number[i];
    site.licence_scope = t.licence_scope[i];
    site.credit_code = t.credit_code[i];
    site.address = t.address[i];
    site.owner = t.owner[i];
    site.phone = t.phone[i];
    site.township_code = t.township_code[i];
    site.village_code = t.village_code[i];
    if (t.placed(i))
        site.position = {t.point(i), t.quality[i], match_score_of(t.match_score[i])};
    site.last_visit = t.last_visit[i];
    site.licence_expiry = t.licence_expiry[i];
    site.hazards_found = t.hazards_found[i];
    site.opening_hours = t.opening_hours[i];
    return site;
}

Village village_at(const VillageTable& t, std::size_t i) {
    Village village;
    village.code = t.code[i];
    village.name = t.name[i];
    village.township_code = t.township_code[i];
    village.township_name = t.township_name[i];
    village.urban_rural_class = t.urban_rural_class[i];
    village.population = t.population[i];
    village.households = t.households[i];
    village.population_over_65 = t.population_over_65[i];
    village.contact_key = t.contact_key[i];
    village.backup_key = t.backup_key[i];
    village.area = t.area[i];
    if (std::isfinite(t.x[i]))
        village.position = {t.point(i), PositionQuality::exact, 0};
    return village;
}

Person person_at(const PersonTable& t, std::size_t i) {
    Person person;
    person.key = t.key[i];
    person.name = t.name[i];
    person.role = t.role[i];
    person.phone = t.phone[i];
    person.identity_number = t.identity_number[i];
    person.employer = t.employer[i];
    person.township_code = t.township_code[i];
    person.village_code = t.village_code[i];
    if (t.placed(i))
        person.position = {t.point(i), t.quality[i], match_score_of(t.match_score[i])};
    person.start = t.start[i];
    person.end = t.end[i];
    person.last_training = t.last_training[i];
    person.last_assessment = t.last_assessment[i];
    person.certificate_expiry = t.certificate_expiry[i];
    person.training_hours = t.training_hours[i];
    person.assessment_passed = t.assessment_passed[i] != 0;
    person.certificate_number = t.certificate_number[i];
    person.skills = t.skills[i];
    person.recusals = t.recusals[i];
    person.capacity_hours = t.capacity_hours[i];
    person.capacity_people = t.capacity_people[i];
    person.owns_site = t.owns_site[i] != 0;
    person.leave = t.leave[i];
    person.trainings = t.trainings[i];
    person.pay = t.pay[i];
    return person;
}

} // namespace wangge::model
