// The nouns of the project as plain values, one struct a thing, as importers make them and the document keeps them.
#pragma once
#include "base/date.h"
#include "base/id.h"
#include "base/units.h"
#include "geo/polygon.h"
#include "geo/raster.h"
#include "model/kinds.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace wangge::model {

using SiteId = base::Id<struct SiteTag>;
using VillageId = base::Id<struct VillageTag>;
using PersonId = base::Id<struct PersonTag>;
using RoadId = base::Id<struct RoadTag>;
using BoundaryId = base::Id<struct BoundaryTag>;
using WaterId = base::Id<struct WaterTag>;
using PlanId = base::Id<struct PlanTag>;
using CellId = base::Id<struct CellTag>;

// Where a record stands on the document's plane, and how well that is known.
struct Position {
    geo::MapPoint point;
    PositionQuality quality = PositionQuality::none;
    double match_score = 0; // 0..1, of an approximate position; 0 otherwise
    bool operator==(const Position&) const = default;
};

// A supervised unit (监管对象).
struct Site {
    SiteId id;
    std::string
        key; // stable across re-imports: the register's id, else licence number, else credit code, else name + address
    std::string name;
    SiteKind kind = SiteKind::other;
    RiskGrade grade = RiskGrade::ungraded;
    RiskGrade previous_grade = RiskGrade::ungraded; // before the last regrade; equal to grade when it was not regraded
    std::uint32_t flags = 0;                        // site_flag bits
    std::string tags;                               // the user's own, separated by ';'
    std::string licence_number, licence_scope, credit_code;
    std::string address, owner, phone;
    std::string township_code, village_code;
    Position position;
    base::Date last_visit, licence_expiry;
    int hazards_found = 0;     // at the last visit
    std::string opening_hours; // as the register says it; workload/opening_hours.h reads it
    bool operator==(const Site&) const = default;
};

// An administrative village or community (村, 社区).
struct Village {
    VillageId id;
    std::string code; // 12 digits where the national scheme applies
    std::string name;
    std::string township_code, township_name;
    std::int16_t urban_rural_class = 0; // 111..220, 0 = not given
    double population = 0, households = 0, population_over_65 = 0;
    std::string contact_key; // key of the named contact person; empty = nobody is named
    std::string backup_key;  // of the one who stands in
    geo::MultiPolygon area;  // empty when only a point is known
    Position position;       // the village seat as given, else a point inside the area
    bool operator==(const Village&) const = default;
};

// An inspector, coordinator (协管员) or informant (信息员).
struct Person {
    PersonId id;
    std::string key; // stable: the register's id, else identity number, else name + role + village or township
    std::string name;
    PersonRole role = PersonRole::informant;
    std::string phone, identity_number, employer;
    std::string township_code, village_code; // the area that the person serves
    Position position;                       // home or base
    base::Date start, end;                   // term of office; no date = open
    base::Date last_training, last_assessment, certificate_expiry;
    double training_hours = 0; // this year
    bool assessment_passed = true;
    std::string certificate_number;
    std::string skills;         // licence scopes that an inspector may check, separated by ';'; "*" = all
    std::string recusals;       // keys of sites and credit codes that the person must not check, separated by ';'
    double capacity_hours = 0;  // a year; 0 = the norm's default
    double capacity_people = 0; // residents that a contact can serve; 0 = the norm's default
    bool owns_site = false;     // conflict flag: owns or works in a supervised unit
    std::string leave;          // days away, "first/last" each, separated by ';'
    std::string trainings;      // days of training that are on record, separated by ';'
    double pay = 0;             // yuan a year; 0 = not given
    bool operator==(const Person&) const = default;
};

struct Road {
    RoadId id;
    std::string key, name;
    RoadClass road_class = RoadClass::other;
    bool one_way = false, bridge = false, tunnel = false;
    geo::Polyline line;
    bool operator==(const Road&) const = default;
};

struct Boundary {
    BoundaryId id;
    BoundaryLevel level = BoundaryLevel::township;
    std::string code, name;
    geo::MultiPolygon area;
    bool operator==(const Boundary&) const = default;
};

// A water course as a line, or a lake as an area; one of the two is empty.
struct Water {
    WaterId id;
    std::string key, name;
    WaterKind kind = WaterKind::other;
    geo::Polyline line;
    geo::MultiPolygon area;
    bool operator==(const Water&) const = default;
};

// Metres above the sea; persons a cell; the numbers of LandCover.
enum class RasterKind : std::uint8_t { terrain, population, landcover };
inline constexpr RasterKind raster_kinds[] = {RasterKind::terrain, RasterKind::population, RasterKind::landcover};

// A supervision grid cell (网格) of one plan.
struct Cell {
    CellId id;
    PlanId plan;
    std::string code;          // by the plan's code template; unique, kept through edits, never reused
    std::string parents;       // codes of the cells that this one came from, separated by ';'
    std::string township_code; // empty when it lies in none or in several
    std::string village_codes; // of the villages that it is made of, separated by ';'; empty for geometric cells
    geo::MultiPolygon area;
    std::string contact_key;          // nearest-contact cells: key of the person
    std::string lead_key, second_key; // keys of the two inspectors; empty = nobody
    double hours = 0;                 // workload of a year when it was last assigned
    base::Date lead_since;            // when the lead took it over; no date = not known
    bool operator==(const Cell&) const = default;
};

// A grid plan (网格化方案): its cells and how they were made.
struct Plan {
    PlanId id;
    std::string name;
    CellShape shape = CellShape::square;
    std::string options;  // JSON of the Action that made it
    std::string created;  // date
    bool current = false; // the plan that grid, assign and export speak of unless told otherwise
    bool operator==(const Plan&) const = default;
};

// A change of a site's risk grade (分级调整).
struct Regrade {
    std::string site_key;
    base::Date made;
    RiskGrade before = RiskGrade::ungraded, after = RiskGrade::ungraded;
    double score = std::numeric_limits<double>::quiet_NaN(); // points; NaN when nobody counted any
    std::string reasons;                                     // what gave the points, or what a person wrote
};

// A row that could not be used, kept as it came.
struct QuarantineRow {
    std::string kind; // site, village, person ... as the import command names it
    std::string file, layer;
    std::int64_t row = 0; // as a person counts it in the file: the header is row 1
    std::string reason;   // stable code, e.g. "outside_county"; its sentence is "import.reason.<code>"
    std::string detail;   // arguments of that sentence, or what was found
    std::string original; // the row's text as JSON object {column: text}
    bool operator==(const QuarantineRow&) const = default;
};

// A change that import made to a row that it then took.
struct RepairNote {
    std::string kind, file, layer, key; // key of the record
    std::int64_t row = 0;
    std::string reason; // e.g. "swapped_xy"
    std::string before, after;
    bool operator==(const RepairNote&) const = default;
};

} // namespace wangge::model
