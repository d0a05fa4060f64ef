// Small made-up counties for tests: square cells, sites in their middles, inspectors.
#pragma once
#include "assign/assign.h"
#include "base/random.h"

#include <fmt/format.h>

namespace wangge::test {

struct Town {
    model::Snapshot snapshot;

    // Columns x rows cells of 1 km; codes "x-y".
    Town(int columns, int rows) {
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x)
                add_cell(x, y);
    }
    void add_cell(int x, int y) {
        model::Cell cell;
        cell.code = fmt::format("{}-{}", x, y);
        cell.area = geo::rectangle({x * 1000.0, y * 1000.0, x * 1000.0 + 1000, y * 1000.0 + 1000});
        snapshot.cells.push_back(std::move(cell));
    }
    std::size_t add_site(double x, double y, model::SiteKind kind = model::SiteKind::clinic,
                         std::uint32_t flags = model::site_flag::cold_chain, std::string_view opening_hours = "") {
        model::SiteTable& s = snapshot.sites;
        const std::size_t row = s.size();
        s.id.push_back({static_cast<std::int64_t>(row) + 1});
        s.x.push_back(x);
        s.y.push_back(y);
        s.quality.push_back(model::PositionQuality::exact);
        s.match_score.push_back(0);
        s.kind.push_back(kind);
        s.grade.push_back(model::RiskGrade::a);
        s.previous_grade.push_back(model::RiskGrade::a);
        s.flags.push_back(flags);
        s.last_visit.push_back({});
        s.licence_expiry.push_back({});
        s.hazards_found.push_back(0);
        s.key.push_back(fmt::format("S{}", row));
        for (model::TextColumn* column : {&s.name, &s.tags, &s.licence_number, &s.licence_scope, &s.credit_code,
                                          &s.address, &s.owner, &s.phone, &s.township_code, &s.village_code})
            column->push_back("");
        s.opening_hours.push_back(opening_hours);
        return row;
    }
    // In the middle of cell (x, y).
    std::size_t add_site_in(int x, int y, model::SiteKind kind = model::SiteKind::clinic) {
        return add_site(x * 1000.0 + 500, y * 1000.0 + 500, kind);
    }
    void add_inspector(std::string_view key, double x, double y, std::string_view recusals = "",
                       std::string_view skills = "*", double capacity = 0, base::Date end = {},
                       std::string_view leave = "") {
        model::PersonTable& p = snapshot.people;
        p.id.push_back({static_cast<std::int64_t>(p.size()) + 1});
        p.x.push_back(x);
        p.y.push_back(y);
        p.quality.push_back(model::PositionQuality::exact);
        p.match_score.push_back(0);
        p.role.push_back(model::PersonRole::inspector);
        p.start.emplace_back();
        p.end.push_back(end);
        p.last_training.emplace_back();
        p.last_assessment.emplace_back();
        p.certificate_expiry.emplace_back();
        p.training_hours.push_back(0);
        p.capacity_hours.push_back(capacity);
        p.capacity_people.push_back(0);
        p.assessment_passed.push_back(1);
        p.owns_site.push_back(0);
        p.key.push_back(key);
        p.name.push_back("");
        p.skills.push_back(skills);
        p.recusals.push_back(recusals);
        p.leave.push_back(leave);
        for (model::TextColumn* column :
             {&p.phone, &p.identity_number, &p.employer, &p.township_code, &p.village_code, &p.certificate_number})
            column->push_back("");
    }
    std::string_view key(model::Row person) const {
        return person == model::no_row ? std::string_view() : snapshot.people.key[person];
    }
};

inline const base::Date test_day = base::make_date(2026, 11, 22);

inline assign::Result assigned(const Town& town, assign::Options options = {}) {
    base::QuietFeedback quiet;
    options.as_of = test_day;
    if (options.seconds == 5)
        options.seconds = 0.02;
    return assign::run(town.snapshot, workload::load_default("", test_day), options, quiet);
}

inline bool has_message(const std::vector<base::Message>& messages, std::string_view id) {
    for (const base::Message& message : messages)
        if (message.id == id)
            return true;
    return false;
}

// A town of random sites, with inspectors spread over it.
inline Town random_town(int columns, int rows, int sites, int inspectors, std::uint64_t seed) {
    Town town(columns, rows);
    base::Random random(seed);
    for (int i = 0; i < sites; ++i)
        town.add_site(random.uniform(0, columns * 1000.0), random.uniform(0, rows * 1000.0));
    for (int i = 0; i < inspectors; ++i)
        town.add_inspector(fmt::format("P{}", i), random.uniform(0, columns * 1000.0),
                           random.uniform(0, rows * 1000.0));
    return town;
}

} // namespace wangge::test
