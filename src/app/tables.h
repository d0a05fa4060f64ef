// The project as tables for people: what `export` writes and table views show, headed in the reader's language.
#pragma once
#include "base/catalog.h"
#include "base/feedback.h"
#include "model/ledger_item.h"
#include "model/snapshot.h"
#include "model/table.h"
#include "reach/reach.h"

#include <memory>

namespace wangge::app {

// What every table is made from.
struct TableInput {
    const model::Snapshot& snapshot;
    const base::Catalog& catalog;
    base::Date as_of; // the day on which people, norms and visits are judged
    base::Feedback& feedback;
    std::vector<model::LedgerItem> ledger;                              // Document::ledger(), for the table "ledger"
    std::shared_ptr<const reach::Reach> reach = reach::straight_line(); // by which coverage and blind spots go
    bool with_planned = true;                                           // as coverage::Options
};

// One row a village: its state, nearest informant, distance, limit, residents, with the village's area (else its seat)
// as shape. Norms of the project, role informant.
model::Table coverage_table(const TableInput& input);
// One row a township: counts, residents and areas in and out of reach, with the township's area as shape.
model::Table coverage_by_township_table(const TableInput& input);
// One row a blind spot, worst first, with its position.
model::Table blind_spot_table(const TableInput& input);

} // namespace wangge::app
