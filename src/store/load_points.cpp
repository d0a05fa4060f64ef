// Sites, villages and people.
#include "base/parallel.h"
#include "geo/overlay.h"
#include "store/columns.h"
#include "store/document_state.h"
#include "store/load.h"
#include "store/row_reader.h"

#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <mutex>

namespace wangge::store {
namespace {

using model::PositionQuality;
using model::RiskGrade;

// So many that a second reader brings more than it costs.
constexpr std::size_t many_sites = 50000;

// Rows that others wrote may have a point without quality, or quality without a point.
PositionQuality quality_of(geo::MapPoint point, PositionQuality said) {
    return std::isfinite(point.x) && std::isfinite(point.y) ? said : PositionQuality::none;
}

// The sites with ids from first to last.
void load_part(const Connection& db, std::int64_t first, std::int64_t last, model::SiteTable& sites,
               base::Feedback& feedback) {
    RowReader row(db, "sites", site_columns, fmt::format("WHERE id BETWEEN {} AND {} ORDER BY id", first, last),
                  &feedback);
    while (row.next()) {
        sites.id.push_back({row.id()});
        const geo::MapPoint point = row.point();
        sites.x.push_back(point.x);
        sites.y.push_back(point.y);
        sites.key.push_back(row.text());
        sites.name.push_back(row.text());
        sites.kind.push_back(row.word(model::SiteKind::other));
        sites.grade.push_back(row.word(RiskGrade::ungraded));
        sites.previous_grade.push_back(row.word(RiskGrade::ungraded));
        sites.flags.push_back(flags_from(row.text()));
        for (model::TextColumn* column :
             {&sites.tags, &sites.licence_number, &sites.licence_scope, &sites.credit_code, &sites.address,
              &sites.owner, &sites.phone, &sites.township_code, &sites.village_code})
            column->push_back(row.text());
        sites.quality.push_back(quality_of(point, row.word(PositionQuality::exact)));
        sites.match_score.push_back(static_cast<float>(row.real()));
        sites.last_visit.push_back(row.date());
        sites.licence_expiry.push_back(row.date());
        sites.hazards_found.push_back(static_cast<std::int32_t>(row.integer()));
        sites.opening_hours.push_back(row.text());
    }
}

void make_room(model::SiteTable& sites, std::size_t rows) {
    sites.id.reserve(rows);
    sites.x.reserve(rows);
    sites.y.reserve(rows);
    sites.quality.reserve(rows);
    sites.kind.reserve(rows);
    sites.grade.reserve(rows);
}

// Another reader of what `db` reads in its transaction; null when that cannot be had.
std::unique_ptr<Connection> second_reader(const Connection& db) {
    auto second = std::make_unique<Connection>(db.path(), Access::read);
    second->keep_pages(1);
    second->run("BEGIN");
    return revision_of(*second) == revision_of(db) ? std::move(second) : nullptr;
}

} // namespace

// Two connections share a big table in parts that are joined in order as they come, so that little of it lies in memory
// twice.
void load_sites(const Connection& db, bool alone, model::SiteTable& sites, base::Feedback& feedback) {
    // The least number cannot be written in SQL.
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = -most;
    const std::size_t rows = row_count(db, "sites");
    make_room(sites, rows);
    const auto second = alone || rows < many_sites ? nullptr : second_reader(db);
    if (!second)
        return load_part(db, least, most, sites, feedback);
    const int parts = static_cast<int>(std::clamp<std::size_t>(rows / 8000, 8, 128));
    const std::int64_t first = db.number("SELECT min(id) FROM sites"), last = db.number("SELECT max(id) FROM sites");
    const auto step = static_cast<std::uint64_t>(last / parts - first / parts + 1); // more would not fit
    const auto begin_of = [&](int part) {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(first) + step * static_cast<std::uint64_t>(part));
    };
    std::atomic<int> next = 0;
    std::mutex joining;
    std::map<int, model::SiteTable> waiting;
    int joined = 0;
    base::parallel_blocks(2, 1, [&](std::size_t reader, std::size_t) {
        for (int part; (part = next++) < parts;) {
            model::SiteTable table;
            make_room(table, rows / static_cast<std::size_t>(parts) + 1);
            load_part(reader == 0 ? db : *second, part == 0 ? least : begin_of(part),
                      part + 1 == parts ? most : begin_of(part + 1) - 1, table, feedback);
            const std::lock_guard lock(joining);
            waiting.emplace(part, std::move(table));
            for (auto at = waiting.begin(); at != waiting.end() && at->first == joined;
                 at = waiting.erase(at), ++joined)
                sites.append(std::move(at->second));
        }
    });
}

void load_villages(const Connection& db, model::VillageTable& villages, base::Feedback& feedback) {
    RowReader row(db, "villages", village_columns, "ORDER BY id", &feedback);
    while (row.next()) {
        villages.id.push_back({row.id()});
        villages.area.push_back(row.area());
        geo::MapPoint seat = row.point();
        if (std::isnan(seat.x) && !villages.area.back().empty())
            seat = geo::inner_point(villages.area.back()); // a row that another program wrote
        villages.x.push_back(seat.x);
        villages.y.push_back(seat.y);
        for (model::TextColumn* column :
             {&villages.code, &villages.name, &villages.township_code, &villages.township_name})
            column->push_back(row.text());
        villages.urban_rural_class.push_back(static_cast<std::int16_t>(row.integer()));
        villages.population.push_back(row.real());
        villages.households.push_back(row.real());
        villages.population_over_65.push_back(row.real());
        villages.contact_key.push_back(row.text());
        row.pass(2); // quality and score of the seat
        villages.backup_key.push_back(row.text());
    }
}

void load_people(const Connection& db, model::PersonTable& people, base::Feedback& feedback) {
    RowReader row(db, "people", person_columns, "ORDER BY id", &feedback);
    while (row.next()) {
        people.id.push_back({row.id()});
        const geo::MapPoint point = row.point();
        people.x.push_back(point.x);
        people.y.push_back(point.y);
        people.key.push_back(row.text());
        people.name.push_back(row.text());
        people.role.push_back(row.word(model::PersonRole::informant));
        for (model::TextColumn* column :
             {&people.phone, &people.identity_number, &people.employer, &people.township_code, &people.village_code})
            column->push_back(row.text());
        people.quality.push_back(quality_of(point, row.word(PositionQuality::exact)));
        people.match_score.push_back(static_cast<float>(row.real()));
        for (std::vector<base::Date>* column :
             {&people.start, &people.end, &people.last_training, &people.last_assessment, &people.certificate_expiry})
            column->push_back(row.date());
        people.training_hours.push_back(row.real());
        people.assessment_passed.push_back(row.flag() ? 1 : 0);
        for (model::TextColumn* column : {&people.certificate_number, &people.skills, &people.recusals})
            column->push_back(row.text());
        people.capacity_hours.push_back(row.real());
        people.capacity_people.push_back(row.real());
        people.owns_site.push_back(row.flag() ? 1 : 0);
        people.leave.push_back(row.text());
        people.trainings.push_back(row.text());
        people.pay.push_back(row.real());
    }
}

} // namespace wangge::store
