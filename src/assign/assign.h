// Inspectors to cells: who leads each cell of the current plan and who comes along, with connected zones of equal load.
#pragma once
#include "assign/problem.h"
#include "base/message.h"
#include "model/snapshot.h"
#include "reach/reach.h"
#include "workload/hours.h"

#include <functional>
#include <string>

namespace wangge::assign {

struct Options {
    std::vector<std::string> inspectors; // keys; empty = all who are in office on `as_of`
    // The lead that each cell of Snapshot::cells has now, by person key ("" = none): the search starts from there and
    // every change costs weights.change. Empty = start afresh.
    std::vector<std::string> keep;
    // What must stay: cells (1 = keeps the lead of Snapshot::cells; empty = none), and people by key who lead what they
    // lead now and nothing else.
    std::vector<std::uint8_t> held;
    std::vector<std::string> closed;
    // Whoever has led a cell for so many years on `as_of` hands it on (轮岗); 0 = no limit. A cell without a day is led
    // since its plan was made.
    int rotation_years = 0;
    base::Date as_of;
    std::uint64_t seed = 1;
    double seconds = 5; // turned into a number of proposals (search.h), so that the answer does not depend on the clock
    Weights weights;
    base::Metres border_tolerance{0.5}; // see graph_of()
    // How inspectors travel; null, or one in metres = straight line times the rules' detour. One in minutes gives the
    // hours itself; a cell that no way leads to is priced by its straight line, and told in the notes.
    const reach::Reach* reach = nullptr;
    // Told of each better answer while the search goes on: the lead of each cell, as row of Snapshot::people.
    std::function<void(const std::vector<model::Row>& lead)> better;
};

struct CellAnswer {
    model::Row lead = model::no_row, second = model::no_row; // of Snapshot::people
    base::Hours hours; // a year, both officers, with the way from the lead's base; without a lead: on site only
};

struct InspectorAnswer {
    model::Row person = model::no_row;
    int cells = 0, pieces = 0; // that the person leads; pieces = connected parts of them
    base::Hours hours;         // of the cells that the person leads, both officers
    base::Hours own_hours;     // the person's own: half of the cells led and half of those seconded
    base::Hours capacity;
    base::Metres travel; // road length a year to the cells that the person leads
};

struct Result {
    std::vector<CellAnswer> cells;           // as Snapshot::cells
    std::vector<InspectorAnswer> inspectors; // in order of person row
    Cost cost;
    std::int64_t objective = 0, bound = 0; // cost.total() and what no answer can be below
    double gap = 0;                        // (objective - bound) / objective
    bool proven = false;                   // the gap is closed
    double workload_cv = 0;                // deviation / mean of the inspectors' hours, each divided by the fair share
    double max_over_mean = 0;
    base::Metres travel;
    bool contiguous = false; // every inspector's cells are one piece of the cell graph with its links
    int graph_parts = 0;     // connected parts of the plan itself; each beyond the first is linked to its nearest cell
    int cut_edges = 0;       // pairs of neighbouring cells with different leads
    double compactness = 0;  // mean over inspectors with cells of 4 pi area / perimeter^2 (Polsby-Popper)
    int changed_cells = 0;   // whose lead differs from Cell::lead_key (or Options::keep)
    int unassigned_cells = 0;
    int sites_outside = 0;                 // sites without a position or in no cell
    bool stopped = false;                  // the user stopped the search; this is the best so far
    std::vector<base::Message> infeasible; // each wish that cannot be met, by name; the answer meets all others
    std::vector<base::Message> notes;      // what was assumed
};

// Throws Error(bad_input): "assign.no_cells", "assign.no_inspectors", "assign.no_sites", "assign.unknown_inspector".
// When the user cancels during the search the best answer so far is returned with `stopped` set.
Result run(const model::Snapshot& snapshot, const workload::Rules& rules, const Options& options,
           base::Feedback& feedback);

// The lead key that each of `cells` has in another plan: of the cell with the same code, else of the cell of that plan
// that covers most of it; "" when there is none.
std::vector<std::string> leads_in_plan(const std::vector<model::Cell>& cells, const std::vector<model::Cell>& plan);

} // namespace wangge::assign
