// The project at one moment, as immutable columns that engines, exporters and the map share.
#pragma once
#include "model/columns.h"
#include "model/records.h"

#include <map>
#include <memory>
#include <string_view>

namespace wangge::model {

// Row numbers into other tables; -1 = none.
using Row = std::int32_t;
inline constexpr Row no_row = -1;

// One row a site, in order of id. x and y are NaN where quality is none.
struct SiteTable {
    std::vector<SiteId> id;
    std::vector<double> x, y; // metres, document CRS
    std::vector<PositionQuality> quality;
    ValueColumn<float, 0> match_score;
    std::vector<SiteKind> kind;
    std::vector<RiskGrade> grade;
    ValueColumn<RiskGrade, RiskGrade::ungraded> previous_grade;
    ValueColumn<std::uint32_t, 0u> flags;
    ValueColumn<base::Date, base::Date{}> last_visit, licence_expiry;
    ValueColumn<std::int32_t, 0> hazards_found;
    TextColumn key, name, tags, licence_number, licence_scope, credit_code, address, owner, phone, township_code,
        village_code, opening_hours;
    ValueColumn<Row, no_row> village, township; // filled by link(): by position, else by code
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
    bool placed(std::size_t i) const { return quality[i] != PositionQuality::none; }
    // Behind the own rows; not what link() fills.
    void append(SiteTable&& more);
};

struct VillageTable {
    std::vector<VillageId> id;
    std::vector<double> x, y; // NaN where there is neither a seat nor an area
    std::vector<std::int16_t> urban_rural_class;
    std::vector<double> population, households, population_over_65;
    std::vector<geo::MultiPolygon> area;
    TextColumn code, name, township_code, township_name, contact_key, backup_key;
    std::vector<Row> township, contact, backup; // filled by link()
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
};

struct PersonTable {
    std::vector<PersonId> id;
    std::vector<double> x, y;
    std::vector<PositionQuality> quality;
    std::vector<float> match_score;
    std::vector<PersonRole> role;
    std::vector<base::Date> start, end, last_training, last_assessment, certificate_expiry;
    std::vector<double> training_hours, capacity_hours, capacity_people, pay;
    std::vector<std::uint8_t> assessment_passed, owns_site;
    TextColumn key, name, phone, identity_number, employer, township_code, village_code, certificate_number, skills,
        recusals, leave, trainings;
    std::vector<Row> village, township; // the area served, by code, else by position; filled by link()
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
    bool placed(std::size_t i) const { return quality[i] != PositionQuality::none; }
};

struct Snapshot {
    std::string name;          // of the project
    int epsg = 0;              // document CRS
    std::int64_t revision = 0; // grows with every edit of the document
    SiteTable sites;
    VillageTable villages;
    PersonTable people;
    std::vector<Road> roads;
    std::vector<Boundary> boundaries; // county first, then townships, each by code
    std::vector<Water> waters;
    geo::Raster terrain, population, landcover;
    std::vector<Plan> plans;
    std::vector<Cell> cells; // of the current plan, by code
    std::vector<QuarantineRow> quarantine;
    std::map<std::string, std::string, std::less<>> settings; // JSON texts by key, e.g. "norms"

    // Derived by link().
    std::vector<Row> townships; // rows of `boundaries` with level township, by code
    geo::MultiPolygon county;   // county boundary; else the union of townships; else of villages; else empty
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

// Fills the derived members and the Row columns of a snapshot whose own columns are complete. Township rows count from
// 0 in `townships`. A site lies in a village or township by its position (half-open edges), else by its code.
void link(Snapshot& snapshot);

} // namespace wangge::model
