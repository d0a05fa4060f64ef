// The districting problem in numbers: cells that must be divided among people, with integer costs.
#pragma once
#include "assign/cell_graph.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace wangge::assign {

// What the objective counts, in the order of how much it matters. One unit is about one side of a mean zone (the root
// of its area):
//   balance      x sum over people of share x ((load - fair load) / fair load)^2, shares scaled to a mean of 1
//   compactness  x border length between zones / side of a mean zone
//   travel       x travel hours / load of a mean zone
//   skill        for each cell whose lead lacks a skill that its sites ask for (the second officer then brings it)
//   change       for each cell that leaves its present lead
struct Weights {
    double balance = 1500, compactness = 1, travel = 1, skill = 0.1, change = 0;
};

// Costs are integers, cost_scale to a unit.
inline constexpr double cost_scale = 1e6;
// Added for a cell with a lead who must not check it: more than any rearrangement can win.
inline constexpr std::int64_t forbidden_cost = 1'000'000'000'000;

struct Problem {
    CellGraph graph;

    // Of each cell. Loads are whole seconds.
    std::vector<std::int64_t> on_site;
    std::vector<double> seconds_per_metre; // of travel, for each metre from the base to `place`
    std::vector<geo::MapPoint> place;      // mean place of its sites, by trips
    std::vector<std::uint32_t> asked;      // skills
    std::vector<std::int32_t> present;     // the present lead, -1 = none; empty when there is no plan to keep

    // Of each person (or zone without a person: then no travel, skill or base matters).
    std::vector<geo::MapPoint> base;
    // By road or over terrain: for each cell and person (cell x people + person) the straight metres that take as long
    // as the way; empty = the straight line itself.
    std::vector<float> way;
    std::vector<double> share; // of the work; sums to 1
    std::vector<std::uint32_t> granted;
    // Person p must not lead cell c: bit c * people + p; empty when there is no such pair.
    std::vector<bool> forbidden;

    // Integer prices, set by scale().
    std::vector<std::int64_t> border_cost; // as graph.border
    double travel_cost = 0;                // for each second
    double balance_cost = 0;               // times (sum load^2 / share - total^2)
    std::int64_t skill_cost = 0, change_cost = 0;

    std::int32_t cells() const { return static_cast<std::int32_t>(graph.size()); }
    std::int32_t people() const { return static_cast<std::int32_t>(share.size()); }

    std::int64_t travel(std::int32_t cell, std::int32_t person) const {
        const double rate = seconds_per_metre[cell];
        if (rate == 0)
            return 0;
        return static_cast<std::int64_t>(rate * metres(cell, person) + 0.5);
    }
    // From the person's base to the cell, in a straight line or as long as that would take.
    double metres(std::int32_t cell, std::int32_t person) const {
        if (!way.empty())
            return way[static_cast<std::size_t>(cell) * share.size() + person];
        const double dx = place[cell].x - base[person].x, dy = place[cell].y - base[person].y;
        return std::sqrt(dx * dx + dy * dy);
    }
    // The load of the cell when that person leads it.
    std::int64_t load(std::int32_t cell, std::int32_t person) const { return on_site[cell] + travel(cell, person); }
    bool is_forbidden(std::int32_t cell, std::int32_t person) const {
        return !forbidden.empty() && forbidden[static_cast<std::size_t>(cell) * share.size() + person];
    }
    // Everything that a cell costs with that lead, whatever the others do.
    std::int64_t place_cost(std::int32_t cell, std::int32_t person, std::int64_t travel_seconds) const {
        std::int64_t cost = static_cast<std::int64_t>(travel_cost * static_cast<double>(travel_seconds) + 0.5);
        if (asked[cell] & ~granted[person])
            cost += skill_cost;
        if (!present.empty() && present[cell] >= 0 && present[cell] != person)
            cost += change_cost;
        if (is_forbidden(cell, person))
            cost += forbidden_cost;
        return cost;
    }
};

// Sets the integer prices from the weights and the size of the problem (area, least possible load, people).
void scale(Problem& problem, const Weights& weights);

// Who leads each cell (-1 = nobody), and what that costs.
struct Cost {
    std::int64_t balance = 0, compactness = 0, place = 0; // place: travel, skill, change, forbidden
    std::int64_t total() const { return balance + compactness + place; }
};
// Precondition: every cell has a lead.
Cost cost_of(const Problem& problem, const std::vector<std::int32_t>& lead);
// Load of each person, seconds; cells without a lead count for nobody.
std::vector<std::int64_t> loads_of(const Problem& problem, const std::vector<std::int32_t>& lead);
// The part of the balance price that a vector of loads has.
std::int64_t balance_of(const Problem& problem, const std::vector<std::int64_t>& loads);
// Mean over the people who lead cells of 4 pi area / perimeter^2 of their zone (Polsby-Popper); 0 when nobody does.
double zone_compactness(const Problem& problem, const std::vector<std::int32_t>& lead);
// Number of connected pieces of each person's zone.
std::vector<int> pieces_of(const Problem& problem, const std::vector<std::int32_t>& lead);

} // namespace wangge::assign
