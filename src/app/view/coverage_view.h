// Coverage as the window shows it: measured again while a slider moves, from one preparation.
#pragma once
#include "base/catalog.h"
#include "coverage/coverage.h"
#include "model/table.h"

#include <memory>
#include <string>
#include <vector>

namespace wangge::app {

struct CoverageChoice {
    model::PersonRole role = model::PersonRole::informant;
    reach::Travel travel = reach::Travel::line;
    reach::Mode mode = reach::Mode::car; // by road and over terrain
    reach::Effort reach{0};              // for every area type, in the unit of the travel; 0 = the norms of each
    bool with_capacity = true;
    bool with_planned = true; // count people of an accepted plan
    bool operator==(const CoverageChoice&) const = default;
};

// How the window counts efforts: kilometres up to 6, or minutes up to 60.
struct EffortScale {
    double unit = 1000;                                       // of the Reach's units in one that is shown
    double highest = 6, step = .1, curve_step = .5, bin = .5; // in units that are shown
    const char* unit_text = "ui.unit.km";
};
const EffortScale& scale_of(reach::Unit unit);
// "3.0 km" or "15 min".
std::string effort_label(reach::Effort effort, reach::Unit unit, const base::Catalog& catalog);

// Everything that does not change while the reach moves. Made once a role, way of travel and snapshot.
class CoverageGround {
public:
    // Without a day: today.
    CoverageGround(model::SnapshotPtr snapshot, std::shared_ptr<const reach::Reach> reach, const CoverageChoice& choice,
                   base::Feedback& feedback, base::Date as_of = {});
    CoverageGround(const CoverageGround&) = delete;
    CoverageGround& operator=(const CoverageGround&) = delete;

    const model::SnapshotPtr& snapshot() const { return m_snapshot; }
    const coverage::Prepared& prepared() const { return m_prepared; }
    reach::Unit unit() const { return m_reach->unit(); }
    // Share of residents covered at 0, 0.5, 1 ... 6 km (or every 5 minutes) for every area type.
    const std::vector<double>& curve() const { return m_curve; }
    // By road and over terrain: times at the points of a lattice; empty in a straight line.
    const reach::Field& field() const { return m_field; }
    // In a straight line, the county in squares of one kilometre, cut at its border: distance to the nearest who counts
    // (NaN = none), the village and the area type at the middle.
    const std::vector<geo::MultiPolygon>& squares() const { return m_squares; }
    const std::vector<double>& square_distance() const { return m_square_distance; }
    const std::vector<double>& square_area() const { return m_square_area; }
    const std::vector<model::Row>& square_village() const { return m_square_village; }
    const std::vector<model::AreaType>& square_type() const { return m_square_type; }
    // What the norms give for the same people: what a slider's answer is compared with.
    const coverage::Result& at_norms() const { return m_at_norms; }
    // The share of residents that is aimed at, 0..1.
    double target() const { return m_target; }
    // Sites within the norm's radius round a hospital: distance to the nearest who counts (NaN = none).
    const std::vector<double>& near_hospital() const { return m_near_hospital; }
    bool fits(const model::SnapshotPtr& snapshot, const CoverageChoice& choice) const;

private:
    void lay_squares(base::Feedback& feedback);
    void find_near_hospital(base::Metres radius, base::Feedback& feedback);

    model::SnapshotPtr m_snapshot;
    std::shared_ptr<const reach::Reach> m_reach; // that of the choice
    coverage::Prepared m_prepared;
    reach::Field m_field;
    coverage::Result m_at_norms;
    double m_target = 0;
    std::vector<double> m_curve, m_near_hospital;
    std::vector<geo::MultiPolygon> m_squares;
    std::vector<double> m_square_distance, m_square_area;
    std::vector<model::Row> m_square_village;
    std::vector<model::AreaType> m_square_type;
    CoverageChoice m_choice;
};

struct CoverageBar {
    model::AreaType type = model::AreaType::rural;
    reach::Effort limit;
    std::int64_t count = 0;                               // villages; round hospitals sites
    double covered = 0, over_capacity = 0, uncovered = 0; // shares of the residents, round hospitals of the sites, 0..1
    double covered_at_norms = 0;
};

struct HistogramBin {
    reach::Effort from, to;
    std::int64_t villages = 0;
    int step = 0; // of the colour ramp; 4 = beyond the reach
};

struct CoverageView {
    std::shared_ptr<const CoverageGround> ground;
    CoverageChoice choice;
    coverage::Result result;
    bool nobody = false;     // none of the role counts on the day: there is nothing to measure and no area to show
    double people_share = 0; // residents covered, 0..1
    std::int64_t villages_not_covered = 0, people_not_covered = 0;
    double people_share_at_norms = 0;
    std::int64_t villages_not_covered_at_norms = 0;
    reach::Effort reach; // the one limit, else the rural one
    reach::Unit unit = reach::Unit::metres;
    std::vector<CoverageBar> bars;       // of area types that occur
    std::vector<HistogramBin> distances; // of village seats to the nearest who counts
    std::int64_t unreachable = 0;        // villages without any distance
    std::vector<double> nearest;         // a village: effort, NaN = none
    // The county as the map shows it: its squares, or the areas within each third of the reach and beyond it; with the
    // effort and the state of each.
    std::vector<geo::MultiPolygon> areas;
    std::vector<double> area_effort;
    std::vector<model::CoverState> area_state;
    // Of the county: the three thirds of the reach, over capacity, out of reach; together 1.
    std::array<double, 5> area_share{};
    model::Table townships; // ids of columns; titles are text ids
    double seconds = 0;
};

CoverageView measure_coverage(std::shared_ptr<const CoverageGround> ground, const CoverageChoice& choice,
                              base::Feedback& feedback);

} // namespace wangge::app
