// What is different between two plans of one county: cells, who leads where, how many sites, people and hours that
// moves.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "workload/rules.h"

#include <string>
#include <vector>

namespace wangge::assign {

enum class CellChange : std::uint8_t { same, reshaped, added, removed };

struct ComparedCell {
    std::string code;
    CellChange change = CellChange::same;
    std::string lead_a, lead_b, second_a, second_b; // keys; "" = nobody, or no such cell
    base::SquareMetres area_a, area_b;
    bool people_changed() const { return lead_a != lead_b || second_a != second_b; }
};

struct ComparedPerson {
    std::string key;
    int cells_a = 0, cells_b = 0; // led
    int sites_a = 0, sites_b = 0;
    base::Hours on_site_a, on_site_b; // a year, both officers, of the sites in the cells led; without the way there
};

// How even the leads' hours are.
struct Balance {
    int leads = 0;
    double cv = 0, max_over_mean = 0;
};

struct Comparison {
    std::vector<ComparedCell> cells;    // of either plan, by code
    std::vector<ComparedPerson> people; // leads in either plan, by key
    int same = 0, reshaped = 0, added = 0, removed = 0;
    int lead_changes = 0, second_changes = 0; // among cells of both plans
    base::SquareMetres area_moved;            // that another person leads in B than in A, or nobody
    int sites_moved = 0;
    base::Persons people_moved; // of villages whose seat another person leads
    Balance balance_a, balance_b;
};

// Cells are the same by code; reshaped means that the areas differ by more than `tolerance` of symmetric difference.
// Sites and villages are those of `snapshot`; a plan may come from another project of the same county and CRS.
Comparison compare(const model::Snapshot& snapshot, const std::vector<model::Cell>& a,
                   const std::vector<model::Cell>& b, const workload::Rules& rules, base::SquareMetres tolerance,
                   base::Feedback& feedback);

} // namespace wangge::assign
