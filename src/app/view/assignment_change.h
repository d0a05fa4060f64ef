// What an assignment changed against the one before: which cells change hands, and whose load.
#pragma once
#include "app/view/assignment_view.h"
#include "base/catalog.h"
#include "model/table.h"

namespace wangge::app {

struct AssignmentChange {
    bool known = false; // an earlier assignment of these cells is kept
    struct Moved {
        model::Row cell;
        std::string from, to; // keys of people; "" = nobody
    };
    std::vector<Moved> cells; // most hours first
    WorkloadView before;
};

AssignmentChange change_of(const model::Snapshot& snapshot);

// One cell that changed hands a row, in the order of `cells`.
model::Table change_table(const AssignmentChange& change, const model::Snapshot& snapshot,
                          const base::Catalog& catalog);

} // namespace wangge::app
