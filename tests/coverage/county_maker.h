// Small counties for tests, put together row by row.
#pragma once
#include "base/files.h"
#include "coverage/coverage.h"

#include <limits>
#include <string>

namespace wangge::coverage::test {

struct PersonRow {
    std::string key = "p";
    double x = 0, y = 0;
    model::PersonRole role = model::PersonRole::informant;
    base::Date start, end, last_training;
    bool assessment_passed = true, placed = true;
    double capacity_people = 0;
};

inline base::Date day(int year, unsigned month, unsigned number) {
    return base::make_date(year, month, number);
}

// A county of 10 km by 10 km, two townships side by side, whatever is added, linked at the end.
class CountyMaker {
public:
    CountyMaker() {
        m_county.epsg = 4549;
        boundary(model::BoundaryLevel::county, "330999", {0, 0, 10000, 10000});
        boundary(model::BoundaryLevel::township, "330999001", {0, 0, 5000, 10000});
        boundary(model::BoundaryLevel::township, "330999200", {5000, 0, 10000, 10000});
    }

    void boundary(model::BoundaryLevel level, const std::string& code, const geo::Box& box) {
        m_county.boundaries.push_back({{}, level, code, "T" + code, geo::rectangle(box)});
    }

    void village(const std::string& code, double x, double y, double population, int urban_rural_class = 0,
                 const std::string& contact_key = {}, const geo::Box& area = {}) {
        model::VillageTable& t = m_county.villages;
        t.id.push_back({static_cast<std::int64_t>(t.size()) + 1});
        t.x.push_back(x);
        t.y.push_back(y);
        t.urban_rural_class.push_back(static_cast<std::int16_t>(urban_rural_class));
        t.population.push_back(population);
        t.households.push_back(0);
        t.population_over_65.push_back(0);
        t.area.push_back(area.empty() ? geo::MultiPolygon{} : geo::rectangle(area));
        t.code.push_back(code);
        t.name.push_back("V" + code);
        t.township_code.push_back(code.substr(0, 9));
        t.township_name.push_back("");
        t.contact_key.push_back(contact_key);
        t.backup_key.push_back("");
    }

    void person(const PersonRow& row) {
        model::PersonTable& t = m_county.people;
        const double nowhere = std::numeric_limits<double>::quiet_NaN();
        t.id.push_back({static_cast<std::int64_t>(t.size()) + 1});
        t.x.push_back(row.placed ? row.x : nowhere);
        t.y.push_back(row.placed ? row.y : nowhere);
        t.quality.push_back(row.placed ? model::PositionQuality::exact : model::PositionQuality::none);
        t.match_score.push_back(0);
        t.role.push_back(row.role);
        t.start.push_back(row.start);
        t.end.push_back(row.end);
        t.last_training.push_back(row.last_training);
        t.last_assessment.push_back({});
        t.certificate_expiry.push_back({});
        t.training_hours.push_back(0);
        t.capacity_hours.push_back(0);
        t.capacity_people.push_back(row.capacity_people);
        t.assessment_passed.push_back(row.assessment_passed);
        t.owns_site.push_back(0);
        t.key.push_back(row.key);
        t.name.push_back("N" + row.key);
        for (model::TextColumn* column : {&t.phone, &t.identity_number, &t.employer, &t.township_code, &t.village_code,
                                          &t.certificate_number, &t.skills, &t.recusals})
            column->push_back("");
    }

    void site(const std::string& key, double x, double y, model::SiteKind kind, base::Date last_visit = {},
              bool placed = true, const std::string& village_code = {},
              model::RiskGrade grade = model::RiskGrade::ungraded, std::uint32_t flags = 0) {
        model::SiteTable& t = m_county.sites;
        const double nowhere = std::numeric_limits<double>::quiet_NaN();
        t.id.push_back({static_cast<std::int64_t>(t.size()) + 1});
        t.x.push_back(placed ? x : nowhere);
        t.y.push_back(placed ? y : nowhere);
        t.quality.push_back(placed ? model::PositionQuality::exact : model::PositionQuality::none);
        t.match_score.push_back(0);
        t.kind.push_back(kind);
        t.grade.push_back(grade);
        t.previous_grade.push_back(grade);
        t.flags.push_back(flags);
        t.last_visit.push_back(last_visit);
        t.licence_expiry.push_back({});
        t.hazards_found.push_back(0);
        t.key.push_back(key);
        t.name.push_back("S" + key);
        t.village_code.push_back(village_code);
        for (model::TextColumn* column : {&t.tags, &t.licence_number, &t.licence_scope, &t.credit_code, &t.address,
                                          &t.owner, &t.phone, &t.township_code})
            column->push_back("");
    }

    void cell(const std::string& code, const geo::Box& box, const std::string& lead = {},
              const std::string& second = {}) {
        model::Cell cell;
        cell.code = code;
        cell.area = geo::rectangle(box);
        cell.lead_key = lead;
        cell.second_key = second;
        m_county.cells.push_back(cell);
    }

    model::Snapshot& raw() { return m_county; }
    const model::Snapshot& linked() {
        model::link(m_county);
        return m_county;
    }

private:
    model::Snapshot m_county;
};

// The norms that the program ships.
inline Norms shipped_norms() {
    const auto path = base::data_folder() / "norms" / "coverage.json";
    return Norms::parse(base::read_file(path), "coverage.json");
}

} // namespace wangge::coverage::test
