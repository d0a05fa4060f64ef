// Degree of Urbanisation: which square kilometres are city, town, suburb, village and country, from where people live.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "coverage/degurba_rules.h"
#include "geo/grid_frame.h"
#include "model/kinds.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wangge::coverage {

// People and permanent land of square cells (1 km by the manual).
struct DegurbaGrid {
    geo::GridFrame frame;
    std::vector<float> people;
    std::vector<float> land; // share of the cell, 0..1
};

// Codes of level 2; level 1 is the tens.
namespace degurba {
inline constexpr std::uint8_t urban_centre = 30, dense_cluster = 23, semi_dense_cluster = 22, suburban = 21,
                              rural_cluster = 13, low_density = 12, very_low_density = 11, water = 10;
}
// The eight codes, 30 first.
std::span<const std::uint8_t> degurba_codes();

struct DegurbaCell {
    std::uint8_t code = degurba::water;
    std::uint8_t touches = 0;      // urban_centre or dense_cluster when one of the eight neighbours is that, else 0
    float people = 0, density = 0; // a km2 of permanent land
    float cluster_people = 0;      // of the cluster that gave the cell its code; 0 for codes without one
};

struct Degurba {
    geo::GridFrame frame;
    std::vector<DegurbaCell> cells;
};

// Applies the rules in their order: urban centres (dense cells joined by sides with enough people; holes smaller than
// hole_area filled; then 3 x 3 majority again and again until nothing changes), urban clusters (by sides and corners),
// and within them dense clusters, semi-dense clusters that keep semi_distance from centres and dense clusters (measured
// between the nearest edges of cells), the rest suburban; outside rural clusters, then cells by density; cells
// without people and too little land are water. Semi-dense clusters are sought within urban clusters alone, so that
// level 2 divides level 1. A cell with people and no land counts its whole area as land.
Degurba classify(const DegurbaGrid& grid, const DegurbaRules& rules, base::Feedback& feedback);

// Urban centres, dense and semi-dense clusters are urban; suburban cells and those that touch an urban centre or dense
// cluster are the fringe; all others are rural.
model::AreaType area_type_of(const DegurbaCell& cell);

// The code of a place by the people who live in cells of each code: level 1 by half of them (a centre; else rural;
// else in between), level 2 by the largest share within that; for towns dense and semi-dense together are weighed
// against suburban first. `people` is indexed by code. 0 when nobody lives there.
std::uint8_t code_of_place(std::span<const double, 31> people);

// Why the cell has its area type, with its numbers.
base::Message cell_reason(const DegurbaCell& cell);

} // namespace wangge::coverage
