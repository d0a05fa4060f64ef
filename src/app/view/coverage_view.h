// Coverage as the window shows it: measured again while a slider moves, from one preparation.
#pragma once
#include "coverage/coverage.h"
#include "model/table.h"

#include <memory>
#include <string>
#include <vector>

namespace wangge::app {

struct CoverageChoice {
    model::PersonRole role = model::PersonRole::informant;
    base::Metres reach{0}; // for every area type; 0 = the norms of each
    bool with_capacity = true;
    bool operator==(const CoverageChoice&) const = default;
};

// Everything that does not change while the reach moves. Made once a role and snapshot.
class CoverageGround {
public:
    CoverageGround(model::SnapshotPtr snapshot, model::PersonRole role, bool with_capacity, base::Feedback& feedback);
    CoverageGround(const CoverageGround&) = delete;
    CoverageGround& operator=(const CoverageGround&) = delete;

    const model::SnapshotPtr& snapshot() const { return m_snapshot; }
    const coverage::Prepared& prepared() const { return m_prepared; }
    // Share of residents covered at 0, 0.5, 1 ... 6 km for every area type.
    const std::vector<double>& curve() const { return m_curve; }
    static constexpr double curve_step_km = 0.5;
    // The county in squares of one kilometre, cut at its border: distance to the nearest who counts (NaN = none), the
    // village and the area type at the middle.
    const std::vector<geo::MultiPolygon>& squares() const { return m_squares; }
    const std::vector<double>& square_distance() const { return m_square_distance; }
    const std::vector<double>& square_area() const { return m_square_area; }
    const std::vector<model::Row>& square_village() const { return m_square_village; }
    const std::vector<model::AreaType>& square_type() const { return m_square_type; }
    bool fits(const model::SnapshotPtr& snapshot, const CoverageChoice& choice) const;

private:
    void lay_squares(base::Feedback& feedback);

    model::SnapshotPtr m_snapshot;
    std::unique_ptr<reach::Reach> m_reach;
    coverage::Prepared m_prepared;
    std::vector<double> m_curve;
    std::vector<geo::MultiPolygon> m_squares;
    std::vector<double> m_square_distance, m_square_area;
    std::vector<model::Row> m_square_village;
    std::vector<model::AreaType> m_square_type;
    bool m_with_capacity;
};

struct CoverageBar {
    model::AreaType type = model::AreaType::rural;
    base::Metres limit;
    std::int64_t villages = 0;
    double covered = 0, over_capacity = 0, uncovered = 0; // shares of the residents, 0..1
};

struct HistogramBin {
    base::Metres from, to;
    std::int64_t villages = 0;
    int step = 0; // of the colour ramp; 4 = beyond the reach
};

struct CoverageView {
    std::shared_ptr<const CoverageGround> ground;
    CoverageChoice choice;
    coverage::Result result;
    double people_share = 0; // residents covered, 0..1
    std::int64_t villages_not_covered = 0, people_not_covered = 0;
    base::Metres reach;                  // the one limit, else the rural one
    std::vector<CoverageBar> bars;       // of area types that occur
    std::vector<HistogramBin> distances; // of village seats to the nearest who counts
    std::int64_t unreachable = 0;        // villages without any distance
    std::vector<double> nearest;         // a village: metres, NaN = none
    // Of the county's squares: the three thirds of the reach, over capacity, out of reach; together 1.
    std::array<double, 5> area_share{};
    std::vector<model::CoverState> square_state;
    model::Table townships; // ids of columns; titles are text ids
    double seconds = 0;
};

CoverageView measure_coverage(std::shared_ptr<const CoverageGround> ground, const CoverageChoice& choice,
                              base::Feedback& feedback);

} // namespace wangge::app
