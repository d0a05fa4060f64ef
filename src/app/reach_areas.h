// What people reach within limits of effort, as areas of the county: for the Action `reach` and for the map.
#pragma once
#include "app/language.h"
#include "app/rules/start_delays.h"
#include "base/date.h"
#include "model/table.h"
#include "reach/reach.h"

#include <string>

namespace wangge::app {

struct ReachQuestion {
    model::PersonRole role = model::PersonRole::informant;
    base::Date as_of;
    std::vector<double> limits; // ascending, in the unit of the Reach
    bool by_person = true;      // each person's own area, else that of all together
    StartDelays delays;         // before people set out, asked for this time
    StartDelays usual_delays;   // of those for whom nothing was asked; of nobody who counts they do nothing
    base::Metres side;          // of the lattice; 0 = as lattice_over() finds fitting
};

struct ReachArea {
    model::Row person = model::no_row; // of snapshot.people; none = of all together
    int band = 0;                      // of the limits
    geo::MultiPolygon area;            // inside the county, where there is one
};

struct ReachAreas {
    std::vector<ReachArea> areas; // by person, then band; they share edges, without gap or overlap
    std::vector<base::SquareMetres> band_area;
    base::SquareMetres whole, reached; // of the county (0 where there is none); within the last limit
    base::Metres side;
    std::int64_t people = 0;                    // who count
    std::int64_t without_road = 0, cut_off = 0; // of them
    std::int64_t delayed = 0;                   // of them
};

// People who count (coverage::standings) set out. Throws Error(bad_input) "reach.unknown_person" for a delay of nobody.
ReachAreas find_reach_areas(const model::Snapshot& snapshot, const reach::Reach& reach, const ReachQuestion& question,
                            base::Feedback& feedback);

// The county as a map shows it: the areas within each third of the limit (step 0, 1, 2), and what lies beyond (step 4,
// the effort NaN). Without overlap; together the county.
struct Isochrone {
    geo::MultiPolygon area;
    double effort = 0; // in the middle of the band, in the unit of the Reach
    int step = 0;
};
std::vector<Isochrone> isochrones(const reach::Field& field, const geo::MultiPolygon& county, reach::Effort limit,
                                  base::Feedback& feedback);
// A lattice over the county fine enough for the eye and coarse enough to be drawn again while a slider moves.
reach::Field map_lattice(const geo::MultiPolygon& county);

model::Table reach_area_table(const model::Snapshot& snapshot, const ReachAreas& areas, const ReachQuestion& question,
                              reach::Unit unit, const base::Catalog& catalog);

} // namespace wangge::app
