// How often a site is visited and how long that takes: dated rows with their source, read from data/workload and from
// the document's own changes.
#pragma once
#include "base/date.h"
#include "base/units.h"
#include "model/snapshot.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::workload {

using KilometresPerHour = base::Quantity<struct KilometresPerHourTag>;

// Which sites a row speaks of. Each list that is given must match; a list matches when one of its members does.
struct SiteFilter {
    std::uint32_t kinds = 0;         // bit of each SiteKind; 0 = any
    std::uint32_t flags = 0;         // site_flag bits; 0 = any
    std::uint32_t grades = 0;        // bit of each RiskGrade; 0 = any
    std::uint32_t area_types = 0;    // bit of each AreaType; 0 = any
    std::vector<std::string> tags;   // whole tags; empty = any
    std::vector<std::string> scopes; // words found in the licence scope; empty = any
};

// `visits` in every `months` months.
struct VisitRule {
    std::string id, source;
    SiteFilter sites;
    int visits = 0, months = 12;
};

struct OnSiteRule {
    std::string id, source;
    SiteFilter sites;
    base::Hours hours; // of one officer at one visit
};

// A skill that sites ask for, under any of the names that staff lists use.
struct SkillRule {
    std::string id, source;
    SiteFilter sites;
    std::vector<std::string> names;
};

// What a row of points waits for besides its filter.
enum class PointsFor : std::uint8_t {
    site,            // nothing
    hazard,          // each hazard found at the last visit
    overdue,         // a visit that is overdue or was never held
    licence_expired, // a licence that is no longer valid
};

// Points of a site's risk score (风险分级评分).
struct PointRule {
    std::string id, source;
    SiteFilter sites;
    double points = 0;
    PointsFor what = PointsFor::site;
    double most = 0; // of PointsFor::hazard together; 0 = no limit
};

// A score of at most `up_to` is of that grade; the first row that holds counts.
struct GradeLimit {
    std::string id, source;
    model::RiskGrade grade = model::RiskGrade::a;
    double up_to = 0;
};

// The rows in force on one day. A list keeps the order of the file: where one row is wanted, the first that matches
// wins.
struct Rules {
    std::vector<VisitRule> visits;      // the most demanding row that matches counts
    std::vector<VisitRule> more_visits; // every row that matches adds to it
    std::vector<OnSiteRule> on_site;
    std::vector<SkillRule> skills;
    std::vector<PointRule> points;
    std::vector<GradeLimit> grade_limits; // by up_to; D is what no row holds
    int officers = 2;                     // at a visit
    double remote_visits = 0;             // share of the visits that are held remotely, 0..1
    double remote_hours = 0.4;          // what a remote visit takes, as a share of the hours on site; it has no travel
    KilometresPerHour speed{40};        // on the way
    double detour = 1.3;                // road length over straight line
    int legs = 2;                       // ways a visit: there and back
    base::Hours default_capacity{1200}; // of an inspector for whom none is given, a year
    // Of each site, set by the caller when asks_area_types(); rows that ask for an area type match no site without it.
    std::vector<model::AreaType> site_area;

    bool asks_area_types() const;
};

// The rows of every *.json file in `folder` that are in force on `as_of` ("from" <= as_of < "until"), with the rows of
// `changes` (JSON text of the same form, "" = none; the document's setting "workload") put in place of those with the
// same id; a changed row with "off": true only removes. Throws Error(bad_input) "workload.*" with file and JSON path
// for a wrong or missing key, a wrong value, or two rows of one id in force; Error(environment) when there is no file.
Rules load(const std::filesystem::path& folder, std::string_view changes, base::Date as_of);
// The same from data/workload.
Rules load_default(std::string_view changes, base::Date as_of);

// True when the filter, of a row of `rules`, speaks of site `row`.
bool matches(const SiteFilter& filter, const Rules& rules, const model::SiteTable& sites, std::size_t row);

} // namespace wangge::workload
